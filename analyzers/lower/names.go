package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// names makes the display names of the house: import/path.Func, import/path.(*T).M, import/path.T.M, import/path.I.M,
// import/path.T.Field. Type arguments are dropped.
type names struct {
	pkg    *types.Package
	path   string
	files  []*file
	locals map[*types.TypeName]string // types declared in functions
	count  map[string]int
}

// pkgPath returns the import path of a package, "" for the universe.
func (n *names) pkgPath(p *types.Package) string {
	if p == n.pkg {
		return n.path
	}
	return plainPath(p.Path())
}

// typeName names a declared type: import/path.T; error, any and the like without a path.
func (n *names) typeName(obj *types.TypeName) string {
	p := obj.Pkg()
	if p == nil {
		return obj.Name()
	}
	if p == n.pkg && obj.Parent() != p.Scope() {
		return n.local(obj)
	}
	return n.pkgPath(p) + "." + obj.Name()
}

// local names a type declared in a function by that function: import/path.Func.T, the second of that name …T#2.
func (n *names) local(obj *types.TypeName) string {
	if s, ok := n.locals[obj]; ok {
		return s
	}
	s := n.enclosing(obj.Pos()) + "." + obj.Name()
	if n.count == nil {
		n.count = map[string]int{}
	}
	if n.count[s]++; n.count[s] > 1 {
		s = fmt.Sprintf("%s#%d", s, n.count[s])
	}
	n.locals[obj] = s
	return s
}

// enclosing names the function declaration around pos, or the initialiser.
func (n *names) enclosing(pos token.Pos) string {
	for _, f := range n.files {
		if !f.has(pos) {
			continue
		}
		for _, d := range f.ast.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Pos() <= pos && pos < fd.End() {
				return n.path + "." + declName(fd)
			}
		}
	}
	return n.path + ".init"
}

// declName names a function declaration from its syntax alone: Func, (*T).M, T.M.
func declName(fd *ast.FuncDecl) string {
	if fd.Recv == nil || len(fd.Recv.List) == 0 {
		return fd.Name.Name
	}
	typ, ptr := ast.Unparen(fd.Recv.List[0].Type), false
	if s, ok := typ.(*ast.StarExpr); ok {
		typ, ptr = ast.Unparen(s.X), true
	}
	switch x := typ.(type) {
	case *ast.IndexExpr:
		typ = x.X
	case *ast.IndexListExpr:
		typ = x.X
	}
	name := "?"
	if id, ok := typ.(*ast.Ident); ok {
		name = id.Name
	}
	if ptr {
		name = "(*" + name + ")"
	}
	return name + "." + fd.Name.Name
}

// fn names a declared function or method; an interface's method by the interface that declares it.
func (n *names) fn(obj *types.Func) string {
	obj = obj.Origin()
	recv := obj.Signature().Recv()
	if recv == nil {
		if obj.Pkg() == nil {
			return obj.Name()
		}
		return n.pkgPath(obj.Pkg()) + "." + obj.Name()
	}
	return n.method(obj, recv.Type())
}

// method names obj as a method of recv, which declares it, or for an interface's method inherits it.
func (n *names) method(obj *types.Func, recv types.Type) string {
	recv = types.Unalias(recv)
	ptr := false
	if p, ok := recv.(*types.Pointer); ok {
		recv, ptr = types.Unalias(p.Elem()), true
	}
	named, ok := recv.(*types.Named)
	if !ok {
		return n.owner(obj) + "(" + shape(recv) + ")." + obj.Name()
	}
	name := n.typeName(named.Obj())
	if ptr {
		cut := strings.LastIndexByte(name, '/') + 1
		dot := strings.IndexByte(name[cut:], '.')
		name = name[:cut+dot+1] + "(*" + name[cut+dot+1:] + ")"
	}
	return name + "." + obj.Name()
}

// owner is the package prefix of what belongs to an unnamed type.
func (n *names) owner(obj types.Object) string {
	if obj.Pkg() == nil {
		return ""
	}
	return n.pkgPath(obj.Pkg()) + "."
}

func shape(t types.Type) string {
	if types.IsInterface(t) {
		return "interface"
	}
	return "struct"
}

// ifaceMethod names an interface's method after the static type it is called on, if that is a named interface, and after
// the interface that declares it otherwise. The method of a type parameter is that of its constraint.
func (n *names) ifaceMethod(obj *types.Func, on types.Type) string {
	on = types.Unalias(on)
	if tp, ok := on.(*types.TypeParam); ok {
		on = types.Unalias(tp.Constraint())
	}
	if named, ok := on.(*types.Named); ok && types.IsInterface(named) {
		return n.method(obj, named)
	}
	return n.fn(obj)
}

// field names field i of the struct type t, which may be behind a pointer.
func (n *names) field(t types.Type, i int) string {
	t = types.Unalias(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	st := structOf(t)
	if st == nil || i >= st.NumFields() {
		return "?"
	}
	v := st.Field(i)
	if named, ok := t.(*types.Named); ok {
		return n.typeName(named.Obj()) + "." + v.Name()
	}
	return n.typeString(st) + "." + v.Name()
}

// structOf returns the struct under t, for a type parameter the one all its types have in common.
func structOf(t types.Type) *types.Struct {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return u
	case *types.Interface:
		for i := range u.NumEmbeddeds() {
			switch e := u.EmbeddedType(i).(type) {
			case *types.Union:
				if e.Len() > 0 {
					return structOf(e.Term(0).Type())
				}
			default:
				if st := structOf(e); st != nil {
					return st
				}
			}
		}
	}
	return nil
}
