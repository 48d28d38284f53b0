package lower

import (
	"go/types"

	"github.com/gostride/gostride/analyzers/summary"
)

// typeTable collects the types a package mentions and, at the end, the methods and fields of those where it matters.
type typeTable struct {
	l      *lowerer
	byType map[types.Type]int32
	byName map[string]int32
	repr   []types.Type // one type for each entry
	want   []want       // what to fill in for each entry
}

type want uint8

const (
	wantMethods want = 1 << iota
	wantFields
	wantNames // of a service's interface: see fullNames
)

func newTypeTable(l *lowerer) *typeTable {
	return &typeTable{l: l, byType: map[types.Type]int32{}, byName: map[string]int32{}}
}

// index returns the entry of t, making it if need be; -1 for no type.
func (tt *typeTable) index(t types.Type) int32 {
	if t == nil {
		return -1
	}
	if i, ok := tt.byType[t]; ok {
		return i
	}
	name := tt.l.names.typeString(t)
	i, ok := tt.byName[name]
	if !ok {
		i = tt.add(name, types.Unalias(t))
	}
	tt.byType[t] = i
	return i
}

func (tt *typeTable) add(name string, t types.Type) int32 {
	i := int32(len(tt.repr))
	tt.byName[name] = i
	tt.repr = append(tt.repr, t)
	tt.want = append(tt.want, 0)
	out := summary.Type{Name: name, Kind: kindOf(t), File: -1}
	if e := elemOf(t); e != nil {
		out.Elem = tt.l.names.typeString(e)
	}
	if obj := namedOf(t); obj != nil {
		out.Named = true
		out.Own = obj.Pkg() != nil && (obj.Pkg() == tt.l.in.Pkg || tt.l.in.Own(plainPath(obj.Pkg().Path())))
		if obj.Pkg() == tt.l.in.Pkg {
			out.File, out.Line = tt.l.place(obj.Pos())
			tt.want[i] |= wantFields
		}
	}
	if st := writtenStruct(t); st != nil && st.Field(0).Pkg() == tt.l.in.Pkg {
		out.Own, tt.want[i] = true, wantFields
		out.File, out.Line = tt.l.place(st.Field(0).Pos())
	}
	tt.l.out.Types = append(tt.l.out.Types, out)
	if st, ok := t.Underlying().(*types.Struct); ok && tt.want[i]&wantFields != 0 {
		for f := range st.Fields() {
			if in := innermost(f.Type()); writtenStruct(in) != nil {
				tt.index(in)
			}
		}
	}
	return i
}

// writtenStruct is a struct type without a name that has fields.
func writtenStruct(t types.Type) *types.Struct {
	if st, ok := types.Unalias(t).(*types.Struct); ok && st.NumFields() > 0 {
		return st
	}
	return nil
}

// innermost is a type without the pointers, slices, arrays and maps around it.
func innermost(t types.Type) types.Type {
	for {
		switch u := types.Unalias(t).(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		default:
			return u
		}
	}
}

// ask returns the entry of t and has its methods or fields filled in.
func (tt *typeTable) ask(t types.Type, w want) int32 {
	i := tt.index(t)
	if i >= 0 {
		tt.want[i] |= w
	}
	return i
}

// askStruct has the fields of the struct that t is or points at filled in.
func (tt *typeTable) askStruct(t types.Type) {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if _, ok := named.Underlying().(*types.Struct); ok {
			tt.ask(named, wantFields)
		}
	}
}

// namedOf returns the name of a defined type or of what a pointer to one points at.
func namedOf(t types.Type) *types.TypeName {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj()
	}
	return nil
}

func elemOf(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	}
	return nil
}

func kindOf(t types.Type) summary.Kind {
	if _, ok := t.(*types.TypeParam); ok {
		return summary.KindTypeParam
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basicKind(u)
	case *types.Struct:
		return summary.KindStruct
	case *types.Pointer:
		return summary.KindPointer
	case *types.Interface:
		return summary.KindInterface
	case *types.Signature:
		return summary.KindFunc
	case *types.Slice:
		return summary.KindSlice
	case *types.Array:
		return summary.KindArray
	case *types.Map:
		return summary.KindMap
	case *types.Chan:
		return summary.KindChan
	case *types.Tuple:
		return summary.KindTuple
	}
	return summary.KindOther
}

func basicKind(b *types.Basic) summary.Kind {
	switch info := b.Info(); {
	case info&types.IsString != 0:
		return summary.KindString
	case info&types.IsBoolean != 0:
		return summary.KindBool
	case info&types.IsNumeric != 0:
		return summary.KindNumber
	}
	return summary.KindBasic
}
