package link

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// protection is a program of which one route needs a credential, and ways to break that.
type protection struct {
	name    string
	entry   string // protected as the program stands
	open    string // another entry point, public; "" for none
	scheme  string
	source  string
	mutants []mutant
}

// mutant replaces texts of the program, each of which is there once.
type mutant struct {
	name  string
	swaps []string // old, new, …
}

// TestMutants breaks the protection of routes, one way at a time. None of the broken ones may be called protected: that is the
// worst error the tool can make.
func TestMutants(t *testing.T) {
	for _, p := range slices.Concat(protections, heldProtections, readProtections, toldProtections, ownRouterProtections) {
		t.Run(p.name, func(t *testing.T) {
			base := strings.Replace(protectedMain, "BODY", p.source, 1)
			if strings.Contains(p.source, "-- main.go --") {
				base = p.source
			}
			if got := verdictOf(t, base, p.entry); got != "protected "+p.scheme {
				t.Errorf("%s is %s, want protected %s", p.entry, got, p.scheme)
			}
			if p.open != "" {
				if got := verdictOf(t, base, p.open); strings.HasPrefix(got, "protected") {
					t.Errorf("%s is %s", p.open, got)
				}
			}
			for _, m := range p.mutants {
				t.Run(m.name, func(t *testing.T) {
					src := base
					for n := 0; n < len(m.swaps); n += 2 {
						if c := strings.Count(src, m.swaps[n]); c != 1 {
							t.Fatalf("%q is there %d times", m.swaps[n], c)
						}
						src = strings.Replace(src, m.swaps[n], m.swaps[n+1], 1)
					}
					if got := verdictOf(t, src, p.entry); strings.HasPrefix(got, "protected") {
						t.Errorf("%s is still %s", p.entry, got)
					}
				})
			}
		})
	}
}

// protectedMain is the frame of the programs that need the standard library only.
const protectedMain = `
-- main.go --
package main

BODY
`

func verdictOf(t *testing.T, archive, entry string) string {
	t.Helper()
	if strings.Contains(archive, "github.com/") {
		archive = withLibraries(t, archive)
	}
	p := linked(t, lowertest.Module(t, archive))
	for _, e := range p.EntryPoints {
		if strings.TrimSpace(e.Method+" "+e.Path) == entry {
			return e.Auth.Verdict + " " + e.Auth.Scheme
		}
	}
	for _, e := range p.EntryPoints {
		t.Log(e.Method, e.Path)
	}
	t.Fatalf("no entry point %s", entry)
	return ""
}

// withLibraries gives a program the requirements of the sample programs.
func withLibraries(t *testing.T, archive string) string {
	t.Helper()
	for _, f := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile("../../testdata/" + f)
		if err != nil {
			t.Fatal(err)
		}
		archive += "\n-- " + f + " --\n" + strings.Replace(string(b), "module example.com/samples", "module example.com/app", 1)
	}
	return archive
}
