package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// call lowers a call, go or defer statement.
func (b *body) call(in ssa.CallInstruction) {
	c := in.Common()
	n := variadic(c)
	var v ssa.Value
	switch in := in.(type) {
	case *ssa.Go:
		n |= summary.CallGo
	case *ssa.Defer:
		n |= summary.CallDefer
	case *ssa.Call:
		v = in
	}
	typ := int32(-1)
	if v != nil {
		if t, ok := v.Type().(*types.Tuple); !ok || t.Len() > 0 {
			typ = b.typ(v.Type())
		}
	}
	switch f := c.Value.(type) {
	case *ssa.Builtin:
		b.emit(summary.OpCall, v, b.l.sym(f.Name()), typ, n|summary.CallBuiltin, b.values(c.Args)...)
	case *ssa.Function:
		b.static(f, c, v, typ, n)
	default:
		if c.IsInvoke() {
			b.l.asserted(f.Type())
			b.l.promotedBy(f, c.Method)
			sym := b.l.sym(b.l.invoked(c.Method, f.Type()))
			b.l.idles(sym, c.Method)
			b.emit(summary.OpCall, v, sym, typ, n|summary.CallInvoke, b.values(c.Args, f)...)
			return
		}
		b.emit(summary.OpCall, v, -1, typ, n|summary.CallDynamic, b.values(c.Args, f)...)
	}
}

// static lowers the call of a known function. A method expression of an interface is an invocation.
func (b *body) static(f *ssa.Function, c *ssa.CallCommon, v ssa.Value, typ, n int32) {
	sym := b.l.sym(b.l.funcSym(f))
	obj, _ := f.Object().(*types.Func)
	recv := obj != nil && obj.Signature().Recv() != nil
	b.l.registered(obj)
	b.l.idles(sym, obj)
	if recv && isThunk(f) && types.IsInterface(f.Signature.Params().At(0).Type()) {
		b.emit(summary.OpCall, v, sym, typ, n|summary.CallInvoke, b.values(c.Args)...)
		return
	}
	if recv && !(isThunk(f) && promoted(f)) {
		n |= summary.CallRecv
		b.l.promotedBy(c.Args[0], obj)
	}
	n |= b.l.typeArgs(instance(f))
	b.emit(summary.OpCall, v, sym, typ, n|summary.CallStatic, b.values(c.Args)...)
}

// variadic reports, as a flag, whether the last argument is a slice that the call itself makes.
func variadic(c *ssa.CallCommon) int32 {
	if len(c.Args) == 0 || !c.Signature().Variadic() {
		return 0
	}
	switch last := c.Args[len(c.Args)-1].(type) {
	case *ssa.Const:
		if last.Value == nil {
			return summary.CallVariadic // no further arguments
		}
	case *ssa.Slice:
		if a, ok := last.X.(*ssa.Alloc); ok && a.Comment == "varargs" {
			return summary.CallVariadic
		}
	}
	return 0
}
