package driver

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// source type-checks the external packages that own ones need, from source and without function bodies. Only what
// declarations mention is followed: an import that function bodies alone use is neither parsed nor checked.
func (l *load) source(ctx context.Context) error {
	s := &sources{load: l, found: map[string]*bodiless{}, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	for _, path := range l.direct {
		s.need(ctx, path)
	}
	s.wg.Wait()
	list := s.ordered()
	number := map[string]int{}
	for i, b := range list {
		number[b.ImportPath] = i
	}
	schedule(ctx, len(list), func(i int) []int {
		var out []int
		for _, path := range list[i].imports {
			if j, ok := number[path]; ok {
				out = append(out, j)
			}
		}
		return out
	}, func(i int, _ func()) { l.checkBodiless(list[i]) })
	return ctx.Err()
}

// sources finds and parses the external packages that are needed.
type sources struct {
	*load
	slots chan struct{}
	wg    sync.WaitGroup
	mu    sync.Mutex
	found map[string]*bodiless
}

// bodiless is an external package without function bodies.
type bodiless struct {
	*listed
	files   []*ast.File
	imports []string // import paths that its declarations mention
}

func (s *sources) need(ctx context.Context, path string) {
	p := s.listed[path]
	if p == nil || path == "unsafe" || len(p.GoFiles)+len(p.CgoFiles) == 0 || ctx.Err() != nil {
		return // not there: its importers get the go command's reason
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found[path] != nil {
		return
	}
	b := &bodiless{listed: p}
	s.found[path] = b
	s.wg.Go(func() {
		s.slots <- struct{}{}
		s.parseBodiless(b)
		<-s.slots
		for _, q := range b.imports {
			s.need(ctx, q)
		}
	})
}

// ordered returns what was found, imports before importers.
func (s *sources) ordered() []*bodiless {
	var out []*bodiless
	seen := map[string]bool{}
	var visit func(path string)
	visit = func(path string) {
		b := s.found[path]
		if b == nil || seen[path] {
			return
		}
		seen[path] = true
		for _, q := range b.imports {
			visit(q)
		}
		out = append(out, b)
	}
	for _, path := range s.direct {
		visit(path)
	}
	return out
}

func (l *load) parseBodiless(b *bodiless) {
	needed := map[string]bool{}
	for _, name := range slices.Concat(b.GoFiles, b.CgoFiles) {
		f, err := parser.ParseFile(l.fset, filepath.Join(b.Dir, name), nil, parser.SkipObjectResolution)
		if f == nil || err != nil && f.Name == nil {
			continue // its importers see what is missing
		}
		dropBodies(f)
		if slices.Contains(b.CgoFiles, name) {
			withoutC(f)
		}
		l.pruneImports(b.listed, f, needed)
		b.files = append(b.files, f)
	}
	for path := range needed {
		b.imports = append(b.imports, path)
	}
	slices.Sort(b.imports)
}

// dropBodies empties all functions of a file, so that their syntax can be freed.
func dropBodies(f *ast.File) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil {
				d.Body = &ast.BlockStmt{Lbrace: d.Body.Lbrace, Rbrace: d.Body.Rbrace}
			}
		case *ast.GenDecl:
			if d.Tok == token.VAR {
				ast.Inspect(d, func(n ast.Node) bool {
					if lit, ok := n.(*ast.FuncLit); ok {
						lit.Body = &ast.BlockStmt{Lbrace: lit.Body.Lbrace, Rbrace: lit.Body.Rbrace}
					}
					return true
				})
			}
		}
	}
}

// pruneImports takes out of a file without function bodies the imports that nothing mentions, and notes the others.
func (l *load) pruneImports(p *listed, f *ast.File, needed map[string]bool) {
	mentioned := map[string]bool{}
	for _, d := range f.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			continue
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := sel.X.(*ast.Ident); ok {
					mentioned[id.Name] = true
				}
			}
			return true
		})
	}
	f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			return false
		}
		g.Specs = slices.DeleteFunc(g.Specs, func(s ast.Spec) bool {
			spec := s.(*ast.ImportSpec)
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || path == "C" {
				return err != nil
			}
			path = resolve(p, path)
			if name := l.nameOf(spec, path); name != "." && !mentioned[name] {
				return true
			}
			needed[path] = true
			return false
		})
		return len(g.Specs) == 0
	})
}

// nameOf returns the name that an import spec declares.
func (l *load) nameOf(spec *ast.ImportSpec, path string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	if p := l.listed[path]; p != nil && p.Name != "" {
		return p.Name
	}
	return path[strings.LastIndex(path, "/")+1:]
}

// resolve returns the package that an import path stands for in p.
func resolve(p *listed, path string) string {
	if q, ok := p.ImportMap[path]; ok {
		return q
	}
	return path
}

// checkBodiless type-checks an external package. Its errors are its importers' loss: they see invalid types.
func (l *load) checkBodiless(b *bodiless) {
	conf := l.types(b.listed)
	conf.FakeImportC = len(b.CgoFiles) > 0
	conf.IgnoreFuncBodies = true
	conf.Error = func(error) {}
	t, _ := conf.Check(b.ImportPath, l.fset, b.files, nil)
	b.files = nil
	l.publish(b.ImportPath, t)
}

// types returns the type checker's configuration for a package.
func (l *load) types(p *listed) types.Config {
	conf := types.Config{
		Importer: &importer{l, p},
		Sizes:    l.sizes,
	}
	if p.Module != nil && p.Module.GoVersion != "" && !p.Standard {
		conf.GoVersion = "go" + p.Module.GoVersion
	}
	return conf
}
