package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Text returns a value's only constant, "" where there is none, several, or some part is not constant.
func Text(v *dfd.Value) string {
	if v == nil || v.Unknown || len(v.Text) != 1 || strings.Contains(v.Text[0], "{}") || len(v.From("config", "input", "store", "compare", "unknown")) > 0 {
		return ""
	}
	return v.Text[0]
}

// open are the parts of templates that stand for what is not constant.
var open = []string{"{}", "{config}", "{unknown}"}

// Alternatives returns the complete constants that a value may be, templates left out.
func Alternatives(v *dfd.Value) []string {
	if v == nil {
		return nil
	}
	var out []string
	for _, t := range v.Text {
		if t != "" && !slices.ContainsFunc(open, func(part string) bool { return strings.Contains(t, part) }) {
			out = append(out, t)
		}
	}
	if len(v.Text) == 0 {
		for _, o := range v.From("const") {
			if o.Name != "" {
				out = append(out, o.Name)
			}
		}
	}
	return out
}

// PublicKey reports whether a text is a public key or a certificate, which anybody may know.
func PublicKey(s string) bool {
	return strings.Contains(s, "PUBLIC KEY") || strings.Contains(s, "BEGIN CERTIFICATE")
}

// Follows reports whether all parts of a value are known.
func Follows(v *dfd.Value) bool {
	return v != nil && !v.Unknown && len(v.From("unknown")) == 0 && (len(v.Origins) > 0 || len(v.Text) > 0)
}

// Sourced reports whether it is known of all parts of a value where they come from, though not what each of them says.
func Sourced(v *dfd.Value) bool {
	return v != nil && (v.Many || Follows(v)) && len(v.From("unknown")) == 0
}

// Inputs returns what the caller chose in a value. kinds restricts it to names that start with one of them: form, file,
// filename, header, body, query, path, cookie, message, ip. What was read from a token nobody verified counts as identity,
// not as input: that it is forged is one row, not one for each use of it. What a library without a model answers that was asked by an
// input is no input either: see Answered.
func Inputs(v *dfd.Value, kinds ...string) []dfd.Origin {
	var out []dfd.Origin
	for _, o := range v.From("input") {
		if !o.Has("unverified") && !o.Has("answered") && (len(kinds) == 0 || slices.Contains(kinds, InputKind(o))) {
			out = append(out, o)
		}
	}
	return out
}

// Answered returns the inputs of a value that a library without a model was asked by, which may have asked somebody else: a row that
// was found by an id is not the id.
func Answered(v *dfd.Value) []dfd.Origin {
	return slices.DeleteFunc(v.From("input"), func(o dfd.Origin) bool { return o.Has("unverified") || !o.Has("answered") })
}

// Shared reports whether a value is what several callers pass together: of some parts only the kind is left.
func Shared(v *dfd.Value) bool {
	return v != nil && (v.Many || slices.ContainsFunc(v.From("input", "error"), func(o dfd.Origin) bool { return o.Name == "" && o.Place.File == "" }))
}

// InputKind is the part of an input's name before the colon: where in the request it came from.
func InputKind(o dfd.Origin) string {
	kind, _, _ := strings.Cut(o.Name, ":")
	return kind
}

// InputName is the part of an input's name after the colon: what it is called in the request, "" where that is not known. What lies in
// a part of a body is called by itself: password for "body:user.password".
func InputName(o dfd.Origin) string {
	kind, name, _ := strings.Cut(o.Name, ":")
	if kind == "body" {
		name = Last(name)
	}
	return name
}

// Content returns the inputs of a value that are a request's content, as against its names and parameters.
func Content(v *dfd.Value) []dfd.Origin { return Inputs(v, content...) }

var content = []string{"file", "body", "form", "message"}

func isContent(o dfd.Origin) bool { return slices.Contains(content, InputKind(o)) }

// Identity returns the origins that say who the caller is, or claims to be.
func Identity(v *dfd.Value) []dfd.Origin {
	out := v.From("identity")
	for _, o := range v.From("input") {
		if o.Has("unverified") {
			out = append(out, o)
		}
	}
	return out
}

// Mentions reports whether any argument of a use has an origin that keep accepts.
func Mentions(args map[string]*dfd.Value, keep func(dfd.Origin) bool) bool {
	for _, v := range args {
		if v != nil && slices.ContainsFunc(v.Origins, keep) {
			return true
		}
	}
	return false
}

// Configured names the settings that a value may come from, sorted: JWT_SECRET for the origin "env:JWT_SECRET".
func Configured(v *dfd.Value) []string {
	var names []string
	for _, o := range v.From("config") {
		name := o.Name[strings.IndexByte(o.Name, ':')+1:]
		if name == "" {
			name = "a setting"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Starts reports whether a value is known to start with something that the caller does not choose and that long accepts:
// "https://api.example.com/{}" does for FixedHost, "{}" and "https://{}" do not. Constants beside an input that stands in no
// template say nothing: the input is an alternative to them.
func Starts(v *dfd.Value, long func(fixed string) bool) bool {
	if v == nil || len(v.Text) == 0 {
		return false
	}
	templates := 0
	for _, t := range v.Text {
		fixed, _, open := strings.Cut(t, "{}")
		if open && !long(fixed) {
			return false
		}
		if open {
			templates++
		}
	}
	return templates > 0 || len(v.From("input")) == 0
}

// FixedHost reports whether a URL's scheme and host are constant.
func FixedHost(fixed string) bool {
	_, rest, ok := strings.Cut(fixed, "://")
	return ok && strings.ContainsAny(strings.TrimLeft(rest, "/"), "/?#") && !strings.HasPrefix(rest, "/")
}

// InSite reports whether a redirect's fixed start keeps it on the same site: a path with at least one more character than
// the slash, since "//host" and "/\host" lead elsewhere.
func InSite(fixed string) bool {
	if FixedHost(fixed) {
		return true
	}
	return len(fixed) > 1 && fixed[0] == '/' && fixed[1] != '/' && fixed[1] != '\\' || relative(fixed)
}

// relative reports whether an address begins with something that no scheme and no host can follow: "file?id=", "../", "#".
func relative(fixed string) bool {
	at := strings.IndexAny(fixed, ":/\\?#")
	return at > 0 && fixed[at] != ':' || at == 0 && (fixed[0] == '?' || fixed[0] == '#')
}
