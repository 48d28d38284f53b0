// Package xss judges HTML that answers put together themselves.
//
// In: the body of uses of the role respond. Out: reflected-xss (T), one row a call and cause. Uploaded content is inlineupload's.
package xss

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "xss", Rules: []*stride.Rule{Reflected}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Served(func(u *dfd.Use) bool { return u.Role == "respond" && u.Args["body"] != nil }) {
		html := (isHTML(h.Use) || said(f, h) || chosen(f, h)) && len(written(f, h)) > 0 && !plain(f, h)
		if (html || len(guessed(f, h)) > 0) && !harmless(f, h) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string {
		return fmt.Sprint(judge.Site(h), judge.Lumped(written(f, h)), beside(f, h), byType(f, h), len(guessed(f, h)) > 0, mentioned(f, h))
	}) {
		if len(guessed(f, same[0])) > 0 {
			out = append(out, guess(f, same))
		} else {
			out = append(out, row(f, same))
		}
	}
	return append(out, trusted(f)...)
}

// isHTML accepts answers that a browser takes for HTML: by kind, or by a tag in a text without one.
func isHTML(u *dfd.Use) bool {
	switch u.Attr["kind"] {
	case "html", "text-template":
		return true
	case "":
		return slices.ContainsFunc(u.Args["body"].Text, func(t string) bool {
			return strings.HasPrefix(strings.TrimSpace(t), "<") && strings.Contains(t, "{}")
		})
	}
	return false
}

// said reports whether the browser is told before, on every way, that bytes are HTML: what was rendered to a buffer first.
func said(f *judge.Facts, h judge.Hit) bool {
	if kind := h.Use.Attr["kind"]; kind != "" && kind != "data" {
		return false
	}
	return slices.ContainsFunc(written(f, h), linked) && slices.ContainsFunc(types(f, h), func(v *dfd.Value) bool {
		t := strings.ToLower(judge.Text(v))
		return strings.Contains(t, "text/html") || strings.Contains(t, "svg")
	})
}

// chosen reports whether the caller says of what type an answer is: HTML, if he likes.
func chosen(f *judge.Facts, h judge.Hit) bool {
	if kind := h.Use.Attr["kind"]; kind != "" && kind != "data" {
		return false
	}
	free := func(v *dfd.Value) bool {
		return slices.ContainsFunc(f.Free(h, v), func(o dfd.Origin) bool { return linked(o) && f.Reads(h, o) })
	}
	return slices.ContainsFunc(written(f, h), linked) && (free(h.Use.Args["contenttype"]) || slices.ContainsFunc(types(f, h), free))
}

// linked reports whether a link can hold an input, by its name: what a library makes of a body is not the text that was sent.
func linked(o dfd.Origin) bool {
	return slices.Contains([]string{"query", "path", "form"}, judge.InputKind(o)) && strings.Trim(judge.InputName(o), "{}") != ""
}

// byType reports whether an answer whose type the caller says is escaped on some ways: for the types that run scripts, perhaps.
func byType(f *judge.Facts, h judge.Hit) bool {
	return !isHTML(h.Use) && slices.ContainsFunc(written(f, h), func(o dfd.Origin) bool {
		return slices.ContainsFunc(h.Use.Args["body"].From("input"), func(x dfd.Origin) bool { return x.Name == o.Name && x.Has("escape-html") })
	})
}

// types lists the types that the browser is told before an answer, on every way.
func types(f *judge.Facts, h judge.Hit) []*dfd.Value { return announced(f, h, "content-type") }

// announced lists what the browser is told in a header before an answer, on every way.
func announced(f *judge.Facts, h judge.Hit, name string) []*dfd.Value {
	var out []*dfd.Value
	for _, u := range f.Headers(h) {
		if strings.EqualFold(judge.Text(u.Args["name"]), name) {
			out = append(out, u.Args["value"])
		}
	}
	return out
}

// harmless reports whether a policy keeps the browser from running anything in an answer.
func harmless(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(announced(f, h, "content-security-policy"), func(v *dfd.Value) bool { return judge.StopsScript(judge.Text(v)) })
}

// plain reports whether the browser is told before, on every way, that an answer is something else than HTML.
func plain(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(types(f, h), func(v *dfd.Value) bool {
		t := strings.ToLower(judge.Text(v))
		return t != "" && !strings.Contains(t, "html") && !strings.Contains(t, "xml") && !strings.Contains(t, "svg")
	})
}

// beside reports whether a text template is rendered where an HTML template is too: it may be what those get who want no HTML.
func beside(f *judge.Facts, h judge.Hit) bool {
	return h.Use.Attr["kind"] == "text-template" && slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool {
		return o.Use.Role == "respond" && o.Use.Attr["kind"] == "template" && o.Use.Place.Func == h.Use.Place.Func
	})
}

// written returns the inputs that stand in the HTML as they were sent.
func written(f *judge.Facts, h judge.Hit) []dfd.Origin { return readable(f, h, h.Use.Args["body"]) }

// readable returns the inputs of a value that a browser reads as they were sent. A file's name and content are left to others.
func readable(f *judge.Facts, h judge.Hit, v *dfd.Value) []dfd.Origin {
	return slices.DeleteFunc(f.Free(h, v, "escape-html", "escape-query", "escape-path", "escape-url"), func(o dfd.Origin) bool {
		kind := judge.InputKind(o)
		return kind == "header" || kind == "file" || kind == "filename"
	})
}

// whole reports whether a parameter is none by name, but all of them: what something makes of that is not what was sent.
func whole(o dfd.Origin) bool {
	return slices.Contains([]string{"query", "form", "cookie"}, judge.InputKind(o)) && strings.Trim(judge.InputName(o), "{}") == ""
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	by := judge.Described(written(f, hits[0]))
	find := f.Finding(Reflected, hits)
	judge.Ways(&find, hits)
	find.Title = "The " + by + " of " + judge.Routes(entries) + " stands in its HTML as it was sent"
	find.Action = "In " + judge.In(u.Place) + ", render the answer of " + judge.CallOf(u) + " with html/template."
	find.Target = entries[0].Element
	judge.Merged(&find, hits, written(f, hits[0]))
	if byType(f, hits[0]) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is the " + by + " escaped in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " for every type that runs scripts? The caller says the type."
	}
	if beside(f, hits[0]) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is what " + judge.CallOf(u) + " in " + judge.In(u.Place) + " renders HTML, or the text for those who want none?"
	}
	return find
}
