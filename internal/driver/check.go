package driver

import (
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/dfd"
)

// importer hands one package the packages that it imports.
type importer struct {
	*load
	of *listed
}

// Import implements types.Importer.
func (im *importer) Import(path string) (*types.Package, error) {
	path = resolve(im.of, path)
	im.mu.Lock()
	t := im.typed[path]
	im.mu.Unlock()
	if t != nil {
		return t, nil
	}
	if p := im.listed[path]; p != nil && p.Error != nil {
		return nil, fmt.Errorf("%s", im.plain(p.Error.Err))
	}
	return nil, fmt.Errorf("%s %w", path, errNoRead)
}

// publish makes a checked package available to its importers.
func (l *load) publish(path string, t *types.Package) {
	if t == nil {
		return
	}
	t.MarkComplete() // broken ones too: importers lose only what they use of the broken part
	l.mu.Lock()
	l.typed[path] = t
	l.mu.Unlock()
}

// checkAll type-checks own packages, and the external ones between them, and lowers own ones.
func (l *load) checkAll(ctx context.Context) error {
	number := map[string]int{}
	for i, p := range l.packages {
		number[p.ImportPath] = i
	}
	var finished atomic.Int64
	schedule(ctx, len(l.packages), func(i int) []int {
		var out []int
		for _, path := range l.importsOf(l.packages[i].listed) {
			if j, ok := number[path]; ok {
				out = append(out, j)
			}
		}
		return out
	}, func(i int, done func()) {
		l.read(l.packages[i], done)
		l.config.step("reading packages", int(finished.Add(1)), len(l.packages))
	})
	return ctx.Err()
}

// read brings one package from files to summary. What goes wrong in it stays in it.
func (l *load) read(p *pkg, done func()) {
	defer func() {
		if e := recover(); e != nil {
			line, _, _ := strings.Cut(fmt.Sprint(e), "\n")
			p.failed = true
			p.skip(p.ImportPath, "its analysis failed: "+line)
		}
		p.parse = nil // syntax is not needed any more
	}()
	if p.external {
		b := &bodiless{listed: p.listed}
		l.parseBodiless(b)
		l.checkBodiless(b)
		return
	}
	in := l.check(p)
	done()
	if l.config.TypesOnly {
		return
	}
	p.summary = lower.Lower(in)
	p.summary.Dir = l.below(p.Dir)
	for _, s := range p.summary.Skipped {
		p.skip(s.What, s.Reason)
	}
}

func (p *pkg) skip(what, reason string) {
	p.skipped = append(p.skipped, dfd.Skipped{What: what, Reason: reason})
}

// check type-checks an own package and makes it available to its importers.
func (l *load) check(p *pkg) lower.Input {
	s := p.parse()
	in := lower.Input{
		Fset: l.fset, Files: s.files, Info: lower.NewInfo(),
		Module: p.module(), Own: l.isOwn, Errors: slices.Clone(s.errors),
	}
	conf := l.types(p.listed)
	conf.FakeImportC = len(p.CgoFiles) > 0 && !p.compiled
	conf.Error = func(err error) {
		if e, ok := err.(types.Error); ok && !e.Soft {
			in.Errors = append(in.Errors, e)
		}
	}
	in.Pkg, _ = conf.Check(p.ImportPath, l.fset, s.files, in.Info)
	l.publish(p.ImportPath, in.Pkg)
	l.broken(p, in)
	return in
}

// broken lists the errors of a package that lie in no function or variable, as one: what they cost is not listed by name.
func (l *load) broken(p *pkg, in lower.Input) {
	var outside []types.Error
	for _, e := range in.Errors {
		if !slices.ContainsFunc(in.Files, func(f *ast.File) bool { return inBody(f, e.Pos) }) {
			outside = append(outside, e)
		}
	}
	if len(outside) == 0 {
		return
	}
	reason := "does not compile: " + l.plain(outside[0].Msg)
	if at := outside[0].Pos; at.IsValid() {
		reason += fmt.Sprintf(" (%s:%d)", l.file(l.fset.Position(at).Filename), l.fset.Position(at).Line)
	}
	if n := len(outside) - 1; n > 0 {
		reason += fmt.Sprintf(" and %d more", n)
	}
	p.skip(p.ImportPath, reason)
}

// inBody reports whether pos lies in a function or in a variable's declaration.
func inBody(f *ast.File, pos token.Pos) bool {
	return slices.ContainsFunc(f.Decls, func(d ast.Decl) bool {
		g, ok := d.(*ast.GenDecl)
		return d.Pos() <= pos && pos <= d.End() && (!ok || g.Tok == token.VAR)
	})
}

// isOwn reports whether an import path is that of an own package.
func (l *load) isOwn(path string) bool {
	p := l.byPath[path]
	return p != nil && !p.external
}
