package filename

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// held fills the row of names that stay where they belong, with what keeps them there.
func held(f *judge.Facts, find *stride.Finding, group []verdict, inputs []dfd.Origin) {
	v := group[0]
	u := v.hit.Use
	find.Status = stride.Mitigated
	find.Title = "A name from the request reaches another " + v.place() + " of " + f.StoreTitle(u)
	find.Action = "Keep the " + v.place() + " of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " as it is made."
	entries := judge.Entries(hitsOf(group))
	if g := guardOf(group); g != nil {
		find.Note = "the " + judge.Described(inputs) + " passes " + judge.Code(judge.Call(g.Symbol)) + " in " + judge.In(g.Place) + " first"
		find.Controls = []*dfd.Control{f.FromGuard(sanitiser, "present", judge.Call(g.Symbol), g, entries)}
		return
	}
	value := means(u, inputs)
	if t := v.template(); t != "" {
		value += ", " + judge.Code(t)
	}
	find.Note = "the " + v.place() + " of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " is made of: " + value
	find.Controls = []*dfd.Control{f.Control(sanitiser, "present", value, entries, u.Place)}
}

// means says what confines a name.
func means(u *dfd.Use, inputs []dfd.Origin) string {
	if u.Attr["root"] == "confined" {
		return "os.Root"
	}
	words := map[string]string{
		"allowlisted": "a member of a list", "base": "the name's last element", "ext": "the name's extension", "hash": "a hash",
		"local": "a local name", "number": "a number", "uuid": "a UUID", "root-join": "a path below its root", "root": "a path below its root",
	}
	var parts []string
	for _, o := range inputs {
		for _, m := range o.Marks {
			if w := words[m]; w != "" && !slices.Contains(parts, w) {
				parts = append(parts, w)
			}
		}
	}
	if len(parts) == 0 {
		return "server-made values"
	}
	slices.Sort(parts)
	return judge.List(parts)
}

func hitsOf(group []verdict) []judge.Hit {
	var hits []judge.Hit
	for _, v := range group {
		hits = append(hits, v.hit)
	}
	return hits
}

func guardOf(group []verdict) *dfd.Guard {
	for _, v := range group {
		if v.guard != nil {
			return v.guard
		}
	}
	return nil
}
