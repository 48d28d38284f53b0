package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// Middleware looks the path of a request up in a list of its own: for _, p := range public { if r.URL.Path == p { next… } }. For a route that is certainly
// equal to one of the list, or begins with it, the loop is left where it is found: what comes after the last turn is not reached.

// inTurn is the text that the element of a list is, while a condition is decided for one turn of a loop.
type inTurn struct {
	elem int32 // the instruction that reads it
	text string
}

// foundInList says that, of the head of a loop through a list of constants, the way on behind the last turn is not taken: some turn certainly leaves the
// loop before.
func (m *must) foundInList(b int32, k int) bool {
	if m.route == nil || m.l.askedBy(m.i) == nil {
		return false
	}
	g := m.i.fn
	loop := g.turnBlocks(b)
	if loop == nil || loop[g.f.Blocks[b].Succs[k]] {
		return false
	}
	for at := range g.code {
		if g.code[at].Op == summary.OpLoadElem && loop[g.block[at]] && g.eachElem(int32(at), b) && m.leavesFor(int32(at), b, loop) {
			return true
		}
	}
	return false
}

// eachElem says that an instruction reads the element of each turn of the loop that begins at head, which runs through all of a list.
func (g *fn) eachElem(at, head int32) bool {
	s := &loopShape{list: g.code[at].Args[0]}
	index, behind := g.fromBehind(g.code[at].Args[1], s.list)
	c := g.counter(index, s)
	return c >= 0 && g.block[c] == head && g.bounded(head, index, c, s) && !(behind && s.down)
}

// leavesFor says that a condition which is asked in each turn of a loop certainly leaves it for one of the texts that are in its list.
func (m *must) leavesFor(elem, head int32, loop []bool) bool {
	g, doms := m.i.fn, m.i.fn.dominators()
	defer func() { m.turn = nil }()
	for _, t := range m.sureTexts(g.code[elem].Args[0]) {
		m.turn = &inTurn{elem, t}
		for x, inside := range loop {
			if !inside || int32(x) == head || len(g.f.Blocks[x].Succs) != 2 || !g.everyTurn(int32(x), head, loop, doms) {
				continue
			}
			for n, s := range g.f.Blocks[x].Succs {
				if v, ok := m.decide(g.condition(int32(x)), 0); !loop[s] && ok && v == (n == 0) {
					return true
				}
			}
		}
	}
	return false
}

// everyTurn says that a block is come by in each turn that a loop goes on after.
func (g *fn) everyTurn(x, head int32, loop []bool, doms []int32) bool {
	return !slices.ContainsFunc(g.f.Blocks[head].Preds, func(p int32) bool { return loop[p] && !dominates(doms, x, p) })
}

// sureTexts gives the texts that are certainly in a list.
func (m *must) sureTexts(list summary.Ref) []string {
	var out []string
	for a := range m.l.sureElems(m.l.get(m.i, list)) {
		if a < 0 {
			continue
		}
		if t, part := m.l.texts(m.l.sets.of(a)); part == "" && len(t) == 1 && t[0] != "" {
			out = append(out, t[0])
		}
	}
	slices.Sort(out)
	return out
}

// othersOf gives the constants that an operand is; the one of the turn that is looked at, where it is the element of a loop's list.
func (m *must) othersOf(y summary.Ref) (texts []string, known, ofTurn bool) {
	if m.turn != nil {
		if m.i.fn.defOf(m.i.fn.plain(y)) == m.turn.elem {
			return []string{m.turn.text}, true, true
		}
	}
	texts, known = m.constants(m.l.get(m.i, y))
	return texts, known, false
}

// fitsSome says that a comparison with one of several constants certainly comes out true for one of them: what a loop through a list asks.
func (m *must) fitsSome(at int32) bool {
	in := &m.i.fn.code[at]
	name := "=="
	if in.Op == summary.OpCall {
		for _, h := range m.i.hits[at] {
			if h.sym >= 0 {
				name = m.l.syms.list[h.sym]
			}
		}
	}
	if len(in.Args) != 2 || in.Op != summary.OpBin && in.Op != summary.OpCall {
		return false
	}
	for n, x := range in.Args {
		s := m.about(x)
		texts, known := m.constants(m.l.get(m.i, in.Args[1-n]))
		if s == nil || !known || len(texts) < 2 {
			continue
		}
		return slices.ContainsFunc(texts, func(t string) bool { v, ok := s.test(name, t); return v && ok })
	}
	return false
}
