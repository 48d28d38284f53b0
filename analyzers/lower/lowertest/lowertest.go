// Package lowertest loads source for tests of what works on summaries: a module on disk, or one written in the test.
//
// It is not the command's loader: it asks go/packages for export data of everything imported and knows no cache.
package lowertest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/summary"
)

// Load summarises the own packages that patterns match in dir, imports first. It fails the test if there are none or if
// one has type errors.
func Load(t testing.TB, dir string, patterns ...string) []*summary.Package {
	t.Helper()
	ins, err := Inputs(dir, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	var out []*summary.Package
	for _, in := range ins {
		for _, e := range in.Errors {
			t.Errorf("%s: %v", in.Pkg.Path(), e)
		}
		out = append(out, lower.Lower(in))
	}
	return out
}

// Module summarises a module written as a txtar archive. Without a go.mod it is module example.com/app. It may import
// the standard library only.
func Module(t testing.TB, archive string) []*summary.Package {
	t.Helper()
	return Load(t, Write(t, archive), "./...")
}

// Write unpacks a txtar archive into a temporary folder and returns it.
func Write(t testing.TB, archive string) string {
	t.Helper()
	dir := t.TempDir()
	ar := txtar.Parse([]byte(archive))
	if !slices.ContainsFunc(ar.Files, func(f txtar.File) bool { return f.Name == "go.mod" }) {
		ar.Files = append(ar.Files, txtar.File{Name: "go.mod", Data: []byte("module example.com/app\n\ngo 1.25\n")})
	}
	for _, f := range ar.Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
	packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedModule

// Inputs loads own packages without summarising them, imports first. Packages that do not compile are among them.
func Inputs(dir string, patterns ...string) ([]lower.Input, error) {
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: dir}, patterns...)
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", dir, err)
	}
	own := map[string]bool{}
	for _, p := range pkgs {
		own[p.PkgPath] = isOwn(p)
	}
	var out []lower.Input
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		if !own[p.PkgPath] || p.Types == nil || p.TypesInfo == nil {
			return
		}
		in := lower.Input{
			Fset: p.Fset, Files: p.Syntax, Pkg: p.Types, Info: p.TypesInfo, Module: p.Module.Path,
			Own: func(path string) bool { return own[path] }, Errors: p.TypeErrors,
		}
		out = append(out, in)
	})
	if len(out) == 0 {
		return nil, errors.Join(fmt.Errorf("no own packages in %s match %s", dir, strings.Join(patterns, " ")), problems(pkgs))
	}
	return out, nil
}

// isOwn reports whether a package belongs to a module on disk, neither in the module cache nor vendored.
func isOwn(p *packages.Package) bool {
	dir := filepath.ToSlash(p.Dir)
	return p.Module != nil && p.Module.Path != "" && !strings.Contains(dir, "@") && !strings.Contains(dir, "/vendor/")
}

func problems(pkgs []*packages.Package) (err error) {
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		for _, e := range p.Errors {
			err = errors.Join(err, e)
		}
	})
	return err
}
