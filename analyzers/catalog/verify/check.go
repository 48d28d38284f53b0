package main

import (
	"context"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// verifyFile checks every row of f. A module may be given in several versions, for what came and went: a row must hold in
// one of them.
func verifyFile(ctx context.Context, f catalog.File) (block, error) {
	b := block{file: f.Name, rows: len(f.Rows)}
	c := checker{own: ownNames(f.Rows), rows: f.Rows}
	failed := make([][]string, len(f.Rows)) // per row, why it does not hold in each of the rounds
	held := make([]bool, len(f.Rows))
	named := map[string]bool{}
	for _, r := range f.Rows {
		named[r.Package] = true
	}
	for _, versions := range rounds(f.Verified) {
		paths := map[string][]string{} // model package → import paths
		var wanted []string
		for _, r := range f.Rows {
			if _, ok := paths[r.Package]; !ok {
				paths[r.Package] = candidates(r.Package, versions, named)
				wanted = append(wanted, paths[r.Package]...)
			}
		}
		pkgs := map[string]*types.Package{}
		if len(wanted) > 0 {
			var used []string
			var err error
			if pkgs, used, err = load(ctx, versions, wanted); err != nil {
				return b, err
			}
			b.with = append(b.with, used...)
		}
		for i, r := range f.Rows {
			reasons := c.row(r, paths[r.Package], pkgs)
			held[i] = held[i] || len(paths[r.Package]) > len(reasons)
			failed[i] = append(failed[i], reasons...)
		}
	}
	for i, r := range f.Rows {
		if held[i] {
			b.ok = append(b.ok, r.Hash())
		}
		if len(failed[i]) == 0 && held[i] {
			continue
		}
		reason := "no version to check against"
		if len(failed[i]) > 0 {
			reason = strings.Join(slices.Compact(failed[i]), "; ")
		}
		line := fmt.Sprintf("%s.%s (%s): %s", r.Package, r.Symbol, r.Role, reason)
		switch {
		case held[i]:
			b.note = append(b.note, line)
		case !slices.ContainsFunc(failed[i], func(s string) bool { return !strings.HasSuffix(s, cannotBeRead) }):
			b.gone = append(b.gone, line)
		default:
			b.bad = append(b.bad, line)
		}
	}
	return b, nil
}

// rounds splits versions so that no module is twice in one of them.
func rounds(versions []string) [][]string {
	out := [][]string{nil}
	seen := map[string]int{}
	for _, mv := range versions {
		mod, _, _ := strings.Cut(mv, "@")
		n := seen[mod]
		seen[mod]++
		for len(out) <= n {
			out = append(out, nil)
		}
		out[n] = append(out[n], mv)
	}
	return out
}

// ownNames are the names that make, open and derive rows give to what they keep: recv.NAME may use them.
func ownNames(rows []*catalog.Row) map[string]bool {
	out := map[string]bool{}
	for _, r := range rows {
		switch r.Role {
		case "make", "open", "derive", "limiter", "option":
			for name := range r.Args {
				out[name] = true
			}
		}
	}
	return out
}

type checker struct {
	own  map[string]bool
	rows []*catalog.Row
}

const cannotBeRead = " cannot be read"

// row checks r against each of the import paths it stands for, and says why it does not hold for those it does not hold for.
func (c checker) row(r *catalog.Row, paths []string, pkgs map[string]*types.Package) (reasons []string) {
	for _, p := range paths {
		pkg := pkgs[p]
		if pkg == nil {
			reasons = append(reasons, p+cannotBeRead)
			continue
		}
		if err := c.holds(r, pkg); err != nil {
			reasons = append(reasons, p+": "+err.Error())
		}
	}
	return reasons
}

// target is what a symbol resolves to.
type target struct {
	sig  *types.Signature // functions, methods, and variables and fields of function type
	recv types.Type       // methods and fields: the type they belong to; a type symbol: the type itself
	typ  types.Type       // fields, variables and types: their type
}

func (c checker) holds(r *catalog.Row, pkg *types.Package) error {
	if r.Symbol == "*" {
		return nil
	}
	t, err := c.resolve(r, pkg)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(r.Args)) {
		for _, a := range r.Args[name] {
			if err := c.arg(r, t, name, a); err != nil {
				return fmt.Errorf("%s: %s: %w", name, a, err)
			}
		}
	}
	if r.Role == "middleware" && t.sig != nil {
		switch {
		case r.Attr["self"] == "" && t.sig.Results().Len() == 0:
			return fmt.Errorf("returns no middleware: self: true?")
		case r.Attr["self"] != "" && t.sig.Params().Len() == 0:
			return fmt.Errorf("takes nothing: not self: true?")
		}
	}
	return nil
}

func (c checker) resolve(r *catalog.Row, pkg *types.Package) (target, error) {
	first, member, isMember := strings.Cut(r.Symbol, ".")
	obj := pkg.Scope().Lookup(first)
	if obj == nil {
		return target{}, fmt.Errorf("no %s", first)
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
func (c checker) member(tn *types.TypeName, name string, pkg *types.Package) (target, error) {
	typ := types.Unalias(tn.Type())
	if named, ok := typ.(*types.Named); ok && named.Obj().Pkg() != pkg {
		return target{}, fmt.Errorf("%s is an alias of %s.%s: model that", tn.Name(), named.Obj().Pkg().Path(), named.Obj().Name())
	} else if ok && named.Obj() != tn {
		return target{}, fmt.Errorf("%s is an alias of %s: model that", tn.Name(), named.Obj().Name())
	}
	obj, index, _ := types.LookupFieldOrMethod(typ, true, pkg, name)
	switch obj := obj.(type) {
	case *types.Func:
		if from := declaredBy(obj); from != nil && from != tn {
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
			return target{}, fmt.Errorf("field %s is promoted: model the embedded type's", name)
		}
		t := target{recv: typ, typ: obj.Type()}
		t.sig, _ = obj.Type().Underlying().(*types.Signature)
		return t, nil
	}
	return target{}, fmt.Errorf("%s has no %s", tn.Name(), name)
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
func (c checker) lists(tn *types.TypeName, method string) bool {
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

func (c checker) arg(r *catalog.Row, t target, name string, a catalog.Arg) error {
	var typ types.Type
	switch a.Base {
	case "const":
		return nil
	case "recv":
		if t.recv == nil {
			return fmt.Errorf("no receiver")
		}
		typ = t.recv
	case "result":
		switch {
		case t.sig == nil && a.Index == 0 && t.typ != nil:
			typ = t.typ
		case t.sig == nil || a.Index >= t.sig.Results().Len():
			return fmt.Errorf("no such result")
		default:
			typ = t.sig.Results().At(a.Index).Type()
		}
	case "last":
		if t.sig == nil || t.sig.Params().Len() == 0 {
			return fmt.Errorf("no arguments")
		}
		typ = t.sig.Params().At(t.sig.Params().Len() - 1).Type()
	case "arg":
		var err error
		if typ, err = param(t.sig, a); err != nil {
			return err
		}
	}
	if len(a.Fields) > 0 && c.own[a.Fields[0]] {
		return nil
	}
	typ, err := follow(typ, a.Fields)
	if err != nil {
		return err
	}
	if r.Role == "make" {
		return c.makeField(t, name)
	}
	return fits(r.Role, name, typ)
}

func param(sig *types.Signature, a catalog.Arg) (types.Type, error) {
	if sig == nil {
		return nil, fmt.Errorf("not a function")
	}
	n := sig.Params().Len()
	switch {
	case a.Index >= n:
		return nil, fmt.Errorf("only %d arguments", n)
	case a.Spread && !sig.Variadic():
		return nil, fmt.Errorf("not variadic")
	case !a.Spread && sig.Variadic() && a.Index == n-1 && len(a.Fields) == 0:
		return nil, fmt.Errorf("variadic: write %d...", a.Index)
	}
	typ := sig.Params().At(a.Index).Type()
	if sig.Variadic() && a.Index == n-1 {
		if s, ok := typ.(*types.Slice); ok {
			typ = s.Elem()
		}
	}
	return typ, nil
}

// makeField checks that an arg of a make row, where it starts with a capital, is a field of the result.
func (c checker) makeField(t target, name string) error {
	if name[0] < 'A' || name[0] > 'Z' || t.sig == nil || t.sig.Results().Len() == 0 {
		return nil
	}
	_, err := follow(t.sig.Results().At(0).Type(), []string{name})
	return err
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
