// Package signuprole asks of every account that is written: who said what its owner may do?
//
// In: statements and ORM calls that write to the table of accounts, the origins of their columns and fields, and who gets there.
// Out: signup-role (E), one row a call. Which field says what somebody may do, its name tells (dfd.Privileges).
package signuprole

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "signuprole", Rules: []*stride.Rule{Chosen}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	read := f.AccountTables()
	byCall := make(map[string]asked)
	var hits []judge.Hit
	for _, h := range f.Served(func(u *dfd.Use) bool { return judge.Records(u) && u.Op == "write" }) {
		if f.InMiddleware(h) || f.CallerOf(h) == judge.Privileged || len(f.Held(h, "graded", "role", "authz")) > 0 {
			continue
		}
		a, ok := asks(f, h)
		if !ok {
			continue
		}
		if a.sure, ok = account(h.Use, read); !ok {
			continue
		}
		if old, seen := byCall[judge.Site(h)]; !seen || !old.open() && a.open() {
			byCall[judge.Site(h)] = a
		}
		hits = append(hits, h)
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		out = append(out, row(f, same, byCall[judge.Site(same[0])]))
	}
	return out
}

// account reports whether a write goes to a table of accounts: sure where a sign-in reads the table, or a password is stored
// beside the role; else by the table's name.
func account(u *dfd.Use, read map[string]bool) (sure, is bool) {
	for _, t := range u.Tables {
		if read[judge.TableOf(u, t)] {
			return true, true
		}
	}
	hashed := func(o dfd.Origin) bool { return o.Kind == "input" && o.Has("hash") }
	if judge.Mentions(u.Args, hashed) {
		return true, true
	}
	return false, slices.ContainsFunc(u.Tables, named)
}

// named reports whether a table is one of accounts by its name.
func named(table string) bool {
	table = strings.ToLower(judge.Last(table))
	for _, w := range []string{"user", "account", "member", "profile", "customer", "employee"} {
		if strings.HasPrefix(table, w) && !strings.Contains(strings.TrimPrefix(table, w), "role") {
			return true
		}
	}
	return false
}

// another reports whether a write names somebody else's record: by a path, and by nothing that is known of the caller.
func another(u *dfd.Use) bool {
	mine := func(o dfd.Origin) bool { return o.Kind == "identity" }
	path := func(o dfd.Origin) bool { return o.Kind == "input" && judge.InputKind(o) == "path" }
	return judge.Mentions(u.Args, path) && !judge.Mentions(u.Args, mine)
}

// ids are names of columns and fields that name a row of another table.
var ids = regexp.MustCompile(`(?i)\b([a-z]\w*)_id\b|\b([A-Za-z]\w*)I[Dd]\b`)

// membership reports whether a row ties somebody to something: it is found by both, or holds both.
func membership(u *dfd.Use) bool {
	of := make(map[string]bool)
	for name, v := range u.Args {
		_, field, _ := strings.Cut(name, ":")
		texts := []string{field}
		if name == "query" && v != nil {
			texts = v.Text
		}
		for _, t := range texts {
			for _, m := range ids.FindAllStringSubmatch(t, -1) {
				of[strings.ToLower(m[1]+m[2])] = true
			}
		}
	}
	return len(of) > 1 && slices.ContainsFunc([]string{"user", "account", "member", "person", "customer"}, func(w string) bool { return of[w] })
}

func row(f *judge.Facts, hits []judge.Hit, a asked) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(Chosen, hits)
	find.Target = entries[0].Element
	find.Title = "Whoever calls " + judge.Routes(entries) + " chooses a role by the " + judge.Input(a.by)
	find.Because = append(find.Because, "that "+judge.Code(a.field)+" says what somebody may do is told by its name")
	find.Action = "Set " + judge.Code(a.field) + " on the server before " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", and take it from no request."
	find.Note = "A type for the request without the field, and the constant where the record is made; changing a role gets a route of its own that needs one."
	find.Controls = []*dfd.Control{f.Absence("input-validation", entries, "a list of values without a rank", "the field set anew after it was bound", "a role that the route needs")}
	if a.list != nil {
		find.Note = "The list that it is held to lets " + judge.List(a.list) + " through. " + find.Note
		find.Controls = []*dfd.Control{f.ControlBy("input-validation", "weak", strings.Join(a.list, ", "), a.guard, entries, u.Place)}
	}
	if a.doubt == "" && !a.sure {
		a.doubt = "Are the rows of " + judge.List(u.Tables) + " accounts, by which the program decides what somebody may do?"
	}
	if a.doubt == "" && membership(u) {
		a.doubt = "May whoever calls " + judge.Routes(entries) + " give others rights over that one thing? The row ties somebody to something, and " + judge.Code(a.field) + " counts for that."
	}
	if a.doubt == "" && f.Widest(hits) > judge.NotKnown && another(u) {
		a.doubt = "Who may say by " + judge.Routes(entries) + " what somebody else may do? The check that the caller may was not recognised."
	}
	if a.doubt == "" && f.Widest(hits) == judge.NotKnown {
		a.doubt = "Who gets to " + judge.Routes(entries) + ": those alone who may say what somebody may do? What the sign-in asks of them was not followed."
	}
	if a.doubt == "" && !slices.ContainsFunc(entries, func(e *dfd.EntryPoint) bool { return !f.Murky(e) }) {
		a.doubt = "Does a library that could not be looked into refuse some of the values of " + judge.Code(a.field) + "?"
	}
	if a.doubt != "" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = a.doubt
		find.Controls = []*dfd.Control{f.Control("input-validation", "unknown", "", entries, u.Place)}
	}
	return find
}
