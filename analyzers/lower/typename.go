package lower

import (
	"fmt"
	"go/types"
	"hash/fnv"
	"strconv"
	"strings"
)

// typeString names any type as DESIGN spells it: full import paths, no type arguments, no parameter names. A struct without a name
// is called by where it is written and by what is in it: import/path.(struct#1f3a09c2).
func (n *names) typeString(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Name()
	case *types.Named:
		return n.typeName(t.Obj())
	case *types.TypeParam:
		return t.Obj().Name()
	case *types.Pointer:
		return "*" + n.typeString(t.Elem())
	case *types.Slice:
		return "[]" + n.typeString(t.Elem())
	}
	var b strings.Builder
	n.write(&b, t)
	return b.String()
}

func (n *names) write(b *strings.Builder, t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Array:
		b.WriteString("[" + strconv.FormatInt(t.Len(), 10) + "]" + n.typeString(t.Elem()))
	case *types.Map:
		b.WriteString("map[" + n.typeString(t.Key()) + "]" + n.typeString(t.Elem()))
	case *types.Chan:
		b.WriteString([...]string{"chan ", "chan<- ", "<-chan "}[t.Dir()] + n.typeString(t.Elem()))
	case *types.Signature:
		b.WriteString("func")
		n.signature(b, t)
	case *types.Tuple:
		n.tuple(b, t, false)
	case *types.Struct:
		n.structure(b, t)
	case *types.Interface:
		n.iface(b, t)
	case *types.Union:
		for i := range t.Len() {
			if i > 0 {
				b.WriteByte('|')
			}
			if t.Term(i).Tilde() {
				b.WriteByte('~')
			}
			b.WriteString(n.typeString(t.Term(i).Type()))
		}
	default:
		b.WriteString(t.String())
	}
}

func (n *names) signature(b *strings.Builder, s *types.Signature) {
	n.tuple(b, s.Params(), s.Variadic())
	switch s.Results().Len() {
	case 0:
	case 1:
		b.WriteString(" " + n.typeString(s.Results().At(0).Type()))
	default:
		b.WriteByte(' ')
		n.tuple(b, s.Results(), false)
	}
}

func (n *names) tuple(b *strings.Builder, t *types.Tuple, variadic bool) {
	b.WriteByte('(')
	for i := range t.Len() {
		if i > 0 {
			b.WriteString(", ")
		}
		s := n.typeString(t.At(i).Type())
		if variadic && i == t.Len()-1 {
			s = "..." + strings.TrimPrefix(s, "[]")
		}
		b.WriteString(s)
	}
	b.WriteByte(')')
}

func (n *names) structure(b *strings.Builder, t *types.Struct) {
	if t.NumFields() == 0 {
		b.WriteString("struct{}")
		return
	}
	var in strings.Builder
	for i := range t.NumFields() {
		f := t.Field(i)
		if !f.Embedded() {
			in.WriteString(f.Name() + " ")
		}
		in.WriteString(n.typeString(f.Type()) + " " + strconv.Quote(t.Tag(i)) + ";")
	}
	h := fnv.New32a()
	h.Write([]byte(in.String()))
	fmt.Fprintf(b, "%s(struct#%08x)", n.owner(t.Field(0)), h.Sum32())
}

func (n *names) iface(b *strings.Builder, t *types.Interface) {
	if t.Empty() {
		b.WriteString("any")
		return
	}
	b.WriteString("interface{")
	for i := range t.NumExplicitMethods() {
		if i > 0 {
			b.WriteString("; ")
		}
		m := t.ExplicitMethod(i)
		b.WriteString(m.Name())
		n.signature(b, m.Signature())
	}
	for i := range t.NumEmbeddeds() {
		if i > 0 || t.NumExplicitMethods() > 0 {
			b.WriteString("; ")
		}
		b.WriteString(n.typeString(t.EmbeddedType(i)))
	}
	b.WriteByte('}')
}
