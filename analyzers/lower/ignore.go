package lower

import (
	"go/ast"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/analyzers/suppress"
)

// ignores collects the comments that dispute findings. A comment covers what begins on its own line; one that stands alone
// covers what begins on the next line: a statement with all its lines, a function with its body.
func (l *lowerer) ignores() {
	for n, f := range l.files {
		if f.glue {
			continue
		}
		for _, group := range f.ast.Comments {
			for _, c := range group.List {
				if !strings.HasPrefix(c.Text, "//") {
					continue
				}
				d, ok := suppress.Parse(c.Text)
				if !ok {
					continue
				}
				line := f.line(c.Pos())
				from, to := f.covered(line, f.line(group.End()))
				l.out.Ignores = append(l.out.Ignores, summary.Ignore{
					File: int32(n), Line: line, From: from, To: to, Rules: d.Rules, Reason: d.Reason, Problem: d.Problem,
				})
			}
		}
	}
}

// covered returns the lines that a comment on a line is about; end is the last line of the comments that it stands among.
func (f *file) covered(line, end int32) (from, to int32) {
	from, to = f.begins(line)
	if from == 0 {
		from, to = f.begins(end + 1)
	}
	if from == 0 { // in the middle of something: the line itself
		return line, line
	}
	return from, to
}

// begins returns the lines of the widest declaration, statement or element that begins on a line; 0 for none.
func (f *file) begins(line int32) (from, to int32) {
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n.(type) {
		case nil:
			return false
		case *ast.File:
			return true
		case *ast.BlockStmt, *ast.CommentGroup, *ast.Comment:
			_, comment := n.(*ast.BlockStmt)
			return comment
		}
		start := n.Pos()
		if fn, ok := n.(*ast.FuncDecl); ok { // its documentation is part of it
			start = fn.Type.Pos()
		}
		if at := f.line(start); at == line {
			from, to = at, max(to, f.line(n.End()))
		}
		return from == 0 && f.line(n.Pos()) <= line && f.line(n.End()) >= line
	})
	return from, to
}
