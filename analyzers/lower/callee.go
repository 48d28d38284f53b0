package lower

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// funcSym names the function that fn stands for: the origin of an instance, the declared method of a method value or
// method expression.
func (l *lowerer) funcSym(fn *ssa.Function) string {
	if s, ok := l.closures[fn]; ok {
		return s
	}
	if isThunk(fn) && promoted(fn) {
		return l.thunk(fn)
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if isThunk(fn) {
			return l.exprMethod(fn, obj)
		}
		if obj.Pkg() == l.in.Pkg {
			return l.declared(fn)
		}
		sym := l.names.fn(obj)
		l.secrets(sym, obj)
		return sym
	}
	return l.names.pkgPath(fn.Pkg.Pkg) + "." + fn.Name()
}

func isThunk(fn *ssa.Function) bool { return strings.HasSuffix(fn.Name(), "$thunk") }
func isBound(fn *ssa.Function) bool { return strings.HasSuffix(fn.Name(), "$bound") }

// exprMethod names the method of a method expression T.M whose T has M itself.
func (l *lowerer) exprMethod(fn *ssa.Function, obj *types.Func) string {
	if recv := fn.Signature.Params().At(0).Type(); types.IsInterface(recv) {
		return l.names.ifaceMethod(obj, recv)
	}
	return l.names.fn(obj)
}

// invoked names an interface's method and notes where it is declared, if that is another interface of a library: a model may
// speak of either.
func (l *lowerer) invoked(obj *types.Func, on types.Type) string {
	sym := l.names.ifaceMethod(obj, on)
	l.secrets(sym, obj)
	if obj.Pkg() == nil || l.inherited[sym] || l.in.Own(obj.Pkg().Path()) {
		return sym
	}
	if decl := l.names.fn(obj); decl != sym && !strings.Contains(decl, "(interface)") {
		if l.inherited == nil {
			l.inherited = map[string]bool{}
		}
		l.inherited[sym] = true
		l.out.Inherits = append(l.out.Inherits, summary.Inherit{Sym: sym, Decl: decl})
	}
	return sym
}

// promoted reports whether the method expression T.M goes through embedded fields of T.
func promoted(fn *ssa.Function) bool {
	obj := fn.Object().(*types.Func)
	recv := fn.Signature.Params().At(0).Type()
	if types.IsInterface(recv) {
		return false
	}
	return namedOf(recv) != namedOf(obj.Signature().Recv().Type())
}

// thunk has the body of such a method expression emitted, which walks the fields.
func (l *lowerer) thunk(fn *ssa.Function) string {
	sym := l.thunkSym(fn)
	if !l.thunked[sym] {
		l.thunked[sym] = true
		l.thunks = append(l.thunks, fn)
	}
	return sym
}

// thunkSym names it import/path.(*T).M$thunk. Every package that uses it has its own, all alike.
func (l *lowerer) thunkSym(fn *ssa.Function) string {
	return l.names.method(fn.Object().(*types.Func), fn.Signature.Params().At(0).Type()) + "$thunk"
}
