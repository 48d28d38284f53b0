package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/program"
	"github.com/gostride/gostride/dfd"
)

// breaking is a whole program on libraries, and edits of it. The libraries are declarations only, in the manner of a vendor
// folder: what the linker knows of them is the catalogue.
type breaking struct {
	name  string
	rule  string   // a rule's id, "control KIND", or "auth ENTRY POINT"
	needs []string // modules of stubs
	src   string   // package main
	want  string   // status of the rule's rows on the program as it stands, "" for none
	edits []edit
}

// edit replaces texts, each of which is there once, and says what the rule's rows are then.
type edit struct {
	name  string
	swaps []string
	want  string
}

func archive(t *testing.T, c breaking, src string) string {
	t.Helper()
	mod, list, files := "module example.com/app\n\ngo 1.25\n", "", ""
	for _, m := range c.needs {
		code, ok := stubs[m]
		if !ok {
			t.Fatalf("no stub of %s", m)
		}
		major := "v1.0.0"
		if i := strings.LastIndex(m, "/v"); i > 0 {
			major = m[i+1:] + ".0.0"
		}
		mod += fmt.Sprintf("\nrequire %s %s\n", m, major)
		list += fmt.Sprintf("# %s %s\n## explicit; go 1.25\n", m, major)
		for _, pkg := range strings.Split(code, "\n=== ")[1:] {
			path, body, _ := strings.Cut(pkg, "\n")
			list += path + "\n"
			files += "-- vendor/" + path + "/x.go --\n" + body + "\n"
		}
	}
	return "-- go.mod --\n" + mod + "-- vendor/modules.txt --\n" + list + files + "-- main.go --\n" + src
}

// standing lists the statuses of a rule's rows, or the verdicts on controls of a kind, each once, sorted.
func standing(t *testing.T, c breaking, src string) string {
	t.Helper()
	p, err := program.Build(program.Source{Packages: lowertest.Module(t, archive(t, c, src)), Roots: []string{"example.com/app"}, Module: "example.com/app"})
	if err != nil {
		t.Fatal(err)
	}
	if kind, ok := strings.CutPrefix(c.rule, "control "); ok {
		return verdicts(p, kind)
	}
	if id, ok := strings.CutPrefix(c.rule, "auth "); ok {
		return p.EntryPoints[slices.IndexFunc(p.EntryPoints, func(e *dfd.EntryPoint) bool { return e.ID == id })].Auth.Verdict
	}
	return statuses(p, c.rule)
}

func verdicts(p *dfd.Program, kind string) string {
	var out []string
	for _, x := range p.Controls {
		if x.Kind == kind && !slices.Contains(out, x.Verdict) {
			out = append(out, x.Verdict)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func statuses(p *dfd.Program, rule string) string {
	var out []string
	for _, th := range p.Threats {
		if th.Rule == rule && !slices.Contains(out, th.Status) {
			out = append(out, th.Status)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// TestBreaking edits programs one way at a time. What holds a threat off, broken, must not count any more.
func TestBreaking(t *testing.T) {
	for _, c := range slices.Concat(lookups, sockets, hooks, steps, signins, tokens, limits, sharing, values, passwords, servers, returned, sizes, codes, optioned, operators, leftOut, judged, ways, literals, answers, tagged, unasked, handed, hardening, otherServers, unbound, seen, doubted, shown) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := standing(t, c, c.src); got != c.want {
				t.Errorf("as it stands: %q, want %q", got, c.want)
			}
			for _, e := range c.edits {
				if got := standing(t, c, swapped(t, c.src, e.swaps)); got != e.want {
					t.Errorf("%s: %q, want %q", e.name, got, e.want)
				}
			}
		})
	}
}
