package link

import "github.com/gostride/gostride/analyzers/summary"

// Options and middleware may be nil, and loops that run through them leave those out: if m == nil { continue }. Such a turn is one straight way
// all the same: an element that is nil leaves nothing.

// straight says that a turn is one way from the head of its loop, whose first branch leads into it (see findShape), back to the head, but for
// elements that are nil.
func (g *fn) straight(at, head int32, loop []bool) bool {
	on := make([]bool, len(loop))
	on[head] = true
	for b := g.f.Blocks[head].Succs[0]; b != head; {
		if on[b] {
			return false
		}
		on[b] = true
		switch blk := &g.f.Blocks[b]; len(blk.Succs) {
		case 1:
			b = blk.Succs[0]
		case 2:
			k := g.goesOnIf(b, at)
			if k < 0 {
				return false
			}
			b = blk.Succs[k]
		default:
			return false
		}
	}
	for b, in := range loop {
		if in && !on[b] && (len(g.f.Blocks[b].Succs) != 1 || g.f.Blocks[b].Instrs[0].Op != summary.OpJump) {
			return false
		}
	}
	return true
}

// skipsNil says that a turn asks whether its element is nil.
func (g *fn) skipsNil(at int32, loop []bool) bool {
	for b, in := range loop {
		if in && len(g.f.Blocks[b].Succs) == 2 && g.goesOnIf(int32(b), at) >= 0 {
			return true
		}
	}
	return false
}

// goesOnIf gives which branch at the end of a block is taken for an element that is not nil, -1 where the branch asks something else.
func (g *fn) goesOnIf(b, at int32) int {
	last := &g.code[g.end(b)-1]
	if last.Op != summary.OpIf {
		return -1
	}
	c := g.defOf(last.Args[0])
	if c < 0 || g.code[c].Op != summary.OpBin || g.code[c].Args[1].Kind() != summary.RefNil {
		return -1
	}
	if d := g.defOf(g.code[c].Args[0]); d < 0 || !g.sameElem(at, d) {
		return -1
	}
	switch g.p.p.Syms[g.code[c].Sym] {
	case "!=":
		return 0
	case "==":
		return 1
	}
	return -1
}

// sameElem says that two instructions load the same element of the same list.
func (g *fn) sameElem(a, b int32) bool {
	x, y := &g.code[a], &g.code[b]
	return a == b || x.Op == summary.OpLoadElem && y.Op == summary.OpLoadElem && x.Args[1] == y.Args[1] && x.Args[1].Kind() == summary.RefReg &&
		(x.Args[0] == y.Args[0] || g.sameField(x.Args[0], y.Args[0]))
}

// firstOf gives the instruction that loads the element first, of those that load the same one in a turn.
func (g *fn) firstOf(at int32, loop []bool) int32 {
	for n := int32(0); n < at; n++ {
		if loop[g.block[n]] && g.sameElem(n, at) && dominates(g.dominators(), g.block[n], g.block[at]) {
			return n
		}
	}
	return at
}
