package inlineupload

import (
	"path"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// standing is what can be said of the type under which content is stored.
type standing int

const (
	safe    standing = iota // runs nothing in a browser
	unclear                 // not followed
	risky                   // the caller gets a type that runs
)

// contentType is a verdict on the stored type.
type contentType struct {
	standing standing
	words    string // what the type is, for people
	byName   bool   // safe only where something is seen to hand it out by its name
	rests    goes   // safe for what goes by that, byAnswer for whatever hands it out
	guard    *dfd.Guard
	tried    string // a control that is there and does not hold
}

// storedType judges the type under which a write stores content: an argument for objects, the path's extension for files.
func storedType(f *judge.Facts, h judge.Hit) contentType {
	v := h.Use.Args["contenttype"]
	if judge.IsFile(h.Use) {
		v = h.Use.Args["path"]
	}
	list := allowList(f, h)
	switch {
	case v == nil && (h.Use.Tech == "s3" || h.Use.Tech == "minio"):
		return contentType{standing: safe, rests: byType, words: "no type is stored: " + h.Use.Tech + " serves octet-stream"}
	case v == nil:
		return contentType{standing: risky, words: "the store's library sniffs the type"}
	case len(chosen(v)) > 0 && heldToList(f, h, chosen(v)) != nil:
		t := listed(f, heldToList(f, h, chosen(v)), "the caller's type")
		if t.rests = byType; judge.IsFile(h.Use) {
			t.rests = byName
		}
		return t
	case len(chosen(v)) > 0 && list == nil && partly(f, h, chosen(v)) != nil:
		return contentType{standing: unclear, words: "a check of the " + judge.Described(chosen(v)) + " may be one of another part of it", guard: partly(f, h, chosen(v))}
	case judge.Lumped(chosen(v)) && list == nil && anyList(f, h) != nil:
		return contentType{standing: unclear, words: "more callers store here than are kept apart, and a list holds something of what this one sends", guard: anyList(f, h)}
	case len(chosen(v)) > 0:
		return contentType{standing: risky, words: "the caller chooses the type by the " + judge.Described(chosen(v)), guard: list, tried: checked(list)}
	case len(v.From("sniffed")) > 0:
		return sniffed(f, v, list)
	case !judge.Follows(v):
		return contentType{standing: unclear, words: "the stored type could not be followed"}
	case judge.IsFile(h.Use):
		return extension(v)
	}
	return constant(v)
}

// running are extensions of what a browser runs.
var running = []string{".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".rdf", ".mhtml", ".mht", ".js", ".mjs"}

// extension judges the end of a path that the server makes. A file without one is sniffed by what serves it, and http.ServeContent
// says text/html of what looks like it.
func extension(v *dfd.Value) contentType {
	made := contentType{standing: safe, rests: byName, words: "the extension is the server's"}
	listed := slices.ContainsFunc(v.Origins, func(o dfd.Origin) bool { return o.Has("ext") || o.Has("allowlisted") })
	made.byName = !listed
	kept := slices.ContainsFunc(v.Origins, func(o dfd.Origin) bool { // may end in one
		return slices.Contains([]string{"store", "config", "external"}, o.Kind)
	})
	for _, t := range v.Text {
		ext := strings.ToLower(path.Ext(t[strings.LastIndexByte(t, '/')+1:]))
		switch {
		case slices.Contains(running, ext):
			return contentType{standing: risky, words: "the stored extension is " + ext}
		case ext != "" || listed:
		case kept:
			made = contentType{standing: unclear, words: "whether the stored name has an extension could not be followed"}
		default:
			return contentType{standing: risky, words: "the file has no extension: what serves it goes by its bytes"}
		}
	}
	return made
}

// chosen are the inputs that decide a type: free text, or the extension of a name. What a list had to hold is none.
func chosen(v *dfd.Value) []dfd.Origin {
	return slices.DeleteFunc(judge.Inputs(v), func(o dfd.Origin) bool { return !judge.Chosen(o) })
}

func checked(list *dfd.Guard) string {
	if list == nil {
		return ""
	}
	return "the type is checked in " + judge.In(list.Place) + ", and another one is stored"
}

// sniffed judges a type that was found by looking at the bytes: only an allow-list of harmless types makes it safe.
func sniffed(f *judge.Facts, v *dfd.Value, list *dfd.Guard) contentType {
	switch {
	case list == nil && !slices.ContainsFunc(v.From("sniffed"), func(o dfd.Origin) bool { return !o.Has("allowlisted") }):
		return contentType{standing: unclear, words: "the sniffed type is on a list whose members could not be read"}
	case list == nil:
		return contentType{standing: risky, words: "any sniffed type is stored", tried: "the type is sniffed, and no allow-list holds it back"}
	case list.Kind == "denylist":
		return contentType{standing: risky, words: "the sniffed type is stored", guard: list, tried: "a deny-list over the sniffed type never sees svg"}
	}
	return listed(f, list, "the sniffed type")
}

// heldToList returns the allow-list that the caller's own type had to be on, or nil.
func heldToList(f *judge.Facts, h judge.Hit, inputs []dfd.Origin) *dfd.Guard {
	return onList(f, h, inputs, judge.Firm)
}

// partly returns an allow-list that each of the inputs had to be on, or something else that the request calls by the same name; or nil.
func partly(f *judge.Facts, h judge.Hit, inputs []dfd.Origin) *dfd.Guard {
	return onList(f, h, inputs, judge.Opaque)
}

// anyList returns an allow-list of constants that something of the request had to be on, or nil.
func anyList(f *judge.Facts, h judge.Hit) *dfd.Guard {
	for _, g := range f.Held(h, "allowlist") {
		if judge.IsList(g) {
			return g
		}
	}
	return nil
}

func onList(f *judge.Facts, h judge.Hit, inputs []dfd.Origin, least judge.Strength) *dfd.Guard {
	var list *dfd.Guard
	for _, o := range inputs {
		strength, g := f.CheckedType(h, o)
		if g == nil || !judge.IsList(g) || strength < least {
			return nil
		}
		list = g
	}
	return list
}

// listed judges a type that an allow-list has, by the list's members.
func listed(f *judge.Facts, list *dfd.Guard, what string) contentType {
	allowed := f.GuardArg(list, "allowed", "allow")
	switch {
	case allowed == nil || len(allowed.Text) == 0 || allowed.Unknown:
		return contentType{standing: unclear, words: "the members of the allow-list could not be read", guard: list}
	case slices.ContainsFunc(allowed.Text, runs):
		return contentType{standing: risky, words: "the allow-list holds " + firstRunning(allowed.Text), guard: list, tried: "the allow-list holds " + firstRunning(allowed.Text)}
	}
	return contentType{standing: safe, words: what + ", if an allow-list of " + count(allowed.Text) + " has it", guard: list}
}

// allowList returns the guard that holds the sniffed type to a list, else one that keeps some types out.
func allowList(f *judge.Facts, h judge.Hit) *dfd.Guard {
	var denied *dfd.Guard
	for _, g := range f.Held(h, "allowlist", "confine", "denylist") {
		if v := f.GuardArg(g, "value"); v == nil || len(v.From("sniffed")) == 0 {
			continue
		}
		if judge.IsList(g) {
			return g
		}
		if g.Kind == "denylist" {
			denied = g
		}
	}
	return denied
}

func constant(v *dfd.Value) contentType {
	for _, t := range v.Text {
		if runs(t) {
			return contentType{standing: risky, words: "the stored type is " + t}
		}
	}
	if len(v.Text) == 0 {
		return contentType{standing: unclear, words: "the stored type could not be followed"}
	}
	return contentType{standing: safe, rests: byType, words: "the stored type is " + judge.List(v.Text)}
}

// runs reports whether a browser may run script in content of a type. Templates count: what fills them is not known.
func runs(t string) bool {
	t = strings.ToLower(t)
	return strings.HasPrefix(t, "text/") || strings.Contains(t, "xml") || strings.Contains(t, "svg") || strings.Contains(t, "html") ||
		strings.Contains(t, "javascript") || strings.Contains(t, "{}") || strings.Contains(t, "*")
}

func firstRunning(types []string) string { return types[slices.IndexFunc(types, runs)] }
