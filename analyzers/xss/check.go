// Package xss judges HTML that answers put together themselves.
//
// In: the body of uses of the role respond. Out: reflected-xss (T), one row a call. Uploaded content is inlineupload's.
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
	for _, h := range f.Served(isHTML) {
		if len(written(f, h)) > 0 && !plain(f, h) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(judge.Site(h), judge.Lumped(written(f, h)), beside(f, h)) }) {
		out = append(out, row(f, same))
	}
	return out
}

// isHTML accepts answers that a browser takes for HTML: by kind, or by a tag in a text without one.
func isHTML(u *dfd.Use) bool {
	body := u.Args["body"]
	if u.Role != "respond" || body == nil {
		return false
	}
	switch u.Attr["kind"] {
	case "html", "text-template":
		return true
	case "":
		return slices.ContainsFunc(body.Text, func(t string) bool {
			return strings.HasPrefix(strings.TrimSpace(t), "<") && strings.Contains(t, "{}")
		})
	}
	return false
}

// plain reports whether the browser is told before, on every way, that an answer is something else than HTML.
func plain(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(h.Reach.Before, func(id string) bool {
		u := f.Use(id)
		if u == nil || u.Role != "set-header" || !strings.EqualFold(judge.Text(u.Args["name"]), "content-type") {
			return false
		}
		t := strings.ToLower(judge.Text(u.Args["value"]))
		return t != "" && !strings.Contains(t, "html") && !strings.Contains(t, "xml") && !strings.Contains(t, "svg")
	})
}

// beside reports whether a text template is rendered where an HTML template is too: it may be what those get who want no HTML.
func beside(f *judge.Facts, h judge.Hit) bool {
	return h.Use.Attr["kind"] == "text-template" && slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool {
		return o.Use.Role == "respond" && o.Use.Attr["kind"] == "template" && o.Use.Place.Func == h.Use.Place.Func
	})
}

// written returns the inputs that stand in the HTML as they were sent. A file's name and content are left to others.
func written(f *judge.Facts, h judge.Hit) []dfd.Origin {
	return slices.DeleteFunc(f.Free(h, h.Use.Args["body"], "escape-html", "escape-query", "escape-path", "escape-url"), func(o dfd.Origin) bool {
		kind := judge.InputKind(o)
		return kind == "header" || kind == "file" || kind == "filename"
	})
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
	if beside(f, hits[0]) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is what " + judge.CallOf(u) + " in " + judge.In(u.Place) + " renders HTML, or the text for those who want none?"
	}
	return find
}
