package catalog

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// TestCompare holds the models against a table of symbols that somebody else drew up: library, role, import path, symbol,
// signature, status, note, separated by tabs. Every symbol has a model, is a field that models of its package read (PutObject's
// Bucket is one of its argument), or is in testdata/unmodelled.txt with the reason. Lines without an import path are prose.
func TestCompare(t *testing.T) {
	name := os.Getenv("GOSTRIDE_CATALOGUE")
	if name == "" {
		t.Skip("GOSTRIDE_CATALOGUE names no table to compare with")
	}
	c, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	reasons, fields := unmodelledOnPurpose(t), fieldsOf(c)
	known, read, excused, used := 0, 0, 0, map[string]bool{}
	for _, r := range tableOf(t, name) {
		switch why, ok := reasons[r]; {
		case len(c.Lookup(r)) > 0:
			known++
			if ok {
				t.Errorf("%s has a model, and is listed as one that has none: %s", r, why)
			}
		case ok:
			excused++
		case fields[fieldIn(r)]:
			read++
		default:
			t.Errorf("%s has no model", r)
		}
		used[r] = true
	}
	for r := range reasons {
		if !used[r] {
			t.Errorf("%s is listed as unmodelled, and is not in the table", r)
		}
	}
	t.Logf("%d symbols have a model, %d are fields that models read, %d have none for a reason", known, read, excused)
}

// fieldsOf are the fields that the places of rows name, with the package of the row.
func fieldsOf(c *Catalog) map[string]bool {
	out := map[string]bool{}
	for _, r := range c.Rows() {
		for name, places := range r.Args {
			out[WithoutMajor(r.Package)+"."+name] = true // fields that make sets
			for _, a := range places {
				for _, f := range a.Fields {
					out[WithoutMajor(r.Package)+"."+f] = true
				}
			}
		}
	}
	return out
}

// fieldIn is the package and the last word of a symbol.
func fieldIn(symbol string) string {
	dot := strings.LastIndexByte(symbol, '.')
	typ := strings.LastIndexByte(symbol[:dot], '.')
	if typ < 0 {
		return ""
	}
	return WithoutMajor(symbol[:typ]) + symbol[dot:]
}

// tableOf reads the symbols of a table, as Lookup takes them.
func tableOf(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if cells := strings.Split(lines.Text(), "\t"); len(cells) > 3 && cells[2] != "" && cells[2] != "import_path" {
			out = append(out, cells[2]+"."+cells[3])
		}
	}
	if err := lines.Err(); err != nil || len(out) < 100 {
		t.Fatalf("%d symbols: %v", len(out), err)
	}
	return out
}

// unmodelledOnPurpose reads testdata/unmodelled.txt: a symbol and the reason a line.
func unmodelledOnPurpose(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/unmodelled.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		symbol, why, ok := strings.Cut(line, ": ")
		if !ok || why == "" {
			t.Fatalf("no reason in %q", line)
		}
		out[symbol] = why
	}
	return out
}
