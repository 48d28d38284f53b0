package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// closure lowers a function literal with free variables, or a method value.
func (b *body) closure(v *ssa.MakeClosure) {
	fn := v.Fn.(*ssa.Function)
	if !isBound(fn) {
		b.emit(summary.OpClosure, v, -1, b.typ(v.Type()), 0, b.values(v.Bindings, fn)...)
		return
	}
	obj, recv := fn.Object().(*types.Func), v.Bindings[0]
	b.l.promotedBy(recv, obj)
	sym := b.l.names.fn(obj)
	if types.IsInterface(obj.Signature().Recv().Type()) {
		on := recv.Type()
		if ci, ok := recv.(*ssa.ChangeInterface); ok && !ci.Pos().IsValid() {
			on = ci.X.Type() // widened for the method value only
		}
		b.l.asserted(on)
		sym = b.l.names.ifaceMethod(obj, on)
	}
	n := b.l.typeArgs(instance(fn))
	b.emit(summary.OpClosure, v, -1, b.typ(v.Type()), n, summary.MakeRef(summary.RefFunc, int(b.l.sym(sym))), b.value(recv))
}

// instance returns the type arguments that fn is instantiated with. Of a method value or method expression SSA says only
// the method's own; those of the receiver are in its type.
func instance(fn *ssa.Function) []types.Type {
	if isBound(fn) || isThunk(fn) && !promoted(fn) {
		return append(recvArgs(fn.Object().(*types.Func)), fn.TypeArgs()...)
	}
	return fn.TypeArgs()
}

// recvArgs returns the type arguments of a method's receiver.
func recvArgs(obj *types.Func) (out []types.Type) {
	t := types.Unalias(obj.Signature().Recv().Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	return namedArgs(t)
}

// namedArgs returns the type arguments of a defined type.
func namedArgs(t types.Type) (out []types.Type) {
	t = types.Unalias(t)
	if named, ok := t.(*types.Named); ok {
		for a := range named.TypeArgs().Types() {
			out = append(out, a)
		}
	}
	return out
}
