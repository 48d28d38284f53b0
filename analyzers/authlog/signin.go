package authlog

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// attempt is a sign-in and what is written down about it.
type attempt struct {
	entry  *dfd.EntryPoint
	check  judge.Hit // the password check
	ok, no *dfd.Use  // what is written when it succeeds, and when it fails
	lost   *dfd.Use  // what is written by a helper that many share, so that what this sign-in writes is not known
}

// signIns asks of each handler that checks a password and stores nothing: who signed in, and who tried?
func signIns(f *judge.Facts) []stride.Finding {
	var all []attempt
	for _, e := range f.EntryPoints {
		if !judge.Remote(e) || !f.IsLogin(e) {
			continue
		}
		if a, ok := attempted(f, e); ok {
			all = append(all, a)
		}
	}
	return perStanding(f, all)
}

// attempted gathers what one sign-in writes down. None: it stores something, or a caller is known already who confirms a change.
func attempted(f *judge.Facts, e *dfd.EntryPoint) (attempt, bool) {
	a := attempt{entry: e}
	var compared judge.Hit // where a password is compared like any text, what comes first behind that
	if e.Auth.Verdict == "protected" {
		return a, false
	}
	for _, h := range f.From(e.ID) {
		if compared.Use == nil && !f.InMiddleware(h) && slices.ContainsFunc(f.Held(h, "login"), passwords) {
			compared = h
		}
		switch {
		case h.Changes() && !h.Reach.Failed && !f.InMiddleware(h):
			return a, false
		case judge.IsPasswordCheck(h.Use) && !f.InMiddleware(h) && !basic(f, h):
			a.check = h
		case lost(h):
			a.lost = h.Use
		case !names(f, h):
		case f.InMiddleware(h): // a request log with the caller's address tells of both
			return a, false
		case h.Reach.Failed:
			a.no = h.Use
		default:
			a.ok = h.Use
		}
	}
	if a.check.Use == nil {
		a.check = compared
	}
	return a, a.check.Use != nil
}

// passwords reports whether a sign-in's check is one of a password: who brings a token has signed in before.
func passwords(g *dfd.Guard) bool {
	return g.Scheme != "jwt" && g.Scheme != "paseto" && g.Scheme != "oidc"
}

// basic reports whether a password that is checked comes with each request, by basic authentication: nobody signs in there. What
// other entry points pass to the same check does not count.
func basic(f *judge.Facts, h judge.Hit) bool {
	var sent []dfd.Origin
	for _, v := range h.Use.Args {
		sent = append(sent, judge.Inputs(v)...)
	}
	if own := slices.DeleteFunc(slices.Clone(sent), func(o dfd.Origin) bool { return !f.Reads(h, o) }); len(own) > 0 {
		sent = own
	}
	return len(sent) > 0 && !slices.ContainsFunc(sent, func(o dfd.Origin) bool { return !strings.EqualFold(o.Name, "header:Authorization") })
}

// lost reports whether what a log line or a row holds is what many callers pass together.
func lost(h judge.Hit) bool {
	if h.Use.Role != "log" && judge.Verb(h.Use) != "INSERT" {
		return false
	}
	for _, v := range h.Use.Args {
		if judge.Shared(v) {
			return true
		}
	}
	return false
}

// names reports whether a use writes down, by a log line or a row, the account or the address that a request names.
func names(f *judge.Facts, h judge.Hit) bool {
	u := h.Use
	if u.Role != "log" && judge.Verb(u) != "INSERT" {
		return false
	}
	for _, v := range u.Args {
		if v == nil || v.Many { // a logger's own helper, where what all callers pass comes together
			continue
		}
		known := slices.ContainsFunc(v.From("store"), func(o dfd.Origin) bool { return o.Place.File != "" })
		if known && len(v.From("error")) == 0 || len(judge.Identity(v)) > 0 || slices.ContainsFunc(account(v), func(o dfd.Origin) bool { return judge.InputKind(o) == "ip" || f.Reads(h, o) }) {
			return true
		}
	}
	return false
}

func account(v *dfd.Value) []dfd.Origin {
	return judge.Inputs(v, "body", "form", "query", "header", "ip", "message")
}

// perStanding makes a row of the sign-ins of a process that leave nothing, one of those that leave half, one of those that leave
// both. A line that stands on the way of both, and of which only one is seen, counts for the half that is seen.
func perStanding(f *judge.Facts, all []attempt) []stride.Finding {
	groups := make(map[string][]attempt)
	for _, a := range all {
		key := strings.Join(a.entry.Processes, ",") + a.standing() + fmt.Sprint(a.lost != nil)
		groups[key] = append(groups[key], a)
	}
	var out []stride.Finding
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, signInRow(f, groups[key]))
	}
	return out
}

func (a attempt) standing() string {
	switch {
	case a.ok == nil && a.no == nil:
		return " nothing"
	case a.ok == nil:
		return " failures"
	case a.no == nil:
		return " successes"
	}
	return " both"
}

func signInRow(f *judge.Facts, group []attempt) stride.Finding {
	var hits []judge.Hit
	for _, a := range group {
		hits = append(hits, a.check)
	}
	find := f.Finding(SignIn, hits)
	find.Store = ""
	a, entries := group[0], judge.Entries(hits)
	routes := judge.Routes(entries)
	find.Title = "Nobody can tell who signed in: " + routes
	find.Action = "In " + judge.In(a.check.Use.Place) + ", log account and address after " + judge.CallOf(a.check.Use) + ", whether it succeeds or fails."
	find.Note = judge.Code(`slog.InfoContext(ctx, "sign-in", "account", email, "ip", r.RemoteAddr, "ok", err == nil)`)
	seen := a.ok
	if seen == nil {
		seen = a.no
	}
	if a.lost != nil && a.standing() != " both" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does " + judge.CallOf(a.lost) + " in " + judge.In(a.lost.Place) + " name the account or the address, whether it succeeds or fails? More callers share it than are kept apart."
		find.Controls = []*dfd.Control{f.Control("signin-log", "unknown", "", entries, a.lost.Place)}
		return find
	}
	switch a.standing() {
	case " nothing":
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{f.Absence("signin-log", entries, "log lines and rows that name the account or the address")}
	case " both":
		find.Status = stride.Mitigated
		find.Action = "Keep the records of sign-ins in " + judge.In(seen.Place) + "."
		find.Note = judge.CallOf(a.ok) + " in " + judge.In(a.ok.Place) + " and " + judge.CallOf(a.no) + " in " + judge.In(a.no.Place) + " name the account or the address"
		find.Controls = []*dfd.Control{f.Control("signin-log", "present", "sign-ins", entries, a.ok.Place, a.no.Place)}
	default:
		find.Tier = stride.Absent
		find.Title = "Only" + a.standing() + " of signing in leave a record: " + routes
		find.Controls = []*dfd.Control{f.Control("signin-log", "weak", "only"+a.standing()+" of signing in", entries, seen.Place)}
	}
	return find
}
