package xss

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// trusted judges what becomes text that templates of html/template leave as it is: template.HTML and the like.
func trusted(f *judge.Facts) []stride.Finding {
	var hits []judge.Hit
	for _, h := range f.Served(judge.Role("trust")) {
		if len(believed(f, h)) > 0 && !harmless(f, h) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(judge.Site(h), judge.Lumped(believed(f, h))) }) {
		out = append(out, trust(f, same))
	}
	return out
}

// believed returns the inputs that are left as they are. Addresses are still escaped: what matters is who chooses how they begin.
func believed(f *judge.Facts, h judge.Hit) []dfd.Origin {
	v := h.Use.Args["value"]
	address := strings.HasSuffix(h.Use.Symbol, ".URL") || strings.HasSuffix(h.Use.Symbol, ".Srcset")
	if address && !begins(v, "") {
		return nil
	}
	return slices.DeleteFunc(readable(f, h, v), func(o dfd.Origin) bool { return whole(o) || address && judge.InputKind(o) == "path" })
}

// trust makes the finding of one conversion.
func trust(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries, in := hits[0].Use, judge.Entries(hits), believed(f, hits[0])
	find := f.Finding(Reflected, hits)
	judge.Ways(&find, hits)
	find.Target = entries[0].Element
	find.Title = "The " + judge.Described(in) + " of " + judge.Routes(entries) + " becomes " + judge.Call(u.Symbol) + ", which templates do not escape"
	find.Action = "In " + judge.In(u.Place) + ", leave it a string, which templates escape, or clean it before it becomes " + judge.Code(judge.Call(u.Symbol)) + "."
	find.Note = "`bluemonday.UGCPolicy().Sanitize(s)` takes scripts out of HTML that people may write."
	judge.Merged(&find, hits, in)
	return find
}
