package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// for _, m := range slices.Backward(list) calls the body of the loop, a function of the program's own, with what is in the list: by way of an
// iterator that the standard library makes.

// iterators say which arguments the body is called with: an index or key (k), an element (e).
var iterators = map[string]string{"slices.All": "ke", "slices.Backward": "ke", "slices.Values": "e", "maps.All": "ke", "maps.Keys": "k", "maps.Values": "e"}

// iterates evaluates the call of such an iterator.
func (l *linker) iterates(s *site) ([]set, bool) {
	d := s.i.fn.defOf(s.in.Args[0])
	if d < 0 || len(s.args) != 1 {
		return nil, false
	}
	made := &s.i.fn.code[d]
	if made.Op != summary.OpCall || made.N&summary.CallMode != summary.CallStatic || len(made.Args) != 1 {
		return nil, false
	}
	name, _, _ := strings.Cut(s.i.fn.p.p.Syms[made.Sym], "[")
	kinds, ok := iterators[name]
	if !ok {
		return nil, false
	}
	list := l.get(s.i, made.Args[0])
	t := *s
	t.args, t.context = nil, context{}
	for _, k := range kinds {
		b := builder{t: l.sets}
		if k == 'k' {
			b.addSet(l.rest(list))
		} else {
			for _, e := range l.elems(s.i, list) {
				b.addSet(e)
			}
		}
		t.args = append(t.args, b.set())
	}
	return l.dynamic(&t, s.args[0]), true
}
