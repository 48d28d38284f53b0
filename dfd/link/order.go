package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// sequence lists the blocks in an order in which, loops apart, what is used comes after what makes it. The numbers of blocks say
// nothing of the kind: what follows a switch is numbered before its cases. Blocks that only a panic leads to come last.
func (g *fn) sequence() []int32 {
	if g.seq != nil || len(g.f.Blocks) == 0 {
		return g.seq
	}
	order, num := g.postorder()
	slices.Reverse(order)
	for b, n := range num {
		if n < 0 {
			order = append(order, int32(b))
		}
	}
	place := make([]int32, len(num))
	for n, b := range order {
		place[b] = int32(n)
	}
	for _, b := range order {
		back := false
		for _, p := range g.f.Blocks[b].Preds {
			back = back || place[p] >= place[b]
		}
		for k := range g.f.Blocks[b].Instrs {
			if at := g.first[b] + int32(k); back && g.code[at].Op == summary.OpPhi {
				g.turns = append(g.turns, at)
			}
		}
	}
	slices.Sort(g.turns)
	g.seq = order
	return order
}

// end gives the instruction after the last of a block.
func (g *fn) end(b int32) int32 { return g.first[b] + int32(len(g.f.Blocks[b].Instrs)) }

// program lists the instructions in the order in which they are evaluated.
func (g *fn) program() []int32 {
	if g.all == nil {
		g.all = make([]int32, 0, len(g.code))
		for _, b := range g.sequence() {
			for at := g.first[b]; at < g.end(b); at++ {
				g.all = append(g.all, at)
			}
		}
	}
	return g.all
}
