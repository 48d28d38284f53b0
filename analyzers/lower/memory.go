package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// load lowers *x: of a fused address as the field or element itself.
func (b *body) load(v *ssa.UnOp) {
	switch x := v.X.(type) {
	case *ssa.FieldAddr:
		if b.gone[x] {
			of := x.X
			if was := copied(v, x); was != nil {
				of = was
			}
			b.emit(summary.OpLoadField, v, b.field(x.X, x.Field), b.typ(v.Type()), 0, b.ref(of))
			return
		}
	case *ssa.IndexAddr:
		if b.gone[x] {
			b.emit(summary.OpLoadElem, v, -1, b.typ(v.Type()), 0, b.ref(x.X), b.ref(x.Index))
			return
		}
	}
	b.emit(summary.OpLoad, v, -1, b.typ(v.Type()), 0, b.ref(v.X))
}

// store lowers *x = v.
func (b *body) store(in *ssa.Store) {
	val := b.value(in.Val)
	switch x := in.Addr.(type) {
	case *ssa.FieldAddr:
		if b.gone[x] {
			n := int32(0)
			if replaces(in, x) {
				n = 1
			}
			b.emit(summary.OpStoreField, nil, b.field(x.X, x.Field), b.typ(in.Val.Type()), n, b.ref(x.X), val)
			return
		}
	case *ssa.IndexAddr:
		if b.gone[x] {
			b.emit(summary.OpStoreElem, nil, -1, b.typ(in.Val.Type()), 0, b.ref(x.X), b.ref(x.Index), val)
			return
		}
	}
	b.emit(summary.OpStore, nil, -1, b.typ(in.Val.Type()), 0, b.ref(in.Addr), val)
}

func (b *body) field(x ssa.Value, i int) int32 { return b.l.sym(b.l.names.field(x.Type(), i)) }

// container lowers access to fields and elements, of values or where the address escapes.
func (b *body) container(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		b.emit(summary.OpFieldAddr, v, b.field(v.X, v.Field), b.typ(pointed(v.Type())), 0, b.ref(v.X))
	case *ssa.Field:
		b.emit(summary.OpLoadField, v, b.field(v.X, v.Field), b.typ(v.Type()), 0, b.ref(v.X))
	case *ssa.IndexAddr:
		b.emit(summary.OpElemAddr, v, -1, b.typ(pointed(v.Type())), 0, b.ref(v.X), b.ref(v.Index))
	case *ssa.Index:
		b.emit(summary.OpLoadElem, v, -1, b.typ(v.Type()), 0, b.ref(v.X), b.ref(v.Index))
	case *ssa.Lookup:
		t := v.Type()
		if tup, ok := t.(*types.Tuple); ok {
			t = tup.At(0).Type()
		}
		b.emit(summary.OpLoadElem, v, -1, b.typ(t), commaOk(v.CommaOk), b.ref(v.X), b.value(v.Index))
	case *ssa.Slice:
		b.emit(summary.OpSlice, v, -1, b.typ(v.Type()), shifted(v)|shortened(v), b.ref(v.X))
	default:
		return false
	}
	return true
}

// shifted reports, as OpSlice's flag, whether the slice may begin after the first element.
func shifted(v *ssa.Slice) int32 {
	if v.Low == nil {
		return 0
	}
	if c, ok := v.Low.(*ssa.Const); ok && c.Value != nil && c.Value.ExactString() == "0" {
		return 0
	}
	return 1
}

// shortened reports, as OpSlice's flag, whether the slice may end before the last element. What make leaves beyond the length is none.
func shortened(v *ssa.Slice) int32 {
	a, ok := v.X.(*ssa.Alloc)
	if v.High == nil || ok && a.Comment == "makeslice" && len(*a.Referrers()) == 1 {
		return 0
	}
	return 2
}

func pointed(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}
