package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// answerHeader gives, of the parameters of a link that are a map, those that set one header of the answer; anything else as it is, and so
// a map of which not all keys are known.
func (l *linker) answerHeader(s set, name string) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind != aObj || l.objs[k.x].typ < 0 || l.typeTab[l.objs[k.x].typ].kind != summary.KindMap {
			b.add(a)
			continue
		}
		of, known := set(0), true
		for _, f := range l.objs[k.x].keys {
			n := l.strs.list[f]
			known = known && l.elemKey(f) && f != l.fElem
			if known && strings.EqualFold(n[1:len(n)-1], name) {
				of = l.sets.union(of, l.take(nil, l.cell(k.x, f)))
			}
		}
		switch {
		case !known:
			b.add(a)
		case of != 0:
			for _, e := range l.elems(nil, of) {
				b.addSet(e)
			}
		}
	}
	return b.set()
}

// behindPointers adds the text or number that a variable or a field holds to which a pointer is given: &contentType, &p.Topic.
func (l *linker) behindPointers(s set) set {
	b := builder{t: l.sets, s: s}
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aRef {
			c := l.cells[k.x].key
			b.addSet(l.readField(nil, c.obj, c.field, -1))
		}
		if k.kind == aObj && l.objs[k.x].typ >= 0 {
			switch l.kindOf(l.objs[k.x].typ) {
			case summary.KindString, summary.KindNumber, summary.KindBool:
				b.addSet(l.content(k.x, l.fStar))
			}
		}
	}
	return b.set()
}
