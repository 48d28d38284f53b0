// Package catalog is what the tool knows of Go's libraries: models of their APIs as data.
//
// In: the YAML files in this folder (one a library, embedded) and those a user adds. Out: Catalog.Lookup, from a symbol
// (import/path.Type.Method) to its Rows. It imports nothing of ours, knows no go/types, and decides nothing: what a role
// means is the linker's affair (doc.go lists the roles).
package catalog

import (
	"strconv"
	"strings"
)

// Row is one fact about one symbol. A symbol may have several rows (an upsert reads and writes).
type Row struct {
	Library string // the file's library name
	Package string // import path; without a major version it matches every major
	Symbol  string // Type.Method, Func, or Type.Field
	Role    string
	Op      string            // read, write, delete, call, publish, consume, exec, ping, none
	Tech    string            // postgresql, s3, redis, stripe, …; "" is taken from the handle
	Subkind string            // sql, object, kv, cache, …
	Attr    map[string]string // all other scalar keys of the row: method, from, scheme, success, mark, control, kind, …
	Args    map[string][]Arg  // what is where; several places are alternatives, the first that is set counts

	override bool // a user's row that replaces the built-in ones of its symbol
	file     string
	line     int
}

// Place is where the row is written: file:line, or the file alone for a built-in model.
func (r *Row) Place() string {
	if r.Builtin() {
		return r.file
	}
	return r.file + ":" + strconv.Itoa(r.line)
}

// Builtin reports whether the row is one of the tool's own, not a user's.
func (r *Row) Builtin() bool { return r.line == 0 }

// Wrong is a mistake in the row, found by who knows the library.
func (r *Row) Wrong(msg string) *Error { return &Error{r.file, r.line, msg} }

// Overrides reports whether the row replaces the built-in ones of its symbol.
func (r *Row) Overrides() bool { return r.override }

// Says is what the row states of its symbol, for people: "publish, tech=kafka, topic 1, body 2".
func (r *Row) Says() string {
	words := []string{r.Role}
	for _, kv := range [][2]string{{"op", r.Op}, {"tech", r.Tech}, {"subkind", r.Subkind}} {
		if kv[1] != "" {
			words = append(words, kv[0]+"="+kv[1])
		}
	}
	for _, k := range sortedKeys(r.Attr) {
		words = append(words, k+"="+r.Attr[k])
	}
	for _, k := range sortedKeys(r.Args) {
		var places []string
		for _, a := range r.Args[k] {
			places = append(places, a.String())
		}
		words = append(words, k+" "+strings.Join(places, "|"))
	}
	return strings.Join(words, ", ")
}

// key is what Lookup finds the row by.
func (r *Row) key() string { return r.Package + "." + r.Symbol }

// content is all that the row says of its symbol, in one line.
func (r *Row) content() string {
	var b strings.Builder
	for _, s := range []string{r.Role, r.Op, r.Tech, r.Subkind} {
		b.WriteString(s)
		b.WriteByte('\t')
	}
	for i, k := range sortedKeys(r.Attr) {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(k + "=" + r.Attr[k])
	}
	b.WriteByte('\t')
	for i, k := range sortedKeys(r.Args) {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(k + ":")
		for j, a := range r.Args[k] {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(a.String())
		}
	}
	return b.String()
}

// contradicts reports whether two rows of one symbol cannot both hold: one says that nothing happens and the other that
// something does, or both say the same thing happens and disagree on where its parts are.
func (r *Row) contradicts(o *Row) bool {
	if r.Role != o.Role {
		return r.Role == "none" || o.Role == "none"
	}
	if r.Role == "callback" || r.Role == "option" {
		return false // several functions may be called, several things set
	}
	for _, k := range []string{"from", "kind", "mark", "control", "option", "method", "action"} {
		if r.Attr[k] != o.Attr[k] {
			return false
		}
	}
	return r.Op == o.Op
}

// Arg says where a part of a call is: an argument, a field of one, the receiver, a result, or a constant.
//
//	0          argument 0 (the receiver is not counted)
//	1...       arguments from 1 on, the elements of a variadic argument included
//	last       the last argument
//	recv       the receiver
//	1.Key      field Key of argument 1 (through pointers)
//	recv.Addr  field Addr of the receiver
//	result     the first result (result.1 the second)
//	0.args.1   argument 1 of the call to argument 0, for callbacks
//	=text      the constant text
type Arg struct {
	Base   string // "arg", "last", "recv", "result", "const"
	Index  int
	Spread bool // N...
	Fields []string
	Const  string
}
