package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// structs finds the own struct types of the objects in a value, behind pointers and in slices. Values of very many objects are asked
// for again and again: what is found is kept, by value and by object, and how far it was looked for.
type structs struct {
	l    *linker
	sets map[structsKey][]int32
	objs map[structsKey][]int32
}

type structsKey struct{ of, depth int32 }

// maxWithin is how deep own struct types are looked for in values: User, *User, []*User.
const maxWithin = 2

func (a *assembly) structTypes(s set) []*typeInfo {
	if a.structs == nil {
		a.structs = &structs{l: a.l, sets: map[structsKey][]int32{}, objs: map[structsKey][]int32{}}
	}
	var out []*typeInfo
	for _, t := range a.structs.of(s, 0) {
		out = append(out, a.l.typeTab[t])
	}
	return out
}

func (x *structs) of(s set, depth int32) []int32 {
	k := structsKey{int32(s), depth}
	list, ok := x.sets[k]
	if ok {
		return list
	}
	l := x.l
	for _, a := range l.sets.list[s] { // Model((*User)(nil))
		if k := l.atoms.list[a]; k.kind == aTyped && l.inner(a).kind == aNil {
			list = x.add(list, l.deref(k.x))
		}
	}
	l.eachObj(s, func(o int32) {
		for _, t := range x.object(o, depth) {
			list = x.add(list, t)
		}
	})
	x.sets[k] = list
	return list
}

// object is of for one object: it is of such a type, or holds or lists what is.
func (x *structs) object(o, depth int32) []int32 {
	k := structsKey{o, depth}
	list, ok := x.objs[k]
	if ok {
		return list
	}
	l := x.l
	if t := x.typeOf(l.objs[o].typ); t >= 0 {
		list = []int32{t}
	} else if depth < maxWithin {
		within := l.elems(nil, l.sets.of(l.objAtom(o)))
		if c, ok := l.cellAt(o, l.fStar); ok {
			within = append([]set{l.cells[c].s}, within...)
		}
		for _, e := range within {
			for _, t := range x.of(e, depth+1) {
				list = x.add(list, t)
			}
		}
	}
	x.objs[k] = list
	return list
}

// typeOf gives the own struct type that a type is or lists, -1 where there is none.
func (x *structs) typeOf(t int32) int32 {
	for n := 0; t >= 0 && n < 3; n++ {
		ti := x.l.typeTab[t]
		if ti.kind == summary.KindStruct && ti.own {
			return t
		}
		if ti.elem == "" {
			break
		}
		t = x.l.typeID(base(ti.elem))
	}
	return -1
}

func (x *structs) add(list []int32, t int32) []int32 {
	if ti := x.l.typeTab[t]; ti.kind != summary.KindStruct || !ti.own || slices.Contains(list, t) {
		return list
	}
	return append(list, t)
}
