package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Call shortens a symbol to what is written in the code: "s3.Client.PutObject", "jwt.ParseWithClaims".
func Call(symbol string) string {
	base := symbol[strings.LastIndexByte(symbol, '/')+1:]
	if pkg, name, ok := strings.Cut(base, "."); ok && version(pkg) {
		parent := strings.TrimSuffix(symbol[:len(symbol)-len(base)], "/")
		return parent[strings.LastIndexByte(parent, '/')+1:] + "." + name
	}
	return base
}

// Last is what stands behind a symbol's last dot: the method, function or field itself.
func Last(symbol string) string { return symbol[strings.LastIndexByte(symbol, '.')+1:] }

// version reports whether the last element of an import path is a major version: the package is named by the one before.
func version(element string) bool {
	return len(element) > 1 && element[0] == 'v' && strings.Trim(element[1:], "0123456789") == ""
}

// Code marks text as code, for Action and Note.
func Code(s string) string { return "`" + strings.ReplaceAll(s, "`", "'") + "`" }

// CallOf is a use's call as code.
func CallOf(u *dfd.Use) string { return Code(Call(u.Symbol)) }

// In names a place by its function, as code: "`httpapi.(*Handler).Upload`". No line: what is committed must not move
// with every edit.
func In(p dfd.Place) string {
	if p.Func == "" {
		return Code(p.File)
	}
	return Code(p.Func[strings.LastIndexByte(p.Func, '/')+1:])
}

// Routes names entry points: "POST /upload", "POST /upload and 3 more".
func Routes(entries []*dfd.EntryPoint) string { return dfd.Routes(entries) }

// Entries lists the distinct entry points of hits, by title.
func Entries(hits []Hit) []*dfd.EntryPoint {
	var out []*dfd.EntryPoint
	for _, h := range hits {
		if h.Entry != nil && !slices.Contains(out, h.Entry) {
			out = append(out, h.Entry)
		}
	}
	slices.SortStableFunc(out, func(a, b *dfd.EntryPoint) int {
		return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
	})
	return out
}

// IDs lists the ids of entry points.
func IDs(entries []*dfd.EntryPoint) []string {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	return ids
}

// inputWords say where in a request an input is.
var inputWords = map[string]string{
	"form": "form field", "file": "uploaded file", "filename": "file name of the upload", "header": "header", "body": "request body field",
	"query": "query parameter", "path": "path parameter", "cookie": "cookie", "message": "message", "ip": "caller's address",
	"archive": "entry name of the archive", "flag": "flag", "env": "variable",
}

// Named reports whether it is known which part of a request an input is. One that stands for several is not.
func Named(o dfd.Origin) bool { return inputWords[InputKind(o)] != "" }

// SameName compares the names of a field, a column and a parameter, however their words are joined: user_role, UserRole.
func SameName(a, b string) bool { return strings.EqualFold(joints.Replace(a), joints.Replace(b)) }

var joints = strings.NewReplacer("_", "", "-", "")

// Input describes what the caller chose: `form field "name"`.
func Input(o dfd.Origin) string {
	kind, name, named := strings.Cut(o.Name, ":")
	if name == "{}" {
		name = ""
	}
	words := inputWords[kind]
	switch {
	case words == "":
		return "request input"
	case kind == "body" && (!named || name == ""):
		return "request body"
	case kind == "filename", kind == "archive", !named || name == "":
		return words
	}
	return fmt.Sprintf("%s %q", words, name)
}

// List joins words: "a, b and c".
func List(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// Described joins the descriptions of inputs, each once and as many as a title takes.
func Described(inputs []dfd.Origin) string {
	var words []string
	lumped := Lumped(inputs)
	for _, o := range inputs {
		if !lumped && !Named(o) { // what it is besides is not known
			continue
		}
		if w := Input(o); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	if len(words) > 3 {
		words = append(words[:2:2], "others")
	}
	return List(words)
}
