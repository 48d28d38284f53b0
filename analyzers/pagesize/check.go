// Package pagesize asks of every number in a request that says how much: how large may it be?
//
// In: the argument limit of statements and of the role paginate, the argument size of the role alloc, what is known of their
// bounds. Out: page-size (D), one row a call.
package pagesize

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "pagesize", Rules: []*stride.Rule{Asked}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Served(func(u *dfd.Use) bool { return amount(u) != nil }) {
		if len(free(f, h)) > 0 {
			hits = append(hits, h)
		}
	}
	causes := make(map[string]string)
	for _, same := range judge.By(hits, judge.Site) {
		causes[judge.Site(same[0])] = cause(f, same)
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return causes[judge.Site(h)] }) {
		slices.SortStableFunc(same, func(a, b judge.Hit) int { return rank(a.Use) - rank(b.Use) })
		out = append(out, row(f, same))
	}
	return out
}

// cause is what calls are one row by: the same number of the same requests.
func cause(f *judge.Facts, hits []judge.Hit) string {
	var names []string
	for _, h := range hits {
		for _, o := range free(f, h) {
			names = append(names, o.Name)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ") + "|" + strings.Join(judge.IDs(judge.Entries(hits)), " ")
}

// rank puts what takes memory first: it decides the level.
func rank(u *dfd.Use) int {
	if u.Role == "alloc" {
		return 0
	}
	return 1
}

// amount is what says how much a use reads or takes.
func amount(u *dfd.Use) *dfd.Value {
	if u.Role == "alloc" {
		return u.Args["size"]
	}
	if u.Role == "sql" && u.Op == "read" || u.Role == "paginate" {
		return u.Args["limit"]
	}
	return nil
}

// free lists the numbers of a request that nothing holds below a limit. The length of what was sent is not among them: whoever
// wants more has to send more.
func free(f *judge.Facts, h judge.Hit) []dfd.Origin {
	in := slices.DeleteFunc(judge.Inputs(amount(h.Use)), func(o dfd.Origin) bool { return !judge.Named(o) })
	parsed := slices.ContainsFunc(in, func(o dfd.Origin) bool { return o.Has("number") })
	return slices.DeleteFunc(in, func(o dfd.Origin) bool {
		if parsed && !o.Has("number") {
			return true // text that got there beside the number is none
		}
		switch judge.InputKind(o) {
		case "ip", "flag", "env", "file", "filename", "archive", "request":
			return true
		}
		if slices.ContainsFunc([]string{"bounded", "size", "bool", "uuid", "hash", "allow-list", "allowlisted"}, o.Has) {
			return true
		}
		return held(f, h, o) || capped(f.Demanded(h, o))
	})
}

// held reports whether a comparison on every way to a hit holds an input below a limit, or to a list.
func held(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	for _, g := range f.Held(h, "bounded", "allowlist") {
		if field := judge.Last(g.Value); g.Kind == "bounded" && field != "" {
			if judge.SameName(field, judge.InputName(o)) {
				return true
			}
		} else if judge.LooksAt(g, o) {
			return true
		}
	}
	return false
}

// capped reports whether a struct's tag holds a number below something: "omitempty,min=1,max=100".
func capped(rule string) bool {
	for _, r := range strings.Split(rule, ",") {
		for _, p := range []string{"max=", "lte=", "lt=", "oneof=", "eq=", "len="} {
			if strings.HasPrefix(r, p) {
				return true
			}
		}
	}
	return false
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	by := judge.Described(free(f, hits[0]))
	find := f.Finding(Asked, hits)
	find.Target = entries[0].Element
	find.Title = "By its " + by + ", " + judge.Routes(entries) + " reads as many rows as the caller likes"
	if u.Role == "alloc" {
		find.Title = "By its " + by + ", " + judge.Routes(entries) + " takes as much memory as the caller likes"
		judge.Raise(&find, 1, "one request is enough, whatever the program has stored")
	}
	find.Action = "Hold the " + by + " below a limit before " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
	find.Note = judge.Code("n = min(max(n, 1), 100)") + ", or 400 for what is beyond it."
	find.Controls = []*dfd.Control{f.Absence("input-validation", entries, "comparisons with an upper limit", "min and functions that clamp", "tags of the struct that it is bound into")}
	if slices.ContainsFunc(hits, func(h judge.Hit) bool { return validated(f, h) }) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the validator refuse a " + by + " that is too large?"
		find.Controls = []*dfd.Control{f.Control("input-validation", "unknown", "", entries, u.Place)}
	}
	f.Behind(&find, hits, false)
	return find
}

// validated reports whether something looks at the input of which it is not known what it lets through.
func validated(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.Held(h, "confine"), func(g *dfd.Guard) bool {
		return g.Value == "validated" && slices.ContainsFunc(free(f, h), func(o dfd.Origin) bool {
			return judge.Mentions(g.Args, func(x dfd.Origin) bool { return x.Kind == "input" && judge.InputKind(x) == judge.InputKind(o) })
		})
	})
}
