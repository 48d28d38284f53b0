package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The areas of a model that are compared, in the order in which they are told.
const (
	coverage   = "coverage"
	entrypoint = "entrypoint"
	auth       = "auth"
	threat     = "threat"
	control    = "control"
	crossing   = "crossing"
	data       = "data"
	element    = "element"
	listener   = "listener"
	unresolved = "unresolved"
	input      = "input"
)

// Policy is the area of changes to what the analysis itself goes by: models of libraries that a repository brings along. They
// are no part of a model and are told before all else.
const Policy = "policy"

var areas = []string{coverage, entrypoint, auth, threat, control, crossing, data, element, listener, unresolved, input}

// key says what a fact is about: two models mean the same thing by it.
type key struct {
	area  string
	name  string
	entry string // title of the entry point; "" where the fact is the program's
}

func (k key) compare(o key) int {
	return cmp.Or(strings.Compare(k.area, o.area), strings.Compare(k.name, o.name), strings.Compare(k.entry, o.entry))
}

// toldByEntry reports whether a new or a lost entry point tells the fact itself.
func (k key) toldByEntry() bool {
	return k.entry != "" && (k.area == auth || k.area == control || k.area == input)
}

// fact is what a model says about a key.
type fact struct {
	subject  string
	states   []string // sorted; several where several parts of a model have the same key
	grade    int      // how safe it is, the worst of all states; 0 is as safe as without the fact
	severity string
	code     []string // a threat's rule and the functions it points to; none where that is not known, or several rows share the key
	at       []string // entry points that an open threat is open at
	unsure   bool     // nobody knows: that is never better than what was known
}

// state is the fact in words; how often a state holds counts.
func (f *fact) state() string {
	var words []string
	for i := 0; i < len(f.states); {
		n := 1
		for i+n < len(f.states) && f.states[i+n] == f.states[i] {
			n++
		}
		word := f.states[i]
		if n > 1 {
			word = strings.TrimSpace(fmt.Sprintf("%s (%d times)", word, n))
		}
		if word != "" {
			words = append(words, word)
		}
		i += n
	}
	return strings.Join(words, "; ")
}

// facts are what a model says, by key.
type facts map[key]*fact

// add states something. Counted states hold as often as they are stated, others once.
func (fs facts) add(k key, f fact, state string, counted bool) {
	old := fs[k]
	if old == nil {
		f.states = []string{state}
		fs[k] = &f
		return
	}
	old.grade = min(old.grade, f.grade)
	old.severity = severest(old.severity, f.severity)
	old.unsure = old.unsure || f.unsure
	if !slices.Equal(old.code, f.code) {
		old.code = nil
	}
	for _, title := range f.at {
		if !slices.Contains(old.at, title) {
			old.at = append(old.at, title)
		}
	}
	if at, found := slices.BinarySearch(old.states, state); counted || !found {
		old.states = slices.Insert(old.states, at, state)
	}
}
