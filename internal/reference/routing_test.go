package reference

import (
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/pipeline"
)

var writeRoutes = flag.Bool("write-routes", false, "write routes.txt anew; look at the difference before it is committed")

// routing has a program per framework or broker, storage one per kind of store; each is a module and each program has its
// routes.txt.
const (
	routing = "../../testdata/routing"
	storage = "../../testdata/storage"
)

// routingPrograms are the programs of a module.
func routingPrograms(t *testing.T, module string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(module, "*", "routes.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d programs: %v", len(paths), err)
	}
	var names []string
	for _, p := range paths {
		names = append(names, filepath.Base(filepath.Dir(p)))
	}
	return names
}

// TestRouting compares the entry points of each program with its routes.txt: method, path, who may call it, what the caller
// chooses, the handler, and what is reached.
func TestRouting(t *testing.T) { compared(t, routing) }

// TestStorage does the same for the programs that use stores: which store, which tables, what is done to them.
func TestStorage(t *testing.T) { compared(t, storage) }

func compared(t *testing.T, module string) {
	for _, name := range routingPrograms(t, module) {
		t.Run(name, func(t *testing.T) {
			got, golden := routes(linkedProgram(t, module, name)), filepath.Join(module, name, "routes.txt")
			if *writeRoutes {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func linkedProgram(t *testing.T, module, name string) *dfd.Program {
	t.Helper()
	p, _, err := pipeline.Run(context.Background(), pipeline.Config{Config: driver.Config{
		Dir: module, Patterns: []string{"./" + name + "/..."}, Deps: driver.DepsSource}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// routes lists a program: its listeners, its entry points, its flows to stores and third parties, what is unresolved.
func routes(p *dfd.Program) string {
	var out []string
	for _, l := range p.Listeners {
		out = append(out, "listen "+l.Address)
	}
	for _, e := range p.EntryPoints {
		line := e.Kind + " " + strings.TrimSpace(e.Method+" "+e.Path) + " " + e.Auth.Verdict
		if e.Auth.Scheme != "none" && e.Auth.Scheme != "unknown" {
			line += " " + e.Auth.Scheme
		}
		if len(e.Auth.Roles) > 0 {
			line += " as " + strings.Join(e.Auth.Roles, ",")
		}
		if len(e.Auth.Unless) > 0 {
			line += " unless " + strings.Join(e.Auth.Unless, ",")
		}
		if len(e.Auth.If) > 0 {
			line += " if " + strings.Join(e.Auth.If, ",")
		}
		for _, in := range e.Inputs {
			line += " " + in.From + ":" + in.Name
		}
		out = append(out, line+" -> "+e.Handler[strings.LastIndexByte(e.Handler, '/')+1:])
	}
	for _, f := range p.Flows {
		if f.Op != "request" {
			out = append(out, "flow "+end(p, f.From)+" > "+end(p, f.To)+" "+f.Op+" "+f.Label)
		}
	}
	for _, u := range p.Unresolved {
		out = append(out, "unresolved "+u.What)
	}
	sort.Strings(out)
	return strings.Join(out, "\n") + "\n"
}

func end(p *dfd.Program, id string) string {
	if e := p.Element(id); e != nil {
		return e.Name
	}
	return id
}

// TestRoutingComplete: no program is without its routes.txt.
func TestRoutingComplete(t *testing.T) {
	for _, module := range []string{routing, storage} {
		dirs, err := os.ReadDir(module)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range dirs {
			if !d.IsDir() || d.Name() == "fixes" { // see TestFixes
				continue
			}
			if _, err := os.Stat(filepath.Join(module, d.Name(), "routes.txt")); errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s of %s has no routes.txt", d.Name(), module)
			}
		}
	}
}
