package jsonmodel

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// encoder writes values as encoding/json does, in its own layout: what holds plain values only, such as a place, stands on one line, and so
// does a short list of plain values. A large model is mostly places. Lists that are nil are [].
type encoder struct {
	out   []byte
	plain map[reflect.Type]bool
}

// shortList is how many bytes a list of plain values has at most that stands on one line.
const shortList = 100

func (e *encoder) value(v reflect.Value, indent string) {
	switch v.Kind() {
	case reflect.String:
		e.text(v.String())
	case reflect.Int:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case reflect.Bool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case reflect.Pointer:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return
		}
		e.value(v.Elem(), indent)
	case reflect.Struct:
		e.object(v, indent)
	case reflect.Slice:
		e.list(v, indent)
	default:
		panic("jsonmodel: a model holds no " + v.Type().String())
	}
}

func (e *encoder) object(v reflect.Value, indent string) {
	begin, between, end := "", ", ", ""
	if !e.isPlain(v.Type()) {
		begin, end = "\n"+indent+"  ", "\n"+indent
		between = "," + begin
	}
	e.out = append(e.out, '{')
	first := true
	for n := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(n).Tag.Get("json"), ",")
		if options == "omitempty" && empty(v.Field(n)) {
			continue
		}
		e.next(&first, begin, between)
		e.text(name)
		e.out = append(e.out, ": "...)
		e.value(v.Field(n), indent+"  ")
	}
	e.out = append(append(e.out, end...), '}')
}

func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

func (e *encoder) list(v reflect.Value, indent string) {
	start := len(e.out)
	if k := v.Type().Elem().Kind(); k != reflect.Struct && k != reflect.Pointer {
		if e.items(v, ", ", "", ""); len(e.out)-start <= shortList {
			return
		}
		e.out = e.out[:start]
	}
	within := "\n" + indent + "  "
	e.items(v, ","+within, within, "\n"+indent)
}

// items writes the items of a list, but for those that are nil.
func (e *encoder) items(v reflect.Value, between, begin, end string) {
	e.out = append(e.out, '[')
	first := true
	for n := range v.Len() {
		x := v.Index(n)
		if x.Kind() == reflect.Pointer && x.IsNil() {
			continue
		}
		e.next(&first, begin, between)
		e.value(x, strings.TrimLeft(begin, "\n"))
	}
	if !first {
		e.out = append(e.out, end...)
	}
	e.out = append(e.out, ']')
}

// next writes what stands before an item.
func (e *encoder) next(first *bool, begin, between string) {
	if !*first {
		begin = between
	}
	*first = false
	e.out = append(e.out, begin...)
}

// isPlain says that all fields of a struct are plain values, or structs of such.
func (e *encoder) isPlain(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Slice:
		return false
	case reflect.Struct:
		is, known := e.plain[t]
		if !known {
			is = true
			for n := range t.NumField() {
				is = is && e.isPlain(t.Field(n).Type)
			}
			e.plain[t] = is
		}
		return is
	}
	return true
}

// text writes a string. Most need no escapes.
func (e *encoder) text(s string) {
	for n := range len(s) {
		if c := s[n]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, err := json.Marshal(s)
			if err != nil {
				panic(err) // a string can be encoded
			}
			e.out = append(e.out, quoted...)
			return
		}
	}
	e.out = append(append(append(e.out, '"'), s...), '"')
}
