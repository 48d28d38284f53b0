// Package idor asks of every row that is named by the caller: is it the caller's own?
//
// In: statements with their parameters, what is known of who owns a table's rows (an insert that writes the caller's identity),
// and comparisons of an owner with the caller. Out: object-owner-change (E) and object-owner-read (I), one row a call. It
// needs to see an owner being written: tables without one are silent.
package idor

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "idor", Rules: []*stride.Rule{Change, Read}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	owned := f.Owners()
	hits := slices.DeleteFunc(f.Served(judge.IsSQL), func(h judge.Hit) bool { return !bare(f, h, owned) })
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		out = append(out, row(f, same, owned))
	}
	return out
}

// bare reports whether a statement picks a row of an owned table by the caller's id and nothing that says whose it is.
func bare(f *judge.Facts, h judge.Hit, owned map[string]*dfd.Use) bool {
	u := h.Use
	verb := judge.Verb(u)
	if verb == "INSERT" || verb == "UPSERT" || f.InMiddleware(h) || f.CallerOf(h) != judge.SignedIn || f.IsLogin(h.Entry) {
		return false
	}
	if !slices.ContainsFunc(u.Tables, func(t string) bool { return owned[judge.TableOf(u, t)] != nil }) {
		return false
	}
	return named(u) && !judge.Mentions(u.Args, judge.SaysWho) && !judge.MaybeOwner(u) && !f.ComparesOwner(h.Entry)
}

// named reports whether the caller names the row: by the path, or by a parameter that is an id and no search text.
func named(u *dfd.Use) bool {
	for _, name := range judge.Conditions(u) {
		if len(judge.Inputs(u.Args[name], "path")) > 0 {
			return true
		}
	}
	return false
}

func row(f *judge.Facts, hits []judge.Hit, owned map[string]*dfd.Use) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	rule, verb := Read, "reads"
	if u.Op != "read" {
		rule, verb = Change, "changes or deletes"
	}
	find := f.Finding(rule, hits)
	i := slices.IndexFunc(u.Tables, func(t string) bool { return owned[judge.TableOf(u, t)] != nil })
	insert := owned[judge.TableOf(u, u.Tables[i])]
	find.Title = "A user " + verb + " another one's row of " + u.Tables[i] + " by " + judge.Routes(entries)
	find.Action = "In " + judge.In(u.Place) + ", put the caller's identity into the condition of " + judge.CallOf(u) + "; " + judge.In(insert.Place) + " writes it with each row."
	find.Evidence = append(find.Evidence, insert.Place)
	find.Controls = []*dfd.Control{f.Absence("owner-check", entries, "the caller's identity among the statement's parameters", "comparisons of an owner with the caller")}
	return find
}
