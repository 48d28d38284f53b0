package link

import (
	"slices"
	"strconv"
	"strings"
)

// listElem is an element of a list; it may be that it is not there.
type listElem struct {
	s     set
	maybe bool
}

// listFor gives the elements of a list in order, as far as it is certain where each of them stands: a list to which something was appended
// on some ways only has it or not.
func (l *linker) listFor(i *inst, x set) ([]listElem, bool) {
	if list, ok := l.wholeList(i, x); ok {
		out := make([]listElem, len(list))
		for n, s := range list {
			out[n].s = s
		}
		return out, true
	}
	return l.partList(i, x, 0)
}

func (l *linker) partList(i *inst, x set, depth int) ([]listElem, bool) {
	var objs []int32
	for _, a := range l.sets.list[x] {
		switch k := l.atoms.list[a]; {
		case k.kind == aObj:
			objs = append(objs, k.x)
		case k.kind != aNil:
			return nil, false
		}
	}
	if depth > maxCopies || x == 0 {
		return nil, false
	}
	if len(objs) == 0 {
		return nil, true
	}
	last, rest := l.longest(i, x, objs)
	if last < 0 {
		return nil, false
	}
	out, ok := l.partList(i, rest, depth+1)
	if !ok {
		return nil, false
	}
	own, ok := l.ownElems(i, last, len(out))
	for _, s := range own {
		out = append(out, listElem{s, len(l.sets.list[x]) > 1})
	}
	return out, ok
}

// longest gives the one of some lists that was made by appending to any of the others, and these; -1 where there is none.
func (l *linker) longest(i *inst, x set, objs []int32) (last int32, rest set) {
	for _, o := range objs {
		rest = l.take(i, l.cell(o, l.fAlias))
		if len(l.sets.list[x]) == 1 {
			return o, l.orNil(rest)
		}
		self := l.objAtom(o)
		others := l.sets.of(slices.DeleteFunc(slices.Clone(l.sets.list[x]), func(a atom) bool { return a == self })...)
		if l.orNil(rest) == others {
			return o, others
		}
	}
	return -1, 0
}

// orNil is what a list begins with: nothing, where nothing was copied.
func (l *linker) orNil(s set) set {
	if s == 0 {
		return l.sets.of(l.aNilAtom)
	}
	return s
}

// ownElems gives what a list has besides what it begins with, where it is certain that this is all.
func (l *linker) ownElems(i *inst, o int32, begins int) ([]set, bool) {
	ob := &l.objs[o]
	if ob.kind != oVar || ob.shift || ob.mixed || l.escaped[o] || l.take(i, l.cell(o, l.fElem)) != 0 || l.take(i, l.cell(o, l.fWild)) != 0 {
		return nil, false
	}
	return l.numbered(i, o, begins)
}

// wholeList gives the elements of a list in order, where it is certain which they are.
func (l *linker) wholeList(i *inst, x set) ([]set, bool) {
	list := l.sets.list[x]
	if len(list) != 1 || l.atoms.list[list[0]].kind != aObj {
		return nil, false
	}
	return l.listOf(i, l.atoms.list[list[0]].x, 0)
}

func (l *linker) listOf(i *inst, o int32, depth int) ([]set, bool) {
	if depth > maxCopies {
		return nil, false
	}
	var out []set
	if al := l.take(i, l.cell(o, l.fAlias)); !l.onlyNil(al) {
		list := l.sets.list[al]
		if len(list) != 1 || l.atoms.list[list[0]].kind != aObj {
			return nil, false
		}
		first, ok := l.listOf(i, l.atoms.list[list[0]].x, depth+1)
		if !ok {
			return nil, false
		}
		out = first
	}
	own, ok := l.ownElems(i, o, len(out))
	return append(out, own...), ok
}

// numbered gives the elements that were stored in a list under numbers, where these follow each other; it begins with some others.
func (l *linker) numbered(i *inst, o int32, begins int) ([]set, bool) {
	var out []set
	n := 0
	for _, f := range l.objs[o].keys {
		if !l.elemKey(f) || f == l.fElem {
			continue
		}
		name := l.strs.list[f]
		if at, k, ok := strings.Cut(strings.Trim(name, "[+]"), "."); ok && strings.HasPrefix(name, "[+") {
			if at != strconv.Itoa(int(l.objs[o].at)) || k != strconv.Itoa(n) {
				return nil, false
			}
		} else if name != "["+strconv.Itoa(n)+"]" || begins+len(out) > n {
			return nil, false
		}
		v := l.take(i, l.cell(o, f))
		if l.onlyNil(v) {
			return nil, false
		}
		out = append(out, v)
		n++
	}
	return out, true
}
