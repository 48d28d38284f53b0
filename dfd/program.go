package dfd

import (
	"maps"
	"slices"
	"sync"
)

// Program is a linked program: the published Model and the facts behind it that checks judge.
type Program struct {
	*Model
	Uses   []*Use            // sorted by place, then symbol
	Guards map[string]*Guard // by id
	Chains map[string]*Chain // by entry point id

	// Limits are a person's own limits for controls, by the names of analyzers/checks/judge (presigned-link: 1h, …);
	// what is not named keeps its documented default.
	Limits map[string]string

	derived sync.Map
}

// Derived gives what is made of the program, made once for all who ask with the same key. It must not be changed by them.
func (p *Program) Derived(key any, make func() any) any {
	d, ok := p.derived.Load(key)
	if !ok {
		d, _ = p.derived.LoadOrStore(key, make())
	}
	return d
}

// Use is one modelled call (or assignment of a modelled field) that reachable code makes. The calls of one site made in
// several calling contexts are several uses when their arguments differ.
type Use struct {
	ID       string
	Role     string // the catalogue's role: sql, object-write, file-write, respond, log, presign, call, exec, jwt-verify, …
	Symbol   string // import/path.Type.Method, as in the catalogue
	Library  string
	Tech     string
	Op       string // read, write, delete, call, publish, consume, exec
	Element  string // id of the element it touches; "" where the role has none
	Flow     string // id of the flow it is part of
	HandedOn bool   // a request that somebody else sends and that is drawn there: what a transport of the program's own hands on
	Place    Place
	Args     map[string]*Value // by the catalogue's names: path, key, bucket, query, url, body, contenttype, acl, expires, …
	Tables   []string          // SQL: tables named by the statement, or by the ORM's type
	SQL      string            // SQL: the statement or its template
	Columns  []string          // SQL: columns written by an insert or update, where readable
	Attr     map[string]string // the catalogue row's other attributes (default values that change a verdict)
	On       []Reach           // one per entry point that reaches it, sorted by entry
	Told     []Place           // ORM: the calls before this one that gave its builder something of what a caller sent, in order
	// Conds are the conditions that govern this call in its own function: "RowsAffected() == 0", …
	Order int // program order inside its function, for before and after
}

// Reach is how an entry point gets to a use. Entry "" is start-up: main and package initialisers.
type Reach struct {
	Entry   string
	Way     *Way     // from the handler or middleware to the call, both included
	Guards  []string // ids of the guards that hold on every path from the entry point to this call, sorted
	Before  []string // ids of uses that come before this one on every path, sorted
	Once    bool     // only reached where what it fills is not filled yet: sync.Once, or a package variable that is nil
	Mixed   bool     // by way of functions that are called in more contexts than are kept apart: what is passed may be another's
	Shared  bool     // by way of functions that stand for several calls: who gets there is known, what he passes may be another's
	Choices []Choice // the calls of one of several functions by which it is reached on every way, the first one first
	Switch  string   // the setting without which it is not reached, "" for none
	Off     bool     // that setting is off by default
	Async   bool     // only reached in a goroutine that the entry point starts
	Tells   *Value   // of an answer, the errors in it that this entry point passes it: what answers for many is passed others by others; nil for none
	Beside  bool     // only reached by what is around the handler that is shown, which does not get there itself
	Heeded  bool     // of a verification: where it fails with an error, what is done ends, as far as its callers show
	Failed  bool     // only reached after an error: behind err != nil, errors.Is or errors.As, or in what is called from there
}

// Doubt says why it is not certain that the entry point gets to the call, "" where it is.
func (r Reach) Doubt() string {
	switch {
	case r.Mixed:
		return "Functions on the way are called in more contexts than are kept apart: whether this caller passes it is not known."
	case r.Switch != "" && r.Off:
		return "It is only done where " + r.Switch + " is switched on, which is off by default."
	case r.Switch != "":
		return "It is only done where " + r.Switch + " is switched on."
	}
	return ""
}

// Trace lists the places from the handler or middleware to the call.
func (r Reach) Trace() []Place { return r.Way.Trace() }

// Choice is a call of one of several functions, of which some lead to a use: one of the implementations of an interface.
type Choice struct {
	Call string // tells it from others
	Took uint64 // those that lead there, a bit for each
	Of   int    // how many there are
}

// Covered reports whether an entry point gets to one of several uses whichever functions it is that are called on the way.
func Covered(ways [][]Choice) bool {
	calls := map[string]map[uint64][][]Choice{}
	for _, w := range ways {
		if len(w) == 0 {
			return true
		}
		first := w[0]
		if calls[first.Call] == nil {
			calls[first.Call] = map[uint64][][]Choice{}
		}
		for n := range min(first.Of, 64) {
			if bit := uint64(1) << n; first.Took&bit != 0 {
				calls[first.Call][bit] = append(calls[first.Call][bit], w[1:])
			}
		}
		taken := calls[first.Call]
		if len(taken) == first.Of && !slices.ContainsFunc(slices.Collect(maps.Values(taken)), func(rest [][]Choice) bool { return !Covered(rest) }) {
			return true
		}
	}
	return false
}

// Guard is a check that the code makes and acts on: past it, what it checked holds.
type Guard struct {
	ID      string
	Kind    string // auth, role, ratelimit, bodylimit, quota, allowlist, csrf, confine, found, compare, errormap, …
	Scheme  string // auth: jwt, session, basic, apikey, …
	Symbol  string // the modelled call that decides
	Value   string // "20 per 1m", "50 MiB", the roles
	Place   Place
	Trace   []Place
	Use     string            // id of the deciding call's use
	Args    map[string]*Value // of the deciding call
	Library bool              // decided inside a library's own middleware
}

// Chain is the ordered middleware of an entry point.
type Chain struct {
	Links   []Link
	Guards  []string // ids of the guards that hold when the handler starts, sorted
	Unknown []Place  // links whose effect could not be determined
	Unseen  []Place  // those of them that were not seen whole: of the others it is only open whether they ask who is calling
	// Optional says that authentication was found that lets anonymous callers through.
	Optional []string // guard ids
	Answers  []Place  // calls of libraries without a model that are given the answer to write
	Leaks    []Place  // where middleware answers that the caller is not let in, and lets the request go on all the same
	Switched []string // settings without which the entry point is not there: known of libraries' handlers
	Off      []string // switches without which it is not there, and which are off by default
}

// Link is one middleware and what it does.
type Link struct {
	Func   string   // symbol; for a library's middleware its constructor
	Or     []string // where it is one of several: the others, sorted
	Place  Place    // where it is attached
	Does   string   // gate, pass, unknown, effect
	Is     string   // a library's middleware: what it is for, by the catalogue's word (log, recover, auth, …)
	Guards []string
}

// Value is what is known of an argument.
type Value struct {
	Text    []string // constants and templates ("uploads/{}/{}"), sorted; {} stands for what is not constant
	Origins []Origin // where its parts come from, sorted
	Unknown bool     // some part could not be followed
	Hosts   []string // constant hosts among addresses that are left out of Text, being too many, sorted
	Many    bool     // unknown only because it may be more than is kept apart: constants are left out, origins are there by kind and marks
	Type    string   // the static type where it matters (a persisted struct)
}

// Origin is one source of a value. Kind:
//
//	input     the caller chose it; Name is "form:name", "header:Content-Type", "body:email", "file", "filename", "path:id", …
//	identity  taken from a verified credential or session
//	config    environment, flag or configuration file; Name says which
//	fresh     made by the server: UUID, random, counter
//	time      clock
//	store     read from a store; Name is the technology and table
//	error     an error value; Name says whose, see ReturnedError
//	const     a literal; Name is its text
//	sniffed   content type found by looking at the bytes
//	compare   what a comparison came to: true or false
//	presigned a link that grants access by itself
//	secret    a credential or key
//	unknown   could not be followed
type Origin struct {
	Kind  string
	Name  string
	Marks []string // what was done to it on the way, sorted: base, clean, local, number, allowlisted, escaped, hashed, …
	Place Place
}

// ReturnedError names the error that the program's own function is given which answers what handlers return, and ReturnedOwnError that where it was
// found to be of the framework's own type. What an entry point's handler returns is listed by its uses with role returned: arguments body
// and own.
const (
	ReturnedError    = "returned"
	ReturnedOwnError = "returned, the framework's own"
	KeptError        = "kept with the request" // what uses with role keep-error left there, argument value
)

// Has reports whether the origin carries the mark.
func (o Origin) Has(mark string) bool {
	for _, m := range o.Marks {
		if m == mark {
			return true
		}
	}
	return false
}

// From returns the origins of the given kinds.
func (v *Value) From(kinds ...string) []Origin {
	if v == nil {
		return nil
	}
	var out []Origin
	for _, o := range v.Origins {
		for _, k := range kinds {
			if o.Kind == k {
				out = append(out, o)
			}
		}
	}
	return out
}

// Entry returns the entry point with that id, or nil.
func (m *Model) Entry(id string) *EntryPoint {
	for _, e := range m.EntryPoints {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// Element returns the element with that id, or nil.
func (m *Model) Element(id string) *Element {
	for _, e := range m.Elements {
		if e.ID == id {
			return e
		}
	}
	return nil
}
