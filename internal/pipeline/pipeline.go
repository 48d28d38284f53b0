// Package pipeline goes from patterns to a rated program: it loads (internal/driver), then links and rates
// (analyzers/program), and tells the second what the first could not read.
//
// In: a driver.Config. Out: the program and what was loaded. It writes nothing and prints nothing.
package pipeline

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/program"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/declared"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/stride"
)

// Config says what to analyse and with which knowledge.
type Config struct {
	driver.Config
	Models  Models // further models of libraries
	Version string // the tool's
}

// Run analyses what the configuration names, as one program.
func Run(ctx context.Context, c Config) (*dfd.Program, *driver.Result, error) {
	c.KeepTypes = true
	res, err := driver.Load(ctx, c.Config)
	if err != nil {
		return nil, nil, err
	}
	cat, unfit, err := c.catalogue(res)
	if err != nil {
		return nil, nil, err
	}
	src := source(c, res, cat, summaries(res.Packages), roots(res))
	src.Coverage.Models = unfit
	if src.Declared, err = c.declared(res); err != nil {
		return nil, nil, err
	}
	p, err := build(ctx, src)
	return p, res, err
}

// PerMain analyses each main package with what it imports as a program of its own, as drivers do that see one package at
// a time. It calls each with every program, in the order of the main packages' paths.
func PerMain(ctx context.Context, c Config, each func(*dfd.Program)) (*driver.Result, error) {
	c.KeepTypes = true
	res, err := driver.Load(ctx, c.Config)
	if err != nil {
		return nil, err
	}
	cat, unfit, err := c.catalogue(res)
	if err != nil {
		return nil, err
	}
	stated, err := c.declared(res)
	if err != nil {
		return nil, err
	}
	for _, root := range res.Roots {
		src := source(c, res, cat, closure(res.Packages, root), []string{root})
		src.Declared, src.Coverage.Models = stated, unfit
		p, err := build(ctx, src)
		if err != nil {
			return nil, err
		}
		each(p)
	}
	return res, nil
}

// declared reads what is stated about controls outside the code, unless the source is not trusted.
func (c Config) declared(res *driver.Result) ([]stride.Declared, error) {
	if c.Untrusted {
		return nil, nil
	}
	return declared.Read(res.Root)
}

// build links and rates. It returns when the context is cancelled, although linking itself does not stop then; a panic is
// an error.
func build(ctx context.Context, s program.Source) (*dfd.Program, error) {
	type answer struct {
		p   *dfd.Program
		err error
	}
	done := make(chan answer, 1)
	go func() {
		defer func() {
			if e := recover(); e != nil {
				done <- answer{nil, fmt.Errorf("internal error while linking: %v\n%s", e, debug.Stack())}
			}
		}()
		p, err := program.Build(s)
		done <- answer{p, err}
	}()
	select {
	case a := <-done:
		return a.p, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func source(c Config, res *driver.Result, cat *catalog.Catalog, packages []*summary.Package, roots []string) program.Source {
	return program.Source{
		Packages: packages, Roots: roots, Module: modulePaths(res.Modules), Version: c.Version,
		Build: res.Build, Coverage: c.coverage(res, cat), Reaches: reaches(res), Catalog: cat,
	}
}

// roots are the main packages asked for, or, where there is none, all packages asked for.
func roots(res *driver.Result) []string {
	if len(res.Roots) > 0 {
		return res.Roots
	}
	return res.Matched
}

func modulePaths(ms []driver.Module) string {
	var paths []string
	for _, m := range ms {
		paths = append(paths, m.Path)
	}
	return strings.Join(paths, ", ")
}

func summaries(ps []*driver.Package) []*summary.Package {
	var out []*summary.Package
	for _, p := range ps {
		if p.Summary != nil {
			out = append(out, p.Summary)
		}
	}
	return out
}

// closure returns the summaries of a package and of all own packages it imports.
func closure(ps []*driver.Package, root string) []*summary.Package {
	needed := map[string]bool{root: true}
	var out []*summary.Package
	for i := len(ps) - 1; i >= 0; i-- { // importers first
		s := ps[i].Summary
		if s == nil || !needed[s.Path] {
			continue
		}
		for _, im := range s.Imports {
			needed[im.Path] = true
		}
		out = append(out, s)
	}
	return out
}
