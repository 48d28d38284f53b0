package link

import (
	"math/big"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A table of routes is a slice or map of elements whose parts belong together: the path of one goes with the handler of the
// same one. Where a function walks such a table, what depends on the element is evaluated once per element, in a clone of
// the instance.
type split struct {
	of    *inst
	at    int32
	vals  []set
	own   []bool  // instructions that depend on the element
	out   []int32 // their registers that others use
	key   string  // dispatch: the key that the element has
	rest  bool    // not one element: all that the clones themselves add to the table
	loop  *unroll // where the turns of the loop are evaluated in order: see unroll.go
	turn  int
	again int   // how many times its element stands in the list before
	left  []set // what the turn left, by value that is handed on
}

const (
	maxNames  = 64  // elements of a table of nothing but constants
	maxClosed = 16  // the same where the loop only makes closures of them
	maxLooked = 500 // objects that are searched for functions
	maxSample = 64  // elements of a longer table that are
)

// splitAt decides whether the load of an element is one of a table. In a clone it yields the clone's element.
func (l *linker) splitAt(i *inst, at int32, x set, index summary.Ref) (set, bool) {
	if i.split != nil && (i.split.at == at || i.split.own[at] && i.fn.sameElem(i.split.at, at)) {
		return i.split.vals[0], true
	}
	if l.unrollAt(i, at, x) {
		return 0, true
	}
	if index.Kind() == summary.RefConst || l.worthSplit(i, at) == 0 || l.ofKey(i, at, index) {
		return 0, false
	}
	all := i.fn.counted(index)
	if !l.mayClone(i, at, all) {
		return 0, false
	}
	var flat []set
	for _, e := range l.elems(i, x) {
		for _, a := range l.sets.list[e] {
			flat = append(flat, l.sets.of(a))
		}
	}
	elems := make([][]set, len(flat))
	for n := range flat {
		elems[n] = flat[n : n+1 : n+1]
	}
	return 0, l.clone(i, at, elems, 0, all)
}

// ofKey says that a load is that of one element of a map, whose key is known here: byVersion[version].
func (l *linker) ofKey(i *inst, at int32, index summary.Ref) bool {
	return l.kindOf(l.refType(i, i.fn.code[at].Args[0])) == summary.KindMap && l.elemName(i, index) != l.fElem
}

// counted says that an index runs through a slice: it is what a loop counts.
func (g *fn) counted(r summary.Ref) bool {
	for n := 0; n < 3 && r.Kind() == summary.RefReg && g.def[r.Index()] >= 0; n++ {
		at := g.def[r.Index()]
		switch in := &g.code[at]; in.Op {
		case summary.OpPhi:
			_, turn := slices.BinarySearch(g.turns, at)
			return turn
		case summary.OpBin, summary.OpConvert, summary.OpLoad:
			r = in.Args[0]
		case summary.OpAlloc: // a counter that is captured
			return true
		default:
			return false
		}
	}
	return false
}

// splitNext is splitAt for a range over a map with constant keys.
func (l *linker) splitNext(i *inst, at int32, x set) bool {
	if i.split != nil && i.split.at == at {
		l.tuple(i, at, nil, i.split.vals...)
		return true
	}
	if l.worthSplit(i, at) == 0 {
		return false
	}
	var elems [][]set
	rest := builder{t: l.sets}
	l.eachObj(x, func(o int32) {
		rest.addSet(l.take(i, l.cell(o, l.fElem)))
		rest.addSet(l.take(i, l.cell(o, l.fWild)))
		for _, f := range l.objs[o].keys {
			if n := l.strs.list[f]; strings.HasPrefix(n, "[") && f != l.fElem {
				k := l.sets.of(l.text(n[1 : len(n)-1]))
				elems = append(elems, []set{0, k, l.take(i, l.cell(o, f))})
			}
		}
	})
	if rest.set() != 0 && len(elems) > 0 {
		elems = append(elems, []set{0, 0, rest.set()})
	}
	return l.clone(i, at, elems, 2, true)
}

// clone makes an instance per element where that tells apart what the elements lead to: the loop registers something, or, where
// it runs through all of them, makes what lasts.
func (l *linker) clone(i *inst, at int32, elems [][]set, val int, all bool) bool {
	if len(elems) < 2 || !l.mayClone(i, at, all) {
		return false
	}
	own := i.fn.dependents(at)
	worth := l.worthSplit(i, at)
	most := l.atMost(maxListed)
	if worth&splitRegisters == 0 {
		most = l.atMost(maxLasting)
		for c := i; c.split != nil; c = c.split.of { // a table in a table
			most /= 8
		}
	}
	if max(len(elems), len(i.splits[at])) > most { // clones of elements that have grown since count, too
		l.rejoin(i, at)
		return false
	}
	callable, plain := false, worth&splitRegisters != 0 && len(elems) <= maxNames || worth&splitCloses != 0 && len(elems) <= maxClosed
	records := worth&splitRegisters != 0
	vals := make([]set, 0, len(elems))
	for _, e := range elems {
		vals = append(vals, e[val])
		plain, records = plain && l.plain(e[val]), records && l.record(e[val])
	}
	if plain = plain || records || worth&splitRegisters != 0 && l.variety(vals); !plain {
		callable = l.callable(vals)
	}
	if !callable && !plain {
		return false
	}
	var given [][]set
	added := make([]set, val+1)
	for _, e := range elems { // what the clones themselves add to the table is one element: it would not end otherwise
		if !l.madeBy(i.fn, e[val]) {
			given = append(given, e)
			continue
		}
		for n := range e {
			added[n] = l.sets.union(added[n], e[n])
		}
	}
	l.makeClones(i, at, own, given, nil)
	if added[val] != 0 {
		l.cloneRest(i, at, own, added)
	}
	return true
}

// mayClone says that the elements of a table, all of which or some of which are loaded, are worth an instance each.
func (l *linker) mayClone(i *inst, at int32, all bool) bool {
	if i.depth > maxDepth || i.joined[at] {
		return false
	}
	worth := l.worthSplit(i, at)
	return worth&splitRegisters != 0 || all && !i.merged && worth&(splitCloses|splitKeeps) != 0
}

// cloneRest makes or extends the clone for the elements that are not kept apart.
func (l *linker) cloneRest(i *inst, at int32, own []bool, vals []set) {
	for _, c := range i.splits[at] {
		if c.split.rest {
			for n, v := range vals {
				if u := l.widen(l.sets.union(c.split.vals[n], v)); u != c.split.vals[n] {
					c.split.vals[n] = u
					l.wake(c)
				}
			}
			return
		}
	}
	n := len(i.splits[at])
	l.makeClones(i, at, own, [][]set{vals}, nil)
	for _, c := range i.splits[at][n:] {
		c.split.rest = true
	}
}

// madeBy says that a value was made by a clone of the function.
func (l *linker) madeBy(g *fn, s set) bool {
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		o := k.x
		if k.kind == aClosure {
			o = k.y
		} else if k.kind != aObj {
			continue
		}
		if j := l.objs[o].inst; j != nil && j.fn == g && j.split != nil {
			return true
		}
	}
	return false
}

const (
	splitRegisters = 1 << iota
	splitCloses
	splitKeeps
)

// worthSplit says what depends on the element that an instruction loads: something that registers, something that lasts.
func (l *linker) worthSplit(i *inst, at int32) uint8 {
	if w, ok := i.fn.worth[at]; ok {
		return w
	}
	own := i.fn.dependents(at)
	var w uint8
	if l.registers(i, own) {
		w |= splitRegisters
	}
	closes, keeps := l.makes(i, own)
	if closes {
		w |= splitCloses
	}
	if keeps {
		w |= splitKeeps
	}
	if i.fn.worth == nil {
		i.fn.worth = map[int32]uint8{}
	}
	i.fn.worth[at] = w
	return w
}

// registers says whether what depends on the element may register something.
func (l *linker) registers(i *inst, own []bool) bool {
	for n, o := range own {
		if in := &i.fn.code[n]; o && in.Op == summary.OpCall {
			if in.N&summary.CallMode == summary.CallBuiltin {
				continue
			}
			if in.Sym < 0 {
				continue
			}
			sym := i.fn.p.syms[in.Sym]
			if g := l.funcs[sym]; g != nil && g.cost&mayRegister != 0 || l.hasRole(sym, registering) || g == nil && in.N&summary.CallMode == summary.CallInvoke && l.registersVia(sym) {
				return true
			}
		}
	}
	return false
}

// registersVia says that a method which may register is called through an interface: one of an own type that has all its methods.
func (l *linker) registersVia(sym int32) bool {
	if known, ok := l.viaRegisters[sym]; ok {
		return known
	}
	name := l.syms.list[sym]
	method := lastName(name)
	it, ok := l.types[name[:max(0, len(name)-len(method)-1)]]
	out := false
	for n := 0; ok && !out && n < len(l.typeTab); n++ {
		ti := l.typeTab[n]
		if m, has := ti.methods[method]; has && ti.own && implements(ti, l.typeTab[it]) {
			target := l.syms.get(m.Sym)
			g := l.funcs[target]
			out = g != nil && g.cost&mayRegister != 0 || l.hasRole(target, registering)
		}
	}
	l.viaRegisters[sym] = out
	return out
}

// makes says whether what depends on the element makes something that lasts: a closure, or a struct, map or slice with parts of
// the element in it, here or in what is called.
func (l *linker) makes(i *inst, own []bool) (closes, keeps bool) {
	for n, o := range own {
		if !o {
			continue
		}
		switch in := &i.fn.code[n]; in.Op {
		case summary.OpClosure:
			closes = true
		case summary.OpStoreField, summary.OpStoreElem, summary.OpSend:
			keeps = true
		case summary.OpCall:
			if in.Sym < 0 {
				continue
			}
			if in.N&summary.CallMode == summary.CallBuiltin {
				keeps = keeps || i.fn.p.p.Syms[in.Sym] == "append"
				continue
			}
			if g := l.funcs[i.fn.p.syms[in.Sym]]; g != nil {
				closes = closes || g.cost&mayMake != 0
				keeps = keeps || g.cost&mayKeep != 0
			}
		}
	}
	return closes, keeps
}

// plain says that a value is one constant.
func (l *linker) plain(s set) bool {
	k, ok := l.single(s)
	return ok && k.kind == aConst
}

// record says that a value is one struct of the program's with nothing but constants: {Method: "GET", Path: "/users"}.
func (l *linker) record(s set) bool {
	k, ok := l.single(s)
	if !ok || k.kind != aObj {
		return false
	}
	o := &l.objs[k.x]
	if o.kind != oVar && o.kind != oSub || o.typ < 0 || l.kindOf(l.deref(o.typ)) != summary.KindStruct || !l.typeTab[l.deref(o.typ)].own {
		return false
	}
	for _, f := range o.keys {
		if v := l.content(k.x, f); v != 0 && !l.onlyNil(v) && !l.plain(v) {
			return false
		}
	}
	return len(o.keys) > 0
}

// callable says that one of the values holds a function, itself or in what it is made of, three levels deep. Each object is
// looked at once, at the level where it is met first.
func (l *linker) callable(vals []set) bool {
	if len(vals) > maxLooked { // the elements of a long table are alike
		few := make([]set, 0, maxSample)
		for n := range maxSample {
			few = append(few, vals[n*len(vals)/maxSample])
		}
		vals = few
	}
	l.look++
	for len(l.looked) < len(l.objs) {
		l.looked = append(l.looked, 0)
	}
	level, n := vals, 0
	for depth := 0; depth < 4 && len(level) > 0; depth++ {
		var next []set
		for _, s := range level {
			for _, a := range l.sets.list[s] {
				k := l.atoms.list[a]
				if k.kind == aTyped {
					k = l.atoms.list[k.y]
				}
				switch {
				case k.kind == aFunc || k.kind == aClosure:
					return true
				case k.kind != aObj || depth > 2 || l.looked[k.x] == l.look:
					continue
				}
				l.looked[k.x] = l.look
				if n++; n > maxLooked {
					return false
				}
				ob := &l.objs[k.x]
				if ob.kind == oRouter || ob.kind == oWrap || ob.kind == oHandler {
					return true
				}
				if !l.mayHold(ob.typ, 0) {
					continue
				}
				for n := 0; n < len(ob.keys) && n < 64; n++ {
					next = append(next, l.content(k.x, ob.keys[n]))
				}
				next = append(next, l.content(k.x, l.fAlias))
			}
		}
		slices.Sort(next)
		level = slices.Compact(next)
	}
	return false
}

// mayHold says whether a value of the type can hold a function: by the types of its fields, where they are known.
func (l *linker) mayHold(t int32, depth int) bool {
	if t < 0 {
		return true
	}
	if known, ok := l.holds[t]; ok {
		return known
	}
	ti := l.typeTab[t]
	switch ti.kind {
	case summary.KindBasic, summary.KindString, summary.KindNumber, summary.KindBool:
		l.holds[t] = false
		return false
	case summary.KindStruct:
	default:
		return true
	}
	if len(ti.fields) == 0 || depth > 2 {
		return true
	}
	out := false
	for _, f := range ti.fields {
		ft := l.typeID(f.Type)
		switch k := l.typeTab[ft].kind; {
		case k == summary.KindStruct || k == summary.KindPointer && l.typeTab[l.deref(ft)].kind == summary.KindStruct:
			if ft == t || l.deref(ft) == t {
				continue
			}
			out = out || l.mayHold(l.deref(ft), depth+1)
		default:
			out = out || l.mayHold(ft, depth+1)
		}
	}
	l.holds[t] = out
	return out
}

// dependents lists the instructions that depend on the result of instruction at, through registers and through variables
// made after it, as far as one turn of the loop goes: where ways from outside meet, the elements meet too.
func (g *fn) dependents(at int32) []bool {
	if own, ok := g.deps[at]; ok {
		return own
	}
	own := make([]bool, len(g.code))
	if g.deps == nil {
		g.deps = map[int32][]bool{}
	}
	g.deps[at] = own
	own[at] = true
	doms := g.dominators()
	for changed := true; changed; {
		changed = g.innerTurns(own, at, doms)
		for n := range g.code {
			in := &g.code[n]
			if own[n] && (in.Op == summary.OpStore || in.Op == summary.OpStoreField || in.Op == summary.OpStoreElem) {
				changed = g.claim(own, in.Args[0], at, doms) || changed
			}
			if own[n] && (in.Op == summary.OpStoreElem || in.Op == summary.OpCall) { // each turn makes one of its own
				for _, a := range in.Args {
					changed = g.claimMade(own, a, at, doms) || changed
				}
			}
			if own[n] || in.Op == summary.OpIf || in.Op == summary.OpJump || in.Op == summary.OpPhi && !g.follows(doms, at, int32(n)) {
				continue
			}
			for _, a := range in.Args {
				if a.Kind() == summary.RefReg && own[g.def[a.Index()]] {
					own[n], changed = true, true
					break
				}
			}
		}
	}
	return own
}

// turnOf marks the blocks of the innermost loop that a block is part of, nil for none.
func (g *fn) turnOf(b int32) []bool {
	doms := g.dominators()
	for head := b; ; head = doms[head] {
		if turn := g.turnBlocks(head); turn != nil && turn[b] {
			return turn
		}
		if doms[head] == head || doms[head] < 0 {
			return nil
		}
	}
}

// innerTurns makes a loop inside the turn that hands on what depends on the element depend on it too, although its own list
// does not: for _, m := range mws { h = m(h) } has other turns for each h that it begins with.
func (g *fn) innerTurns(own []bool, at int32, doms []int32) bool {
	turn := g.turnOf(g.block[at])
	if turn == nil {
		return false
	}
	changed := false
	for n := range g.code {
		if own[n] || g.code[n].Op != summary.OpLoadElem || !turn[g.block[n]] || !g.follows(doms, at, int32(n)) {
			continue
		}
		s := g.shapeAt(int32(n))
		if s != nil && slices.ContainsFunc(s.phis, func(p int32) bool { return own[p] }) {
			own[n], changed = true, true
		}
	}
	return changed
}

// follows says that every way to instruction n leads through at.
func (g *fn) follows(doms []int32, at, n int32) bool {
	return dominates(doms, g.block[at], g.block[n]) && (g.block[at] != g.block[n] || n > at)
}

// leaving lists the registers of own instructions that others use.
func (g *fn) leaving(own []bool) []int32 {
	var out []int32
	for n := range g.code {
		if own[n] {
			continue
		}
		for _, a := range g.code[n].Args {
			if a.Kind() == summary.RefReg && own[g.def[a.Index()]] && !slices.Contains(out, int32(a.Index())) {
				out = append(out, int32(a.Index()))
			}
		}
	}
	return out
}

// export hands on what leaves a clone's part of the function.
func (l *linker) export(i *inst) {
	if i.split == nil {
		return
	}
	l.handOn(i)
	of := i.split.of
	for _, r := range i.split.out {
		if u := l.widen(l.sets.union(of.exports[r], l.get(i, summary.MakeRef(summary.RefReg, int(r))))); u != of.exports[r] {
			of.exports[r] = u
			l.wake(of)
		}
	}
}

// claim makes the variable behind an address depend on the element, where the variable is made after it.
func (g *fn) claim(own []bool, r summary.Ref, at int32, doms []int32) bool {
	for r.Kind() == summary.RefReg {
		d := g.def[r.Index()]
		if d < 0 || own[d] {
			return false
		}
		in := &g.code[d]
		switch in.Op {
		case summary.OpAlloc, summary.OpMake:
			if g.follows(doms, at, d) {
				own[d] = true
				return true
			}
			return false
		case summary.OpFieldAddr, summary.OpElemAddr, summary.OpSlice:
			r = in.Args[0]
		default:
			return false
		}
	}
	return false
}

// claimMade makes a call in the turn depend on the element where what it makes is kept under the element's key, or handed on with
// something of the element's: mux := http.NewServeMux(); byVersion[e.version] = mux.
func (g *fn) claimMade(own []bool, r summary.Ref, at int32, doms []int32) bool {
	d := g.defOf(r)
	for d >= 0 && (g.code[d].Op == summary.OpMakeInterface || g.code[d].Op == summary.OpConvert) {
		d = g.defOf(g.code[d].Args[0])
	}
	if d < 0 || own[d] || g.code[d].Op != summary.OpCall || g.code[d].N&summary.CallMode != summary.CallStatic || !g.follows(doms, at, d) {
		return false
	}
	own[d] = true
	return true
}

// arith computes with two numeric constants: 7*24*time.Hour.
func (l *linker) arith(op string, x, y set) (set, bool) {
	a, b := l.number(x), l.number(y)
	if a == nil || b == nil {
		return 0, false
	}
	n := new(big.Int)
	switch {
	case op == "*":
		n.Mul(a, b)
	case op == "+":
		n.Add(a, b)
	case op == "-":
		n.Sub(a, b)
	case op == "/" && b.Sign() != 0:
		n.Quo(a, b)
	default:
		return 0, false
	}
	return l.sets.of(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindNumber), s: n.String()})), true
}

func (l *linker) number(s set) *big.Int {
	list := l.sets.list[s]
	if len(list) != 1 {
		return nil
	}
	k := l.atoms.list[list[0]]
	if k.kind == aTyped {
		k = l.atoms.list[k.y]
	}
	if k.kind != aConst || summary.Kind(k.x) != summary.KindNumber || len(k.s) > 30 {
		return nil
	}
	n, ok := new(big.Int).SetString(k.s, 10)
	if !ok {
		return nil
	}
	return n
}
