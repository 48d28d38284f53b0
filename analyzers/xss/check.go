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
		if len(written(f, h)) > 0 {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(judge.Site(h), judge.Lumped(written(f, h))) }) {
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
	return find
}
