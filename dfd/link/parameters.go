package link

import "github.com/gostride/gostride/analyzers/summary"

// asParameters gives what a condition of a chain becomes of a statement. Of a struct, a map or a list the values are parameters, never
// text, also where the function that hands it on does not know its type: Where(User{Name: n}). So are those of a library's condition
// that is a list of a column and a value: builder.Like{"title", q}.
func (l *linker) asParameters(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aObj && l.objs[k.x].typ >= 0 {
			t := l.typeTab[l.objs[k.x].typ]
			if t.kind == summary.KindMap || t.kind == summary.KindStruct && t.own || t.kind == summary.KindArray && t.named && !t.own && t.elem == "string" {
				b.addSet(l.mark(l.contents(nil, l.sets.of(a)), "escape-sql"))
				continue
			}
			if t.kind == summary.KindArray && t.named && !t.own { // of other conditions: builder.Not{…}
				for _, e := range l.elems(nil, l.sets.of(a)) {
					b.addSet(l.asParameters(e))
				}
				continue
			}
		}
		b.addSet(l.ofKeys(a))
	}
	return b.set()
}

// asValues gives what stands for the placeholders of a statement, or in its lists: parameters, also the elements of lists among them.
func (l *linker) asValues(i *inst, values set) set {
	b := builder{t: l.sets, s: l.rest(values)}
	b.addSet(l.contents(i, values))
	for _, v := range l.elems(i, values) {
		b.addSet(l.rest(v))
		b.addSet(l.contents(i, v))
	}
	return l.mark(b.set(), "escape-sql")
}

// ofKeys: a list that is a condition by itself is one of keys: Where(ids).
func (l *linker) ofKeys(a atom) set {
	s := l.sets.of(a)
	if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].marks&markBit("list") != 0 {
		return l.mark(s, "escape-sql")
	}
	return s
}
