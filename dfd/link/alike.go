package link

import "github.com/gostride/gostride/analyzers/summary"

// Errors and plain data made in very many places come together in one value. Beyond maxAlike objects of one type such a value
// holds one object that stands for all of them: it has what any of them has. Each of them stays what it was where it is held by
// itself, but for what is written through a value that stands for it, which it has from then on, too.

const crowdFn = -2 // object.fn of what stands for others

// crowd is the object that stands for others of its type, and who they are.
type crowd struct {
	obj     int32 // has what any of them has
	written int32 // has what was written through obj
	members []int32
}

// crowdKey is what the members of a crowd have in common: their type, and for lists of messages that of the one message in them, by which
// programs look up who handles it.
type crowdKey struct {
	typ     int32
	message set
}

func (l *linker) crowdKey(o, typ int32) crowdKey {
	k := crowdKey{typ: typ}
	if l.kindOf(typ) != summary.KindArray || !l.sendsMessages(typ) {
		return k
	}
	for _, f := range l.objs[o].keys {
		if t := l.typesOf(l.content(o, f)); len(l.sets.list[t]) == 1 {
			k.message = t
		}
	}
	return k
}

// alike replaces the objects of types of which a set has too many, or which it has all of already.
func (l *linker) alike(s set) set {
	list, most := l.sets.list[s], l.atMost(maxAlike)
	if len(list) <= most && !l.crowded(list) {
		return s
	}
	count := map[crowdKey]int{}
	for _, a := range list {
		if t := l.crowdType(a); t >= 0 {
			k := l.crowdKey(l.atoms.list[a].x, t)
			count[k]++
			if c := l.objs[l.atoms.list[a].x].crowd; c != nil && c.obj == l.atoms.list[a].x {
				count[k] += most
			}
		}
	}
	out := make([]atom, 0, len(list))
	for _, a := range list {
		t := l.crowdType(a)
		if t < 0 {
			out = append(out, a)
			continue
		}
		k := l.crowdKey(l.atoms.list[a].x, t)
		if count[k] <= most {
			out = append(out, a)
			continue
		}
		c := l.crowdOf(k)
		if o := l.atoms.list[a].x; o != c.obj && l.objs[o].crowd == nil {
			l.objs[o].crowd = c
			l.joining = append(l.joining, o)
		}
		if n := len(out); n == 0 || out[n-1] != l.objAtom(c.obj) {
			out = append(out, l.objAtom(c.obj))
		}
	}
	return l.sets.of(out...)
}

// crowded says that a set has an object that stands for others, and more.
func (l *linker) crowded(list []atom) bool {
	if len(l.crowds) == 0 || len(list) < 2 {
		return false
	}
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind == aObj && l.objs[k.x].fn == crowdFn {
			return true
		}
	}
	return false
}

// crowdType gives the type of an object of which there may be too many, -1 for what is always kept apart: what holds functions,
// what a library or a framework made, routers, handles.
func (l *linker) crowdType(a atom) int32 {
	k := l.atoms.list[a]
	if k.kind != aObj {
		return -1
	}
	ob := &l.objs[k.x]
	switch {
	case ob.typ < 0 || ob.info:
		return -1
	case ob.kind == oLib:
		if !l.plainResult(ob) {
			return -1
		}
	case ob.kind != oVar && ob.kind != oSub:
		return -1
	}
	if l.apart(ob.typ) {
		return -1
	}
	return ob.typ
}

// plainResult says that what a library's call gave is an error, or plain data that no check asks where it was made: a time.
func (l *linker) plainResult(ob *object) bool {
	if ob.row != nil && ob.row.Role == "error" {
		return true
	}
	plain := ob.row == nil || ob.row.Role == "clock" || ob.row.Role == "none" || ob.row.Role == "pass"
	return plain && l.kindOf(ob.typ) == summary.KindStruct
}

// apart says that a type holds functions or handlers.
func (l *linker) apart(t int32) bool {
	if known, ok := l.apartTypes[t]; ok {
		return known
	}
	ti := l.typeTab[t]
	out := l.code(t) || l.holdsCode(t)
	switch ti.kind {
	case summary.KindSlice, summary.KindArray, summary.KindMap, summary.KindChan, summary.KindPointer:
		if e, ok := l.types[ti.elem]; ok {
			out = out || l.code(e) || l.holdsCode(e)
		}
	}
	l.apartTypes[t] = out
	return out
}

func (l *linker) crowdOf(k crowdKey) *crowd {
	c := l.crowds[k]
	if c == nil {
		mk := func() object { return object{kind: oVar, typ: k.typ, fn: crowdFn, parent: -1, sym: -1, mixed: true} }
		c = &crowd{obj: l.object(objKey{oVar, -2, k.typ, int32(k.message)}, mk), written: l.object(objKey{oVar, -3, k.typ, int32(k.message)}, mk)}
		l.crowds[k] = c
		l.objs[c.obj].crowd = c
	}
	return c
}

// joinCrowds hands what objects have to those that stand for them.
func (l *linker) joinCrowds() {
	for n := 0; n < len(l.joining); n++ {
		o := l.joining[n]
		c := l.objs[o].crowd
		c.members = append(c.members, o)
		l.objs[c.obj].lib = l.objs[c.obj].lib || l.open(o)
		for _, f := range append([]int32{l.fStar, l.fWild, l.fAlias}, l.objs[o].keys...) {
			if at, ok := l.cellAt(o, f); ok {
				l.join1(c, f, l.cells[at].s)
				l.wakeReaders(at)
			}
		}
	}
	l.joining = l.joining[:0]
}

// join1 adds to a field of the object that stands for others. What they are copies of stands for itself, or belongs to them.
func (l *linker) join1(c *crowd, field int32, s set) {
	if field == l.fAlias {
		b := builder{t: l.sets}
		for _, a := range l.sets.list[s] {
			if l.crowdType(a) != l.objs[c.obj].typ {
				b.add(a)
				continue
			}
			if o := l.atoms.list[a].x; l.objs[o].crowd == nil {
				l.objs[o].crowd = c
				l.joining = append(l.joining, o)
			}
		}
		s = b.set()
	}
	if s != 0 {
		l.set(l.cell(c.obj, l.crowdField(field)), s)
	}
}

func (l *linker) crowdField(f int32) int32 {
	if l.elemKey(f) {
		return l.fElem
	}
	return f
}

// spread notes what was stored in an object: for the one that stands for it, or for those that it stands for.
func (l *linker) spread(k cellKey, s set) {
	c := l.objs[k.obj].crowd
	if c.obj != k.obj {
		l.join1(c, k.field, s)
		return
	}
	f := l.crowdField(k.field)
	if !l.set(l.cell(c.written, f), s) {
		return
	}
	for _, m := range c.members {
		if at, ok := l.cellAt(m, f); ok {
			l.wakeReaders(at)
		}
	}
}

// told gives what was written to a field through a value that stands for the object.
func (l *linker) told(k cellKey) set {
	c := l.objs[k.obj].crowd
	if c.obj == k.obj {
		return 0
	}
	return l.content(c.written, k.field)
}
