package link

import (
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestData links each testdata/data/*.txtar and compares what travels on its flows, and by which names it was recognised,
// with the archive's expect.txt.
func TestData(t *testing.T) {
	paths, err := filepath.Glob("testdata/data/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range paths {
		t.Run(name(path), func(t *testing.T) {
			p := linked(t, loaded(t, path))
			want := strings.TrimSpace(file(t, parse(t, path), "expect.txt"))
			if got := travelling(p); got != want {
				t.Errorf("what travels\n%s\nwant\n%s\n%s", got, want, differing(want, got))
			}
		})
	}
}

// travelling lists flows, and under each what is on it with class and evidence.
func travelling(p *dfd.Program) string {
	var out []string
	for _, f := range p.Flows {
		lines := []string{end(p, f.From) + " > " + end(p, f.To) + " " + f.Op}
		for _, d := range f.Data {
			line := "  " + d.Name
			if d.Class != "" {
				line += " " + d.Class + ", " + d.Evidence
				if d.At == nil || d.At.File == "" || d.At.Line == 0 {
					line += " NOWHERE"
				}
			}
			lines = append(lines, line)
		}
		out = append(out, strings.Join(lines, "\n"))
	}
	sort.Strings(out)
	return strings.Join(out, "\n")
}

func end(p *dfd.Program, id string) string {
	if e := p.Element(id); e != nil {
		return e.Name
	}
	return id
}
