package lower

import (
	"cmp"
	"go/ast"
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
	slices.SortFunc(l.out.Texts, func(a, b summary.Text) int {
		return cmp.Or(strings.Compare(a.Var, b.Var), strings.Compare(a.Name, b.Name))
	})
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
