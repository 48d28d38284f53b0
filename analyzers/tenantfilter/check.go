// Package tenantfilter asks of every list behind a sign-in: whose rows are these?
//
// In: statements that read, which tables are written with an owner, and which statements have the caller's identity among their
// parameters. Out: tenant-filter (I), one row a call.
package tenantfilter

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "tenantfilter", Rules: []*stride.Rule{Unfiltered}, Program: Program}

// readers are the calls behind a sign-in that read a table with owners.
type readers struct {
	own, bare []judge.Hit // by who the caller is; without
}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	owned := f.Owners()
	tables := make(map[string]*readers)
	var keys []string
	for _, h := range f.Served(func(u *dfd.Use) bool { return judge.IsSQL(u) && u.Op == "read" }) {
		if f.InMiddleware(h) || f.CallerOf(h) != judge.SignedIn {
			continue
		}
		for _, t := range h.Use.Tables {
			key := judge.TableOf(h.Use, t)
			if owned[key] == nil {
				continue
			}
			if tables[key] == nil {
				tables[key] = &readers{}
				keys = append(keys, key)
			}
			tables[key].add(f, h)
		}
	}
	slices.Sort(keys)
	var out []stride.Finding
	for _, k := range keys {
		r := tables[k]
		if len(r.own) == 0 {
			continue
		}
		for _, same := range judge.By(r.bare, judge.Site) {
			out = append(out, row(f, same, r, owned[k]))
		}
	}
	return out
}

func (r *readers) add(f *judge.Facts, h judge.Hit) {
	switch {
	case judge.Mentions(h.Use.Args, judge.SaysWho):
		r.own = append(r.own, h)
	case lists(h.Use) && !judge.MaybeOwner(h.Use) && !picks(h.Use) && !f.ComparesOwner(h.Entry) && !f.IsLogin(h.Entry) && answers(f, h):
		r.bare = append(r.bare, h)
	}
}

// lists reports whether a use reads several rows. Counting them is none of it.
func lists(u *dfd.Use) bool {
	name := judge.Last(u.Symbol)
	if u.Role == "orm" {
		return slices.Contains([]string{"Find", "All", "Scan", "Rows", "Select", "FindAndCount", "ScanAndCount", "Iterate", "FindInBatches"}, name)
	}
	upper := strings.ToUpper(u.SQL)
	if judge.Verb(u) != "SELECT" || strings.Contains(upper, "COUNT(") || strings.Contains(upper, "EXISTS") {
		return false
	}
	return !strings.Contains(name, "Row") && !strings.HasPrefix(name, "Get")
}

// picks reports whether the caller names the rows, by the path or by an id: that is a matter of object-owner-read.
func picks(u *dfd.Use) bool {
	for _, name := range append(judge.Conditions(u), "query") {
		if len(judge.Inputs(u.Args[name], "path")) > 0 {
			return true
		}
		for _, o := range judge.Inputs(u.Args[name]) {
			if n := strings.ToLower(o.Name); strings.HasSuffix(n, "id") || strings.HasSuffix(n, "ids") || strings.HasSuffix(n, "slug") {
				return true
			}
		}
	}
	return false
}

// answers reports whether something that was read from a store is sent to the caller.
func answers(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		return x.Use.Role == "respond" && x.Use.Attr["kind"] != "status" && !x.Reach.Failed && len(x.Use.Args["body"].From("store")) > 0
	})
}

func row(f *judge.Facts, hits []judge.Hit, r *readers, insert *dfd.Use) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	other := r.own[0]
	find := f.Finding(Unfiltered, hits)
	find.Title = "A user lists everybody's rows of " + judge.List(u.Tables) + " by " + judge.Routes(entries)
	find.Evidence = append(find.Evidence, other.Use.Place, insert.Place)
	find.Action = "In " + judge.In(u.Place) + ", put the caller's identity into the condition of " + judge.CallOf(u) + ", as " + judge.In(other.Use.Place) + " does."
	find.Note = judge.In(insert.Place) + " writes the owner with each row."
	find.Controls = []*dfd.Control{f.Absence("owner-check", entries, "the caller's identity among the statement's parameters", "comparisons of an owner with the caller")}
	if !whole(u) || len(r.bare) > len(r.own) || slices.ContainsFunc(entries, f.Murky) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "May every signed-in user read all rows of " + judge.List(u.Tables) + " by " + judge.Routes(entries) + "? " + judge.In(other.Use.Place) + " reads only the caller's own."
		find.Controls[0].Verdict = "unknown"
	}
	return find
}

// whole reports whether a statement reads its tables without a condition.
func whole(u *dfd.Use) bool {
	return u.Role == "sql" && u.SQL != "" && len(u.Tables) == 1 && !strings.Contains(strings.ToUpper(u.SQL), "WHERE") && !strings.Contains(u.SQL, "{}") && !strings.Contains(strings.ToUpper(u.SQL), "JOIN")
}
