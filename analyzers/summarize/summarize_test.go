package summarize_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summarize"
	"github.com/gostride/gostride/analyzers/summary"
)

// asVettool makes the test binary the tool that go vet starts.
const asVettool = "SUMMARIZE_TEST_VETTOOL"

func TestMain(m *testing.M) {
	if os.Getenv(asVettool) != "" {
		unitchecker.Main(seen)
	}
	os.Exit(m.Run())
}

// seen reports, at every package main, what has arrived there.
var seen = &analysis.Analyzer{
	Name:     "seen",
	Doc:      "report the packages in the carrier",
	Requires: []*analysis.Analyzer{summarize.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		res := pass.ResultOf[summarize.Analyzer].(*summarize.Result)
		if res.Own == nil || !res.Own.Main {
			return nil, nil
		}
		if pass.ImportPackageFact(pass.Pkg, &summary.Carrier{}) {
			return nil, errors.New("a main package hands on what nobody imports")
		}
		for _, e := range res.Carrier.Entries {
			if _, err := summary.Decode(e.Blob); err != nil {
				return nil, err
			}
		}
		pass.Reportf(pass.Files[0].Package, "main has%s", digests(res.Carrier))
		return nil, nil
	},
}

func digests(c *summary.Carrier) (s string) {
	for _, e := range c.Entries {
		s += " " + e.Path + "@" + e.Digest
	}
	return s
}

// TestScope checks that the flag makes packages own where there is no module, and only them.
func TestScope(t *testing.T) {
	flag := summarize.Analyzer.Flags.Lookup("scope").Value
	if err := flag.Set("nothing, a/"); err != nil {
		t.Fatal(err)
	}
	defer flag.Set("")
	for _, res := range analysistest.Run(t, analysistest.TestData(), summarize.Analyzer, "a", "other") {
		own := res.Result.(*summarize.Result).Own
		if path := res.Pass.Pkg.Path(); (own != nil) != (path != "other") {
			t.Errorf("%s: own is %v", path, own != nil)
		}
	}
}

const module = `
-- go.mod --
module example.com/app

go 1.25
-- cmd/main.go --
package main

import (
	"net/http"

	"example.com/app/a"
	"example.com/app/vendored"
)

func main() { http.HandleFunc("/", a.A); vendored.V() }
-- a/a.go --
package a

import (
	"net/http"

	"example.com/app/a/deep"
)

func A(w http.ResponseWriter, r *http.Request) { deep.Deep(w) }
-- a/a_test.go --
package a

import "testing"

var inTest = 1

func TestA(t *testing.T) { A(nil, nil) }
-- a/out_test.go --
package a_test

import (
	"testing"

	"example.com/app/vendored"
)

func TestV(t *testing.T) { vendored.V() }
-- a/deep/deep.go --
package deep

import "io"

func Deep(w io.Writer) { io.WriteString(w, "x") }
-- vendored/v.go --
package vendored

import "example.com/app/a"

func V() any { return a.A }
`

// TestVet checks under go vet, which hands facts on in files, that main sees every own package, imported directly or not,
// and nothing else; that test variants of packages cause no conflict; and that the blobs are those that another driver,
// which type-checks everything from source, makes.
func TestVet(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the go command")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-vettool="+exe, "./...")
	cmd.Dir = lowertest.Write(t, module)
	all := &summary.Carrier{}
	for _, p := range lowertest.Load(t, cmd.Dir, "./...") {
		if all, err = summary.Union(all, &summary.Carrier{Entries: []summary.Entry{summary.NewEntry(p)}}); err != nil {
			t.Fatal(err)
		}
	}
	cmd.Env = append(os.Environ(), asVettool+"=1", "GOFLAGS=", "GOWORK=off")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Run() // fails because something is reported
	want := "main has" + digests(all)
	if len(all.Entries) != 4 {
		t.Errorf("%d packages are own", len(all.Entries))
	}
	if !strings.Contains(out.String(), want) || strings.Count(out.String(), "\n") > 2 {
		t.Errorf("go vet says\n%s\nwant\n%s", &out, want)
	}
}
