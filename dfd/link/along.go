package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// A text is often checked where it is chosen, not where it is used: if !known[by] { by = "name" }. What is checked on the way by
// which the caller's part of a value came holds for that value, also where other values come by other ways.

// maxAlong is how many steps a value is followed back.
const maxAlong = 10

// along is what was checked on every way by which the caller's part of an operand came; everything where it has none.
func (m *must) along(r summary.Ref, depth int) facts {
	k := alongKey{r, depth} // values that come by many ways to one place are judged once for each number of steps
	f, ok := m.alongs[k]
	if !ok {
		f = m.noting(func() facts { return m.cameAlong(r, depth) })
		if m.alongs == nil {
			m.alongs = map[alongKey]facts{}
		}
		m.alongs[k] = f
	}
	return f
}

type alongKey struct {
	r     summary.Ref
	depth int
}

func (m *must) cameAlong(r summary.Ref, depth int) facts {
	if r.Kind() != summary.RefReg || !m.holdsInput(r) && !m.spread(r) {
		if r.Kind() == summary.RefReg || r.Kind() == summary.RefConst || r.Kind() == summary.RefNil {
			return everything
		}
		return none
	}
	at := m.i.fn.def[r.Index()]
	if at < 0 || depth > maxAlong {
		return none
	}
	switch in := &m.i.fn.code[at]; in.Op {
	case summary.OpPhi:
		return m.alongPhi(at, in, depth)
	case summary.OpBin:
		return m.alongAll(in.Args, depth)
	case summary.OpConvert, summary.OpMakeInterface:
		return m.along(in.Args[0], depth+1)
	case summary.OpSlice:
		return m.alongElems(in.Args[0], depth)
	case summary.OpExtract:
		if d := m.i.fn.defOf(in.Args[0]); d >= 0 && m.i.fn.code[d].Op == summary.OpCall {
			return m.alongCall(d, int(in.N), depth)
		}
	case summary.OpCall:
		return m.alongCall(at, 0, depth)
	}
	return none
}

// holdsInput says that something of the caller's is in an operand, or narrows a handle that it is: db.Where(…).
func (m *must) holdsInput(r summary.Ref) bool {
	v := m.l.get(m.i, r)
	if m.l.hasOrigin(v, "input") {
		return true
	}
	for _, a := range m.l.sets.list[v] {
		if k := m.l.atoms.list[a]; k.kind == aObj && m.l.objs[k.x].kind == oHandle {
			return m.l.hasOrigin(m.l.chainTexts(v, 0, map[int32]bool{}), "input")
		}
	}
	return false
}

// spread says that an operand is the list of further arguments of a call.
func (m *must) spread(r summary.Ref) bool {
	d := m.i.fn.defOf(r)
	return d >= 0 && m.i.fn.code[d].Op == summary.OpSlice
}

// part is one of the operands that a value is made of, or one of the ways by which it comes.
type part struct {
	of facts // what was checked of it
	in set   // the caller's part of it
}

// part gives an operand with what was checked on its way.
func (m *must) part(r summary.Ref, f facts) part {
	if m.spread(r) {
		return part{of: f, in: -1}
	}
	v := m.l.get(m.i, r)
	in := m.l.unmarked(v)
	for _, a := range m.l.sets.list[v] {
		if k := m.l.atoms.list[a]; k.kind == aObj && m.l.objs[k.x].kind == oHandle {
			in = m.l.sets.union(in, m.l.unmarked(m.l.chainTexts(v, 0, map[int32]bool{})))
		}
	}
	return part{of: f, in: in}
}

// joined is what was checked of a value that is made of parts: each input in all parts that it is in, so that by + " " + dir is
// checked where each of the two is.
func (l *linker) joined(parts []part) facts {
	all, f, others := none, everything, map[set]facts{} // others: what was checked of all parts but those of an input
	for _, p := range parts {
		if !p.of.top {
			all = all.plus(p.of)
		}
	}
	for _, p := range parts {
		switch {
		case p.of.top:
			continue
		case len(all.ids) == 0 || !f.top && len(f.ids) == 0: // nothing holds of all parts
			return none
		}
		more, ok := others[p.in]
		if !ok {
			more = all.except(func(id int32) bool {
				return p.in < 0 || l.guards[id].subject == 0 || l.shares(p.in, l.unmarked(l.guards[id].subject))
			})
			others[p.in] = more
		}
		f = l.meet(f, p.of.plus(more))
	}
	return f
}

// shares says that two values have a part in common.
func (l *linker) shares(a, b set) bool {
	return slices.ContainsFunc(l.sets.list[a], func(x atom) bool { return l.sets.has(b, x) })
}

// alongAll: the value is made of all operands.
func (m *must) alongAll(args []summary.Ref, depth int) facts {
	var parts []part
	for _, a := range args {
		parts = append(parts, m.part(a, m.along(a, depth+1)))
	}
	return m.l.joined(parts)
}

func (m *must) alongPhi(at int32, in *summary.Instr, depth int) facts {
	b := m.i.fn.block[at]
	var parts []part
	for k, p := range m.i.fn.f.Blocks[b].Preds {
		if k >= len(in.Args) || m.start(p).top {
			continue
		}
		g := m.along(in.Args[k], depth+1)
		if !g.top {
			out := m.through(p, len(m.i.fn.f.Blocks[p].Instrs))
			if n := slices.Index(m.i.fn.f.Blocks[p].Succs, b); n >= 0 {
				out = out.plus(m.edge(p, n))
			}
			if out.top {
				continue
			}
			g = g.plus(m.l.only(out, "confine", "allowlist"))
		}
		parts = append(parts, m.part(in.Args[k], g))
	}
	return m.l.joined(parts)
}

// alongElems: what is stored into a list that is made for one call.
func (m *must) alongElems(list summary.Ref, depth int) facts {
	var parts []part
	for k := range m.i.fn.code {
		if in := &m.i.fn.code[k]; in.Op == summary.OpStoreElem && in.Args[0] == list {
			parts = append(parts, m.part(in.Args[2], m.along(in.Args[2], depth+1)))
		}
	}
	return m.l.joined(parts)
}

// alongCall: what a function returns, or what a library makes of its arguments.
func (m *must) alongCall(at int32, idx, depth int) facts {
	targets := m.i.targets(at)
	if len(targets) == 0 {
		return m.alongAll(m.i.fn.code[at].Args, depth)
	}
	var parts []part
	for _, t := range targets {
		x := m.l.must(t, false)
		if x.busy {
			return none
		}
		for b := range x.in {
			instrs := x.i.fn.f.Blocks[b].Instrs
			if x.start(int32(b)).top || len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpReturn || idx >= len(instrs[len(instrs)-1].Args) {
				continue
			}
			r := instrs[len(instrs)-1].Args[idx]
			g := x.along(r, depth+3)
			if !g.top {
				g = g.plus(m.l.only(x.through(int32(b), len(instrs)), "confine", "allowlist"))
			}
			parts = append(parts, x.part(r, g))
		}
	}
	return m.l.joined(parts)
}

// passed is what was checked of the arguments of a call where they were chosen. A check of one argument says nothing where the
// same input is part of another one too.
func (m *must) passed(at int32) facts {
	in := &m.i.fn.code[at]
	if in.Op != summary.OpCall {
		return none
	}
	out := none
	for n, a := range in.Args {
		if !m.chosen(a) || !m.holdsInput(a) {
			continue
		}
		for _, id := range m.l.only(m.along(a, 0), "confine", "allowlist").ids {
			if !m.elsewherePassed(in, n, m.l.guards[id].subject) {
				out = out.plus(facts{ids: []int32{id}})
			}
		}
	}
	return out
}

// chosen says that an operand may come by several ways, or be made of what does.
func (m *must) chosen(r summary.Ref) bool {
	d := m.i.fn.defOf(r)
	if d < 0 {
		return false
	}
	switch m.i.fn.code[d].Op {
	case summary.OpPhi, summary.OpBin, summary.OpConvert, summary.OpMakeInterface, summary.OpSlice, summary.OpExtract, summary.OpCall:
		return true
	}
	return false
}

// elsewherePassed says that an input is part of another argument of a call too.
func (m *must) elsewherePassed(in *summary.Instr, but int, subject set) bool {
	text := m.l.sets.list[m.l.unmarked(subject)]
	for n, a := range in.Args {
		if n == but {
			continue
		}
		v := m.l.get(m.i, a)
		if m.spread(a) {
			for _, e := range m.l.elems(m.i, v) {
				v = m.l.sets.union(v, e)
			}
		}
		for _, x := range m.l.sets.list[m.l.unmarked(v)] {
			if slices.Contains(text, x) {
				return true
			}
		}
	}
	return false
}
