package jsonmodel

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/gostride/gostride/dfd"
)

// MaxBytes is the size of the largest model file that Read takes: some hundred times that of a large program.
const MaxBytes = 256 << 20

// ErrTooLarge says that a file is larger than MaxBytes.
var ErrTooLarge = fmt.Errorf("the model file is larger than %d MiB", MaxBytes>>20)

// SchemaError says that a file is no model, or one of another version.
type SchemaError struct {
	Schema string // what the file says it is
}

func (e *SchemaError) Error() string {
	if e.Schema == "" {
		return fmt.Sprintf("not a model file: it has no \"schema\" (want %q)", dfd.Schema)
	}
	return fmt.Sprintf("the model file has schema %.60q; this build reads %q", e.Schema, dfd.Schema)
}

// Read reads a model file. Fields that it does not know are passed over; lists that are missing or null become empty.
func Read(r io.Reader) (*dfd.Model, error) { return read(r, MaxBytes) }

func read(r io.Reader, limit int64) (*dfd.Model, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read the model file: %w", err)
	}
	if int64(len(data)) > limit {
		return nil, ErrTooLarge
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("read the model file: %w", err)
	}
	if head.Schema != dfd.Schema {
		return nil, &SchemaError{Schema: head.Schema}
	}
	var m dfd.Model
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("read the model file: %w", err)
	}
	whole, dropped := normalise(&m)
	if dropped > 0 {
		return nil, errors.New("read the model file: a list holds null where an object must stand")
	}
	if err := restore(whole.Flows); err != nil {
		return nil, fmt.Errorf("read the model file: %w", err)
	}
	return whole, nil
}

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
