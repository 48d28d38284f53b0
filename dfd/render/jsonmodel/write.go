// Package jsonmodel writes and reads the model file, gostride/model/v1.
//
// In and out: a dfd.Model and its JSON. The format is published as a JSON Schema (SchemaJSON, the same bytes as
// docs/schema/gostride-model-v1.json). Written files are stable, indented, and hold [] where a list is empty, never null; a place stands on a line;
// files that are read may hold more fields than this build knows.
// It checks the form of a file, not its sense: an id may name nothing.
package jsonmodel

import (
	"bytes"
	"cmp"
	_ "embed" // for the schema
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
	whole := dfd.Model{}
	if m != nil {
		whole = *m
	}
	whole.Schema = cmp.Or(whole.Schema, dfd.Schema)
	whole.Flows = share(whole.Flows)
	e := &encoder{plain: map[reflect.Type]bool{}}
	e.value(reflect.ValueOf(whole), "")
	_, err := w.Write(printable(append(e.out, '\n')))
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
