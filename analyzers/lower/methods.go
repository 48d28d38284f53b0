package lower

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// declareTypes enters the package's own types, used or not, in the order of their names.
func (l *lowerer) declareTypes() {
	scope := l.in.Pkg.Scope()
	for _, name := range scope.Names() {
		if v, ok := scope.Lookup(name).(*types.Var); ok && l.inSource(v) && writtenStruct(v.Type()) != nil { // a command line may be parsed into it
			l.types.index(v.Type())
		}
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || !l.inSource(obj) {
			continue
		}
		l.types.ask(obj.Type(), wantMethods|wantFields)
		if !types.IsInterface(obj.Type()) {
			l.types.ask(types.NewPointer(obj.Type()), wantMethods)
		}
	}
}

// inSource reports whether obj is declared in one of the files that count.
func (l *lowerer) inSource(obj types.Object) bool {
	i, _ := l.place(obj.Pos())
	return i >= 0 && !l.files[i].glue
}

// inTest reports whether obj, of this package or another, is declared in a test file.
func (l *lowerer) inTest(obj types.Object) bool {
	f := l.in.Fset.File(obj.Pos())
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}

// fillTypes fills methods and fields in.
func (l *lowerer) fillTypes() {
	for i := range l.out.Types {
		out, t := &l.out.Types[i], l.types.repr[i]
		if l.types.want[i]&wantMethods != 0 {
			out.Methods = l.methods(t, out.Own || !out.Named)
		}
		if l.types.want[i]&wantFields != 0 {
			out.Fields = l.fields(t)
		}
		if l.types.want[i]&wantNames != 0 {
			out.Fields = l.fullNames(t)
		}
	}
}

// methods lists the method set of t, without what test files declare. Of a library's types only exported methods matter.
func (l *lowerer) methods(t types.Type, own bool) []summary.Method {
	var out []summary.Method
	if it, ok := t.Underlying().(*types.Interface); ok {
		for m := range it.Methods() {
			out = append(out, summary.Method{Name: m.Name(), Sym: l.names.ifaceMethod(m, t)})
		}
	} else {
		set := types.NewMethodSet(t)
		for i := range set.Len() {
			sel := set.At(i)
			obj := sel.Obj().(*types.Func)
			if l.inTest(obj) || !own && !obj.Exported() {
				continue
			}
			out = append(out, summary.Method{Name: obj.Name(), Sym: l.names.fn(obj), Embed: l.embedPath(t, sel.Index())})
		}
	}
	slices.SortStableFunc(out, func(a, b summary.Method) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Sym, b.Sym))
	})
	return out
}

// embedPath names the fields that index walks before it comes to the method.
func (l *lowerer) embedPath(t types.Type, index []int) (path []string) {
	for _, i := range index[:len(index)-1] {
		path = append(path, l.names.field(t, i))
		if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		t = structOf(types.Unalias(t)).Field(i).Type()
	}
	return path
}

// fields lists the fields of a struct, of other packages' only the exported.
func (l *lowerer) fields(t types.Type) []summary.Field {
	if named, ok := t.(*types.Named); ok {
		t = named.Origin()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []summary.Field
	for i := range st.NumFields() {
		f := st.Field(i)
		if f.Pkg() != l.in.Pkg && !ast.IsExported(f.Name()) && !f.Embedded() {
			continue
		}
		out = append(out, summary.Field{Name: f.Name(), Type: l.names.typeString(f.Type()), Tag: st.Tag(i), Embedded: f.Embedded()})
	}
	return out
}
