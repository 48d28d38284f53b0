package link

import "github.com/gostride/gostride/analyzers/summary"

// dominators gives the immediate dominator of each block, -1 for the entry and for blocks that are not reached.
// (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm.)
func (g *fn) dominators() []int32 {
	if g.dom != nil {
		return g.dom
	}
	order, num := g.postorder()
	dom := make([]int32, len(g.f.Blocks))
	for i := range dom {
		dom[i] = -1
	}
	if len(dom) == 0 {
		return dom
	}
	dom[0] = 0
	for changed := true; changed; {
		changed = false
		for n := len(order) - 1; n >= 0; n-- {
			b := order[n]
			if b == 0 {
				continue
			}
			d := int32(-1)
			for _, p := range g.f.Blocks[b].Preds {
				if dom[p] < 0 {
					continue
				}
				if d < 0 {
					d = p
					continue
				}
				x, y := p, d
				for x != y {
					for num[x] < num[y] {
						x = dom[x]
					}
					for num[y] < num[x] {
						y = dom[y]
					}
				}
				d = x
			}
			if dom[b] != d {
				dom[b], changed = d, true
			}
		}
	}
	dom[0] = -1
	g.dom = dom
	return dom
}

// postorder lists the reachable blocks, and gives each its number.
func (g *fn) postorder() (order, num []int32) {
	num = make([]int32, len(g.f.Blocks))
	for i := range num {
		num[i] = -1
	}
	if len(num) == 0 {
		return nil, num
	}
	type frame struct{ b, next int32 }
	seen := make([]bool, len(num))
	seen[0] = true
	stack := []frame{{0, 0}}
	for len(stack) > 0 {
		f := &stack[len(stack)-1]
		if succs := g.f.Blocks[f.b].Succs; int(f.next) < len(succs) {
			s := succs[len(succs)-1-int(f.next)] // what comes after a loop before its body: so it is last when reversed
			f.next++
			if !seen[s] {
				seen[s] = true
				stack = append(stack, frame{s, 0})
			}
			continue
		}
		num[f.b] = int32(len(order))
		order = append(order, f.b)
		stack = stack[:len(stack)-1]
	}
	return order, num
}

// order is postorder's, kept.
func (g *fn) order() []int32 {
	if g.post == nil {
		g.post, _ = g.postorder()
	}
	return g.post
}

// dominates says whether every way to b leads through a.
func dominates(dom []int32, a, b int32) bool {
	for b >= 0 {
		if a == b {
			return true
		}
		b = dom[b]
	}
	return false
}

// branch gives the block that alone leads to x, where that depends on a condition, and how the condition came out then; -1 where
// there is none.
func (g *fn) branch(x int32) (from int32, out bool) {
	preds := g.f.Blocks[x].Preds
	if len(preds) != 1 {
		return -1, false
	}
	p := preds[0]
	succs := g.f.Blocks[p].Succs
	if len(succs) != 2 || succs[0] == succs[1] || g.condition(p).Kind() == summary.RefNil {
		return -1, false
	}
	return p, succs[0] == x
}

// condition is what decides at the end of a block with two ways on; nil where nothing does.
func (g *fn) condition(b int32) summary.Ref {
	instrs := g.f.Blocks[b].Instrs
	if len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpIf {
		return summary.MakeRef(summary.RefNil, 0)
	}
	return instrs[len(instrs)-1].Args[0]
}
