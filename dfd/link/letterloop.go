package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// letterLoop is a loop over the letters of a text, in one of its turns.
type letterLoop struct {
	head, body int32
	next       int32       // the instruction that hands out letters, -1 where there is an index
	index      int32       // the register of the index, -1 where there is none
	of         summary.Ref // the text
	blocks     []bool
	letter     rune
}

// letterLoop reads a loop that is left at its head b by edge k as one over the letters of a text.
func (m *must) letterLoop(b int32, k int) (letterLoop, bool) {
	g := m.i.fn
	if !slices.ContainsFunc(g.f.Blocks[b].Instrs, func(in summary.Instr) bool {
		return in.Op == summary.OpNext || in.Op == summary.OpPhi && m.l.numberType(m.i, &in)
	}) {
		return letterLoop{}, false
	}
	l := letterLoop{head: b, body: g.f.Blocks[b].Succs[1-k], next: -1, index: -1, blocks: g.turnBlocks(b)}
	if l.blocks == nil || !l.blocks[l.body] {
		return l, false
	}
	for n := range g.f.Blocks[b].Instrs {
		at := g.first[b] + int32(n)
		if in := &g.code[at]; in.Op == summary.OpNext {
			d := g.defOf(in.Args[0])
			if d < 0 || g.code[d].Op != summary.OpRange {
				return l, false
			}
			l.next, l.of = at, g.plain(g.code[d].Args[0])
			return l, m.l.kindOf(m.l.refType(m.i, l.of)) == summary.KindString
		}
	}
	for n := range g.f.Blocks[b].Instrs { // for i := 0; i < len(s); i++ { c := s[i]
		in := &g.f.Blocks[b].Instrs[n]
		if in.Op != summary.OpPhi || !m.l.numberType(m.i, in) {
			continue
		}
		for at := range g.code {
			e := &g.code[at]
			if e.Op != summary.OpLoadElem || !l.blocks[g.block[at]] || len(e.Args) < 2 || !g.turnOfIndex(e.Args[1], in.Dst) {
				continue
			}
			of := g.plain(e.Args[0])
			if m.l.kindOf(m.l.refType(m.i, of)) != summary.KindString || l.index >= 0 && of != l.of {
				return l, false
			}
			l.index, l.of = in.Dst, of
		}
		if l.index >= 0 {
			return l, true
		}
	}
	return l, false
}

// numberType says that an instruction makes a number.
func (l *linker) numberType(i *inst, in *summary.Instr) bool {
	return l.kindOf(l.typ(i.fn.p, in.Type)) == summary.KindNumber
}

// turnOfIndex says that an operand is the index of a loop, or one more.
func (g *fn) turnOfIndex(r summary.Ref, index int32) bool {
	if r.Kind() == summary.RefReg && int32(r.Index()) == index {
		return true
	}
	d := g.defOf(r)
	return d >= 0 && g.code[d].Op == summary.OpBin && g.p.p.Syms[g.code[d].Sym] == "+" && g.code[d].Args[0].Kind() == summary.RefReg && int32(g.code[d].Args[0].Index()) == index
}

// eachLetter is what a loop over the letters of a text has found out about it where it is left at its head: a letter that does not
// lead to the next turn is not in it.
func (m *must) eachLetter(b int32, k int) facts {
	l, ok := m.letterLoop(b, k)
	if !ok {
		return none
	}
	end := m.i.fn.first[b] + int32(len(m.i.fn.f.Blocks[b].Instrs)) - 1
	return m.lettersGuard(end, m.l.get(m.i, l.of), func(c rune) bool {
		l.letter = c
		_, end := (&speller{l: m.l, turn: &l}).run(m.i, m.i.fn, nil, map[int32]lit{}, b, -1)
		return end == turned || end == lost
	})
}
