package link

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRefusals links each testdata/refusals/*.txtar and compares which middleware lets through what it refuses, and where, with the
// archive's expect.txt.
func TestRefusals(t *testing.T) {
	paths, err := filepath.Glob("testdata/refusals/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range paths {
		t.Run(name(path), func(t *testing.T) {
			p := linked(t, loaded(t, path))
			var got []string
			for _, c := range p.Chains {
				for _, at := range c.Leaks {
					got = append(got, fmt.Sprintf("%s: %d", strings.TrimPrefix(at.Func, "example.com/app."), at.Line))
				}
			}
			slices.Sort(got)
			if want := strings.TrimSpace(file(t, parse(t, path), "expect.txt")); strings.Join(got, "\n") != want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
			}
		})
	}
}
