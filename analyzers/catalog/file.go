package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// file is one model file, read.
type file struct {
	source
	rows []Row
}

var fileKeys = []string{"data_classes", "library", "modules", "not_after", "not_before", "package", "rows", "technologies", "verified"}

// rowKeys are the keys of a row that are no attributes.
var rowKeys = []string{"args", "op", "override", "package", "role", "subkind", "symbols", "tech"}

// reader reads one file and notes every mistake in it.
type reader struct {
	file   file
	faults *faults
	pkg    string // the file's default package
}

// readFile reads data. Mistakes go to f, with the lines they are in.
func readFile(name string, data []byte, f *faults) file {
	r := &reader{file: file{source: source{file: name}}, faults: f}
	if msg, at := tooMuch(data); msg != "" {
		f.add(name, at, "%s", msg)
		return r.file
	}
	defer func() {
		if e := recover(); e != nil {
			f.add(name, 0, "cannot be read as YAML: %v", e)
		}
	}()
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.syntax(err)
		return r.file
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		r.fail(nil, "want one YAML document with the keys %s", strings.Join(fileKeys, ", "))
		return r.file
	}
	r.document(tree.Docs[0].Body)
	return r.file
}

func (r *reader) syntax(err error) {
	line, msg := 0, err.Error()
	if y, ok := err.(yaml.Error); ok {
		msg = y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	r.faults.add(r.file.file, line, "%s", msg)
}

func (r *reader) fail(n ast.Node, format string, a ...any) {
	r.faults.add(r.file.file, line(n), format, a...)
}

func line(n ast.Node) int {
	if n == nil {
		return 0
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

func (r *reader) document(body ast.Node) {
	before := len(r.faults.list)
	keys := r.mapping(body, "file")
	if len(keys) == 0 && len(r.faults.list) > before {
		return
	}
	for _, kv := range keys {
		switch kv.key {
		case "library":
			r.file.library = r.text(kv.value)
		case "modules":
			r.file.modules = r.texts(kv.value)
		case "verified":
			r.file.verified = r.texts(kv.value)
		case "package":
			r.pkg = r.text(kv.value)
		case "not_after":
			r.file.notAfter = r.words(kv.value)
		case "not_before":
			r.file.notBefore = r.words(kv.value)
		case "rows", "technologies", "data_classes":
		default:
			r.fail(kv.node, "%s", unknown("key", kv.key, fileKeys))
		}
	}
	if r.file.library == "" {
		r.fail(body, "key library is missing")
	}
	for _, kv := range keys {
		switch kv.key {
		case "rows":
			for _, n := range r.sequence(kv.value) {
				r.row(n)
			}
		case "technologies":
			for _, n := range r.sequence(kv.value) {
				r.technology(n)
			}
		case "data_classes":
			for _, n := range r.sequence(kv.value) {
				r.dataType(n)
			}
		}
	}
}

func (r *reader) row(n ast.Node) {
	row := Row{Library: r.file.library, Package: r.pkg, file: r.file.file, line: line(n)}
	var symbols []string
	before := len(r.faults.list)
	keys := r.mapping(n, "row")
	if len(keys) == 0 && len(r.faults.list) > before { // no row at all: what it lacks tells nothing
		return
	}
	for _, kv := range keys {
		switch kv.key {
		case "package":
			row.Package = r.text(kv.value)
		case "symbols":
			symbols = r.texts(kv.value)
		case "role":
			row.Role = r.text(kv.value)
		case "op":
			row.Op = r.oneOf(kv.value, "op", ops)
		case "tech":
			row.Tech = r.text(kv.value)
		case "subkind":
			row.Subkind = r.text(kv.value)
		case "override":
			row.override = r.oneOf(kv.value, "override", []string{"true"}) == "true"
		case "args":
			row.Args = r.args(kv.value)
		default:
			r.attr(&row, kv)
		}
	}
	r.checkRow(n, row, symbols)
	if len(r.faults.list) > before {
		return
	}
	for _, s := range symbols {
		if row.Role == Draft { // says nothing, so that what it speaks of stays unknown
			r.file.drafts += len(expand(s))
			continue
		}
		for _, sym := range expand(s) {
			one := row
			one.Symbol = sym
			one.Attr = attrsFor(row.Attr, sym)
			r.file.rows = append(r.file.rows, one)
		}
	}
}

func (r *reader) attr(row *Row, kv pair) {
	values, ok := attrs[kv.key]
	if !ok {
		r.fail(kv.node, "%s", unknown("key", kv.key, append(sortedKeys(attrs), rowKeys...)))
		return
	}
	v := r.text(kv.value)
	if strings.ContainsAny(v, "\t\n;") {
		r.fail(kv.value, "%s may not contain tab, line break or semicolon", kv.key)
	}
	if values != nil && !slices.Contains(values, v) {
		r.fail(kv.value, "%s", unknown("value of "+kv.key, v, values))
	}
	if row.Attr == nil {
		row.Attr = map[string]string{}
	}
	row.Attr[kv.key] = v
}

func (r *reader) args(n ast.Node) map[string][]Arg {
	out := map[string][]Arg{}
	for _, kv := range r.mapping(n, "args") {
		for _, s := range r.texts(kv.value) {
			a, err := ParseArg(s)
			if err == nil && strings.ContainsAny(s, "\t\n;,:") {
				err = fmt.Errorf("%q may not contain tab, line break, semicolon, comma or colon", s)
			}
			if err != nil {
				r.fail(kv.value, "args.%s: %v", kv.key, err)
				continue
			}
			out[kv.key] = append(out[kv.key], a)
		}
	}
	return out
}

var (
	packageForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._~/-]*$`)
	symbolForm  = regexp.MustCompile(`^[A-Za-z_]\w*(\|[A-Za-z_]\w*)*(\.[A-Za-z_]\w*(\|[A-Za-z_]\w*)*)?$`)
)

func (r *reader) checkRow(n ast.Node, row Row, symbols []string) {
	if row.Package == "" {
		r.fail(n, "key package is missing")
	} else if !packageForm.MatchString(row.Package) || strings.HasSuffix(row.Package, "/") {
		r.fail(n, "package %q is no import path", row.Package)
	}
	if len(symbols) == 0 {
		r.fail(n, "key symbols is missing")
	}
	for _, s := range symbols {
		switch {
		case s == "*" && !slices.Contains(wildRoles, row.Role):
			r.fail(n, `symbol "*" (all others of the package) is only for the roles %s`, strings.Join(wildRoles, ", "))
		case s != "*" && !symbolForm.MatchString(s):
			r.fail(n, "symbol %q: want Func, Type.Method, Type.Field or Type, without pointer; alternatives with |", s)
		}
	}
	spec, ok := roles[row.Role]
	switch {
	case row.Role == "":
		r.fail(n, "key role is missing")
		return
	case !ok:
		r.fail(n, "%s", unknown("role", row.Role, Roles()))
		return
	}
	for _, name := range sortedKeys(row.Args) {
		if !spec.allows(name) {
			r.fail(n, "role %s: %s", row.Role, unknown("arg", name, slices.Concat(spec.must, spec.may)))
		}
	}
	for _, name := range spec.must {
		if len(row.Args[name]) == 0 {
			r.fail(n, "role %s needs args.%s", row.Role, name)
		}
	}
}

// Draft is the role of a row that somebody has yet to fill in: it is read, and says nothing.
const Draft = "draft"

// wildRoles are the roles that may be given to all other symbols of a package. Of those by which something is reached only methods have
// them that are given a context or say that they failed: see dfd/link/client.go.
var wildRoles = []string{"call", "hash", "llm", "mail", "none", "pass", "payment", "push", "sms", "telemetry"}

// expand is "A|B.C|D" multiplied out.
func expand(s string) []string {
	typ, name, ok := strings.Cut(s, ".")
	if !ok {
		return strings.Split(s, "|")
	}
	var out []string
	for _, t := range strings.Split(typ, "|") {
		for _, n := range strings.Split(name, "|") {
			out = append(out, t+"."+n)
		}
	}
	return out
}

// attrsFor is attr with $NAME replaced by the symbol's last word in capitals ($name: as it is).
func attrsFor(attr map[string]string, symbol string) map[string]string {
	if attr == nil {
		return nil
	}
	last := symbol[strings.LastIndexByte(symbol, '.')+1:]
	out := make(map[string]string, len(attr))
	for k, v := range attr {
		switch v {
		case "$NAME":
			v = strings.ToUpper(last)
		case "$name":
			v = last
		}
		out[k] = v
	}
	return out
}

func (r *reader) technology(n ast.Node) {
	t := Technology{file: r.file.file, line: line(n)}
	for _, kv := range r.mapping(n, "technology") {
		switch kv.key {
		case "tech":
			t.Tech = r.text(kv.value)
		case "name":
			t.Name = r.text(kv.value)
		case "subkind":
			t.Subkind = r.text(kv.value)
		case "drivers":
			t.Drivers = r.texts(kv.value)
		case "schemes":
			t.Schemes = r.texts(kv.value)
		case "imports":
			t.Imports = r.texts(kv.value)
		case "hosts":
			t.Hosts = r.texts(kv.value)
		default:
			r.fail(kv.node, "%s", unknown("key", kv.key, []string{"tech", "name", "subkind", "drivers", "schemes", "imports", "hosts"}))
		}
	}
	if t.Tech == "" || t.Name == "" {
		r.fail(n, "a technology needs the keys tech and name")
		return
	}
	r.file.techs = append(r.file.techs, t)
}
