// Package throttle asks of every check of a password or of a short code: how often may one guess?
//
// In: comparisons of passwords and codes, and the limiters that hold on the way there. Out: login-throttle and code-throttle (S), one
// row for each check and standing, however many routes it guards.
package throttle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "throttle", Rules: []*stride.Rule{Login, Codes}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := slices.DeleteFunc(f.Served(judge.IsPasswordCheck), func(h judge.Hit) bool {
		return !f.Exposed(h.Entry) || again(f, h) || kept(h.Use) || made(f, h) || service(f, h)
	})
	groups := judge.By(hits, func(h judge.Hit) string { return alike(f, h) })
	var out []stride.Finding
	for _, same := range judge.By(groups, func(g []judge.Hit) string { return lacking(f, g) }) {
		out = append(out, row(f, Login, slices.Concat(same...)))
	}
	return append(out, codes(f)...)
}

// alike is the same for hits of one check that stand alike.
func alike(f *judge.Facts, h judge.Hit) string {
	b := f.Limiter(h, judge.LoginRate)
	return fmt.Sprint(judge.Site(h), b.Strength, b.Value, unsure(f, h, b), b.Strength != judge.Firm && tallied(f, h) != nil)
}

// lacking is the same for checks that lack a limiter on the same routes: a directory that is asked and a hash that is compared in one
// sign-in are guessed at together. Others stand for themselves.
func lacking(f *judge.Facts, hits []judge.Hit) string {
	h := hits[0]
	if b := f.Limiter(h, judge.LoginRate); b.Guard != nil || b.Strength == judge.Firm || unsure(f, h, b) || tallied(f, h) != nil {
		return alike(f, h)
	}
	return fmt.Sprint(f.InMiddleware(h), judge.IDs(judge.Entries(hits)))
}

// again reports whether a password is asked of somebody who has signed in by other means. A guard that stands for any of
// several ways is none of them.
func again(f *judge.Facts, h judge.Hit) bool {
	return !f.InMiddleware(h) && slices.ContainsFunc(f.Held(h, "auth"), func(g *dfd.Guard) bool { return g.Scheme != "any" && g.Use != h.Use.ID })
}

// kept reports whether what is compared is known, and no request says it: a password that a session holds.
func kept(u *dfd.Use) bool {
	a, b := u.Args["a"], u.Args["b"]
	held := func(v *dfd.Value) bool {
		return judge.Sourced(v) && len(judge.Inputs(v)) == 0 && len(v.From("identity")) > 0
	}
	return held(b) && len(judge.Inputs(a)) == 0 || held(a) && len(judge.Inputs(b)) == 0
}

// made reports whether what is compared on the way to every request is a key that the program gave out: it comes in a header or a cookie
// by itself, and no name of a person with it. Nobody guesses those.
func made(f *judge.Facts, h judge.Hit) bool {
	if !f.InMiddleware(h) || slices.Contains(h.Entry.Auth.Schemes, "basic") || h.Entry.Auth.Scheme == "basic" {
		return false
	}
	sent := append(judge.Inputs(h.Use.Args["a"]), judge.Inputs(h.Use.Args["b"])...)
	return len(sent) > 0 && !slices.ContainsFunc(sent, func(o dfd.Origin) bool {
		return !slices.Contains([]string{"header", "cookie"}, judge.InputKind(o)) || o.Has("username") || strings.EqualFold(judge.InputName(o), "password")
	})
}

// service reports whether the program proves who it is itself, before it asks about somebody else: nothing of this request by a name is
// compared here, and something is in another check on the same way.
func service(f *judge.Facts, h judge.Hit) bool {
	return !says(h.Use) && slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool { return judge.IsPasswordCheck(x.Use) && says(x.Use) })
}

// says reports whether a password that is checked may be one that the request says, as far as its inputs have names; what could not be
// followed may be one.
func says(u *dfd.Use) bool {
	known := false
	for _, arg := range []string{"a", "b", "password"} {
		v := u.Args[arg]
		if v == nil {
			continue
		}
		known = true
		if v.Unknown || slices.ContainsFunc(judge.Inputs(v), func(o dfd.Origin) bool { return judge.InputName(o) != "" }) {
			return true
		}
	}
	return !known
}

// unsure reports whether a limiter may be in middleware that could not be followed.
func unsure(f *judge.Facts, h judge.Hit, b judge.Bound) bool {
	return b.Strength == judge.Opaque || b.Strength == judge.None && len(f.Unseen([]*dfd.EntryPoint{h.Entry})) > 0
}

// tallied returns what a program keeps count of where it checks a password: it may refuse those who have guessed too often.
func tallied(f *judge.Facts, h judge.Hit) *dfd.Use {
	if u := f.Counted(h); u != nil {
		return u
	}
	return f.Tallied(h)
}

func row(f *judge.Facts, rule *stride.Rule, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	b := f.Limiter(hits[0], judge.LoginRate)
	find := f.Finding(rule, hits)
	what, by := "Passwords", " are guessed by "
	if rule == Codes {
		what = "Codes"
	}
	if f.InMiddleware(hits[0]) {
		by += "any request to "
	}
	find.Title = what + by + judge.Routes(entries) + " until one fits"
	in, _ := f.Attached(entries[0])
	find.Action = "Attach a limiter in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", keyed by address and by account."
	if in != "" {
		find.Action = "Attach a limiter by address in " + judge.In(dfd.Place{Func: in}) + ", and one by account in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
	}
	find.Note = "Five guesses a minute leave people unharmed and lists useless."
	if rule == Codes {
		find.Note = "Five wrong guesses, and a new code has to be asked for: count them with the code, and delete both."
	}
	if entries[0].Registered != nil {
		find.Evidence = append(find.Evidence, *entries[0].Registered)
	}
	switch {
	case b.Strength == judge.Firm:
		find.Status = stride.Mitigated
		find.Action = "Keep the limiter in " + judge.In(b.Guard.Place) + " in front of " + judge.CallOf(u) + "."
		find.Note = "limiter of " + b.Value + " in " + judge.In(b.Guard.Place) + " refuses those beyond it before " + judge.CallOf(u)
		find.Controls = []*dfd.Control{f.FromGuard("ratelimit", "present", b.Value, b.Guard, entries)}
	case tallied(f, hits[0]) != nil:
		u := tallied(f, hits[0])
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "After how many wrong guesses is a caller of " + judge.Routes(entries) + " refused? " + judge.CallOf(u) + " in " + judge.In(u.Place) + " may keep count of them."
		find.Controls = []*dfd.Control{f.Control("ratelimit", "unknown", "counted in a store", entries, u.Place)}
	case unsure(f, hits[0], b):
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "What keeps one caller from guessing at " + judge.Routes(entries) + "? A limiter or middleware there could not be followed."
		find.Controls = []*dfd.Control{f.Control("ratelimit", "unknown", b.Value, entries, u.Place)}
	case b.Guard != nil:
		find.Controls = []*dfd.Control{f.FromGuard("ratelimit", "weak", b.Value+"; "+b.Why, b.Guard, entries)}
	default:
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{f.Absence("ratelimit", entries, "middleware of the routes", "limiters asked before "+judge.Call(u.Symbol))}
	}
	return find
}
