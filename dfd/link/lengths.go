package link

import (
	"strconv"

	"github.com/gostride/gostride/analyzers/summary"
)

// Whether a path is long enough for what follows is asked before it is taken apart: len(path) >= 36.

// lengthOf gives what an operand is the length of.
func (g *fn) lengthOf(r summary.Ref) (summary.Ref, bool) {
	d := g.defOf(g.plain(r))
	if d < 0 || !g.builtin(&g.code[d], "len") || len(g.code[d].Args) != 1 {
		return 0, false
	}
	return g.code[d].Args[0], true
}

// decideLength decides a comparison of the length of the path with a constant.
func (m *must) decideLength(in *summary.Instr) (v, ok bool) {
	op, x, y := m.i.fn.p.p.Syms[in.Sym], in.Args[0], in.Args[1]
	if turned, ok := mirrored[op]; ok && x.Kind() == summary.RefConst {
		op, x, y = turned, y, x
	}
	of, is := m.i.fn.lengthOf(x)
	if !is || y.Kind() != summary.RefConst {
		return false, false
	}
	s := m.about(of)
	n, err := strconv.Atoi(m.i.fn.p.p.Consts[y.Index()].Text)
	if s == nil || s.path == nil || s.begin || err != nil {
		return false, false
	}
	least, exact := 0, len(s.path.gaps) == 0
	for _, t := range s.path.parts {
		least += len(t)
	}
	switch op {
	case ">=":
		return least >= n, exact || least >= n
	case ">":
		return least > n, exact || least > n
	case "<":
		return least < n, exact || least >= n
	case "<=":
		return least <= n, exact || least > n
	}
	return false, false
}
