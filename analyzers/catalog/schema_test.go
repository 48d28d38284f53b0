package catalog

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../../docs/schema/catalog.json"

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != string(want) {
		t.Fatalf("%s is out of date: run go generate ./analyzers/catalog", schemaFile)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("catalog.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("catalog.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchema(t *testing.T) {
	schema := compileSchema(t)
	files, err := filepath.Glob("models/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no models", err)
	}
	seen := map[string]bool{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := yaml.Unmarshal(data, &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		alike(v, seen)
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// alike leaves out the rows that differ from one seen before in nothing but package and symbols.
func alike(file any, seen map[string]bool) {
	m, _ := file.(map[string]any)
	rows, _ := m["rows"].([]any)
	var kept []any
	for _, row := range rows {
		r, _ := row.(map[string]any)
		rest := maps.Clone(r)
		delete(rest, "package")
		delete(rest, "symbols")
		if key := fmt.Sprint(rest); !seen[key] {
			seen[key] = true
			kept = append(kept, row)
		}
	}
	if len(rows) > 0 {
		m["rows"] = kept
	}
}

// TestSchemaRefuses: an editor shows what the loader refuses, as far as a schema can.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	for _, row := range []string{
		"{package: p, symbols: [F], role: rout}",
		"{package: p, symbols: [F], role: pass, metod: GET}",
		"{package: p, symbols: [F], role: route, args: {path: 0}}",
		"{package: p, symbols: [F], role: route, args: {handler: 0, pfad: 1}}",
		"{package: p, symbols: [F], role: pass, args: {value: first}}",
		"{package: p, symbols: [F], role: none, args: {value: 0}}",
		"{package: p, symbols: [F], role: serve, tls: maybe}",
		"{package: p, symbols: [F]}",
	} {
		var v any
		if err := yaml.Unmarshal([]byte(head+"  - "+row+"\n"), &v); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(v) == nil {
			t.Errorf("accepted: %s", row)
		}
	}
}
