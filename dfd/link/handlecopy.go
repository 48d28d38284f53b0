package link

import "github.com/gostride/gostride/analyzers/catalog"

// A handle may be kept by value in a struct of the program's, and be replaced there by what was derived of it: s.DO = *s.DO.Where(c).(*gen.DO).
// What is called on it is called on the handles that were copied there.

// copiedHandles gives the receiver of a call on a handle with the handles in place of the variables that they were copied to.
func (l *linker) copiedHandles(s *site, rows []*catalog.Row) set {
	if !s.has || !onHandle(rows) {
		return s.recv
	}
	b, found := builder{t: l.sets}, false
	for _, a := range l.sets.list[s.recv] {
		k := l.inner(a)
		if k.kind != aObj || l.objs[k.x].kind != oSub && l.objs[k.x].kind != oVar {
			b.add(a)
			continue
		}
		held := false
		for _, o := range l.copied(s.i, k.x) {
			if l.objs[o].kind == oHandle {
				b.add(l.objAtom(o))
				held = true
			}
		}
		if !held {
			b.add(a)
		}
		found = found || held
	}
	if !found {
		return s.recv
	}
	return b.set()
}

// handlesBelow adds to a value the handles that are kept in structs of it: the table of a join, q.User.
func (l *linker) handlesBelow(i *inst, v set, depth int) set {
	b := builder{t: l.sets, s: v}
	l.eachObj(v, func(o int32) {
		if depth > 2 || l.objs[o].row != nil {
			return
		}
		for _, x := range l.copied(i, o) {
			if l.objs[x].kind == oHandle {
				b.add(l.objAtom(x))
				continue
			}
			for n, f := range l.objs[x].keys {
				if n > 40 {
					break
				}
				l.eachObj(l.take(i, l.cell(x, f)), func(p int32) {
					if l.objs[p].kind == oSub {
						b.addSet(l.handlesBelow(i, l.sets.of(l.objAtom(p)), depth+1))
					}
				})
			}
		}
	})
	return b.set()
}

// onHandle says that a call is one on a handle of a store.
func onHandle(rows []*catalog.Row) bool {
	for _, r := range rows {
		if r.Role == "derive" || r.Role == "orm" || r.Role == "paginate" {
			return true
		}
	}
	return false
}

// takesUp has a receiver be the handle that a call on it made: do.UseModel(&User{}).
func (l *linker) takesUp(recv set, o int32) {
	l.eachObj(recv, func(p int32) {
		if p != o {
			if t := l.objs[p].typ; t >= 0 { // what holds handles is not thrown together
				l.apartTypes[t] = true
			}
			l.put(l.cell(p, l.fAlias), l.sets.of(l.objAtom(o)))
		}
	})
}
