package lower

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// What a text that is embedded may have, and all of a package together: statements, not dumps.
const (
	maxEmbedded    = 64 << 10
	maxAllEmbedded = 1 << 20
)

// embeds lists the variables that a go:embed directive fills, and the SQL texts that they are filled with.
func (l *lowerer) embeds(f *file) {
	for _, decl := range f.ast.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.VAR {
			continue
		}
		for _, spec := range gen.Specs {
			vs := spec.(*ast.ValueSpec)
			patterns := embedded(vs.Doc)
			if len(gen.Specs) == 1 {
				patterns = append(patterns, embedded(gen.Doc)...)
			}
			if len(patterns) == 0 {
				continue
			}
			for _, id := range vs.Names {
				l.out.Embeds = append(l.out.Embeds, l.path+"."+id.Name)
				l.embeddedTexts(l.path+"."+id.Name, filepath.Dir(l.in.Fset.PositionFor(f.ast.Package, false).Filename), patterns)
			}
		}
	}
}

// embedded gives the patterns of the directives above a declaration.
func embedded(doc *ast.CommentGroup) []string {
	var out []string
	if doc == nil {
		return nil
	}
	for _, c := range doc.List {
		list, ok := strings.CutPrefix(c.Text, "//go:embed ")
		for ok && strings.TrimSpace(list) != "" {
			list = strings.TrimSpace(list)
			word, rest, _ := strings.Cut(list, " ")
			if q, err := strconv.QuotedPrefix(list); err == nil {
				word, _ = strconv.Unquote(q)
				rest = list[len(q):]
			}
			out, list = append(out, strings.TrimPrefix(word, "all:")), rest
		}
	}
	return out
}

// embeddedTexts reads the SQL files below a package's folder that patterns match. What cannot be read is left out: the go command
// says so when the program is built.
func (l *lowerer) embeddedTexts(sym, dir string, patterns []string) {
	root := os.DirFS(dir)
	for _, p := range patterns {
		names, err := fs.Glob(root, path.Clean(p))
		if err != nil {
			continue
		}
		for _, name := range names {
			_ = fs.WalkDir(root, name, func(at string, d fs.DirEntry, err error) error {
				if err == nil && d.Type().IsRegular() && path.Ext(at) == ".sql" {
					l.embeddedText(sym, at, filepath.Join(dir, filepath.FromSlash(at)), d)
				}
				return nil
			})
		}
	}
}

func (l *lowerer) embeddedText(sym, name, file string, d fs.DirEntry) {
	info, err := d.Info()
	if err != nil || info.Size() > maxEmbedded || l.embeddedSize+int(info.Size()) > maxAllEmbedded {
		return
	}
	if slices.ContainsFunc(l.out.Texts, func(t summary.Text) bool { return t.Var == sym && t.Name == name }) {
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return
	}
	l.embeddedSize += len(text)
	l.out.Texts = append(l.out.Texts, summary.Text{Var: sym, Name: name, Text: string(text)})
}
