package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// handlerList gives what is registered for a route, the handler last: handle(path, auth, h), or handle(path, chain...), where whole
// is the list that is passed.
func (l *linker) handlerList(i *inst, h *hit, r *catalog.Row) (list []set, whole set) {
	list = l.argList(i, h, r, "handler")
	args := r.Args["handler"]
	if len(list) == 0 || len(args) == 0 || !args[0].Spread || h.spread {
		return list, 0
	}
	n := len(list) - 1
	whole = list[n]
	if l.callableItself(whole) {
		return list, 0
	}
	list = list[:n:n]
	last := builder{t: l.sets}
	l.eachObj(whole, func(o int32) { // it may be one of several lists
		if es := l.elems(i, l.sets.of(l.objAtom(o))); len(es) > 0 {
			list = append(list, es[:len(es)-1]...)
			last.addSet(es[len(es)-1])
		}
	})
	return append(list, last.set()), whole
}

// givesCode says that a function returns functions or handlers, or a list of them: the chain of a route.
func (l *linker) givesCode(g *fn) bool {
	for _, r := range g.f.Results {
		t := l.typ(g.p, r)
		if l.kindOf(t) == summary.KindSlice {
			e, ok := l.types[l.typeTab[t].elem]
			if !ok {
				continue
			}
			t = e
		}
		if l.code(t) {
			return true
		}
	}
	return false
}
