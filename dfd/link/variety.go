package link

import "github.com/gostride/gostride/analyzers/summary"

// variety says that values are structs of several of the program's types, one each: in map[string]Routes{"/a": &A{}, "/b": &B{}} the types
// are what tells apart what an element registers, though nothing in them is a function.
func (l *linker) variety(vals []set) bool {
	first, several := int32(-1), false
	for _, s := range vals {
		k, ok := l.single(s)
		if !ok || k.kind != aObj || l.objs[k.x].typ < 0 {
			return false
		}
		t := l.deref(l.objs[k.x].typ)
		if !l.typeTab[t].own || l.kindOf(t) != summary.KindStruct {
			return false
		}
		several = several || first >= 0 && t != first
		first = t
	}
	return several
}
