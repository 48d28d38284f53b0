package link

import "github.com/gostride/gostride/analyzers/catalog"

// opens gives what runs when a library serves files from a file system that the program wrote itself: its Open, called with
// the path that was asked for.
func (l *linker) opens(h *hit, r *catalog.Row) []*inst {
	var out []*inst
	l.each(l.arg(&site{}, h, r, "fs"), func(a atom) {
		t := l.dynamicType(a)
		if t < 0 {
			return
		}
		m, ok := l.method(t, "Open")
		g := l.funcs[l.syms.get(m.Sym)]
		if !ok || g == nil || len(g.f.Params) != 2 {
			return
		}
		name := l.sets.of(l.origin("input", "path:", l.funcPlace(g)))
		recv := l.embedded(l.sets.of(l.untyped(a)), m)
		out = append(out, l.instanceIn(g, []set{recv, name}, -1, nil, context{targs: l.targsOf(recv)}))
	})
	return out
}
