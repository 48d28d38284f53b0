package catalog

import (
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

var (
	dataKeys  = []string{"type", "name", "class", "words", "whole", "of", "not", "text"}
	wordsForm = regexp.MustCompile(`^[a-z0-9]+( [a-z0-9]+)*$`)
	typeForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// dataType reads an entry of data_classes.
func (r *reader) dataType(n ast.Node) {
	t := DataType{file: r.file.file, line: line(n)}
	before := len(r.faults.list)
	for _, kv := range r.mapping(n, "type of data") {
		switch kv.key {
		case "type":
			if t.Type = r.text(kv.value); !typeForm.MatchString(t.Type) {
				r.fail(kv.value, "type %q: want lower-case words joined by -", t.Type)
			}
		case "name":
			t.Name = r.oneLine(kv.value)
		case "class":
			t.Class = r.oneOf(kv.value, "class of data", DataClasses)
		case "words":
			t.Words = r.words(kv.value)
		case "whole":
			t.Whole = r.words(kv.value)
		case "of":
			t.Of = r.words(kv.value)
		case "not":
			t.Not = r.words(kv.value)
		case "text":
			t.Text = r.oneOf(kv.value, "text", []string{"true"}) == "true"
		default:
			r.fail(kv.node, "%s", unknown("key", kv.key, dataKeys))
		}
	}
	switch {
	case len(r.faults.list) > before:
		return
	case t.Type == "" || t.Name == "" || t.Class == "":
		r.fail(n, "a type of data needs the keys type, name and class")
		return
	case len(t.Words)+len(t.Whole) == 0:
		r.fail(n, "type of data %s: words or whole must say what it is recognised by", t.Type)
		return
	}
	r.file.data = append(r.file.data, t)
}

// words are texts of lower-case words.
func (r *reader) words(n ast.Node) []string {
	list := r.texts(n)
	for _, s := range list {
		if !wordsForm.MatchString(s) {
			r.fail(n, "%q: want lower-case words separated by one space", s)
		}
	}
	return list
}

// oneLine is a plain value that has no tab, line break or comma-like mark of the compact form in it.
func (r *reader) oneLine(n ast.Node) string {
	s := r.text(n)
	if strings.ContainsAny(s, "\t\n") {
		r.fail(n, "%q: want one line without tabs", s)
	}
	return s
}
