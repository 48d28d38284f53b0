package driver

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/astutil"
)

// withoutC writes 0 for the C constants in a library's constant declarations: const PartitionAny = int32(C.RD_KAFKA_PARTITION_UA).
// No C compiler runs here, and a constant that is invalid makes every function invalid that mentions it. The value is lost, the
// type is kept where the declaration says it.
func withoutC(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		astutil.Apply(g, func(c *astutil.Cursor) bool {
			if sel, ok := c.Node().(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "C" {
					c.Replace(&ast.BasicLit{ValuePos: sel.Pos(), Kind: token.INT, Value: "0"})
				}
			}
			return true
		}, nil)
	}
}
