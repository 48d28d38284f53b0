package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// Without func main there is no program: where type errors lie in it, the statements that hold them are left out, and those that use
// what these declare, instead of all of it. Other functions lose what only sets variables of a package that is missing, as one that a
// generator has yet to write, or prints what it holds: docs.SwaggerInfo.BasePath = "/api". Anything else there may be what keeps somebody out,
// but in what is given nothing and tells no more than that it failed, func (p *Plugin) OnActivate() error: that sets up a program, and may
// do without what it assigns and calls, not without what it decides, nor without what stands before handlers.

// trim gives a function without the statements with type errors; nil where something else of it is wrong.
func (l *lowerer) trim(d *ast.FuncDecl) *ast.FuncDecl {
	if d.Body == nil {
		return nil
	}
	isMain := l.in.Pkg.Name() == "main" && d.Recv == nil && d.Name.Name == "main"
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
	if len(out.Body.List) == 0 || !isMain && (!t.some || t.other && (t.decides || !setsUp(d.Type))) {
		return nil
	}
	return &out
}

// setsUp says that a function takes nothing, and gives nothing but perhaps an error.
func setsUp(t *ast.FuncType) bool {
	if t.Params.NumFields() > 0 || t.TypeParams.NumFields() > 0 || t.Results.NumFields() > 1 {
		return false
	}
	if t.Results.NumFields() == 0 {
		return true
	}
	id, ok := t.Results.List[0].Type.(*ast.Ident)
	return ok && id.Name == "error"
}

// trimmer leaves out statements.
type trimmer struct {
	info    *types.Info
	errors  []token.Pos
	gone    map[types.Object]bool // declared in statements that were left out
	some    bool                  // something was left out
	other   bool                  // something that does more than to set what another package holds
	decides bool                  // something that decides what comes next, or returns
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
			t.some, t.other = true, t.other || !t.setsElsewhere(r)
			t.decides = t.decides || !sets(r) || t.guards(r)
			t.declared(r)
		default:
			out = append(out, r)
		}
	}
	return out
}

// sets says that a statement assigns, declares or calls something, and no more.
func sets(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.AssignStmt, *ast.ExprStmt, *ast.DeclStmt, *ast.GoStmt:
		return true
	}
	return false
}

// guards says that a statement may be about handlers and what stands before them: it calls something that is missing, or passes on what looks
// like a handler or a function around one.
func (t *trimmer) guards(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		found = found || t.missing(call.Fun)
		for _, a := range call.Args {
			if tv, ok := t.info.Types[a]; ok && tv.Type != nil {
				name := types.TypeString(tv.Type, nil) + types.TypeString(tv.Type.Underlying(), nil)
				_, fn := tv.Type.Underlying().(*types.Signature)
				found = found || strings.Contains(name, "Handler") || fn && (strings.Contains(name, "net/http") || strings.Contains(name, "Context"))
			}
		}
		return !found
	})
	return found
}

// missing says that an expression names something that there is not.
func (t *trimmer) missing(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found = found || t.info.ObjectOf(id) == nil || t.invalid(id)
		}
		return !found
	})
	return found || t.invalid(x)
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
	if sel, is := x.(*ast.SelectorExpr); is && t.info.Uses[sel.Sel] == nil {
		if id, is := sel.X.(*ast.Ident); is {
			if _, pkg := t.info.Uses[id].(*types.PkgName); pkg {
				return true
			}
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

// setsElsewhere says that a statement only sets variables of a package that is missing, or prints something.
func (t *trimmer) setsElsewhere(s ast.Stmt) bool {
	if x, ok := s.(*ast.ExprStmt); ok {
		call, ok := x.X.(*ast.CallExpr)
		return ok && t.prints(call.Fun)
	}
	as, ok := s.(*ast.AssignStmt)
	if !ok || as.Tok != token.ASSIGN {
		return false
	}
	for _, x := range as.Lhs {
		for sel, is := x.(*ast.SelectorExpr); is; sel, is = x.(*ast.SelectorExpr) {
			x = sel.X
		}
		id, is := x.(*ast.Ident)
		if !is {
			return false
		}
		if _, pkg := t.info.Uses[id].(*types.PkgName); !pkg && id.Name != "_" {
			return false
		}
	}
	return true
}

// prints says that a function is one by which the standard library writes for people.
func (t *trimmer) prints(f ast.Expr) bool {
	sel, ok := f.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return false
	}
	pkg, ok := t.info.Uses[id].(*types.PkgName)
	return ok && (strings.HasPrefix(sel.Sel.Name, "Print") || pkg.Imported().Path() == "log/slog") && slices.Contains([]string{"fmt", "log", "log/slog"}, pkg.Imported().Path())
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
