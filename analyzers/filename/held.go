package filename

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/stride"
)

// held fills the row of names that stay where they belong, with what keeps them there.
func held(f *judge.Facts, find *stride.Finding, group []verdict) {
	v := group[0]
	u := v.hit.Use
	find.Status = stride.Mitigated
	find.Title = "A name from the request reaches another " + v.place() + " of " + f.StoreTitle(u)
	find.Action = "Keep the " + v.place() + " of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " as it is made."
	var notes []string
	for _, x := range group {
		note, value := x.how()
		if slices.Contains(notes, note) {
			continue
		}
		notes = append(notes, note)
		entries := judge.Entries(hitsOf(slices.DeleteFunc(slices.Clone(group), func(y verdict) bool { // those it keeps in place
			other, _ := y.how()
			return other != note
		})))
		c := f.Control(sanitiser, "present", value, entries, x.hit.Use.Place)
		if x.guard != nil {
			c = f.FromGuard(sanitiser, "present", value, x.guard, entries)
		}
		find.Controls = append(find.Controls, c)
	}
	if more := len(notes) - 3; more > 0 {
		notes = append(notes[:3:3], fmt.Sprintf("%d more alike", more))
	}
	find.Note = strings.Join(notes, "; ")
	if slices.ContainsFunc(group, func(x verdict) bool { return len(x.inputs) > 0 }) {
		find.Note = "mitigated for traversal: " + find.Note
	}
}

// how says what keeps one name where it belongs: for the note, and as the control's value.
func (v verdict) how() (note, value string) {
	u := v.hit.Use
	if v.guard != nil {
		call := judge.Call(v.guard.Symbol)
		return "the " + judge.Described(v.inputs) + " passes " + judge.Code(cmp.Or(call, "a list")) + " in " + judge.In(v.guard.Place) + " first", cmp.Or(call, "list")
	}
	value = v.means()
	if t := v.template(); t != "" {
		value += ", " + judge.Code(t)
		if n := v.like(t); n > 0 {
			value += fmt.Sprintf(" and %d like it", n)
		}
	}
	return "the " + v.place() + " of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " is made of: " + value, value
}

// means says what confines a name.
func (v verdict) means() string {
	if v.hit.Use.Attr["root"] == "confined" {
		return "os.Root"
	}
	words := map[string]string{
		"allowlisted": "a member of a list", "base": "the name's last element", "ext": "the name's extension", "hash": "a hash",
		"local": "a local name", "number": "a number", "uuid": "a UUID", "root-join": "a path below its root", "root": "a path below its root",
	}
	var parts []string
	if v.part {
		parts = append(parts, "one element of the request's path")
	}
	for _, o := range v.inputs {
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
