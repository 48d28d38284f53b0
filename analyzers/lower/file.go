package lower

import (
	"cmp"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// file is a source file of the package, not a test.
type file struct {
	name  string // base name
	ast   *ast.File
	tok   *token.File
	lines []int
	cgo   bool                    // written by cgo: lines are those of //line directives
	glue  bool                    // cgo's own declarations: none of its functions is the user's
	useC  bool                    // imports the pseudo package C
	calls map[token.Pos]token.Pos // Lparen of a call whose callee starts on another line, to that start
}

// sourceFiles returns the files to summarise, by name.
func sourceFiles(in Input) []*file {
	var out []*file
	for _, f := range in.Files {
		tok := in.Fset.File(f.FileStart)
		if tok == nil || strings.HasSuffix(tok.Name(), "_test.go") {
			continue
		}
		x := &file{name: filepath.Base(tok.Name()), ast: f, tok: tok, lines: tok.Lines()}
		x.glue = x.name == "_cgo_gotypes.go" || x.name == "_cgo_import.go"
		if x.cgo = strings.HasSuffix(x.name, ".cgo1.go"); x.cgo {
			x.name = filepath.Base(tok.Position(f.Name.Pos()).Filename)
		}
		x.scan()
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b *file) int { return cmp.Compare(a.name, b.name) })
	return out
}

// scan notes what the SSA does not tell: calls whose parenthesis is far from where the callee begins.
func (f *file) scan() {
	for _, im := range f.ast.Imports {
		f.useC = f.useC || im.Path.Value == `"C"`
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch fun := ast.Unparen(call.Fun).(type) {
		case *ast.Ident, *ast.SelectorExpr: // on the line of the parenthesis
		case *ast.IndexExpr:
			f.note(call, calleePos(fun.X))
		case *ast.IndexListExpr:
			f.note(call, calleePos(fun.X))
		default:
			f.note(call, fun.Pos())
		}
		return true
	})
}

func (f *file) note(call *ast.CallExpr, pos token.Pos) {
	if f.calls == nil {
		f.calls = map[token.Pos]token.Pos{}
	}
	f.calls[call.Lparen] = pos
}

func calleePos(e ast.Expr) token.Pos {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		return sel.Sel.Pos()
	}
	return e.Pos()
}

// has reports whether pos lies in the file.
func (f *file) has(pos token.Pos) bool {
	return int(pos) >= f.tok.Base() && int(pos) <= f.tok.Base()+f.tok.Size()
}

// line returns the line of a position in the file.
func (f *file) line(pos token.Pos) int32 {
	if f.cgo {
		return int32(f.tok.Position(pos).Line)
	}
	off := int(pos) - f.tok.Base()
	return int32(sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > off }))
}

// place finds the file that pos lies in; -1 for none.
func (l *lowerer) place(pos token.Pos) (int32, int32) {
	if pos.IsValid() {
		for i, f := range l.files {
			if f.has(pos) {
				return int32(i), f.line(pos)
			}
		}
	}
	return -1, 0
}
