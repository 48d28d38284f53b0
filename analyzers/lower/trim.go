package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// Without func main there is no program: where type errors lie in it, the statements that hold them are left out, and those that use
// what these declare, instead of all of it.

// trim gives func main without the statements with type errors; nil where it is another function, or something else of it is wrong.
func (l *lowerer) trim(d *ast.FuncDecl) *ast.FuncDecl {
	if l.in.Pkg.Name() != "main" || d.Recv != nil || d.Name.Name != "main" || d.Body == nil {
		return nil
	}
	t := trimmer{info: l.in.Info, gone: map[types.Object]bool{}}
	for _, e := range l.in.Errors {
		if !e.Soft && d.Pos() <= e.Pos && e.Pos <= d.End() {
			t.errors = append(t.errors, e.Pos)
		}
	}
	out := *d
	out.Body = t.block(d.Body)
	for n := -1; n != len(t.gone); { // what is declared in what was left out is missing elsewhere too
		n = len(t.gone)
		out.Body = t.block(out.Body)
	}
	if len(out.Body.List) == 0 {
		return nil
	}
	return &out
}

// trimmer leaves out statements.
type trimmer struct {
	info   *types.Info
	errors []token.Pos
	gone   map[types.Object]bool // declared in statements that were left out
}

func (t *trimmer) block(b *ast.BlockStmt) *ast.BlockStmt {
	if b == nil {
		return nil
	}
	out := *b
	out.List = t.list(b.List)
	return &out
}

// list leaves out the statements that cannot be built; of those with blocks only what is wrong in the blocks.
func (t *trimmer) list(ss []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	for _, s := range ss {
		switch r := t.reduced(s); {
		case t.broken(r):
			t.declared(r)
		default:
			out = append(out, r)
		}
	}
	return out
}

// reduced is a statement without what is wrong in its blocks.
func (t *trimmer) reduced(s ast.Stmt) ast.Stmt {
	switch s := s.(type) {
	case *ast.BlockStmt:
		return t.block(s)
	case *ast.IfStmt:
		out := *s
		out.Body = t.block(s.Body)
		if b, ok := s.Else.(*ast.BlockStmt); ok {
			out.Else = t.block(b)
		}
		return &out
	case *ast.ForStmt:
		out := *s
		out.Body = t.block(s.Body)
		return &out
	case *ast.RangeStmt:
		out := *s
		out.Body = t.block(s.Body)
		return &out
	}
	return s
}

// broken says that a statement holds a type error or uses what is not declared any more.
func (t *trimmer) broken(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			found = found || t.gone[t.info.Uses[n]] || t.invalid(n) || t.holds(n)
		case ast.Expr:
			found = found || t.invalid(n) || t.holds(n)
		}
		return !found
	})
	return found || t.simple(s) && t.holds(s)
}

// invalid says that the type checker gave an expression no type: it comes from a package that is missing.
func (t *trimmer) invalid(x ast.Expr) bool {
	tv, ok := t.info.Types[x]
	if id, is := x.(*ast.Ident); is && !ok {
		if o := t.info.ObjectOf(id); o != nil {
			_, isPkg := o.(*types.PkgName)
			return !isPkg && o.Type() == types.Typ[types.Invalid]
		}
	}
	_, call := x.(*ast.CallExpr)
	return ok && tv.Type == types.Typ[types.Invalid] || call && !ok
}

// simple says that a statement has no blocks: an error anywhere in it is its own.
func (t *trimmer) simple(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.BlockStmt, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
		return false
	}
	return true
}

func (t *trimmer) holds(n ast.Node) bool {
	for _, p := range t.errors {
		if n.Pos() <= p && p < n.End() {
			return true
		}
	}
	return false
}

// declared notes what a statement declares.
func (t *trimmer) declared(s ast.Stmt) {
	ast.Inspect(s, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && t.info.Defs[id] != nil {
			t.gone[t.info.Defs[id]] = true
		}
		return true
	})
}
