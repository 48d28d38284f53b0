package lower_test

import (
	"bytes"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"testing"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

// TestDeterministic lowers everything twenty times, files in changing order, and compares bytes.
func TestDeterministic(t *testing.T) {
	for _, name := range []string{"generics", "control", "data", "methodvalues", "broken"} {
		src, err := os.ReadFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		dir := lowertest.Write(t, string(src))
		var first []byte
		var ins []lower.Input
		for i := range 20 {
			if i%10 == 0 {
				if ins, err = lowertest.Inputs(dir, "./..."); err != nil {
					t.Fatal(err)
				}
			}
			var all []byte
			for _, in := range ins {
				if i%3 == 1 {
					slices.Reverse(in.Files)
				}
				all = append(all, summary.Encode(lower.Lower(in))...)
			}
			if first == nil {
				first = all
			}
			if !bytes.Equal(all, first) {
				t.Fatalf("%s: run %d gives other bytes", name, i)
			}
		}
	}
}

var variants = map[string]string{
	"p.go": `package p

var First, Second = second(), First + third

var third = 3

func second() int { return third }

type T struct{}

func (T) Real() {}

func init() { third++ }

func Use() any { return &T{} }
`,
	"p_test.go": `package p

import "example.com/other"

var early = First + Second + other.X

func (T) Fake()   {}
func (*T) Fake2() {}

type Only struct{}

func init() { early = func() int { return 3 }() }
`,
	"q.go": `package q

import "example.com/p"

func Q() any { return p.T{} }
`,
	"other.go": `package other

var X int
`,
}

type packs map[string]*types.Package

func (ps packs) Import(path string) (*types.Package, error) { return ps[path], nil }

// check type-checks files of variants as one package.
func check(t *testing.T, fset *token.FileSet, ps packs, path, asVariant string, names ...string) lower.Input {
	t.Helper()
	in := lower.Input{Fset: fset, Info: lower.NewInfo(), Module: "example.com", Own: func(string) bool { return true }}
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, variants[name], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		in.Files = append(in.Files, f)
	}
	pkg, err := (&types.Config{Importer: ps}).Check(path+asVariant, fset, in.Files, in.Info)
	if err != nil {
		t.Fatal(err)
	}
	in.Pkg, ps[path] = pkg, pkg
	return in
}

// TestVariants checks that the variants of packages that a test brings are summarised as the packages themselves: p with
// its test files, and q built against that.
func TestVariants(t *testing.T) {
	fset, ps := token.NewFileSet(), packs{}
	check(t, fset, ps, "example.com/other", "", "other.go")
	var blobs [2][][]byte
	for i, files := range [][]string{{"p.go"}, {"p.go", "p_test.go"}} {
		variant := []string{"", " [example.com/p.test]"}[i]
		p := check(t, fset, ps, "example.com/p", variant, files...)
		q := check(t, fset, ps, "example.com/q", variant, "q.go")
		for _, in := range []lower.Input{p, q} {
			blobs[i] = append(blobs[i], summary.Encode(lower.Lower(in)))
		}
	}
	for i := range blobs[0] {
		if !bytes.Equal(blobs[0][i], blobs[1][i]) {
			t.Errorf("package %d differs in its variant", i)
		}
	}
}
