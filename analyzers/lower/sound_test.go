package lower_test

import (
	"fmt"

	"github.com/gostride/gostride/analyzers/summary"
)

// unsound says what in a package breaks the contract of summary; "" if nothing does.
func unsound(p *summary.Package) string {
	syms := map[string]bool{}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if syms[f.Sym] {
			return f.Sym + " appears twice"
		}
		syms[f.Sym] = true
		if s := unsoundBody(f); s != "" {
			return f.Sym + ": " + s
		}
	}
	names := map[string]bool{}
	for _, t := range p.Types {
		if names[t.Name] {
			return "type " + t.Name + " appears twice"
		}
		names[t.Name] = true
	}
	return ""
}

func unsoundBody(f *summary.Func) string {
	writes := make([]int, f.Regs)
	for i := range f.Blocks {
		b := &f.Blocks[i]
		for j := range b.Instrs {
			in := &b.Instrs[j]
			if in.Dst >= 0 {
				writes[in.Dst]++
			}
			if end := in.Op >= summary.OpReturn; end != (j == len(b.Instrs)-1) {
				return fmt.Sprintf("block %d: %v at %d of %d", i, in.Op, j, len(b.Instrs))
			}
			if in.Op == summary.OpPhi && len(in.Args) != len(b.Preds) {
				return fmt.Sprintf("block %d: phi of %d for %d predecessors", i, len(in.Args), len(b.Preds))
			}
			if in.Sym >= 0 != named(in) {
				return fmt.Sprintf("block %d: %v with symbol %d", i, in.Op, in.Sym)
			}
		}
	}
	for r, n := range writes {
		if n != 1 {
			return fmt.Sprintf("register %d is written %d times", r, n)
		}
	}
	return ""
}

// named reports whether an instruction must have a symbol.
func named(in *summary.Instr) bool {
	switch in.Op {
	case summary.OpAlloc:
		return in.Sym >= 0
	case summary.OpFieldAddr, summary.OpLoadField, summary.OpStoreField, summary.OpBin, summary.OpUn:
		return true
	case summary.OpCall:
		return in.N&summary.CallMode != summary.CallDynamic
	}
	return false
}
