package link

import "github.com/gostride/gostride/analyzers/catalog"

// holder is a variable of a library's that holds one value, and gives it as it was stored: atomic.Value, atomic.Pointer[T]. What else is stored
// in it by another call is what it may hold, too.
func (l *linker) holder(s *site, h *hit, r *catalog.Row) []set {
	b := builder{t: l.sets}
	in := l.arg(s, h, r, "value")
	l.eachObj(h.recv, func(o int32) {
		c := l.cell(o, l.fElem)
		if len(r.Args["value"]) > 0 {
			l.put(c, in)
		}
		b.addSet(l.take(s.i, c))
	})
	return []set{l.widen(b.set())}
}
