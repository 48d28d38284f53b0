package lower_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/summary"
)

// noImports refuses every import: a fuzzed package is then only more broken.
type noImports struct{}

func (noImports) Import(string) (*types.Package, error) { return nil, os.ErrNotExist }

// FuzzLower lowers whatever parses, with all the type errors it has. Lower must not panic, and what it makes must be sound.
func FuzzLower(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			f.Add(string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "a.go", src, parser.SkipObjectResolution|parser.ParseComments)
		if file == nil || file.Name == nil {
			return
		}
		in := lower.Input{Fset: fset, Files: []*ast.File{file}, Info: lower.NewInfo()}
		if !checked(&in) {
			return
		}
		p := lower.Lower(in)
		if _, err := summary.Decode(summary.Encode(p)); err != nil {
			t.Fatal(err)
		}
		if s := unsound(p); s != "" {
			t.Fatal(s)
		}
	})
}

// checked type-checks in; false if the type checker itself panics, which it does on some of what is fuzzed.
func checked(in *lower.Input) (ok bool) {
	defer func() { ok = recover() == nil && in.Pkg != nil }()
	conf := types.Config{Importer: noImports{}, FakeImportC: true, Error: func(err error) {
		in.Errors = append(in.Errors, err.(types.Error))
	}}
	in.Pkg, _ = conf.Check("example.com/f", in.Fset, in.Files, in.Info)
	return in.Pkg != nil
}

// TestImportC checks that functions that do not mention C are kept where cgo does not run.
func TestImportC(t *testing.T) {
	const src = `package c

import "C"

import "strings"

var size = C.sizeof_int

func With(s string) int { return int(C.strlen(C.CString(s))) }

func Without(s string) string { return strings.ToUpper(s) }

func Calls() int { return With("x") }
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "c.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	in := lower.Input{Fset: fset, Files: []*ast.File{file}, Info: lower.NewInfo()}
	conf := types.Config{Importer: importer.Default(), FakeImportC: true}
	if in.Pkg, err = conf.Check("example.com/c", fset, in.Files, in.Info); err != nil {
		t.Fatal(err)
	}
	p := lower.Lower(in)
	var got []string
	for _, f := range p.Funcs {
		got = append(got, f.Sym)
	}
	for _, s := range p.Skipped {
		got = append(got, "-"+s.What+" "+s.Reason)
	}
	want := []string{"example.com/c.init", "example.com/c.Calls", "example.com/c.Without",
		"-example.com/c.With uses cgo", "-example.com/c.size uses cgo"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}
