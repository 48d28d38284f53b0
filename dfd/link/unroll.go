package link

import (
	"slices"
	"strconv"

	"github.com/gostride/gostride/analyzers/summary"
)

// A loop that hands a value on from turn to turn builds a chain: h = middlewares[k](h). Where it runs through a list that is
// known completely, from one end to the other, its turns are evaluated in order, each in a clone that starts with what the one
// before left, and after the loop the value is what the last one left. Otherwise the value may also be the one from before the
// loop, and a handler may be reached without what was put around it.

// loopShape is a loop that runs through a list, as far as the code says it.
type loopShape struct {
	list summary.Ref
	down bool    // from the last element to the first
	phis []int32 // values that are handed on
	back []int   // for the phis, which operands come from the turn before
	own  []bool  // instructions that are evaluated once a turn
	skip bool    // elements that are nil are left out

	inOrder bool // a turn is one straight way: see turns.go
	head    int32
	loop    []bool
	within  bool // another loop is around it
}

// unroll is such a loop of which the list is known.
type unroll struct {
	shape *loopShape
	turns [][]*inst // the clones by turn; several where the element may be one of several
	maybe []bool    // turns that may not be made
}

// shapeAt recognises the loop around the load of an element; nil where it is none of those.
func (g *fn) shapeAt(at int32) *loopShape {
	if s, ok := g.shapes[at]; ok {
		return s
	}
	if g.shapes == nil {
		g.shapes = map[int32]*loopShape{}
	}
	g.sequence()
	s := g.findShape(at)
	g.shapes[at] = s
	return s
}

func (g *fn) findShape(at int32) *loopShape {
	in := &g.code[at]
	if in.Op != summary.OpLoadElem {
		return nil
	}
	s := &loopShape{list: in.Args[0]}
	index, behind := g.fromBehind(in.Args[1], s.list)
	counter := g.counter(index, s)
	if counter < 0 {
		return nil
	}
	head := g.block[counter]
	loop := g.turnBlocks(head)
	blk := &g.f.Blocks[head]
	if loop == nil || g.firstOf(at, loop) != at || len(blk.Succs) != 2 || !loop[blk.Succs[0]] || loop[blk.Succs[1]] || !g.bounded(head, index, counter, s) || behind && s.down {
		return nil
	}
	s.down = s.down || behind
	doms := g.dominators()
	for b, inside := range loop {
		for _, t := range g.f.Blocks[b].Succs {
			if inside && int32(b) != head && !loop[t] { // another way out: not all turns are made
				return nil
			}
		}
	}
	for k, p := range blk.Preds {
		if loop[p] {
			s.back = append(s.back, k)
			if !dominates(doms, g.block[at], p) { // a turn without the element
				return nil
			}
		}
	}
	own := g.inTurn(at, head, counter, loop)
	s.own = own
	for n := g.first[head]; g.code[n].Op == summary.OpPhi; n++ {
		if n != counter && g.handedOn(n, s, own, loop) {
			s.phis = append(s.phis, n)
		}
	}
	s.skip = g.skipsNil(at, loop)
	g.ordersTurns(s, at, head, counter, loop)
	if len(s.phis) == 0 && !s.inOrder {
		return nil
	}
	return s
}

// turnBlocks marks the blocks of the loop that begins at head, without those of a loop around it; nil where none begins there.
func (g *fn) turnBlocks(head int32) []bool {
	doms := g.dominators()
	var out []bool
	var work []int32
	for _, p := range g.f.Blocks[head].Preds {
		if dominates(doms, head, p) {
			work = append(work, p)
		}
	}
	for ; len(work) > 0; work = work[1:] {
		if out == nil {
			out = make([]bool, len(g.f.Blocks))
			out[head] = true
		}
		if b := work[0]; !out[b] {
			out[b] = true
			work = append(work, g.f.Blocks[b].Preds...)
		}
	}
	return out
}

// inTurn lists the instructions of the loop that depend on the element or on what the turn before left: h = m(http.Handler(h)).
func (g *fn) inTurn(at, head, counter int32, loop []bool) []bool {
	own := slices.Clone(g.dependents(at))
	for n := range g.code {
		own[n] = own[n] || loop[g.block[n]] && g.sameElem(at, int32(n))
	}
	from := slices.Clone(own)
	for n := g.first[head]; g.code[n].Op == summary.OpPhi; n++ {
		from[n] = n != counter
	}
	for changed := true; changed; {
		changed = false
		for n := range g.code {
			in := &g.code[n]
			if from[n] || !loop[g.block[n]] || in.Op == summary.OpIf || in.Op == summary.OpJump || in.Op == summary.OpPhi && g.block[n] == head {
				continue
			}
			if slices.ContainsFunc(in.Args, func(a summary.Ref) bool { return a.Kind() == summary.RefReg && from[g.def[a.Index()]] }) {
				own[n], from[n], changed = true, true, true
			}
		}
	}
	return own
}

// handedOn says that a value is made from the element in each turn, and that within the loop only such values look at it.
func (g *fn) handedOn(phi int32, s *loopShape, own, loop []bool) bool {
	in := &g.code[phi]
	made := false
	for _, k := range s.back {
		a := in.Args[k]
		if a.Kind() != summary.RefReg || int32(a.Index()) != in.Dst && !own[g.def[a.Index()]] {
			return false
		}
		made = made || int32(a.Index()) != in.Dst
	}
	self := summary.MakeRef(summary.RefReg, int(in.Dst))
	for n := range g.code {
		if loop[g.block[n]] && !own[n] && int32(n) != phi && slices.Contains(g.code[n].Args, self) {
			return false
		}
	}
	return made
}

// fromBehind gives what an index counts by that runs through a list from its end: len(list)-1-i.
func (g *fn) fromBehind(index, list summary.Ref) (by summary.Ref, ok bool) {
	at := g.defOf(index)
	if at < 0 || g.code[at].Op != summary.OpBin || g.p.p.Syms[g.code[at].Sym] != "-" {
		return index, false
	}
	last := g.defOf(g.code[at].Args[0])
	if last < 0 || g.code[last].Op != summary.OpBin || !g.steps(last, "-") || !g.length(g.code[last].Args[0], list) {
		return index, false
	}
	return g.code[at].Args[1], true
}

// counter recognises what an index counts by: the phi of i in i++ and i--, -1 where it is something else.
func (g *fn) counter(index summary.Ref, s *loopShape) int32 {
	at := g.defOf(index)
	if at < 0 {
		return -1
	}
	if g.code[at].Op == summary.OpBin { // range: the index is one more than the last
		p := g.defOf(g.code[at].Args[0])
		if !g.steps(at, "+") || p < 0 || g.code[p].Op != summary.OpPhi || !g.begins(p, at, -1) {
			return -1
		}
		return p
	}
	if g.code[at].Op != summary.OpPhi {
		return -1
	}
	for _, a := range g.code[at].Args {
		if d := g.defOf(a); d >= 0 && g.steps(d, "+") && g.code[d].Args[0] == index && g.begins(at, d, 0) {
			return at
		}
		if d := g.defOf(a); d >= 0 && g.steps(d, "-") && g.code[d].Args[0] == index && g.fromEnd(at, d, s.list) {
			s.down = true
			return at
		}
	}
	return -1
}

func (g *fn) defOf(r summary.Ref) int32 {
	if r.Kind() != summary.RefReg {
		return -1
	}
	return g.def[r.Index()]
}

// fieldRead gives the instruction that reads the field which an operand is, -1 where it is none.
func (g *fn) fieldRead(r summary.Ref) int32 {
	if d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpLoadField {
		return d
	}
	return -1
}

// builtin says that an instruction calls a built-in function.
func (g *fn) builtin(in *summary.Instr, name string) bool {
	return in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallBuiltin && g.p.p.Syms[in.Sym] == name
}

// steps says that an instruction adds or takes away one.
func (g *fn) steps(at int32, op string) bool {
	in := &g.code[at]
	return in.Op == summary.OpBin && g.p.p.Syms[in.Sym] == op && g.number(in.Args[1]) == "1"
}

// number gives the text of a constant number.
func (g *fn) number(r summary.Ref) string {
	if r.Kind() == summary.RefNil {
		return "0"
	}
	if r.Kind() != summary.RefConst || g.p.p.Consts[r.Index()].Kind != summary.KindNumber {
		return ""
	}
	return g.p.p.Consts[r.Index()].Text
}

// begins says that a phi starts with a number and goes on with what step makes.
func (g *fn) begins(phi, step int32, n int) bool {
	for _, a := range g.code[phi].Args {
		if g.defOf(a) != step && g.number(a) != strconv.Itoa(n) {
			return false
		}
	}
	return true
}

// fromEnd says that a phi starts with the last index of the list.
func (g *fn) fromEnd(phi, step int32, list summary.Ref) bool {
	for _, a := range g.code[phi].Args {
		if d := g.defOf(a); d != step && (d < 0 || !g.steps(d, "-") || !g.length(g.code[d].Args[0], list)) {
			return false
		}
	}
	return true
}

// length says that an operand is the length of the list.
func (g *fn) length(r, list summary.Ref) bool {
	d := g.defOf(r)
	return d >= 0 && g.builtin(&g.code[d], "len") && (g.code[d].Args[0] == list || g.sameField(g.code[d].Args[0], list))
}

// sameField says that two operands read one field of one struct, which the function does not set.
func (g *fn) sameField(a, b summary.Ref) bool {
	x, y := g.fieldRead(a), g.fieldRead(b)
	if x < 0 || y < 0 || g.code[x].Sym != g.code[y].Sym || !g.sameBase(g.code[x].Args[0], g.code[y].Args[0]) {
		return false
	}
	return !slices.ContainsFunc(g.code, func(in summary.Instr) bool {
		return (in.Op == summary.OpStoreField || in.Op == summary.OpFieldAddr) && in.Sym == g.code[x].Sym
	})
}

// sameBase says that two operands are one value, or one variable that a closure has captured and does not set.
func (g *fn) sameBase(a, b summary.Ref) bool {
	x, y := g.defOf(a), g.defOf(b)
	if a == b || x < 0 || y < 0 {
		return a == b
	}
	free := g.code[x].Args
	if g.code[x].Op != summary.OpLoad || g.code[y].Op != summary.OpLoad || free[0] != g.code[y].Args[0] || free[0].Kind() != summary.RefFree {
		return false
	}
	return !slices.ContainsFunc(g.code, func(in summary.Instr) bool { return in.Op == summary.OpStore && in.Args[0] == free[0] })
}

// bounded says that the loop goes on as long as there are elements.
func (g *fn) bounded(head int32, index summary.Ref, counter int32, s *loopShape) bool {
	last := g.code[g.end(head)-1]
	c := g.defOf(last.Args[0])
	if last.Op != summary.OpIf || c < 0 || g.code[c].Op != summary.OpBin || g.code[c].Args[0] != index {
		return false
	}
	op := g.p.p.Syms[g.code[c].Sym]
	if s.down {
		return op == ">=" && g.number(g.code[c].Args[1]) == "0" || op == ">" && g.number(g.code[c].Args[1]) == "-1"
	}
	return op == "<" && g.length(g.code[c].Args[1], s.list)
}

// unrollAt evaluates the turns of the loop around the load of an element, where it can be unrolled.
func (l *linker) unrollAt(i *inst, at int32, x set) bool {
	shape := i.fn.shapeAt(at)
	if shape == nil || i.joined[at] || i.depth > maxDepth || len(shape.phis) == 0 && !i.inSequence() {
		return false
	}
	list, ok := l.listFor(i, x)
	if shape.skip {
		list = l.withoutNil(list)
	}
	if ok && len(list) == 0 && i.inSequence() && shape.inOrder {
		l.loopIs(i, &loopDone{shape: shape, after: l.stageOf(i, at), none: true})
		return len(i.splits[at]) == 0
	}
	if !ok || len(list) == 0 || len(list) > maxNames || slices.ContainsFunc(i.splits[at], func(c *inst) bool { return !slices.Equal(c.split.own, shape.own) }) {
		l.reroll(i, at, shape)
		return false
	}
	if shape.down {
		slices.Reverse(list)
	}
	var elems [][]set
	var again []int
	met, turn := map[atom]int{}, map[turnOf]int{}
	for n, e := range list {
		for _, a := range l.sets.list[l.notNil(e.s)] {
			turn[turnOf{a, met[a]}] = n
			elems, again = append(elems, []set{l.sets.of(a)}), append(again, met[a])
			met[a]++
		}
	}
	if len(elems) > l.atMost(maxTurned) && !l.makesHandler(i, shape) {
		l.reroll(i, at, shape)
		l.rejoin(i, at)
		return false
	}
	l.makeClones(i, at, shape.own, elems, nil, again...)
	u := &unroll{shape: shape, turns: make([][]*inst, len(list)), maybe: make([]bool, len(list))}
	for _, c := range i.splits[at] {
		one := l.sets.list[c.split.vals[0]]
		n, ok := turn[turnOf{one[0], c.split.again}]
		if len(one) != 1 || !ok { // an element that is no more
			l.reroll(i, at, shape)
			return true
		}
		c.split.loop, c.split.turn = u, n
		u.turns[n], u.maybe[n] = append(u.turns[n], c), list[n].maybe
	}
	if i.unrolls == nil {
		i.unrolls = map[int32]*unroll{}
	}
	for _, p := range shape.phis {
		i.unrolls[p] = u
	}
	l.eachInOrder(i, at, u)
	return true
}

// turnOf is an element of a list, and how many times it stands before.
type turnOf struct {
	a     atom
	again int
}

// notNil leaves nil out of a value that may be something else: whoever calls it does not come back.
func (l *linker) notNil(s set) set {
	if list := l.sets.list[s]; len(list) > 1 && slices.Contains(list, l.aNilAtom) {
		return l.sets.of(slices.DeleteFunc(slices.Clone(list), func(a atom) bool { return a == l.aNilAtom })...)
	}
	return s
}

// withoutNil leaves elements that are nil out of a list, and says of those that may be that they may not be there.
func (l *linker) withoutNil(list []listElem) []listElem {
	var out []listElem
	for _, e := range list {
		switch {
		case e.s == 0 || !slices.Contains(l.sets.list[e.s], l.aNilAtom):
			out = append(out, e)
		case !l.onlyNil(e.s):
			out = append(out, listElem{e.s, true})
		}
	}
	return out
}

// makesHandler says that a loop hands a function or a handler on.
func (l *linker) makesHandler(i *inst, shape *loopShape) bool {
	return slices.ContainsFunc(shape.phis, func(p int32) bool { return l.code(l.typ(i.fn.p, i.fn.code[p].Type)) })
}

// reroll takes back that a loop is unrolled: more came to be known of its list.
func (l *linker) reroll(i *inst, at int32, shape *loopShape) {
	if i.order != nil {
		delete(i.order.turned, shape.head)
	}
	for _, p := range shape.phis {
		delete(i.unrolls, p)
	}
	for _, c := range i.splits[at] {
		if c.split.loop != nil {
			c.split.loop = nil
			l.wake(c)
		}
	}
}

// handed gives what a value that is handed on is when a turn begins.
func (l *linker) handed(c *inst, phi int32) set {
	return l.after(c.split.loop, c.split.of, c.split.turn, phi)
}

// after gives what it is after so many turns.
func (l *linker) after(u *unroll, of *inst, turns int, phi int32) set {
	var s set
	for n := turns; n > 0; n-- {
		if s = l.sets.union(s, l.left(u.turns[n-1], phi)); !u.maybe[n-1] {
			return s
		}
	}
	for k, a := range of.fn.code[phi].Args {
		if !slices.Contains(u.shape.back, k) {
			s = l.sets.union(s, l.get(of, a))
		}
	}
	return s
}

// left gives what it is when a turn ends: as its clones found it when they were evaluated last.
func (l *linker) left(turn []*inst, phi int32) set {
	var s set
	for _, c := range turn {
		if n := slices.Index(c.split.loop.shape.phis, phi); n >= 0 && n < len(c.split.left) {
			s = l.sets.union(s, c.split.left[n])
			continue
		}
		s = l.sets.union(s, l.atEnd(c, phi))
	}
	return s
}

// atEnd finds out what a value is when the turn of one clone ends.
func (l *linker) atEnd(c *inst, phi int32) set {
	var s set
	for _, k := range c.split.loop.shape.back {
		if l.closedInto(c, c.fn.block[phi], k) {
			continue
		}
		s = l.sets.union(s, l.get(c, c.fn.code[phi].Args[k]))
	}
	return s
}

// handOn wakes who goes on with what a turn left, where that has changed.
func (l *linker) handOn(c *inst) {
	u := c.split.loop
	if u == nil {
		return
	}
	changed := false
	for n, p := range u.shape.phis {
		s := l.atEnd(c, p)
		if len(c.split.left) <= n {
			c.split.left = append(c.split.left, 0)
		}
		if c.split.left[n] != s {
			c.split.left[n], changed = s, true
		}
	}
	if !changed {
		return
	}
	for next := c.split.turn + 1; next < len(u.turns); next++ {
		for _, x := range u.turns[next] {
			l.wake(x)
		}
		if !u.maybe[next] {
			return
		}
	}
	l.wake(c.split.of)
}
