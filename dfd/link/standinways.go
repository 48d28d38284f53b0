package link

import (
	"github.com/gostride/gostride/analyzers/summary"
)

// stores follows a variable or a field to what this function stores there.
func (s *standin) stores(i *inst, op summary.Op, read *summary.Instr, depth int) bool {
	m := s.l.must(i, false)
	for n := range i.fn.code {
		in := &i.fn.code[n]
		if in.Op != op || in.Args[0] != read.Args[0] || in.Sym != read.Sym && op == summary.OpStoreField {
			continue
		}
		if f := m.before(int32(n)); !f.top && !s.l.hasKind(f, "auth") && s.way(i, in.Args[1], depth) {
			return true
		}
	}
	return false
}

// stored follows a list or array that is made for one call to its elements: each is a part of it.
func (s *standin) stored(i *inst, list summary.Ref, depth int) bool {
	for n := range i.fn.code {
		switch in := &i.fn.code[n]; {
		case in.Op == summary.OpStoreElem && in.Args[0] == list && s.some(i, in.Args[2:], depth),
			in.Op == summary.OpStore && in.Args[0] == list && s.some(i, in.Args[1:], depth):
			return true
		}
	}
	return false
}

// passed follows a parameter to the call by whose result it was come to, or notes it.
func (s *standin) passed(n, depth int) bool {
	last := len(s.calls) - 1
	if last < 0 {
		s.params[int32(n)] = true
		return false
	}
	c := s.calls[last]
	s.calls = s.calls[:last]
	defer func() { s.calls = append(s.calls, c) }()
	r, ok := (&must{l: s.l, i: c.i}).argument(c.at, n)
	return ok && s.way(c.i, r, depth)
}

// result follows what a call gives: to the returns of own functions, each a way, and to the arguments of others, each a part.
func (s *standin) result(i *inst, at int32, idx, depth int) bool {
	k := standinKey{i: i, r: summary.MakeRef(summary.RefReg, int(at)), n: idx + 1}
	if s.seen[k] {
		return false
	}
	s.seen[k] = true
	targets := i.targets(at)
	if len(targets) == 0 {
		return s.some(i, i.fn.code[at].Args, depth)
	}
	s.calls = append(s.calls, framed(i, at))
	defer func() { s.calls = s.calls[:len(s.calls)-1] }()
	for _, t := range targets {
		m := s.l.must(t, false)
		for b := range m.in {
			instrs := t.whole().fn.f.Blocks[b].Instrs
			if m.start(int32(b)).top || len(instrs) == 0 {
				continue
			}
			last := &instrs[len(instrs)-1]
			if last.Op != summary.OpReturn || idx >= len(last.Args) || s.l.hasKind(m.through(int32(b), len(instrs)), "auth") {
				continue
			}
			if s.way(t, last.Args[idx], depth) {
				return true
			}
		}
	}
	return false
}
