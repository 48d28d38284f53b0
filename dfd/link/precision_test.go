package link

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// TestPrecision links each testdata/*.txtar and compares what every entry point reaches with the archive's expect.txt: the
// same sinks, each as often as it is there.
func TestPrecision(t *testing.T) {
	for _, path := range archives(t) {
		t.Run(name(path), func(t *testing.T) {
			ar := parse(t, path)
			p := linked(t, loaded(t, path))
			if want, got := strings.TrimSpace(file(t, ar, "expect.txt")), reached(p); got != want {
				t.Errorf("entry points reach\n%s\nwant\n%s\n%s", got, want, differing(want, got))
			}
			drawn(t, p)
		})
	}
}

func archives(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	return paths
}

func name(path string) string { return strings.TrimSuffix(filepath.Base(path), ".txtar") }

func parse(t testing.TB, path string) *txtar.Archive {
	t.Helper()
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return ar
}

func file(t testing.TB, ar *txtar.Archive, name string) string {
	t.Helper()
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	t.Fatalf("the archive has no %s", name)
	return ""
}

var (
	loads   = map[string][]*summary.Package{}
	loadsMu sync.Mutex
)

// loaded summarises an archive; tests share it.
func loaded(t testing.TB, path string) []*summary.Package {
	t.Helper()
	loadsMu.Lock()
	defer loadsMu.Unlock()
	if ps, ok := loads[path]; ok {
		return ps
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if ar := txtar.Parse(src); slices.ContainsFunc(ar.Files, func(f txtar.File) bool { return f.Name == "stubs" }) {
		src = txtar.Format(vendored(t, ar))
	}
	ps := lowertest.Module(t, string(src))
	loads[path] = ps
	return ps
}

func linked(t testing.TB, pkgs []*summary.Package) *dfd.Program {
	t.Helper()
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Link(Input{Packages: pkgs, Catalog: cat})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// reached lists, under each entry point, the stores and third parties that it reaches, with the function that holds the call;
// then what could not be followed.
func reached(p *dfd.Program) string {
	var out []string
	for _, e := range p.EntryPoints {
		out = append(out, strings.TrimSpace(e.Method+" "+e.Path))
		var sinks []string
		for _, u := range p.Uses {
			if r := on(u, e.ID); r != nil && sink(u) != "" {
				what := sink(u)
				if r.Async {
					what += " (async)"
				}
				if !drawnFor(p, u, e.ID) {
					what += " (not drawn)"
				}
				sinks = append(sinks, "  "+what)
			}
		}
		sort.Strings(sinks)
		out = append(out, slices.Compact(sinks)...) // one with several arguments is one
	}
	for _, u := range p.Unresolved {
		out = append(out, fmt.Sprintf("unresolved %s:%d: %s", u.File, u.Line, u.What))
	}
	for _, b := range p.Coverage.Budgets {
		out = append(out, "budget "+b)
	}
	return strings.Join(out, "\n")
}

func on(u *dfd.Use, entry string) *dfd.Reach {
	for n := range u.On {
		if u.On[n].Entry == entry {
			return &u.On[n]
		}
	}
	return nil
}

// sink says what a use touches and where, "" where it touches nothing outside.
func sink(u *dfd.Use) string {
	what := ""
	switch {
	case !effects[u.Role] || u.Op == "" && u.Role == "file" || u.Attr["kind"] == "handle":
		return ""
	case u.Role == "sql":
		what = strings.Join(u.Tables, ",")
	default:
		for _, n := range []string{"path", "url", "command", "topic", "key"} {
			if v := u.Args[n]; v != nil && what == "" {
				what = strings.Join(v.Text, " or ")
			}
		}
	}
	if what == "" {
		what = "?"
	}
	return fmt.Sprintf("%s %s %s in %s", u.Role, u.Op, what, strings.TrimPrefix(u.Place.Func, "example.com/app/"))
}

// drawn checks that the diagram says what the uses say: each sink of an entry point is on a flow of it, once per place.
func drawn(t *testing.T, p *dfd.Program) {
	t.Helper()
	for _, f := range p.Flows {
		seen := map[string]bool{}
		for _, v := range f.Via {
			k := fmt.Sprint(v.EntryPoint, v.Site.File, v.Site.Line)
			if len(v.Trace) > 0 {
				for _, s := range v.Trace {
					k += fmt.Sprint(" ", s.File, s.Line)
				}
			}
			if seen[k] {
				t.Errorf("flow %s counts %s:%d twice for %s", f.ID, v.Site.File, v.Site.Line, v.EntryPoint)
			}
			seen[k] = true
		}
	}
	for _, u := range p.Uses {
		for _, r := range u.On {
			if sink(u) != "" && r.Entry != "" && u.Flow == "" && !u.HandedOn && !r.Once {
				t.Errorf("%s reaches %s without a flow", r.Entry, u.ID)
			}
		}
	}
}

// drawnFor says that one of an entry point's flows has the place of a call, unless it is only made at the first use of what it fills.
func drawnFor(p *dfd.Program, u *dfd.Use, entry string) bool {
	return !on(u, entry).Once || slices.ContainsFunc(p.Flows, func(f *dfd.Flow) bool {
		return slices.ContainsFunc(f.Via, func(v dfd.Via) bool {
			return v.EntryPoint == entry && v.Site.File == u.Place.File && v.Site.Line == u.Place.Line
		})
	})
}

// differing gives the lines that only one of two texts has.
func differing(want, got string) string {
	count := map[string]int{}
	for _, l := range strings.Split(want, "\n") {
		count[l]--
	}
	for _, l := range strings.Split(got, "\n") {
		count[l]++
	}
	var out []string
	for l, n := range count {
		for ; n > 0; n-- {
			out = append(out, "too much: "+l)
		}
		for ; n < 0; n++ {
			out = append(out, "missing:  "+l)
		}
	}
	sort.Strings(out)
	return strings.Join(out, "\n")
}

// fixpoint links without assembling.
func fixpoint(t testing.TB, pkgs []*summary.Package) *linker {
	t.Helper()
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l := newLinker(newWorld(pkgs, cat))
	l.techs = cat
	l.solve(nil)
	return l
}
