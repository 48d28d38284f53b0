package link

import (
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestOrigins links each testdata/origins/*.txtar and compares where the arguments of the calls that its expect.txt names
// come from with what it says of them: one line an argument, "function symbol argument: origins".
func TestOrigins(t *testing.T) {
	paths, err := filepath.Glob("testdata/origins/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range paths {
		t.Run(name(path), func(t *testing.T) {
			lines := comings(linked(t, loaded(t, path)))
			for _, want := range strings.Split(strings.TrimSpace(file(t, parse(t, path), "expect.txt")), "\n") {
				about, _, _ := strings.Cut(want, ":")
				if got := matching(lines, about+":"); got != want {
					t.Errorf("got\n%s\nwant\n%s\nof\n%s", got, want, strings.Join(lines, "\n"))
				}
			}
		})
	}
}

// comings lists every argument of every use, what it comes from sorted.
func comings(p *dfd.Program) []string {
	var out []string
	for _, u := range p.Uses {
		fn := u.Place.Func[strings.LastIndexByte(u.Place.Func, '.')+1:]
		for arg, v := range u.Args {
			var from []string
			for _, o := range v.Origins {
				from = append(from, strings.Join(append([]string{o.Kind, o.Name}, o.Marks...), " "))
			}
			switch {
			case v.Many:
				from = append(from, "many")
			case v.Unknown:
				from = append(from, "unknown")
			}
			out = append(out, fn+" "+u.Symbol[strings.LastIndexByte(u.Symbol, '/')+1:]+" "+arg+": "+strings.Join(from, ", "))
		}
	}
	sort.Strings(out)
	return out
}

// matching returns the lines with a prefix.
func matching(lines []string, prefix string) string {
	var out []string
	for _, l := range lines {
		if strings.HasPrefix(l, prefix) {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
