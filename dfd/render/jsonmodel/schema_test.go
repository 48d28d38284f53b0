package jsonmodel

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
)

// published is the copy that people and editors are pointed to.
const published = "../../../docs/schema/gostride-model-v1.json"

func TestPublishedSchemaIsTheEmbeddedOne(t *testing.T) {
	got, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, SchemaJSON) {
		t.Errorf("copy schema.json to %s: they differ", published)
	}
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(SchemaJSON))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("model.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("model.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

func TestModelsAreValid(t *testing.T) {
	s := schema(t)
	for name, m := range map[string]*dfd.Model{"filled": dfdtest.Filled(), "upload": dfdtest.Upload().Model, "service": dfdtest.Service().Model, "empty": {}} {
		if err := validate(t, s, write(t, m)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	for _, spoil := range []func(map[string]any){
		func(m map[string]any) { m["schema"] = "gostride/model/v2" },
		func(m map[string]any) { m["flows"] = nil },
		func(m map[string]any) { delete(m, "coverage") },
		func(m map[string]any) { m["threats"].([]any)[0].(map[string]any)["stride"] = "X" },
		func(m map[string]any) { m["elements"].([]any)[0].(map[string]any)["level"] = 7 },
		func(m map[string]any) { m["controls"].([]any)[0].(map[string]any)["evidence"] = nil },
	} {
		var m map[string]any
		if err := json.Unmarshal(write(t, dfdtest.Filled()), &m); err != nil {
			t.Fatal(err)
		}
		spoil(m)
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		if validate(t, s, data) == nil {
			t.Errorf("the schema takes %s", data)
		}
	}
}

// definition is the part of a JSON Schema that the model's uses.
type definition struct {
	Ref        string                 `json:"$ref"`
	Type       string                 `json:"type"`
	Const      string                 `json:"const"`
	Items      *definition            `json:"items"`
	Required   []string               `json:"required"`
	Properties map[string]*definition `json:"properties"`
	Defs       map[string]*definition `json:"$defs"`
}

// TestSchemaHasTheFieldsOfTheStructs compares both ways: every field of the model is in the schema with its type, is
// required unless it may be left out, and the schema has no others.
func TestSchemaHasTheFieldsOfTheStructs(t *testing.T) {
	var root definition
	if err := json.Unmarshal(SchemaJSON, &root); err != nil {
		t.Fatal(err)
	}
	c := &comparison{t: t, defs: root.Defs, seen: map[string]bool{}}
	c.fields("model", reflect.TypeFor[dfd.Model](), &root)
	for name := range root.Defs {
		if !c.seen[name] {
			t.Errorf("no field of the model uses $defs/%s", name)
		}
	}
}

type comparison struct {
	t    *testing.T
	defs map[string]*definition
	seen map[string]bool
}

func (c *comparison) fields(where string, typ reflect.Type, def *definition) {
	var all, required []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, name)
		if options != "omitempty" {
			required = append(required, name)
		}
		if p := def.Properties[name]; p != nil {
			c.value(where+"."+name, f.Type, p)
		}
	}
	var properties []string
	for name := range def.Properties {
		properties = append(properties, name)
	}
	for _, list := range [][]string{all, required, properties, def.Required} {
		slices.Sort(list)
	}
	if diff := cmp.Diff(all, properties); diff != "" {
		c.t.Errorf("%s: fields (-struct +schema):\n%s", where, diff)
	}
	if diff := cmp.Diff(required, def.Required); diff != "" {
		c.t.Errorf("%s: required (-struct +schema):\n%s", where, diff)
	}
}

func (c *comparison) value(where string, typ reflect.Type, def *definition) {
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if name, ok := strings.CutPrefix(def.Ref, "#/$defs/"); ok {
		if def = c.defs[name]; def == nil {
			c.t.Errorf("%s: no $defs/%s", where, name)
			return
		}
		if c.seen[name] {
			return
		}
		c.seen[name] = true
	}
	want := map[reflect.Kind]string{reflect.String: "string", reflect.Int: "integer", reflect.Bool: "boolean", reflect.Slice: "array", reflect.Struct: "object"}[typ.Kind()]
	if def.Type != want && def.Const == "" {
		c.t.Errorf("%s: schema says %q, struct %q", where, def.Type, want)
		return
	}
	switch typ.Kind() {
	case reflect.Slice:
		if def.Items == nil {
			c.t.Errorf("%s: array without items", where)
			return
		}
		c.value(where+"[]", typ.Elem(), def.Items)
	case reflect.Struct:
		c.fields(where, typ, def)
	}
}
