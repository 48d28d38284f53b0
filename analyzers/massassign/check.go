// Package massassign asks of every model that is written as it was sent: which of its fields may a caller set?
//
// In: ORM writes and the origins of what they write. Out: mass-assignment (T), a question for each type: what is in a
// struct's fields, and which are harmless, the code does not say.
package massassign

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "massassign", Rules: []*stride.Rule{Bound}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Served(func(u *dfd.Use) bool { return u.Role == "orm" && u.Op == "write" && model(p, u) != "" })
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return h.Use.Element + " " + model(p, h.Use) }) {
		u, entries := same[0].Use, judge.Entries(same)
		name := judge.Call(model(p, u))
		find := f.Finding(Bound, same)
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Title = "A request to " + judge.Routes(entries) + " sets every field of " + name
		find.Action = "In " + judge.In(u.Place) + ", bind the request into a type of its own and copy what a caller may set into " + judge.Code(name) + " before " + judge.CallOf(u) + "."
		find.Note = "May a caller set every field of " + judge.Code(name) + "? The request is bound into it as a whole, and " + judge.CallOf(u) + " in " + judge.In(u.Place) + " writes it as it is."
		find.Controls = []*dfd.Control{f.Control("input-validation", "unknown", "", entries, u.Place)}
		out = append(out, find)
	}
	return out
}

// model returns the type of the program's own that a use writes as it was sent, "" for none.
func model(p *dfd.Program, u *dfd.Use) string {
	for _, name := range []string{"values", "model"} {
		v := u.Args[name]
		if v == nil {
			continue
		}
		own := strings.TrimLeft(v.Type, "*[]")
		whole := slices.ContainsFunc(judge.Inputs(v, "body", "form"), func(o dfd.Origin) bool { return strings.HasSuffix(o.Name, ":") || !strings.Contains(o.Name, ":") })
		if whole && p.Module != "" && (strings.HasPrefix(own, p.Module+"/") || strings.HasPrefix(own, p.Module+".")) {
			return own
		}
	}
	return ""
}
