package link

import (
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

func (l *linker) closure(i *inst, at int32, in *summary.Instr) set {
	o := l.madeAt(i, at, 0, oClosure, -1)
	for n, a := range in.Args[1:] {
		l.put(l.cell(o, l.freeField(n)), l.get(i, a))
	}
	sym := i.fn.p.syms[in.Args[0].Index()]
	l.objs[o].targs = l.typeArgs(i, in)
	if g := l.funcs[sym]; g != nil && g.parent >= 0 && g.f.Parent != "" {
		l.objs[o].targs = i.targs
	}
	return l.sets.of(l.atoms.get(atomKey{kind: aClosure, x: sym, y: o}))
}

// funcValue gives a function as a value. A literal in a generic function knows what its types are, also where it captures nothing.
func (l *linker) funcValue(i *inst, sym int32) atom {
	if g := l.funcs[sym]; len(i.targs) > 0 && g != nil && g.parent >= 0 && g.f.Parent != "" {
		o := l.object(objKey{oClosure, i.id, -5, sym}, func() object {
			return object{kind: oClosure, typ: -1, fn: i.fn.sym, at: -1, inst: i, parent: -1, sym: -1}
		})
		l.objs[o].targs = i.targs
		return l.atoms.get(atomKey{kind: aClosure, x: sym, y: o})
	}
	return l.atoms.get(atomKey{kind: aFunc, x: sym})
}

// freeField names the field of a closure's bindings for its free variable n, or, for a method value, for its receiver (0).
func (l *linker) freeField(n int) int32 {
	for k := len(l.frees); k <= n; k++ {
		l.frees = append(l.frees, l.strs.get("free"+strconv.Itoa(k)))
	}
	return l.frees[n]
}

// load reads what an address points at. The address of a struct or array stands for the struct or array itself.
func (l *linker) load(i *inst, addr set, typ int32) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[addr] {
		k := l.atoms.list[a]
		switch k.kind {
		case aObj:
			switch o := &l.objs[k.x]; {
			case o.kind == oVar || o.kind == oGlobal:
				if l.aggregate(typ) || l.aggregate(o.typ) {
					if t := l.onlyTexts(l.take(i, l.cell(k.x, l.fStar))); t != 0 {
						b.addSet(t)
					} else {
						b.add(a)
						b.addSet(l.storeHandles(l.take(i, l.cell(k.x, l.fStar))))
					}
				} else {
					b.addSet(l.take(i, l.cell(k.x, l.fStar)))
				}
				if o.kind == oGlobal {
					b.addSet(l.external(k.x, typ))
				}
			default:
				b.add(a)
				b.addSet(l.take(i, l.cell(k.x, l.fStar)))
			}
			b.addSet(l.take(i, l.cell(k.x, l.fWild)))
		case aRef:
			b.addSet(l.take(i, k.x))
			b.addSet(l.wildOf(i, k.x))
		default:
			b.add(a)
		}
	}
	return l.widen(b.set())
}

// storeHandles keeps the handles of stores in a value: a builder that is a struct is the same handle wherever it is copied to.
func (l *linker) storeHandles(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aObj && (l.objs[k.x].kind == oHandle || l.objs[k.x].row != nil && l.objs[k.x].row.Role == "open") {
			b.add(a)
		}
	}
	return b.set()
}

// wildOf gives what was written through a pointer to the object that a cell is part of, or to the cell itself.
func (l *linker) wildOf(i *inst, c int32) set {
	k := l.cells[c].key
	if w := l.take(i, l.cell(k.obj, l.fWild)); w != 0 {
		return l.refine(w, k.field)
	}
	return 0
}

// external gives the value of a library's variable: http.DefaultClient, os.Stdout.
func (l *linker) external(o, typ int32) set {
	sym := l.objs[o].sym
	if l.isOwn(sym) {
		return 0
	}
	return l.sets.of(l.objAtom(l.object(objKey{oLib, -1, sym, 0}, func() object {
		return object{kind: oLib, typ: l.deref(typ), fn: -1, parent: -1, sym: sym}
	})))
}

func (l *linker) store(i *inst, addr, v set) {
	for _, a := range l.sets.list[addr] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		switch k.kind {
		case aObj:
			l.put(l.cell(k.x, l.fStar), v)
			if ob := &l.objs[k.x]; (ob.typ < 0 || l.aggregate(ob.typ)) && l.hasObj(v) { // struct copied: its fields are the source's
				l.put(l.cell(k.x, l.fAlias), v)
			}
			if r := l.rest(v); r != 0 && l.objs[k.x].typ >= 0 && l.aggregate(l.objs[k.x].typ) { // a struct of which only the origin is known
				l.put(l.cell(k.x, l.fWild), r)
			}
		case aRef:
			l.put(k.x, v)
			if ck := l.cells[k.x].key; !l.elemKey(ck.field) {
				l.put(l.cell(l.anyField, ck.field), v)
				if len(l.ordered) > 0 && l.ordered[l.syms.get(l.strs.list[ck.field])] {
					l.holdAnyhow(k.x)
				}
			}
		}
	}
}

func (l *linker) hasObj(s set) bool {
	ok := false
	l.eachObj(s, func(int32) { ok = true })
	return ok
}

// loadField reads a field, or takes its address where in is an OpFieldAddr.
func (l *linker) loadField(i *inst, at int32, in *summary.Instr, typ int32) set {
	sym := i.fn.p.syms[in.Sym]
	f := l.fieldKey(sym)
	b := builder{t: l.sets}
	x := l.get(i, in.Args[0])
	if s, ok := l.modelledField(i, at, in, sym, x); ok {
		return l.keptError(i, at, in, typ, s)
	}
	many := len(l.sets.list[x]) > fewObjects
	ordered := in.Op == summary.OpLoadField && l.ordered[sym]
	for _, a := range l.sets.list[x] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			a = atom(k.y)
			k = l.atoms.list[a]
		}
		switch k.kind {
		case aObj:
			if in.Op == summary.OpFieldAddr && !l.aggregate(typ) {
				b.add(l.atoms.get(atomKey{kind: aRef, x: l.cell(k.x, f)}))
				continue
			}
			if ordered {
				if s, ok := l.loadInOrder(i, at, k.x, f); ok {
					b.addSet(s)
					continue
				}
			}
			if in.Op == summary.OpFieldAddr && l.take(i, l.cell(k.x, l.fAlias)) != 0 {
				b.addSet(l.copiedPart(i, k.x, f, typ))
				continue
			}
			if many {
				b.addSet(l.fieldFrom(i, k.x, f, typ, l.seen(i, k.x, f, l.viewOf(k.x, f))))
			} else {
				b.addSet(l.readField(i, k.x, f, typ))
			}
			if in.Op == summary.OpFieldAddr {
				b.add(l.partOf(k.x, f, typ))
			} else if kd := l.objs[k.x].kind; (kd == oLib || kd == oHandle || kd == oRouter || kd == oSub && l.objs[l.ownerOf(k.x)].kind == oRouter) && l.opaque(typ) {
				b.add(l.objAtom(l.sub(k.x, f, typ)))
			}
		case aOrigin:
			b.addSet(l.refine(l.sets.of(a), f))
		case aUnknown, aMany:
			b.add(a)
		}
	}
	return l.keptError(i, at, in, typ, l.widen(b.set()))
}

// copiedPart gives the address of a struct or array in an object that is a copy of others: the part is a copy, too, of what the field holds
// there. What is written to it is not written to them.
func (l *linker) copiedPart(i *inst, o, field, typ int32) set {
	part := l.partOf(o, field, typ)
	own := l.take(i, l.cell(o, field))
	if wild := l.take(i, l.cell(o, l.fWild)); wild != 0 {
		own = l.sets.union(own, l.refine(wild, field))
	}
	b, from := builder{t: l.sets, s: own}, builder{t: l.sets}
	for _, a := range l.sets.list[l.readField(i, o, field, typ)] {
		switch k := l.inner(a); {
		case a == part || l.sets.has(own, a):
		case k.kind == aObj && (l.objs[k.x].kind == oVar || l.objs[k.x].kind == oSub):
			from.add(a)
		default:
			b.add(a)
		}
	}
	if s := from.set(); s != 0 {
		l.put(l.cell(l.inner(part).x, l.fAlias), s)
	}
	b.add(part)
	return b.set()
}

// partOf gives the struct or array that a field of an object is, and has the field hold it.
func (l *linker) partOf(o, field, typ int32) atom {
	part, c := l.objAtom(l.sub(o, field, typ)), l.cell(o, field)
	if l.objs[o].crowd != nil || !l.sets.has(l.cells[c].s, part) {
		l.put(c, l.sets.of(part))
	}
	return part
}

// keptError adds to what a library's field of type error holds that it is an error, as the result of a call is: db.Create(x).Error.
func (l *linker) keptError(i *inst, at int32, in *summary.Instr, typ int32, s set) set {
	sym := i.fn.p.syms[in.Sym]
	if in.Op != summary.OpLoadField || typ < 0 || l.typeTab[typ].name != "error" || l.isOwn(sym) || l.hasOrigin(s, "error") {
		return s
	}
	return l.sets.union(s, l.sets.of(l.origin("error", catKey(l.syms.list[sym]), l.placeID(i, at))))
}

// opaque says that a value of the type is worth following as an object.
func (l *linker) opaque(t int32) bool {
	switch l.kindOf(t) {
	case summary.KindPointer, summary.KindInterface, summary.KindStruct, summary.KindFunc, summary.KindSlice, summary.KindMap, summary.KindChan:
		return true
	}
	return false
}

func (l *linker) loadElem(i *inst, at int32, in *summary.Instr, typ int32) set {
	x := l.get(i, in.Args[0])
	if (i.split == nil || i.split.at != at) && l.dispatchAt(i, at, in, x) {
		l.tuple(i, at, in, 0, 0)
		return 0
	}
	if only, ok := l.splitAt(i, at, x, in.Args[1]); ok {
		l.tuple(i, at, in, only, 0)
		return only
	}
	b := builder{t: l.sets}
	name := l.elemName(i, in.Args[1])
	if keys := l.elemNames(i, in); len(keys) > 0 {
		for _, k := range keys {
			l.readElems(i, x, k, &b)
		}
	} else {
		l.readElems(i, x, name, &b)
	}
	for _, a := range l.sets.list[x] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			a = atom(k.y)
			k = l.atoms.list[a]
		}
		switch k.kind {
		case aObj:
			if in.Op == summary.OpElemAddr {
				if l.aggregate(typ) {
					s := l.sets.of(l.objAtom(l.sub(k.x, name, typ)))
					l.put(l.cell(k.x, name), s)
					b.addSet(s)
				} else {
					b.add(l.atoms.get(atomKey{kind: aRef, x: l.cell(k.x, name)}))
				}
			}
			b.addSet(l.take(i, l.cell(k.x, l.fWild)))
			if l.open(k.x) && l.opaque(typ) {
				b.add(l.objAtom(l.sub(k.x, l.fElem, typ)))
			}
		case aOrigin, aUnknown, aMany:
			b.add(a)
		}
	}
	b.addSet(l.drawn(i, in, typ))
	s := l.widen(b.set())
	if t := l.refType(i, in.Args[0]); l.kindOf(t) == summary.KindString && l.hasOrigin(s, "input") { // a byte
		s = l.mark(s, "bounded")
	}
	l.tuple(i, at, in, s, 0)
	return s
}

// drawn is what a letter was drawn by: letters[rand.Intn(len(letters))] is as random as the number.
func (l *linker) drawn(i *inst, in *summary.Instr, typ int32) set {
	if in.Op != summary.OpLoadElem || l.kindOf(typ) != summary.KindNumber {
		return 0
	}
	if t := l.refType(i, in.Args[0]); t >= 0 && l.kindOf(t) == summary.KindMap {
		return 0
	}
	b := builder{t: l.sets}
	for _, a := range l.sets.list[l.get(i, in.Args[1])] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "fresh" {
			b.add(a)
		}
	}
	return l.unmark(b.set(), "number")
}

// readElems adds one element of the objects in s and of what they are copies of, or all elements where its name is not known.
// Behind a part of a slice the numbers are other ones. What several are copies of is read once.
func (l *linker) readElems(i *inst, s set, name int32, b *builder) {
	type slice struct {
		o   int32
		all bool
	}
	var work []slice
	l.epoch++
	add := func(o int32, all bool) {
		if l.came(o, true) || !all && l.came(o, false) {
			return
		}
		l.comes(o, all)
		work = append(work, slice{o, all})
	}
	l.eachObj(s, func(o int32) { add(o, name == l.fElem) })
	for n, most := 0, maxCopies*len(work); n < len(work) && n < most; n++ {
		x := work[n]
		alias := l.take(i, l.cell(x.o, l.fAlias))
		b.addSet(l.take(i, l.cell(x.o, l.fElem)))
		b.addSet(l.take(i, l.cell(x.o, l.fWild)))
		if !x.all {
			b.addSet(l.take(i, l.cell(x.o, name)))
		}
		for _, f := range l.objs[x.o].keys {
			if x.all && l.elemKey(f) || alias != 0 && strings.HasPrefix(l.strs.list[f], "[+") {
				b.addSet(l.take(i, l.cell(x.o, f)))
			}
		}
		l.eachObj(alias, func(y int32) { add(y, x.all || l.objs[x.o].shift) })
	}
}

// slice evaluates x[low:high]. Where it may begin later the numbers of its elements are not those of x, where it may end
// earlier it has not all of them.
func (l *linker) slice(i *inst, at int32, in *summary.Instr, typ int32) set {
	x := l.get(i, in.Args[0])
	if in.N == 0 || typ < 0 || !l.hasObj(x) {
		return x
	}
	if e, ok := l.types[l.typeTab[typ].elem]; !ok || l.kindOf(e) == summary.KindNumber || l.kindOf(e) == summary.KindBasic {
		return x
	}
	o := l.madeAt(i, at, 0, oVar, typ)
	l.objs[o].view, l.objs[o].shift, l.objs[o].mixed = true, in.N&1 != 0, true
	b := builder{t: l.sets}
	b.add(l.objAtom(o))
	for _, a := range l.sets.list[x] {
		if k := l.atoms.list[a]; k.kind != aObj {
			b.add(a)
		} else if k.x != o {
			l.put(l.cell(o, l.fAlias), l.sets.of(a))
		}
	}
	return b.set()
}

// storeElem stores an element, of a part of a slice in the slice too.
func (l *linker) storeElem(o, name int32, v set) {
	l.put(l.cell(o, name), v)
	if !l.objs[o].view {
		return
	}
	if l.objs[o].shift {
		name = l.fElem
	}
	l.eachObj(l.content(o, l.fAlias), func(p int32) {
		if !l.objs[p].view {
			l.put(l.cell(p, name), v)
		}
	})
}

// next yields (ok, key, value) of a range over a map or string.
func (l *linker) next(i *inst, at int32, in *summary.Instr) set {
	x := l.get(i, in.Args[0])
	if l.splitNext(i, at, x) {
		return 0
	}
	keys, vals := builder{t: l.sets}, builder{t: l.sets}
	l.readElems(i, x, l.fElem, &vals)
	for _, a := range l.sets.list[x] {
		k := l.atoms.list[a]
		switch k.kind {
		case aObj:
			for _, f := range l.objs[k.x].keys {
				if n := l.strs.list[f]; strings.HasPrefix(n, "[") && f != l.fElem {
					keys.add(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindString), s: n[1 : len(n)-1]}))
				}
			}
			w := l.take(i, l.cell(k.x, l.fWild))
			keys.addSet(w)
			vals.addSet(w)
		case aOrigin, aUnknown, aMany:
			keys.add(a)
			vals.add(a)
		}
	}
	l.tuple(i, at, in, 0, l.widen(keys.set()), l.widen(vals.set()))
	return 0
}
