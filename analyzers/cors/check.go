// Package cors judges which other sites may read answers as the user.
//
// In: uses of the role set-header, guards of the kind cors. Out: cors-any-origin (I), one row a place. What a list of origins or a
// setting lets in is not its affair.
package cors

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "cors", Rules: []*stride.Rule{Reflected}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	return append(own(f), libraries(f)...)
}

// own judges the headers that the program sets itself.
func own(f *judge.Facts) []stride.Finding {
	hits := f.Served(func(u *dfd.Use) bool { return header(u, "access-control-allow-origin") && reflects(u) })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool {
		return !sentByBrowser(f, h.Entry) || len(credentials(f, h)) == 0 || len(f.Free(h, h.Use.Args["value"])) == 0
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return judge.Site(h) + setting(f, h) }) {
		u, entries := same[0].Use, judge.Entries(same)
		find := f.Finding(Reflected, same)
		find.Action = "In " + judge.In(u.Place) + ", set Access-Control-Allow-Origin by " + judge.CallOf(u) + " only for origins of a fixed list."
		find.Controls = []*dfd.Control{f.Control("cors", "weak", "every origin is allowed, with credentials", entries, u.Place)}
		describe(&find, entries)
		if by := setting(f, same[0]); by != "" {
			doubt(&find, "Is "+judge.Code(by)+" in "+judge.In(u.Place)+" ever true where others get to it? Where it is, every origin is allowed, with credentials.")
		}
		out = append(out, find)
	}
	return out
}

// describe says where a row belongs and what it is about.
func describe(find *stride.Finding, entries []*dfd.EntryPoint) {
	find.Target = entries[0].Element
	find.Title = "Any web site reads answers of " + judge.Routes(entries) + " as the signed-in user"
}

// doubt makes a question of a row.
func doubt(find *stride.Finding, question string) {
	find.Tier, find.Status, find.Note = stride.Unknown, stride.ToConfirm, question
	for _, c := range find.Controls {
		c.Verdict = "unknown"
	}
}

func header(u *dfd.Use, name string) bool {
	return u.Role == "set-header" && strings.EqualFold(judge.Text(u.Args["name"]), name)
}

// reflects reports whether a header's value is the request's own Origin.
func reflects(u *dfd.Use) bool {
	return slices.ContainsFunc(judge.Inputs(u.Args["value"], "header"), func(o dfd.Origin) bool { return strings.EqualFold(o.Name, "header:origin") })
}

// credentials lists where the same entry point allows credentials.
func credentials(f *judge.Facts, h judge.Hit) []*dfd.Use {
	var out []*dfd.Use
	for _, x := range f.From(h.Reach.Entry) {
		if header(x.Use, "access-control-allow-credentials") && slices.Contains(x.Use.Args["value"].Text, "true") {
			out = append(out, x.Use)
		}
	}
	return out
}

// setting names what switches the header on, or credentials wherever they are allowed; "" where nothing does.
func setting(f *judge.Facts, h judge.Hit) string {
	by := h.Use.Attr["if"]
	for _, u := range credentials(f, h) {
		if u.Attr["if"] == "" {
			return by
		}
		by = u.Attr["if"]
	}
	return by
}
