package lower

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// promotedBy notes the types by whose embedded fields a call comes to a method: Conn, where conn.Put is a method of the Tube in it. A
// model may speak of either.
func (l *lowerer) promotedBy(recv ssa.Value, obj *types.Func) {
	for {
		var field *types.Var
		if recv, field = whole(recv); field == nil || !field.Embedded() {
			return
		}
		outer := namedOf(recv.Type())
		if outer == nil {
			continue
		}
		found, _, _ := types.LookupFieldOrMethod(outer.Type(), true, obj.Pkg(), obj.Name())
		if m, ok := found.(*types.Func); !ok || m.Origin() != obj.Origin() {
			return // it has one of its own
		}
		sym := l.names.typeName(outer) + "." + obj.Name()
		if l.inherited[sym] {
			continue
		}
		if l.inherited == nil {
			l.inherited = map[string]bool{}
		}
		l.inherited[sym] = true
		l.out.Inherits = append(l.out.Inherits, summary.Inherit{Sym: sym, Decl: l.names.fn(obj)})
	}
}

// whole is the struct, or the pointer to it, that a value is a field of, and the field.
func whole(v ssa.Value) (ssa.Value, *types.Var) {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return v.X, fieldOf(v.X.Type(), v.Field)
	case *ssa.Field:
		return v.X, fieldOf(v.X.Type(), v.Field)
	}
	return v, nil
}

func fieldOf(t types.Type, n int) *types.Var {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if st := structOf(t); st != nil && n < st.NumFields() {
		return st.Field(n)
	}
	return nil
}
