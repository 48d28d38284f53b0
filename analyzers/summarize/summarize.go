// Package summarize is the go/analysis pass that makes and hands on summaries.
//
// # Analyzer summarize
//
// For an own package it lowers the package, encodes the summary and exports it, together with those of all own packages
// the package imports, as one cumulative package fact: a [summary.Carrier]. A main package, which nobody imports, exports none. It reports nothing. Of other packages it
// looks at nothing but where they are, so that drivers which run fact-producing analyzers on every dependency pay nothing
// for it; for the same reason it requires no other analyzer (buildssa would have ctrlflow run on all dependencies).
//
// An own package has a module and lies outside the module cache and outside vendor; or its path begins with one of the
// prefixes of the -scope flag, which is the only way where the driver gives no module.
package summarize

import (
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/summary"
)

// Analyzer makes summaries. Its result is a *Result.
var Analyzer = &analysis.Analyzer{
	Name:             "summarize",
	Doc:              "summarise the data flow of a package for the threat model (reports nothing itself)",
	URL:              "https://pkg.go.dev/github.com/gostride/gostride/analyzers/summarize",
	Run:              run,
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Result](),
	FactTypes:        []analysis.Fact{(*summary.Carrier)(nil)},
}

var scope string

func init() {
	Analyzer.Flags.StringVar(&scope, "scope", "", "comma-separated `prefixes` of import paths to analyse besides the packages of the module")
}

// Result is what the analyzers that require this one see.
type Result struct {
	Own     *summary.Package // nil for packages that are not own
	Carrier *summary.Carrier // this package and the own packages it imports; never nil
}

func run(pass *analysis.Pass) (any, error) {
	if !inScope(pass) {
		return &Result{Carrier: &summary.Carrier{}}, nil
	}
	imports, err := imported(pass)
	if err != nil {
		return nil, err
	}
	own := lower.Lower(lower.Input{
		Fset: pass.Fset, Files: pass.Files, Pkg: pass.Pkg, Info: pass.TypesInfo, Module: modulePath(pass), Errors: pass.TypeErrors,
		Own: func(path string) bool { _, ok := imports.Lookup(path); return ok },
	})
	all, err := summary.Union(imports, &summary.Carrier{Entries: []summary.Entry{summary.NewEntry(own)}})
	if err != nil {
		return nil, err
	}
	if !own.Main { // which nobody imports
		pass.ExportPackageFact(all)
	}
	return &Result{Own: own, Carrier: all}, nil
}

// imported joins the facts of the direct imports.
func imported(pass *analysis.Pass) (*summary.Carrier, error) {
	var cs []*summary.Carrier
	for _, p := range pass.Pkg.Imports() {
		c := &summary.Carrier{}
		if pass.ImportPackageFact(p, c) {
			cs = append(cs, c)
		}
	}
	all, err := summary.Union(cs...)
	if err != nil {
		return nil, fmt.Errorf("importing into %s: %w", pass.Pkg.Path(), err)
	}
	return all, nil
}

func modulePath(pass *analysis.Pass) string {
	if pass.Module == nil {
		return ""
	}
	return pass.Module.Path
}

// inScope reports whether the package is own and has a file that is not a test.
func inScope(pass *analysis.Pass) bool {
	path, _, _ := strings.Cut(pass.Pkg.Path(), " ")
	if !hasSource(pass) || strings.HasSuffix(path, ".test") && pass.Pkg.Name() == "main" {
		return false
	}
	for prefix := range strings.SplitSeq(scope, ",") {
		prefix = strings.TrimSuffix(strings.TrimSpace(prefix), "/")
		if prefix != "" && (path == prefix || strings.HasPrefix(path, prefix+"/")) {
			return true
		}
	}
	mod := modulePath(pass)
	if mod == "" || mod == "std" || mod == "cmd" {
		return false
	}
	for _, f := range pass.Files {
		if dir := dirOf(pass, f); vendored(dir, path) || cached(dir) {
			return false
		}
	}
	return true
}

func hasSource(pass *analysis.Pass) bool {
	for _, f := range pass.Files {
		if !strings.HasSuffix(pass.Fset.File(f.FileStart).Name(), "_test.go") {
			return true
		}
	}
	return false
}

// dirOf is the folder of a file's source: what cgo made says by a line directive where it comes from.
func dirOf(pass *analysis.Pass, f *ast.File) string {
	return filepath.ToSlash(filepath.Dir(pass.Fset.Position(f.Package).Filename))
}

func vendored(dir, path string) bool { return strings.HasSuffix(dir, "/vendor/"+path) }

// cached reports whether dir lies in the module cache.
func cached(dir string) bool {
	if c := os.Getenv("GOMODCACHE"); c != "" && strings.HasPrefix(dir, strings.TrimSuffix(filepath.ToSlash(c), "/")+"/") {
		return true
	}
	_, rest, ok := strings.Cut(dir, "/pkg/mod/")
	return ok && strings.Contains(rest, "@")
}
