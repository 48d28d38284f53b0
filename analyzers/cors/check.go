// Package cors judges which other sites may read answers as the user.
//
// In: uses of the role set-header. Out: cors-any-origin (I), one row a place.
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
	hits := f.Served(func(u *dfd.Use) bool { return header(u, "access-control-allow-origin") && reflects(u) })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool { return !withCredentials(f, h) || len(f.Free(h, h.Use.Args["value"])) == 0 })
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		u, entries := same[0].Use, judge.Entries(same)
		find := f.Finding(Reflected, same)
		find.Target = entries[0].Element
		find.Title = "Any web site reads answers of " + judge.Routes(entries) + " as the signed-in user"
		find.Action = "In " + judge.In(u.Place) + ", set Access-Control-Allow-Origin by " + judge.CallOf(u) + " only for origins of a fixed list."
		find.Controls = []*dfd.Control{f.Control("cors", "weak", "every origin is allowed, with credentials", entries, u.Place)}
		if by := u.Attr["if"]; by != "" {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Is " + judge.Code(by) + " in " + judge.In(u.Place) + " ever true where others get to it? Where it is, every origin is allowed, with credentials."
			find.Controls[0].Verdict = "unknown"
		}
		out = append(out, find)
	}
	return out
}

func header(u *dfd.Use, name string) bool {
	return u.Role == "set-header" && strings.EqualFold(judge.Text(u.Args["name"]), name)
}

// reflects reports whether a header's value is the request's own Origin.
func reflects(u *dfd.Use) bool {
	return slices.ContainsFunc(judge.Inputs(u.Args["value"], "header"), func(o dfd.Origin) bool { return strings.EqualFold(o.Name, "header:origin") })
}

// withCredentials reports whether the same entry point allows credentials.
func withCredentials(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(x judge.Hit) bool {
		return header(x.Use, "access-control-allow-credentials") && slices.Contains(x.Use.Args["value"].Text, "true")
	})
}
