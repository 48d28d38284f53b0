// Package jsonmodel writes and reads the model file, gostride/model/v1.
//
// In and out: a dfd.Model and its JSON. The format is published as a JSON Schema (SchemaJSON, the same bytes as
// docs/schema/gostride-model-v1.json). Written files are stable, indented, and hold [] where a list is empty, never null;
// files that are read may hold more fields than this build knows.
// It checks the form of a file, not its sense: an id may name nothing.
package jsonmodel

import (
	"bytes"
	_ "embed" // for the schema
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"unicode"
	"unicode/utf8"

	"github.com/gostride/gostride/dfd"
)

// SchemaJSON is the JSON Schema of the model file, draft 2020-12.
//
//go:embed schema.json
var SchemaJSON []byte

// Write writes the model in the order that it has. The model is not changed.
func Write(w io.Writer, m *dfd.Model) error {
	whole, _ := normalise(m)
	if whole.Schema == "" {
		whole.Schema = dfd.Schema
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(whole); err != nil {
		return fmt.Errorf("encode the model: %w", err)
	}
	_, err := w.Write(printable(out.Bytes()))
	return err
}

// printable writes characters that a terminal would act on, or not show, as JSON escapes. Outside of strings JSON has none.
func printable(data []byte) []byte {
	if bytes.IndexFunc(data, hidden) < 0 {
		return data
	}
	out := make([]byte, 0, len(data)+64)
	for _, r := range string(data) {
		switch {
		case !hidden(r):
			out = utf8.AppendRune(out, r)
		case r > 0xFFFF:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+(r>>10), 0xDC00+(r&0x3FF))
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}

func hidden(r rune) bool { return r >= 0x7F && !unicode.IsPrint(r) }

// normalise copies a model: lists that are nil become empty, and null entries of lists are left out and counted.
func normalise(m *dfd.Model) (*dfd.Model, int) {
	if m == nil {
		m = &dfd.Model{}
	}
	dropped := 0
	return fill(reflect.ValueOf(m), &dropped).Interface().(*dfd.Model), dropped
}

func fill(v reflect.Value, dropped *int) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(fill(v.Elem(), dropped))
		return out
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			out.Field(i).Set(fill(v.Field(i), dropped))
		}
		return out
	case reflect.Slice:
		out := reflect.MakeSlice(v.Type(), 0, v.Len())
		for i := range v.Len() {
			item := v.Index(i)
			if item.Kind() == reflect.Pointer && item.IsNil() {
				*dropped++
				continue
			}
			out = reflect.Append(out, fill(item, dropped))
		}
		return out
	}
	return v
}
