package checks

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unsourced are rules that no program of the tests shows in source, with the reason.
var unsourced = map[string]string{
	"graphql-limits":        "the server is one of generated code: docs/review.md changes one of a real program",
	"graphql-introspection": "as graphql-limits",
	"mass-assignment":       "always a question: docs/review.md reads those of real programs",
}

// TestInSource asks of every rule for a program in Go source that tells it from what looks alike: one that is edited (analyzers/program), or
// one of testdata/fixes.
func TestInSource(t *testing.T) {
	var texts []string
	for _, pattern := range []string{"../program/*_test.go", "../../testdata/fixes/*/main.go", "../../testdata/*/fixes/*/main.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("nothing at", pattern, err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(b))
		}
	}
	for _, r := range Rules() {
		shown := slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, `"`+r.ID+`"`) || slices.Contains(rulesOf(s), r.ID) })
		if why, ok := unsourced[r.ID]; shown == ok {
			t.Errorf("%s: in source %v, but %q", r.ID, shown, why)
		}
	}
}

// rulesOf lists the rules that a program's documentation names.
func rulesOf(src string) []string {
	doc, _, _ := strings.Cut(src, "\npackage ")
	_, list, ok := strings.Cut(strings.ReplaceAll(doc, "\n// ", " "), "Rules: ")
	if !ok {
		return nil
	}
	list, _, _ = strings.Cut(list, ".")
	return strings.Fields(list)
}
