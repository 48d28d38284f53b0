package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// header fills imports and embedded variables from the syntax.
func (l *lowerer) header() {
	seen := map[string]int{}
	for i, f := range l.files {
		for _, spec := range f.ast.Imports {
			im := summary.Import{Path: l.imported(spec), File: int32(i), Line: f.line(spec.Pos())}
			if im.Path == "C" {
				continue
			}
			im.Blank = spec.Name != nil && spec.Name.Name == "_"
			im.Own = l.in.Own(im.Path)
			if j, ok := seen[im.Path]; ok {
				l.out.Imports[j].Blank = l.out.Imports[j].Blank && im.Blank
				continue
			}
			seen[im.Path] = len(l.out.Imports)
			l.out.Imports = append(l.out.Imports, im)
		}
		l.embeds(f)
	}
	slices.SortFunc(l.out.Imports, func(a, b summary.Import) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(l.out.Embeds)
}

// imported returns the path of the package that spec names: with vendoring in the standard library not the literal.
func (l *lowerer) imported(spec *ast.ImportSpec) string {
	var obj types.Object
	if spec.Name != nil {
		obj = l.in.Info.Defs[spec.Name]
	} else {
		obj = l.in.Info.Implicits[spec]
	}
	if pn, ok := obj.(*types.PkgName); ok {
		return plainPath(pn.Imported().Path())
	}
	path, _ := strconv.Unquote(spec.Path.Value)
	return path
}

// embeds lists the variables that a go:embed directive fills.
func (l *lowerer) embeds(f *file) {
	for _, decl := range f.ast.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.VAR {
			continue
		}
		for _, spec := range gen.Specs {
			vs := spec.(*ast.ValueSpec)
			if embedded(vs.Doc) || len(gen.Specs) == 1 && embedded(gen.Doc) {
				for _, id := range vs.Names {
					l.out.Embeds = append(l.out.Embeds, l.path+"."+id.Name)
				}
			}
		}
	}
}

func embedded(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return strings.HasPrefix(c.Text, "//go:embed ")
	})
}
