package driver

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// excluded lists the files of an own package that the build configuration leaves out, with what they use of other
// packages. Whether one of them matters is for who knows the catalogue to say.
func (l *load) excluded(p *listed) []Excluded {
	var out []Excluded
	for _, name := range p.IgnoredGoFiles {
		if strings.HasSuffix(name, "_test.go") || name[0] == '_' || name[0] == '.' {
			continue
		}
		full := filepath.Join(p.Dir, name)
		f, err := parser.ParseFile(token.NewFileSet(), full, nil, parser.SkipObjectResolution)
		if f == nil || err != nil {
			continue // not Go as we know it: nothing can be said of it
		}
		x := Excluded{File: l.file(full), Package: p.ImportPath}
		x.Imports, x.Uses = l.mentions(f)
		out = append(out, x)
	}
	return out
}

// mentions returns what a file imports, and the names it uses of it. Without types: a local variable named like an import
// counts as the import.
func (l *load) mentions(f *ast.File) (imports, uses []string) {
	named := map[string]string{}
	for _, spec := range f.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			imports = append(imports, path)
			named[l.nameOf(spec, path)] = path
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && named[id.Name] != "" {
				uses = append(uses, named[id.Name]+"."+sel.Sel.Name)
			}
		}
		return true
	})
	slices.Sort(imports)
	slices.Sort(uses)
	return slices.Compact(imports), slices.Compact(uses)
}
