package reference

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// checkPlaces: every place that a model names is a line of the program, and one that says something: not blank, no lone
// bracket.
func checkPlaces(t *testing.T, m *dfd.Model) {
	t.Helper()
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	files := map[string][]string{}
	n := 0
	walkPlaces(tree, "", func(where, file string, line int) {
		n++
		if files[file] == nil {
			text, err := os.ReadFile(filepath.Join(testdata, file))
			if err != nil {
				t.Errorf("%s: %v", where, err)
			}
			files[file] = append(strings.Split(string(text), "\n"), "")
		}
		lines := files[file]
		if line < 1 || line > len(lines) || strings.Trim(lines[line-1], " \t{}()") == "" {
			t.Errorf("%s names %s:%d, where nothing is", where, file, line)
		}
	})
	if n == 0 {
		t.Error("the model names no place")
	}
}

// walkPlaces visits all objects with a file and a line; where is the way to them.
func walkPlaces(v any, where string, visit func(where, file string, line int)) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			walkPlaces(e, where, visit)
		}
	case map[string]any:
		if file, ok := x["file"].(string); ok {
			line, _ := x["line"].(float64)
			visit(where, file, int(line))
		}
		for k, e := range x {
			walkPlaces(e, where+"."+k, visit)
		}
	}
}
