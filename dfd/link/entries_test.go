package link

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/dfd"
)

// TestEntries links each testdata/entries/*.txtar, a program of entry points that are no plain HTTP routes, and compares its
// entry points, who may call them and what they reach with the archive's expect.txt. The libraries that it imports are
// declarations only, in testdata/stubs, laid out as a vendor folder.
func TestEntries(t *testing.T) {
	paths, err := filepath.Glob("testdata/entries/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range paths {
		t.Run(name(path), func(t *testing.T) {
			t.Parallel()
			ar := parse(t, path)
			want := strings.TrimSpace(file(t, ar, "expect.txt"))
			p := linked(t, lowertest.Load(t, lowertest.Write(t, string(txtar.Format(vendored(t, ar)))), "./..."))
			if got := entered(p, hasFile(ar, "inputs")); got != want {
				t.Errorf("entry points\n%s\nwant\n%s\n%s", got, want, differing(want, got))
			}
			drawn(t, p)
		})
	}
}

// vendored adds the stubs that an archive's file "stubs" names, a module path a line, and what makes the go command take them.
func vendored(t testing.TB, ar *txtar.Archive) *txtar.Archive {
	t.Helper()
	out := &txtar.Archive{}
	mod, list := "module example.com/app\n\ngo 1.25\n\nrequire (\n", ""
	for _, m := range strings.Fields(file(t, ar, "stubs")) {
		mod += "\t" + m + " " + version(m) + "\n"
		list += "# " + m + " " + version(m) + "\n## explicit; go 1.25\n"
		root := filepath.Join("testdata", "stubs")
		err := filepath.WalkDir(filepath.Join(root, m), func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			src, err := os.ReadFile(p)
			rel, _ := filepath.Rel(root, p)
			out.Files = append(out.Files, txtar.File{Name: "vendor/" + filepath.ToSlash(rel), Data: src})
			list += filepath.ToSlash(filepath.Dir(rel)) + "\n"
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range ar.Files {
		if f.Name != "stubs" && f.Name != "inputs" && f.Name != "expect.txt" {
			out.Files = append(out.Files, f)
		}
	}
	out.Files = append(out.Files, txtar.File{Name: "go.mod", Data: []byte(mod + ")\n")}, txtar.File{Name: "vendor/modules.txt", Data: []byte(list)})
	return out
}

// version gives a version that fits a module path.
func version(path string) string {
	if i := strings.LastIndex(path, "/v"); i >= 0 && len(path)-i == 3 {
		return path[i+1:] + ".0.0"
	}
	return "v1.0.0"
}

func hasFile(ar *txtar.Archive, name string) bool {
	return slices.ContainsFunc(ar.Files, func(f txtar.File) bool { return f.Name == name })
}

// entered lists the entry points: kind, method and path, who may call it, the handler, and what is taken from the caller where that is
// asked for; under each what it reaches.
func entered(p *dfd.Program, inputs bool) string {
	var out []string
	for _, e := range p.EntryPoints {
		who := e.Auth.Verdict
		if e.Auth.Scheme != "none" && e.Auth.Scheme != "unknown" {
			who += " " + e.Auth.Scheme
		}
		for _, in := range e.Inputs {
			if inputs {
				who += " " + in.From + ":" + in.Name
			}
		}
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s: %s, %s", e.Kind, e.Method, e.Path, strings.TrimPrefix(e.Handler, "example.com/app/"), who)), " "))
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
		out = append(out, sinks...)
	}
	for _, u := range p.Unresolved {
		what := fmt.Sprintf("unresolved %s:%d: %s", u.File, u.Line, u.What)
		if u.Kind != "call" {
			what += ", " + u.Reason
		}
		out = append(out, what)
	}
	return strings.Join(out, "\n")
}
