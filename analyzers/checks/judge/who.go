package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Caller is who can get to a place.
type Caller int

// From the widest circle to the narrowest. NotKnown: something on the way could not be determined.
const (
	Anonymous Caller = iota
	NotKnown
	SignedIn
	Privileged
)

// CallerOf says who gets to a hit: a guard on its way counts as well as the entry point's own verdict.
func (f *Facts) CallerOf(h Hit) Caller {
	if len(f.Held(h, "role")) > 0 && f.signedIn(h) {
		return Privileged
	}
	if f.signedIn(h) {
		if len(h.Entry.Auth.Roles) > 0 && h.Entry.Auth.Verdict == "protected" {
			return Privileged
		}
		return SignedIn
	}
	if h.Entry.Auth.Verdict == "public" {
		return Anonymous
	}
	return NotKnown
}

func (f *Facts) signedIn(h Hit) bool {
	return h.Entry.Auth.Verdict == "protected" || len(f.Held(h, "auth")) > 0
}

// Widest is the widest circle of callers of hits.
func (f *Facts) Widest(hits []Hit) Caller {
	who := Privileged
	for _, h := range hits {
		who = min(who, f.CallerOf(h))
	}
	return who
}

// Exposed reports whether an entry point hangs on a listener that others than this host and its operators get to. Without
// a known listener it counts as exposed.
func (f *Facts) Exposed(e *dfd.EntryPoint) bool {
	for _, l := range f.Listeners {
		if l.ID == e.Listener {
			return l.Exposure != "local" && l.Exposure != "management"
		}
	}
	return true
}

// UsuallyLocal is the address on loopback at which an entry point's listener is found unless a setting says otherwise, or "".
func (f *Facts) UsuallyLocal(e *dfd.EntryPoint) string {
	for _, l := range f.Listeners {
		if l.ID == e.Listener && dfd.Loopback(l.Default) {
			return l.Default
		}
	}
	return ""
}

// InMiddleware reports whether a hit lies in the middleware in front of a handler, not in the handler's own work.
func (f *Facts) InMiddleware(h Hit) bool {
	first := begins(h)
	return first != "" && first != h.Entry.Handler && inside(first, func(fn string) bool { return f.links[h.Reach.Entry][fn] })
}

// Beside reports whether a hit lies beside a handler: in the middleware in front of it, or in what an adapter around it does by itself.
func (f *Facts) Beside(h Hit) bool { return h.Reach.Beside || f.InMiddleware(h) }

// links gives, for each entry point, the functions that the middleware in front of it may be.
func links(p *dfd.Program) map[string]map[string]bool {
	out := make(map[string]map[string]bool, len(p.Chains))
	for id, c := range p.Chains {
		if c == nil {
			continue
		}
		fns := make(map[string]bool, len(c.Links))
		for _, l := range c.Links {
			fns[l.Func] = true
			for _, fn := range l.Or {
				fns[fn] = true
			}
		}
		out[id] = fns
	}
	return out
}

// begins is the function that the way to a hit begins with, "" where that is not known.
func begins(h Hit) string {
	if h.Entry == nil || h.Reach.Way == nil {
		return ""
	}
	return h.Reach.Way.First().Func
}

// inside reports whether a function is one that fits, or a literal in such a one.
func inside(name string, fits func(fn string) bool) bool {
	const literal = ".func"
	for at := 0; ; at += len(literal) {
		n := strings.Index(name[at:], literal)
		if n < 0 {
			return fits(name)
		}
		if at += n; fits(name[:at]) {
			return true
		}
	}
}

// Within reports whether a hit lies in what one middleware does by itself.
func Within(h Hit, l dfd.Link) bool {
	first := begins(h)
	return first != "" && first != h.Entry.Handler && inside(first, func(fn string) bool { return fn == l.Func || slices.Contains(l.Or, fn) })
}

// Attached says where a control of an entry point's kind would be attached: the function that registers it, and the
// authentication in front of it, if any.
func (f *Facts) Attached(e *dfd.EntryPoint) (in string, behind string) {
	if e.Registered != nil {
		in = e.Registered.Func
	}
	if c := f.Chains[e.ID]; c != nil {
		for _, l := range c.Links {
			if slices.ContainsFunc(l.Guards, func(id string) bool { g := f.Guards[id]; return g != nil && g.Kind == "auth" }) {
				if l.Place.Func != "" {
					in = l.Place.Func
				}
				return in, l.Func
			}
		}
	}
	return in, ""
}

// CallerIn returns what of a value says who the caller of a hit is: an identity, or what the check that let him in has read: the row that
// his session was found in, the answer of the service that knows him.
func (f *Facts) CallerIn(h Hit, v *dfd.Value) []dfd.Origin {
	out := Identity(v)
	for _, g := range f.Held(h, "auth") {
		at := g.Place
		if u := f.Use(g.Use); u != nil {
			at = u.Place
		}
		for _, o := range v.From("store", "external") {
			if o.Place.Line > 0 && (Spot(o.Place) == Spot(at) || o.Kind == "external" && o.Place.Func == at.Func) {
				out = append(out, o)
			}
		}
	}
	return out
}

// IsLogin reports whether an entry point checks a password in its own handler, or in middleware that nothing else guards.
func (f *Facts) IsLogin(e *dfd.EntryPoint) bool {
	return f.Derived(logins{}, func() any {
		are := make(map[string]bool)
		for id, hits := range f.byEntry {
			are[id] = slices.ContainsFunc(hits, func(h Hit) bool {
				return (IsPasswordCheck(h.Use) || len(f.Held(h, "login")) > 0) && !f.InMiddleware(h)
			})
		}
		return are
	}).(map[string]bool)[e.ID]
}

type logins struct{}

// Blind lists what keeps an absence on these entry points from being certain: middleware and calls that could not be
// followed.
func (f *Facts) Blind(entries []*dfd.EntryPoint) []dfd.Place {
	var out []dfd.Place
	for _, e := range entries {
		if c := f.Chains[e.ID]; c != nil {
			out = append(out, c.Unknown...)
		}
	}
	return Places(out)
}

// Unseen lists the middleware in front of entry points that was not seen whole: a limit may stand there. Middleware of which it is only open
// whether it asks who is calling is none of it.
func (f *Facts) Unseen(entries []*dfd.EntryPoint) []dfd.Place {
	var out []dfd.Place
	for _, e := range entries {
		if c := f.Chains[e.ID]; c != nil {
			out = append(out, c.Unseen...)
		}
	}
	return Places(out)
}

// UnresolvedOn counts the calls of entry points that could not be followed.
func (f *Facts) UnresolvedOn(entries []*dfd.EntryPoint) int {
	ids, n := IDs(entries), 0
	for _, u := range f.Unresolved {
		if slices.ContainsFunc(u.EntryPoints, func(id string) bool { return slices.Contains(ids, id) }) {
			n++
		}
	}
	return n
}

// AnyProcess is the element that a row about the program as a whole points at: its first process.
func (f *Facts) AnyProcess() string {
	for _, e := range f.Elements {
		if e.Kind == "process" {
			return e.ID
		}
	}
	return ""
}

// Murky reports whether something that an entry point does could not be seen: a call that was not followed, or a library
// without a model that reaches the network or a process.
func (f *Facts) Murky(e *dfd.EntryPoint) bool {
	if f.UnresolvedOn([]*dfd.EntryPoint{e}) > 0 {
		return true
	}
	return slices.ContainsFunc(f.Flows, func(x *dfd.Flow) bool {
		to := f.elements[x.To]
		return to != nil && to.Tech == "unmodelled" && slices.Contains(x.EntryPoints, e.ID)
	})
}

// Obscured reports whether anything in front of an entry point or in it could not be seen: an absence there is not certain.
func (f *Facts) Obscured(e *dfd.EntryPoint) bool {
	return len(f.Blind([]*dfd.EntryPoint{e})) > 0 || f.Murky(e)
}

// Places returns the distinct places, in order of file, line and function.
func Places(list []dfd.Place) []dfd.Place {
	out := slices.Clone(list)
	slices.SortFunc(out, comparePlaces)
	return slices.Compact(out)
}
