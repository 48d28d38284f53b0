package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// refuted says that an operand cannot be as wanted in a block, because a branch on the way there says otherwise: what is
// returned behind if err != nil is not nil.
func (m *must) refuted(b int32, r summary.Ref, w want) bool { return m.ruledOut(b, -1, r, w, 0) }

// ruledOut is refuted, by what stands below a block, -1 for all; depth counts the places passed where ways meet.
func (m *must) ruledOut(b, below int32, r summary.Ref, w want, depth int) bool {
	if r.Kind() != summary.RefReg {
		return false
	}
	if y, ok := m.same(r); ok {
		return m.ruledOut(b, below, y, w, depth)
	}
	g := m.i.fn
	dom := g.dominators()
	for x := b; x != below && x >= 0 && dom[x] >= 0; x = dom[x] {
		if m.shutOut(x, r, w, depth) {
			return true
		}
		if d, is := g.branch(x); d >= 0 {
			if said, ok := m.says(g.condition(d), is, r); ok && said.excludes(w) {
				return true
			}
		}
	}
	return false
}

// same gives the operand that another is nil with: a result variable's last value, an error that is wrapped.
func (m *must) same(r summary.Ref) (summary.Ref, bool) {
	at := m.i.fn.def[r.Index()]
	if at < 0 {
		return 0, false
	}
	switch in := &m.i.fn.code[at]; in.Op {
	case summary.OpLoad:
		if k := m.i.fn.lastStore(at, in.Args[0]); k >= 0 && in.Args[0].Kind() == summary.RefReg && m.private(in.Args[0]) {
			return m.i.fn.code[k].Args[1], m.i.fn.code[k].Args[1].Kind() == summary.RefReg
		}
	case summary.OpCall:
		for _, h := range m.i.hits[at] {
			for _, row := range h.rows {
				if row.Role == "error" && len(in.Args) > 0 && in.Args[0].Kind() == summary.RefReg {
					switch row.Symbol {
					case "Wrap", "Wrapf", "WithMessage", "WithMessagef", "WithStack":
						return in.Args[0], true
					}
				}
			}
		}
	}
	return 0, false
}

// private says that only the function itself writes a variable.
func (m *must) private(addr summary.Ref) bool {
	if d := m.i.fn.def[addr.Index()]; d < 0 || m.i.fn.code[d].Op != summary.OpAlloc {
		return false
	}
	for k := range m.i.fn.code {
		if handsOn(&m.i.fn.code[k], addr) {
			return false
		}
	}
	return true
}

// handsOn says that an instruction gives an address to somebody else, who may write there: a call, a closure, what an argument is wrapped
// into first (row.Scan(&n)), or a place where it is kept.
func handsOn(in *summary.Instr, addr summary.Ref) bool {
	from := 0
	switch in.Op {
	case summary.OpClosure, summary.OpCall, summary.OpMakeInterface, summary.OpConvert, summary.OpPhi, summary.OpSend, summary.OpReturn:
	case summary.OpStore, summary.OpStoreField, summary.OpStoreElem:
		from = 1
	default:
		return false
	}
	return slices.Contains(in.Args[min(from, len(in.Args)):], addr)
}

// says gives what a condition that came out says of an operand.
func (m *must) says(cond summary.Ref, out bool, r summary.Ref) (want, bool) {
	if cond == r {
		if out {
			return wantTrue, true
		}
		return wantFalse, true
	}
	if cond.Kind() != summary.RefReg || m.i.fn.def[cond.Index()] < 0 {
		return want{}, false
	}
	in := &m.i.fn.code[m.i.fn.def[cond.Index()]]
	switch in.Op {
	case summary.OpExtract:
		if in.N == 1 && out && m.asserted(in.Args[0], r) {
			return wantNonNil, true
		}
		return want{}, false
	case summary.OpUn:
		return m.says(in.Args[0], !out, r)
	case summary.OpBin:
		op := m.i.fn.p.p.Syms[in.Sym]
		x, y := in.Args[0], in.Args[1]
		if y == r {
			x, y = y, x
		}
		if x != r || op != "==" && op != "!=" {
			return want{}, false
		}
		equal := (op == "==") == out
		switch y.Kind() {
		case summary.RefNil:
			if equal {
				return wantNil, true
			}
			return wantNonNil, true
		case summary.RefConst:
			return equals(m.i.fn.p.p.Consts[y.Index()].Text, equal), true
		}
	}
	return want{}, false
}

// asserted says that an operand is the value of an assertion, e of e, ok := err.(*AppError): where it held, and err was not nil, neither is e.
func (m *must) asserted(of, r summary.Ref) bool {
	at := m.i.fn.defOf(r)
	if of.Kind() != summary.RefReg || at < 0 || m.i.fn.code[at].Op != summary.OpExtract || m.i.fn.code[at].N != 0 || m.i.fn.code[at].Args[0] != of {
		return false
	}
	d := m.i.fn.defOf(of)
	return d >= 0 && m.i.fn.code[d].Op == summary.OpAssert
}

// excludes says that a value cannot be both.
func (w want) excludes(x want) bool {
	switch w.kind {
	case isEqual:
		return x.kind == isEqual && x.text != w.text || x.kind == isNot && x.text == w.text
	case isNot:
		return x.kind == isEqual && x.text == w.text
	case isAny:
		return false
	}
	return x == w.not()
}
