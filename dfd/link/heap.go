package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

type objKind uint8

const (
	oVar     objKind = iota // variable or composite made by own code
	oSub                    // struct or array inside another object
	oGlobal                 // package-level variable
	oParam                  // what a framework or an unknown caller passes: one object a type
	oLib                    // result of a library call
	oRouter                 // router, group
	oRoute                  // one registered route
	oHandle                 // connection, client, bucket, collection
	oWrap                   // handler wrapped by a library
	oHandler                // a library's own handler
	oMiddle                 // a library's own middleware
	oClosure                // bindings of a closure
	oContext                // what is kept on request contexts, by key
)

// object is an abstract object: an allocation site in a calling context.
type object struct {
	kind   objKind // first what is looked at most
	mixed  bool    // a slice of which it is not certain what it holds, and in which order
	view   bool    // a part of a slice that it is a copy of
	shift  bool    // a part of the slices that it is a copy of, which may begin later
	typ    int32   // its type (not the pointer to it), -1 unknown
	slots  []slot
	many   map[int32]int32 // instead of slots: cells by field
	crowd  *crowd          // what stands for it where there are too many, or what it stands for: see alike.go
	parent int32           // oSub: the object it is part of
	atom   atom            // its atom plus one, 0 before that is asked for
	keys   []int32         // fields and elements that were stored, in order
	fn     int32           // where it is made: function symbol, instruction; -1 for none
	at     int32
	inst   *inst
	sym    int32 // oSub: field; oGlobal: variable; library objects: the call that made it
	row    *catalog.Row
	hit    *hit
	targs  []int32 // closures, values of generic types: their type arguments
	info   bool    // tells a function which method is called: see pin.go
	nest   uint8   // how many objects of the same place it may hold in one another
	lib    bool    // stands for objects that others may have filled
}

type objKey struct {
	kind    objKind
	a, b, c int32
}

type cellKey struct{ obj, field int32 }

type cell struct {
	key     cellKey
	s       set
	blank   bool // something was stored of which nothing is known
	readers []reader
}

// reader is an instruction that depends on a cell; -1 for all of an instance.
type reader struct {
	i  *inst
	at int32
}

type heap struct {
	objs    []object
	objIDs  map[objKey]int32
	cells   []cell
	views   []view // see views.go
	viewIDs map[cellKey]int32
	viewing int32    // the view that is being read, plus one
	visited []uint32 // two by object: the last walk through copies that came by
	epoch   uint32
}

func (l *linker) object(k objKey, mk func() object) int32 {
	if id, ok := l.objIDs[k]; ok {
		return id
	}
	id := int32(len(l.objs))
	l.objs = append(l.objs, mk())
	l.objIDs[k] = id
	return id
}

func (l *linker) objAtom(id int32) atom {
	ob := &l.objs[id]
	if ob.atom == 0 {
		ob.atom = l.atoms.get(atomKey{kind: aObj, x: id}) + 1
	}
	return ob.atom - 1
}

// madeAt gives the object that instruction at of i makes; n tells apart several.
func (l *linker) madeAt(i *inst, at int32, n int32, kind objKind, typ int32) int32 {
	if o, ok := l.objIDs[objKey{kind, i.id, at, n}]; ok {
		return o
	}
	nest, of := l.nested(i, at, kind)
	if nest >= maxNest {
		return of
	}
	defer func() { l.objs[len(l.objs)-1].nest = nest + 1 }()
	return l.object(objKey{kind, i.id, at, n}, func() object {
		return object{kind: kind, typ: l.deref(typ), fn: i.fn.sym, at: at, inst: i, parent: -1, sym: -1}
	})
}

func (l *linker) paramObj(typ int32) int32 {
	t := l.deref(typ)
	return l.object(objKey{oParam, t, 0, 0}, func() object { return object{kind: oParam, typ: t, fn: -1, parent: -1, sym: -1} })
}

func (l *linker) sub(o, field, typ int32) int32 {
	return l.object(objKey{oSub, o, field, 0}, func() object {
		p := &l.objs[o]
		return object{kind: oSub, typ: l.deref(typ), fn: p.fn, at: p.at, inst: p.inst, parent: o, sym: field}
	})
}

func (l *linker) global(sym int32) int32 {
	return l.object(objKey{oGlobal, sym, 0, 0}, func() object { return object{kind: oGlobal, typ: -1, fn: -1, parent: -1, sym: sym} })
}

// deref gives the type a pointer points at, other types themselves.
func (w *world) deref(t int32) int32 {
	if t < 0 {
		return t
	}
	ti := w.typeTab[t]
	if !strings.HasPrefix(ti.name, "*") {
		return t
	}
	if ti.base == 0 {
		ti.base = w.typeID(ti.name[1:])
	}
	return ti.base
}

// cellAt gives a cell if there is one.
func (l *linker) cellAt(o, field int32) (int32, bool) {
	ob := &l.objs[o]
	if ob.many != nil {
		c, ok := ob.many[field]
		return c, ok
	}
	for _, s := range ob.slots {
		if s.field == field {
			return s.cell, true
		}
	}
	return 0, false
}

// slot says which cell a field is.
type slot struct{ field, cell int32 }

const maxSlots = 16 // fields of an object that are looked for one by one

func (l *linker) newCell(o, field int32) int32 {
	c := int32(len(l.cells))
	l.cells = append(l.cells, cell{key: cellKey{o, field}})
	ob := &l.objs[o]
	if ob.many == nil {
		if ob.slots = append(ob.slots, slot{field, c}); len(ob.slots) > maxSlots {
			ob.many = map[int32]int32{}
			for _, s := range ob.slots {
				ob.many[s.field] = s.cell
			}
			ob.slots = nil
		}
	} else {
		ob.many[field] = c
	}
	return c
}

func (l *linker) cell(o, field int32) int32 {
	if c, ok := l.cellAt(o, field); ok {
		return c
	}
	c := l.newCell(o, field)
	if field != l.fStar && field != l.fWild && field != l.fAlias {
		l.objs[o].keys = append(l.objs[o].keys, field)
		if field != l.fElem && l.elemKey(field) { // who reads all elements must see the new one
			if e, ok := l.cellAt(o, l.fElem); ok {
				l.wakeReaders(e)
			}
		}
	}
	return c
}

// put adds s to a cell and wakes its readers.
func (l *linker) put(c int32, s set) {
	if s == 0 && !l.cells[c].blank {
		l.cells[c].blank = true
		l.wakeReaders(c)
	}
	changed := l.set(c, s)
	if k := l.cells[c].key; l.objs[k.obj].crowd != nil && (changed || l.objs[k.obj].crowd.obj == k.obj) {
		l.spread(k, s)
	}
}

// set adds s to a cell and says whether that was new.
func (l *linker) set(c int32, s set) bool {
	n := l.widen(l.sets.union(l.cells[c].s, s))
	if n == l.cells[c].s {
		return false
	}
	l.cells[c].s = n
	l.wakeReaders(c)
	return true
}

func (l *linker) wakeReaders(c int32) {
	for _, r := range l.cells[c].readers {
		if r.i == nil {
			l.staleView(r.at)
			continue
		}
		l.wakeAt(r.i, r.at)
	}
}

// take reads a cell for i.
func (l *linker) take(i *inst, c int32) set {
	ce := &l.cells[c]
	if l.viewing > 0 {
		l.views[l.viewing-1].dependsOn(c, l.viewing-1, ce)
	} else if i != nil {
		l.noteReader(i, c, &ce.readers)
	}
	if l.objs[ce.key.obj].crowd != nil {
		return l.widen(l.sets.union(ce.s, l.told(ce.key)))
	}
	return ce.s
}

// noteReader adds what is being evaluated to the readers of a cell, or, with its complement, a view.
func (l *linker) noteReader(i *inst, c int32, readers *[]reader) {
	at := int32(-1)
	if i == l.cur && i.split == nil {
		at = l.curAt
	}
	if i.readsNew(at, c) {
		*readers = append(*readers, reader{i, at})
	}
}

// readsNew notes that an instruction, or with -1 the whole instance, depends on a cell, and says whether that is new.
func (i *inst) readsNew(at, c int32) bool {
	if i.reads == nil {
		i.reads = make([][]int32, len(i.fn.code)+1)
	}
	list := i.reads[at+1]
	if len(list) == 0 || c > list[len(list)-1] {
		i.reads[at+1] = append(list, c)
		return true
	}
	n, found := slices.BinarySearch(list, c)
	if !found {
		i.reads[at+1] = slices.Insert(list, n, c)
	}
	return !found
}

func (l *linker) aggregate(t int32) bool {
	k := l.kindOf(t)
	return k == summary.KindStruct || k == summary.KindArray
}

// readField reads a field (or element key) of an object: what was stored in it, in what it is a copy of, and, where others may
// have filled it, what is known of such fields in general.
func (l *linker) readField(i *inst, o, field, typ int32) set {
	return l.fieldFrom(i, o, field, typ, l.fieldContent(i, o, field))
}

// fieldContent is what was stored in a field, or in the field of what the object is a copy of.
func (l *linker) fieldContent(i *inst, o, field int32) set {
	b := builder{t: l.sets}
	for _, x := range l.copiedWith(i, o, field) {
		b.addSet(l.take(i, l.cell(x, field)))
		if wild := l.take(i, l.cell(x, l.fWild)); wild != 0 {
			b.addSet(l.refine(wild, field))
		}
	}
	return l.widen(b.set())
}

// fieldFrom adds to what was stored in a field what others may have filled it with.
func (l *linker) fieldFrom(i *inst, o, field, typ int32, s set) set {
	if s == 0 {
		for _, x := range l.copied(i, o) {
			if s == 0 && l.open(x) && l.written[l.strs.list[field]] && !l.wait(i, l.reading(i)) {
				s = l.take(i, l.cell(l.anyField, field))
			}
		}
	}
	if l.aggregate(typ) && !l.elemKey(field) && (s == 0 || l.open(o)) {
		s = l.sets.union(s, l.sets.of(l.objAtom(l.sub(o, field, typ))))
	}
	return s
}

// copied gives the object and all that it is a copy of, nearest first.
func (l *linker) copied(i *inst, o int32) []int32 { return l.copiedWith(i, o, -1) }

// copiedWith is copied, without what those are copies of in which a field was replaced.
func (l *linker) copiedWith(i *inst, o, field int32) []int32 {
	first := l.take(i, l.cell(o, l.fAlias))
	if first == 0 {
		return []int32{o}
	}
	l.epoch++
	l.comes(o, true)
	out := []int32{o}
	for n := 0; n < len(out) && n < maxCopies; n++ {
		if field >= 0 && l.overlaid[cellKey{out[n], field}] {
			continue
		}
		l.eachObj(l.take(i, l.cell(out[n], l.fAlias)), func(y int32) {
			if !l.came(y, true) {
				l.comes(y, true)
				out = append(out, y)
			}
		})
	}
	return out
}

// came says that the walk through copies that is under way has come by an object, in one of two ways; comes notes it.
func (l *linker) came(o int32, whole bool) bool {
	n := walked(o, whole)
	return n < len(l.visited) && l.visited[n] == l.epoch
}

func (l *linker) comes(o int32, whole bool) {
	n := walked(o, whole)
	for len(l.visited) <= n {
		l.visited = append(l.visited, 0)
	}
	l.visited[n] = l.epoch
}

func walked(o int32, whole bool) int {
	if whole {
		return 2*int(o) + 1
	}
	return 2 * int(o)
}

// maxCopies bounds how many structs a struct may be a copy of before further ones are not looked at.
const maxCopies = 48

// open says that others than the code that was followed may have filled the object.
func (l *linker) open(o int32) bool {
	for {
		switch ob := &l.objs[o]; ob.kind {
		case oParam, oLib:
			return true
		case oSub:
			o = ob.parent
		default:
			return ob.lib
		}
	}
}

func (l *linker) elemKey(field int32) bool { return strings.HasPrefix(l.strs.list[field], "[") }

// writeField stores into a field.
func (l *linker) writeField(o, field int32, s set) {
	l.put(l.cell(o, field), s)
	if !l.elemKey(field) && field != l.fStar {
		l.put(l.cell(l.anyField, field), s)
	}
}

// elems gives the elements of the objects in s, one set per element, in the order in which they were stored; what a slice was
// appended to comes first.
func (l *linker) elems(i *inst, s set) []set {
	l.epoch++
	return l.moreElems(i, s, nil)
}

// moreElems adds the elements of the objects that the walk under way has not come by.
func (l *linker) moreElems(i *inst, s set, out []set) []set {
	l.eachObj(s, func(o int32) {
		if l.came(o, true) {
			return
		}
		l.comes(o, true)
		if al := l.take(i, l.cell(o, l.fAlias)); al != 0 {
			out = l.moreElems(i, al, out)
		}
		l.take(i, l.cell(o, l.fElem))
		for _, f := range l.objs[o].keys {
			if l.elemKey(f) {
				if v := l.take(i, l.cell(o, f)); v != 0 {
					out = append(out, v)
				}
			}
		}
	})
	return out
}

// content reads a cell without making one.
func (l *linker) content(o, field int32) set {
	var s set
	if c, ok := l.cellAt(o, field); ok {
		s = l.cells[c].s
	}
	if l.objs[o].crowd != nil {
		s = l.sets.union(s, l.told(cellKey{o, field}))
	}
	return s
}

// eachEmbedded calls f for what is embedded in a struct of the program's.
func (l *linker) eachEmbedded(o int32, f func(p int32)) {
	typ := l.objs[o].typ
	if typ < 0 || !l.typeTab[typ].own {
		return
	}
	t := l.typeTab[typ]
	for _, x := range t.fields {
		if x.Embedded {
			l.eachObj(l.readField(nil, o, l.strs.get(base(t.name)+"."+x.Name), l.typeID(x.Type)), f)
		}
	}
}
