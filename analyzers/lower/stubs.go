package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// stubs enters into prog the functions and variables of other packages that the package uses. The builder needs them as
// members of created packages; methods it makes on demand from their types, and it does not ask for anything else.
//
// ssa.CreatePackage without syntax would make members of everything an import declares, which for large libraries costs
// more than the package itself. So each import is created from made-up declarations of just what is used. They are cheap
// enough to be made anew for every package, and so the program, and all it refers to, can be dropped with the summary.
func (l *lowerer) stubs(prog *ssa.Program) {
	used := map[*types.Package]map[types.Object]bool{}
	for _, obj := range l.in.Info.Uses {
		if pkg := obj.Pkg(); pkg != nil && pkg != l.in.Pkg && obj.Parent() == pkg.Scope() {
			if used[pkg] == nil {
				used[pkg] = map[types.Object]bool{}
			}
			used[pkg][obj] = true
		}
	}
	for pkg, objs := range used {
		info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
		f := &ast.File{Name: ast.NewIdent(pkg.Name())}
		for obj := range objs {
			if d := stub(info, obj); d != nil {
				f.Decls = append(f.Decls, d)
			}
		}
		prog.CreatePackage(pkg, []*ast.File{f}, info, true)
	}
}

// stub makes a declaration of a function or variable; nil for other objects, which leave no trace in SSA.
func stub(info *types.Info, obj types.Object) ast.Decl {
	id := ast.NewIdent(obj.Name())
	info.Defs[id] = obj
	switch obj.(type) {
	case *types.Func:
		return &ast.FuncDecl{Name: id, Type: &ast.FuncType{Params: &ast.FieldList{}}}
	case *types.Var:
		return &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{id}}}}
	}
	return nil
}

// NoReturn knows the functions after whose call control does not go on. Without it the code after log.Fatal seems to run
// with what the failed call before returned.
func NoReturn(f *types.Func) bool {
	if f.Pkg() == nil {
		return false
	}
	switch f.Pkg().Path() {
	case "os":
		return f.Name() == "Exit"
	case "runtime":
		return f.Name() == "Goexit"
	case "log", "github.com/sirupsen/logrus", "k8s.io/klog/v2", "github.com/golang/glog", "go.uber.org/zap":
		switch f.Name() {
		case "Fatal", "Fatalf", "Fatalln", "Fatalw", "Panic", "Panicf", "Panicln", "Panicw":
			return true
		}
	}
	return false
}
