package link

import (
	"regexp/syntax"

	"github.com/gostride/gostride/analyzers/summary"
)

// Two results of one call belong together: behind t, err := bearer(r); if err != nil || t == "" { return nil, err } there is always an
// error where no way through bearer returns an empty text without one.

// apart says that a branch is never taken, because the call whose result it asks for returns no two results that fit what is known
// of the other one.
func (m *must) apart(b int32, k int) bool {
	g := m.i.fn
	r, w, ok := m.claim(g.condition(b), k == 0)
	if !ok {
		return false
	}
	d, idx := m.component(r)
	if d < 0 || len(m.i.targets(d)) == 0 || len(m.i.modelled(d)) > 0 {
		return false
	}
	dom := g.dominators()
	for x := b; x >= 0 && dom[x] >= 0; x = dom[x] {
		p, is := g.branch(x)
		if p < 0 {
			continue
		}
		other, w2, ok := m.claim(g.condition(p), is)
		if !ok {
			continue
		}
		if d2, idx2 := m.component(other); d2 == d && idx2 != idx && m.neverBoth(d, idx, w, idx2, w2) {
			return true
		}
	}
	return false
}

// claim is what a condition that came out says, and of what.
func (m *must) claim(cond summary.Ref, out bool) (summary.Ref, want, bool) {
	d := m.i.fn.defOf(cond)
	if d < 0 {
		return 0, want{}, false
	}
	of := cond
	switch in := &m.i.fn.code[d]; in.Op {
	case summary.OpUn:
		return m.claim(in.Args[0], !out)
	case summary.OpBin:
		if of = in.Args[0]; isConst(of) {
			of = in.Args[1]
		}
	}
	w, ok := m.says(cond, out, of)
	return of, w, ok
}

// component gives the call that an operand is a result of, and which of its results; -1 where it is none of several.
func (m *must) component(r summary.Ref) (call, idx int32) {
	d := m.i.fn.defOf(r)
	if d < 0 || m.i.fn.code[d].Op != summary.OpExtract {
		return -1, 0
	}
	c := m.i.fn.defOf(m.i.fn.code[d].Args[0])
	if c < 0 || m.i.fn.code[c].Op != summary.OpCall {
		return -1, 0
	}
	return c, m.i.fn.code[d].N
}

// neverBoth says that no way through what a call calls returns two results as wanted.
func (m *must) neverBoth(call, i1 int32, w1 want, i2 int32, w2 want) bool {
	for _, t := range m.i.targets(call) {
		x := m.l.must(t, m.kill)
		if x.busy {
			return false
		}
		for b := range x.in {
			instrs := x.i.fn.f.Blocks[b].Instrs
			if x.start(int32(b)).top || len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpReturn {
				continue
			}
			args := instrs[len(instrs)-1].Args
			if int(max(i1, i2)) >= len(args) || !x.isNot(int32(b), args[i1], w1) && !x.isNot(int32(b), args[i2], w2) {
				return false
			}
		}
	}
	return true
}

// isNot says that an operand is never as wanted in a block.
func (m *must) isNot(b int32, r summary.Ref, w want) bool {
	return m.refuted(b, r, w) || m.value(r, w, 0).top
}

// shutOut says that all ways into a block rule out that an operand is as wanted: behind if err != nil || t == "", where the second
// is never the case without the first.
func (m *must) shutOut(x int32, r summary.Ref, w want, depth int) bool {
	blocks := m.i.fn.f.Blocks
	if depth > 3 || len(blocks[x].Preds) < 2 {
		return false
	}
	above := m.i.fn.dominators()[x] // what stands there or before it is looked at by who asks
	for _, p := range blocks[x].Preds {
		for k, s := range blocks[p].Succs {
			if s == x && !m.deniedBy(p, k, r, w) && !m.ruledOut(p, above, r, w, depth+1) {
				return false
			}
		}
	}
	return true
}

// deniedBy says that a branch is not taken where an operand is as wanted.
func (m *must) deniedBy(p int32, k int, r summary.Ref, w want) bool {
	blk := &m.i.fn.f.Blocks[p]
	if len(blk.Succs) != 2 || blk.Succs[0] == blk.Succs[1] {
		return false
	}
	last := &blk.Instrs[len(blk.Instrs)-1]
	if last.Op != summary.OpIf {
		return false
	}
	if is, ok := m.says(last.Args[0], k == 0, r); ok && is.excludes(w) {
		return true
	}
	return m.l.closedEdge(m.i, p, k) || m.apart(p, k)
}

// neverEmpty says that an element is a group of a regular expression that matches no empty text: ^Bearer (\S+)$. Where the
// expression does not match there is no element.
func (m *must) neverEmpty(in *summary.Instr) bool {
	at, ok := m.callOf(in.Args[0])
	if !ok || in.Op != summary.OpLoadElem || len(in.Args) < 2 {
		return false
	}
	n := m.i.fn.number(in.Args[1])
	for _, h := range m.i.modelled(at) {
		if h.sym < 0 || m.l.syms.list[h.sym] != "regexp.(*Regexp).FindStringSubmatch" {
			return false
		}
		of := m.l.sets.union(h.recv, m.l.contents(m.i, h.recv))
		texts, _ := m.l.texts(of)
		if len(texts) != 1 || m.l.rest(of) != 0 {
			return false
		}
		re, err := syntax.Parse(texts[0], syntax.Perl)
		if err != nil || !groupFilled(re, n) {
			return false
		}
	}
	return len(m.i.modelled(at)) > 0
}

// groupFilled says that a group takes part in every match, and not with an empty text.
func groupFilled(re *syntax.Regexp, n string) bool {
	switch re.Op {
	case syntax.OpCapture:
		if itoa(re.Cap) == n {
			return !canBeEmpty(re.Sub[0])
		}
		return groupFilled(re.Sub[0], n)
	case syntax.OpConcat, syntax.OpPlus:
		for _, x := range re.Sub {
			if groupFilled(x, n) {
				return true
			}
		}
	}
	return false
}

// canBeEmpty says that an expression may match the empty text.
func canBeEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune) == 0
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpNoMatch:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return canBeEmpty(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || canBeEmpty(re.Sub[0])
	case syntax.OpConcat:
		for _, x := range re.Sub {
			if !canBeEmpty(x) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, x := range re.Sub {
			if canBeEmpty(x) {
				return true
			}
		}
		return false
	}
	return true
}
