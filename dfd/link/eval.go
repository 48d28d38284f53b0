package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// eval evaluates the instructions of an instance: all of them at first, later those of which something that they depend on has
// changed; again where a loop leads back to what has changed.
func (l *linker) eval(i *inst) {
	all := i.full || i.dirty == nil || !i.plain() || i.order != nil
	if !all && !i.some || i.retired {
		i.done = i.done || !i.retired
		return
	}
	if i.dirty == nil {
		i.dirty = make([]bool, len(i.fn.code))
	}
	i.done, i.full, i.some = true, false, false
	i.busy++
	defer func() { i.busy-- }()
	for n := 0; ; n++ {
		l.pass(i, all)
		turned := l.turned(i, n)
		if !l.againInOrder(i, n) && !turned {
			break
		}
		all = !i.plain()
	}
	l.export(i)
	for at := range i.fn.code { // in order, for the order in which they are evaluated to be the same every time
		for _, c := range i.splits[int32(at)] {
			l.wake(c)
		}
	}
	if i.some && i.plain() && i.left() {
		l.enqueue(i)
	}
}

// plain says that an instance has no part in the evaluation of the elements of a table one by one.
func (i *inst) plain() bool { return i.split == nil && len(i.splits) == 0 }

// left says that instructions are still to be evaluated.
func (i *inst) left() bool {
	for at, d := range i.dirty {
		if d && (i.closed == nil || !i.closed[i.fn.block[at]]) {
			return true
		}
	}
	return false
}

// pass evaluates each instruction once, or those that are marked; of a clone only those that depend on its element.
func (l *linker) pass(i *inst, all bool) {
	if i.order != nil && i.split == nil {
		l.passInOrder(i)
		return
	}
	if i.order != nil && i.order.turn {
		i.order.now = i.order.entry
		defer l.endTurn(i)
	}
	closed := l.closedBlocks(i)
	all = all || !slices.Equal(closed, i.closed)
	i.closed = closed
	for _, b := range i.fn.sequence() {
		if closed != nil && closed[b] {
			continue
		}
		for at := i.fn.first[b]; at < i.fn.end(b); at++ {
			switch {
			case i.skip[at]:
			case i.split == nil:
				if all || i.dirty[at] {
					l.exec(i, at)
				}
			case at == i.split.at:
				i.regs[i.fn.code[at].Dst] = i.split.vals[0]
				l.tuple(i, at, nil, i.split.vals...)
			case i.split.own[at]:
				l.exec(i, at)
			}
		}
	}
}

// exec evaluates an instruction and marks those that use its result, where that has changed.
func (l *linker) exec(i *inst, at int32) {
	cur, was := l.cur, l.curAt
	l.cur, l.curAt = i, at
	i.dirty[at] = false
	dst := i.fn.code[at].Dst
	var old set
	if dst >= 0 {
		old = i.regs[dst]
	}
	l.step(i, at)
	if dst >= 0 && i.evals > restless {
		i.regs[dst] = l.widen(l.sets.union(old, i.regs[dst]))
	}
	if dst >= 0 && i.regs[dst] != old {
		i.touch(dst)
	}
	l.cur, l.curAt = cur, was
}

// restless is after how many evaluations the values of an instance only grow: turns of a loop that put a text together may else
// be found anew from each other without end.
const restless = 500

// touch marks the instructions that use a register.
func (i *inst) touch(reg int32) {
	if i.dirty == nil || i.split != nil {
		return
	}
	i.mark(i.fn.users(reg))
}

// touchArg marks the instructions that use an argument, all of them where that does not tell what depends on it.
func (i *inst) touchArg(n int) {
	if i.dirty == nil {
		return
	}
	if i.full = i.full || !i.plain(); !i.full {
		i.mark(i.fn.users(i.fn.f.Regs + int32(n)))
	}
}

func (i *inst) mark(at []int32) {
	for _, n := range at {
		i.dirty[n], i.some = true, true
	}
}

// users lists the instructions that use a register, or, numbered behind these, a parameter.
func (g *fn) users(reg int32) []int32 {
	if g.uses == nil {
		g.uses = make([][]int32, int(g.f.Regs)+len(g.f.Params))
		for at := range g.code {
			for _, a := range g.code[at].Args {
				n := a.Index()
				switch a.Kind() {
				case summary.RefReg:
				case summary.RefParam:
					n += int(g.f.Regs)
				default:
					continue
				}
				if n < len(g.uses) && !slices.Contains(g.uses[n], int32(at)) {
					g.uses[n] = append(g.uses[n], int32(at))
				}
			}
		}
	}
	return g.uses[reg]
}

const maxTurns = 3 // turns of a loop after which texts that still grow are cut

// turned says that a value which a loop leads back to has changed since the loop was entered, and takes the change in.
func (l *linker) turned(i *inst, n int) bool {
	changed := false
	for _, at := range i.fn.turns {
		if i.skip[at] || i.split != nil && !i.split.own[at] || i.unrolls[at] != nil {
			continue
		}
		dst := i.fn.code[at].Dst
		cur, was := l.cur, l.curAt
		l.cur, l.curAt = i, at
		v := l.phi(i, at, &i.fn.code[at])
		l.cur, l.curAt = cur, was
		if n >= maxTurns {
			v = l.cutGrowth(i.regs[dst], v)
		}
		if v != i.regs[dst] {
			i.regs[dst], changed = v, true
			i.touch(dst)
		}
	}
	return changed
}

// phi joins what may come from each side; what a loop leads back to is added up, and its constants are none where they count.
func (l *linker) phi(i *inst, at int32, in *summary.Instr) set {
	var s set
	typ := l.typ(i.fn.p, in.Type)
	number := l.kindOf(typ) == summary.KindNumber
	for n, a := range in.Args {
		if l.closedInto(i, i.fn.block[at], n) {
			continue
		}
		v := l.get(i, a)
		s = l.sets.union(s, l.narrowed(i, at, n, typ, v))
	}
	if _, turn := slices.BinarySearch(i.fn.turns, at); turn {
		if number {
			s = l.rest(s)
		}
		s = l.sets.union(i.regs[in.Dst], s)
	}
	return l.widen(s)
}

// cutGrowth replaces the texts that v has more than old by what they begin with.
func (l *linker) cutGrowth(old, v set) set {
	b := builder{t: l.sets, s: old}
	var texts []string
	for _, a := range l.sets.list[old] {
		if k := l.atoms.list[a]; k.kind == aConst || k.kind == aTemplate {
			texts = append(texts, k.s)
		}
	}
	for _, a := range l.sets.list[v] {
		k := l.atoms.list[a]
		if k.kind != aConst && k.kind != aTemplate {
			b.add(a)
			continue
		}
		if k.kind == aConst && summary.Kind(k.x) == summary.KindNumber { // counted up
			continue
		}
		best := ""
		for _, t := range texts {
			if strings.HasPrefix(k.s, t) && len(t) > len(best) {
				best = t
			}
		}
		if best != k.s && !strings.HasSuffix(best, "{}") {
			b.add(l.text(best + "{}"))
		}
	}
	return b.set()
}

func (l *linker) step(i *inst, at int32) {
	in := &i.fn.code[at]
	switch in.Op {
	case summary.OpCall:
		l.call(i, at, in)
	case summary.OpReturn:
		rets := make([]set, len(in.Args))
		for n, a := range in.Args {
			rets[n] = l.get(i, a)
			switch t := l.typ(i.fn.p, i.fn.f.Results[n]); {
			case l.kindOf(t) == summary.KindNumber, l.kindOf(t) == summary.KindString:
				rets[n] = l.narrowed(i, at, n, t, rets[n])
			case t >= 0 && l.typeTab[t].name == "error" && i.fn.nilHere(at, a):
				rets[n] = l.sets.of(l.atoms.get(atomKey{kind: aNil}))
			}
		}
		l.finish(i.whole(), rets) // what a clone returns, its function returns
	case summary.OpStore:
		to, v := l.get(i, in.Args[0]), l.get(i, in.Args[1])
		l.store(i, to, v)
		if len(l.orderedIn) > 0 {
			l.copyInOrder(i, to, v)
		}
	case summary.OpStoreField:
		l.storeField(i, at, in)
	case summary.OpStoreElem:
		k, v := l.elemName(i, in.Args[1]), l.get(i, in.Args[2])
		l.eachObj(l.get(i, in.Args[0]), func(o int32) { l.storeElem(o, k, v) })
	case summary.OpSend:
		v := l.get(i, in.Args[1])
		l.eachObj(l.get(i, in.Args[0]), func(o int32) { l.put(l.cell(o, l.fElem), v) })
	case summary.OpIf, summary.OpJump, summary.OpPanic:
	default:
		if in.Dst >= 0 {
			i.regs[in.Dst] = l.value(i, at, in)
		}
	}
}

// value evaluates an instruction that has a result.
func (l *linker) value(i *inst, at int32, in *summary.Instr) set {
	typ := l.resolve(i, l.typ(i.fn.p, in.Type))
	switch in.Op {
	case summary.OpAlloc, summary.OpMake:
		o := l.madeAt(i, at, 0, oVar, typ)
		if l.kindOf(typ) == summary.KindPointer { // a variable that holds a pointer is not what that points at
			l.objs[o].typ = typ
		}
		l.objs[o].targs = l.typeArgs(i, in)
		l.makeInOrder(i, at, o)
		return l.sets.of(l.objAtom(o))
	case summary.OpClosure:
		return l.closure(i, at, in)
	case summary.OpLoad:
		return l.load(i, l.get(i, in.Args[0]), typ)
	case summary.OpFieldAddr, summary.OpLoadField:
		return l.loadField(i, at, in, typ)
	case summary.OpElemAddr, summary.OpLoadElem:
		return l.firstPart(i, in, l.letterOf(i, in.Args[0], l.loadElem(i, at, in, typ)))
	case summary.OpNext:
		return l.next(i, at, in)
	case summary.OpRange:
		return l.letterOf(i, in.Args[0], l.get(i, in.Args[0]))
	case summary.OpUn:
		return l.get(i, in.Args[0])
	case summary.OpSlice:
		return l.slice(i, at, in, typ)
	case summary.OpConvert:
		return l.spelled(i, in.Args[0], typ, l.convert(i, l.get(i, in.Args[0]), typ))
	case summary.OpMakeInterface:
		x := l.get(i, in.Args[0])
		if x == 0 && l.wait(i, at) {
			return 0
		}
		return l.makeInterface(x, typ)
	case summary.OpAssert:
		x := l.get(i, in.Args[0])
		if l.onlyNil(x) && l.wait(i, at) {
			l.tuple(i, at, in, 0, 0)
			return 0
		}
		s := l.assert(i, x, typ)
		l.tuple(i, at, in, s, 0)
		return s
	case summary.OpExtract:
		return l.firstPart(i, in, l.extract(i, in))
	case summary.OpPhi:
		return l.phi(i, at, in)
	case summary.OpBin:
		return l.binary(i, at, in)
	case summary.OpRecv:
		var s set
		l.eachObj(l.get(i, in.Args[0]), func(o int32) { s = l.sets.union(s, l.take(i, l.cell(o, l.fElem))) })
		l.tuple(i, at, in, s, 0)
		return s
	case summary.OpSelect:
		vals := []set{0, 0}
		for _, a := range in.Args {
			var s set
			l.eachObj(l.get(i, a), func(o int32) { s = l.sets.union(s, l.take(i, l.cell(o, l.fElem))) })
			vals = append(vals, s)
		}
		l.tuple(i, at, in, vals...)
	}
	return 0
}

func (l *linker) tuple(i *inst, at int32, _ *summary.Instr, vals ...set) {
	if i.tuples == nil {
		i.tuples = map[int32][]set{}
	}
	if dst := i.fn.code[at].Dst; dst >= 0 && !slices.Equal(i.tuples[at], vals) {
		i.touch(dst)
	}
	i.tuples[at] = vals
}

func (l *linker) extract(i *inst, in *summary.Instr) set {
	if in.Args[0].Kind() != summary.RefReg {
		return 0
	}
	at := i.fn.def[in.Args[0].Index()]
	for j := i; j != nil; j = j.base() {
		if t, ok := j.tuples[at]; ok {
			if int(in.N) < len(t) {
				return t[in.N]
			}
			return 0
		}
	}
	return 0
}

// whole gives the instance that a clone was made from, itself where it is none: clones have its control flow and callers.
func (i *inst) whole() *inst {
	for i.split != nil {
		i = i.split.of
	}
	return i
}

func (i *inst) base() *inst {
	if i.split == nil {
		return nil
	}
	return i.split.of
}

// get evaluates an operand.
func (l *linker) get(i *inst, r summary.Ref) set {
	n := r.Index()
	switch r.Kind() {
	case summary.RefReg:
		if i.split != nil && !i.split.own[i.fn.def[n]] {
			if u := i.split.loop; u != nil && slices.Contains(u.shape.phis, i.fn.def[n]) {
				return l.handed(i, i.fn.def[n])
			}
			return l.get(i.split.of, r)
		}
		if u := i.unrolls[i.fn.def[n]]; u != nil {
			return l.after(u, i, len(u.turns), i.fn.def[n])
		}
		if i.exports != nil {
			if d := i.fn.def[n]; i.skip[d] {
				return i.exports[int32(n)]
			} else if i.splits[d] != nil {
				return l.sets.union(i.regs[n], i.exports[int32(n)])
			}
		}
		return i.regs[n]
	case summary.RefParam:
		if n < len(i.args) {
			return i.args[n]
		}
	case summary.RefFree:
		if i.free >= 0 {
			return l.take(i, l.cell(i.free, l.freeField(n)))
		}
	case summary.RefConst:
		return l.constSet(i.fn.p, n)
	case summary.RefGlobal:
		return l.sets.of(l.objAtom(l.global(i.fn.p.syms[n])))
	case summary.RefFunc:
		return l.sets.of(l.funcValue(i, i.fn.p.syms[n]))
	case summary.RefNil:
		return l.sets.of(l.aNilAtom)
	}
	return 0
}

// constSet is the value of a constant of a package.
func (l *linker) constSet(p *pkgInfo, n int) set {
	if p.consts == nil {
		p.consts = make([]set, len(p.p.Consts))
	}
	if p.consts[n] == 0 {
		c := p.p.Consts[n]
		a := l.atoms.get(atomKey{kind: aConst, x: int32(c.Kind), s: c.Text})
		if c.Type >= 0 {
			t := l.typ(p, c.Type)
			if len(l.typeTab[t].methods) > 0 {
				a = l.atoms.get(atomKey{kind: aTyped, x: t, y: int32(a)})
			}
		}
		p.consts[n] = l.sets.of(a)
	}
	return p.consts[n]
}

// eachObj calls f for the objects in s, also behind conversions.
func (l *linker) eachObj(s set, f func(o int32)) {
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		if k.kind == aObj {
			f(k.x)
		}
	}
}

// eachTyped is eachObj with the type of each: that by which it was put into an interface, where its own is not known (a variable of a package).
func (l *linker) eachTyped(s set, f func(o, t int32)) {
	for _, a := range l.sets.list[s] {
		k, t := l.atoms.list[a], int32(-1)
		if k.kind == aTyped {
			k, t = l.atoms.list[k.y], k.x
		}
		if k.kind != aObj {
			continue
		}
		if own := l.objs[k.x].typ; own >= 0 {
			t = own
		}
		f(k.x, t)
	}
}

func (l *linker) fieldKey(sym int32) int32 {
	for int(sym) >= len(l.fieldKeys) {
		l.fieldKeys = append(l.fieldKeys, make([]int32, 1+len(l.fieldKeys))...)
	}
	if l.fieldKeys[sym] == 0 {
		l.fieldKeys[sym] = l.strs.get(l.syms.list[sym]) + 1
	}
	return l.fieldKeys[sym] - 1
}

// elemName names an element by its constant index or key, or not at all.
func (l *linker) elemName(i *inst, r summary.Ref) int32 {
	s := l.get(i, r)
	if list := l.sets.list[s]; len(list) == 1 {
		k := l.atoms.list[list[0]]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		if k.kind == aConst {
			return l.strs.get("[" + k.s + "]")
		}
	}
	return l.fElem
}

// elemNames gives the elements that an instruction reads where its key is one of several constants, and nothing else.
func (l *linker) elemNames(i *inst, in *summary.Instr) []int32 {
	list := l.sets.list[l.get(i, in.Args[1])]
	if in.Op != summary.OpLoadElem || len(list) < 2 || len(list) > maxTexts {
		return nil
	}
	out := make([]int32, 0, len(list))
	for _, a := range list {
		k := l.inner(a)
		if k.kind != aConst {
			return nil
		}
		out = append(out, l.strs.get("["+k.s+"]"))
	}
	return out
}
