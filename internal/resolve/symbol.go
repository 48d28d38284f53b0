package resolve

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// target is what a symbol resolves to.
type target struct {
	sig  *types.Signature // functions, methods, and variables and fields of function type
	recv types.Type       // methods and fields: the type they belong to; a type symbol: the type itself
	typ  types.Type       // fields, variables and types: their type
}

func (c Rows) resolve(r *catalog.Row, pkg *types.Package) (target, error) {
	first, member, isMember := strings.Cut(r.Symbol, ".")
	obj := pkg.Scope().Lookup(first)
	if obj == nil {
		return target{}, fmt.Errorf("no %s%s", first, meant(first, exported(pkg)))
	}
	if !isMember {
		return packageLevel(obj)
	}
	tn, ok := obj.(*types.TypeName)
	if !ok {
		return target{}, fmt.Errorf("%s is no type", first)
	}
	return c.member(tn, member, pkg)
}

func packageLevel(obj types.Object) (target, error) {
	switch obj := obj.(type) {
	case *types.Func:
		return target{sig: obj.Signature()}, nil
	case *types.TypeName:
		return target{recv: obj.Type(), typ: obj.Type()}, nil
	default:
		t := target{typ: obj.Type()}
		t.sig, _ = obj.Type().Underlying().(*types.Signature)
		return t, nil
	}
}

// member finds a method or field. It must be declared by the type itself: what a call's static callee is called after.
func (c Rows) member(tn *types.TypeName, name string, pkg *types.Package) (target, error) {
	typ := types.Unalias(tn.Type())
	if named, ok := typ.(*types.Named); ok && named.Obj().Pkg() != pkg {
		return target{}, fmt.Errorf("%s is an alias of %s.%s: model that", tn.Name(), named.Obj().Pkg().Path(), named.Obj().Name())
	} else if ok && named.Obj() != tn {
		return target{}, fmt.Errorf("%s is an alias of %s: model that", tn.Name(), named.Obj().Name())
	}
	obj, index, _ := types.LookupFieldOrMethod(typ, true, pkg, name)
	switch obj := obj.(type) {
	case *types.Func:
		if from := declaredBy(obj); from != nil && from != tn && !c.Promoted {
			if !types.IsInterface(typ) {
				return target{}, fmt.Errorf("promoted from %s.%s: model that", from.Pkg().Path(), from.Name())
			}
			if !c.lists(from, name) {
				return target{}, fmt.Errorf("declared by %s.%s: model that, too", from.Pkg().Path(), from.Name())
			}
		}
		return target{sig: obj.Signature(), recv: typ}, nil
	case *types.Var:
		if len(index) > 1 {
			return target{}, fmt.Errorf("field %s is promoted: model the embedded type's%s", name, declaring(typ, index))
		}
		t := target{recv: typ, typ: obj.Type()}
		t.sig, _ = obj.Type().Underlying().(*types.Signature)
		return t, nil
	}
	return target{}, fmt.Errorf("%s has no %s%s", tn.Name(), name, meant(name, members(typ)))
}

// meant names the word of known that is most like word.
func meant(word string, known []string) string {
	if near := catalog.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}

func exported(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool { return !token.IsExported(name) })
}

// members are the exported methods and fields of a type, those of what it embeds among them.
func members(typ types.Type) []string {
	var out []string
	for sel := range types.NewMethodSet(types.NewPointer(typ)).Methods() {
		out = append(out, sel.Obj().Name())
	}
	switch u := typ.Underlying().(type) {
	case *types.Interface:
		for m := range u.Methods() {
			out = append(out, m.Name())
		}
	case *types.Struct:
		for f := range u.Fields() {
			out = append(out, f.Name())
		}
	}
	return slices.DeleteFunc(out, func(name string) bool { return !token.IsExported(name) })
}

// declaring names the field that index leads to by the type that declares it.
func declaring(typ types.Type, index []int) string {
	for n, i := range index {
		if p, ok := typ.Underlying().(*types.Pointer); ok {
			typ = p.Elem()
		}
		s, ok := typ.Underlying().(*types.Struct)
		if !ok {
			return ""
		}
		if named, ok := types.Unalias(typ).(*types.Named); ok && n == len(index)-1 {
			return fmt.Sprintf(" (%s.%s.%s)", named.Obj().Pkg().Path(), named.Obj().Name(), s.Field(i).Name())
		}
		typ = s.Field(i).Type()
	}
	return ""
}

func declaredBy(fn *types.Func) *types.TypeName {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Origin().Obj()
	}
	return nil
}

// lists reports whether the file models type's method, too. What another package declares is that package's file's affair.
func (c Rows) lists(tn *types.TypeName, method string) bool {
	sym := tn.Name() + "." + method
	known := false
	for _, r := range c.rows {
		if catalog.WithoutMajor(r.Package) == catalog.WithoutMajor(tn.Pkg().Path()) {
			known = true
			if r.Symbol == sym {
				return true
			}
		}
	}
	return !known
}

// follow walks fields from typ, through pointers, slices, arrays, maps and channels; args.N steps into a function's
// argument N. What lies behind an interface or a type parameter cannot be checked: nil.
func follow(typ types.Type, fields []string) (types.Type, error) {
	for i := 0; i < len(fields); i++ {
		typ = elem(typ)
		if typ == nil {
			return nil, nil
		}
		if fields[i] == "args" && i+1 < len(fields) {
			sig, ok := typ.Underlying().(*types.Signature)
			n, err := strconv.Atoi(fields[i+1])
			if !ok || err != nil || n >= sig.Params().Len() {
				return nil, fmt.Errorf("%s is no function with argument %s", typ, fields[i+1])
			}
			typ = sig.Params().At(n).Type()
			i++
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(typ, true, nil, fields[i])
		if obj == nil {
			obj = unexportedField(typ, fields[i])
		}
		v, ok := obj.(*types.Var)
		if !ok {
			return nil, fmt.Errorf("%s has no field %s", typ, fields[i])
		}
		typ = v.Type()
	}
	return typ, nil
}

func unexportedField(typ types.Type, name string) types.Object {
	s, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for i := range s.NumFields() {
		if s.Field(i).Name() == name {
			return s.Field(i)
		}
	}
	return nil
}

// elem is typ without pointers, slices, arrays, maps and channels around it; nil for an interface or a type parameter.
func elem(typ types.Type) types.Type {
	for {
		if typ == nil {
			return nil
		}
		if _, ok := types.Unalias(typ).(*types.TypeParam); ok {
			return nil
		}
		switch u := typ.Underlying().(type) {
		case *types.Pointer:
			typ = u.Elem()
		case *types.Slice:
			typ = u.Elem()
		case *types.Array:
			typ = u.Elem()
		case *types.Map:
			typ = u.Elem()
		case *types.Chan:
			typ = u.Elem()
		case *types.Interface:
			return nil
		default:
			return typ
		}
	}
}
