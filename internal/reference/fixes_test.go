package reference

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/pipeline"
	"github.com/gostride/gostride/stride"
)

var rulesOf = regexp.MustCompile(`Rules:((?: [a-z-]+)+)\.`)

// TestFixes analyses each program of testdata/fixes. Its routes are named by what they are: below /flaw is what one of the rules
// that its documentation names must report as open, below /fixed what none of them may. Programs of frameworks and of
// stores are in the modules that need these.
func TestFixes(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(testdata, "fixes", "*", "main.go"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no programs", err)
	}
	for _, module := range []string{"routing", "storage"} {
		more, err := filepath.Glob(filepath.Join(testdata, module, "fixes", "*", "main.go"))
		if err != nil || len(more) == 0 {
			t.Fatal("no programs in", module, err)
		}
		dirs = append(dirs, more...)
	}
	for _, main := range dirs {
		name := filepath.Base(filepath.Dir(main))
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(main)
			if err != nil {
				t.Fatal(err)
			}
			named := rulesOf.FindStringSubmatch(strings.ReplaceAll(string(src), "\n// ", " "))
			if named == nil {
				t.Fatal("its documentation names no rules")
			}
			p, _, err := pipeline.Run(context.Background(), pipeline.Config{Config: driver.Config{
				Dir: filepath.Dir(filepath.Dir(filepath.Dir(main))), Patterns: []string{"./fixes/" + name + "/..."}, Deps: driver.DepsSource}})
			if err != nil {
				t.Fatal(err)
			}
			open := openRows(p, strings.Fields(named[1]))
			for _, e := range p.EntryPoints {
				switch rows := open[e.ID]; {
				case strings.HasPrefix(e.Path, "/flaw/") && len(rows) == 0:
					t.Errorf("%s: nothing was found", e.ID)
				case strings.HasPrefix(e.Path, "/fixed/") && len(rows) > 0:
					t.Errorf("%s: %s", e.ID, strings.Join(rows, ", "))
				case !strings.HasPrefix(e.Path, "/flaw/") && !strings.HasPrefix(e.Path, "/fixed/") && e.Kind == "http":
					t.Errorf("%s: neither a flaw nor fixed", e.ID)
				}
			}
		})
	}
}

// openRows gives, by entry point, the open rows of some rules.
func openRows(p *dfd.Program, rules []string) map[string][]string {
	out := map[string][]string{}
	for _, x := range p.Threats {
		if slices.Contains(rules, x.Rule) && x.Status == string(stride.Open) && x.Tier != string(stride.Unknown) {
			for _, e := range x.EntryPoints {
				out[e] = append(out[e], x.Rule)
			}
		}
	}
	return out
}
