package lower

import (
	"fmt"
	"go/constant"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// maxText is how much of a constant string is kept: more than any query, less than embedded files written as literals.
const maxText = 1 << 16

// ref returns the operand for v.
func (b *body) ref(v ssa.Value) summary.Ref {
	if r, ok := b.refs[v]; ok {
		return r
	}
	switch v := v.(type) {
	case *ssa.Const:
		return b.l.constant(v)
	case *ssa.Global:
		return summary.MakeRef(summary.RefGlobal, int(b.l.sym(b.l.globalSym(v))))
	case *ssa.Function:
		return summary.MakeRef(summary.RefFunc, int(b.l.sym(b.l.funcSym(v))))
	case *ssa.Builtin:
		return summary.MakeRef(summary.RefFunc, int(b.l.sym(v.Name())))
	case nil:
		return summary.MakeRef(summary.RefNil, 0)
	}
	panic(fmt.Sprintf("operand %T without a register", v))
}

// value is ref for an operand whose type arguments matter: an instance of a generic function becomes a closure.
func (b *body) value(v ssa.Value) summary.Ref {
	fn, ok := v.(*ssa.Function)
	if !ok || len(instance(fn)) == 0 {
		return b.ref(v)
	}
	reg := summary.MakeRef(summary.RefReg, int(b.out.Regs))
	b.cur = append(b.cur, summary.Instr{
		Op: summary.OpClosure, Dst: b.out.Regs, Sym: -1, Type: b.typ(fn.Signature), N: b.l.typeArgs(instance(fn)),
		Line: b.line, Args: b.l.keep([]summary.Ref{b.ref(v)}),
	})
	b.out.Regs++
	return reg
}

// values returns operands; they are good until the next call.
func (b *body) values(vs []ssa.Value, first ...ssa.Value) []summary.Ref {
	b.args = b.args[:0]
	for _, v := range first {
		b.args = append(b.args, b.value(v))
	}
	for _, v := range vs {
		b.args = append(b.args, b.value(v))
	}
	return b.args
}

// typeArgs enters type arguments and returns them as they stand in Instr.N.
func (l *lowerer) typeArgs(ts []types.Type) int32 {
	if len(ts) == 0 {
		return 0
	}
	var idx []int32
	var key strings.Builder
	for _, t := range ts {
		i := l.types.ask(t, wantMethods)
		idx = append(idx, i)
		fmt.Fprintf(&key, "%d,", i)
	}
	i, ok := l.targs[key.String()]
	if !ok {
		i = int32(len(l.out.TypeArgs))
		l.targs[key.String()] = i
		l.out.TypeArgs = append(l.out.TypeArgs, idx)
	}
	return (i + 1) << summary.CallTypeArgs
}

// constant enters a constant; the zero value of a type is no constant but RefNil.
func (l *lowerer) constant(c *ssa.Const) summary.Ref {
	if c.Value == nil {
		return summary.MakeRef(summary.RefNil, 0)
	}
	k := constKey{typ: -1}
	k.kind, k.text = constText(c.Value)
	if t := types.Unalias(c.Type()); t != nil {
		if _, basic := t.(*types.Basic); !basic {
			k.typ = l.types.index(t)
		}
	}
	i, ok := l.consts[k]
	if !ok {
		i = int32(len(l.out.Consts))
		l.consts[k] = i
		l.out.Consts = append(l.out.Consts, summary.Const{Kind: k.kind, Text: k.text, Type: k.typ})
	}
	return summary.MakeRef(summary.RefConst, int(i))
}

func constText(v constant.Value) (summary.Kind, string) {
	switch v.Kind() {
	case constant.String:
		s := constant.StringVal(v)
		return summary.KindString, s[:min(len(s), maxText)]
	case constant.Bool:
		return summary.KindBool, v.String()
	case constant.Int:
		return summary.KindNumber, v.ExactString()
	case constant.Float:
		f, _ := constant.Float64Val(v)
		return summary.KindNumber, strconv.FormatFloat(f, 'g', -1, 64)
	}
	return summary.KindOther, v.String()
}

func (l *lowerer) globalSym(g *ssa.Global) string {
	return l.names.pkgPath(g.Pkg.Pkg) + "." + g.Name()
}
