// Package missingrole looks for routes that were left out of the role check of their siblings.
//
// In: the roles of entry points and what they change. Out: missing-role (E), one row a table: open where every other route
// that changes it asks for a role, and one asks for nothing but a sign-in. Nothing in a program that never asks for a role.
package missingrole

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "missingrole", Rules: []*stride.Rule{Missing}, Program: Program}

// writers are the routes that change a table, by what they ask of the caller.
type writers struct {
	name   string
	roles  []*dfd.EntryPoint // ask for a role
	signed []judge.Hit       // ask for a sign-in only
}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	tables := make(map[string]*writers)
	var keys []string
	for _, h := range f.Served(judge.IsSQL) {
		if !h.Changes() || f.InMiddleware(h) {
			continue
		}
		for _, t := range h.Use.Tables {
			key := h.Use.Element + " " + strings.ToLower(t)
			if tables[key] == nil {
				tables[key] = &writers{name: t}
				keys = append(keys, key)
			}
			tables[key].add(f, h)
		}
	}
	slices.Sort(keys)
	var out []stride.Finding
	for _, k := range keys {
		if w := tables[k]; len(w.roles) >= 2 && len(w.signed) > 0 && len(judge.Entries(w.signed)) == 1 {
			out = append(out, row(f, w))
		}
	}
	return out
}

func (w *writers) add(f *judge.Facts, h judge.Hit) {
	switch f.CallerOf(h) {
	case judge.Privileged:
		if !slices.Contains(w.roles, h.Entry) {
			w.roles = append(w.roles, h.Entry)
		}
	case judge.SignedIn:
		if own(f, h) {
			return
		}
		w.signed = append(w.signed, h)
	}
}

// own reports whether a statement is about the caller's own rows: it holds who the caller is, or somebody compared that.
func own(f *judge.Facts, h judge.Hit) bool {
	identity := func(o dfd.Origin) bool { return o.Kind == "identity" }
	return judge.Mentions(h.Use.Args, identity) || len(f.Held(h, "owner")) > 0
}

func row(f *judge.Facts, w *writers) stride.Finding {
	u, entries := w.signed[0].Use, judge.Entries(w.signed)
	find := f.Finding(Missing, w.signed)
	find.Tier = stride.Absent
	find.Title = "Anybody who has signed in changes " + w.name + " by " + judge.Routes(entries) + "; other routes ask for a role"
	find.Action = "Ask for the role of " + judge.Routes(w.roles) + " in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", or put the owner into its condition."
	find.Controls = []*dfd.Control{f.Absence("role", entries, "roles asked for in middleware and in the handler", "the caller's identity among the statement's parameters")}
	if f.Obscured(entries[0]) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is a role asked for by " + judge.Routes(entries) + "? Something on the way could not be followed."
		find.Controls = []*dfd.Control{f.Control("role", "unknown", "", entries, u.Place)}
	}
	return find
}
