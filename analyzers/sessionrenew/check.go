// Package sessionrenew asks of every sign-in: does the session keep the id that it had before?
//
// In: password checks and exchanges of codes, writes to sessions of libraries, where those keep them, and calls that renew an
// id. Out: session-renewal (S), one row a write and standing.
package sessionrenew

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "sessionrenew", Rules: []*stride.Rule{Fixed}, Program: Program}

// keeper is a library of sessions.
type keeper struct {
	prefix string // of its symbols
	byID   bool   // sessions are kept on the server under an id, whatever the store
	renew  string // what gives a session a new id
}

var keepers = []keeper{
	{"github.com/alexedwards/scs/", true, "sessions.RenewToken(ctx)"},
	{"github.com/gofiber/fiber/", true, "sess.Regenerate()"},
	{"github.com/beego/beego/", true, "c.SessionRegenerateID()"},
	{"github.com/gorilla/sessions.", false, "session.Options.MaxAge = -1, Save, and a new session"},
	{"github.com/gin-contrib/sessions.", false, "session.Clear(), an Options with MaxAge -1, Save, and a new session"},
}

// stores are the stores of gorilla and gin sessions, by the start of their symbols; the last word of cookie stores.
var stores = []string{"github.com/gorilla/sessions.New", "github.com/gin-contrib/sessions/"}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Served(writes)
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool {
		k, ok := keeperOf(h.Use)
		return !ok || h.Reach.Failed || f.InMiddleware(h) || !signsIn(f, h) || !k.byID && !onServer(p)
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return judge.Site(h) + string(rune('0'+renewed(f, h))) }) {
		out = append(out, row(f, same))
	}
	return merged(out)
}

// writes accepts what puts something into a session, or saves one.
func writes(u *dfd.Use) bool {
	return u.Role == "session-set" || u.Role == "setting" && u.Attr["kind"] == "save"
}

func keeperOf(u *dfd.Use) (keeper, bool) {
	for _, k := range keepers {
		if strings.HasPrefix(u.Symbol, k.prefix) {
			return k, true
		}
	}
	return keeper{}, false
}

// onServer reports whether the stores that the program opens for gorilla or gin sessions keep them under an id: all that were
// seen do, and there is one.
func onServer(p *dfd.Program) bool {
	found := false
	for _, u := range p.Uses {
		if u.Role != "open" || !slices.ContainsFunc(stores, func(s string) bool { return strings.HasPrefix(u.Symbol, s) }) {
			continue
		}
		if u.Tech == "cookie" || strings.HasSuffix(u.Symbol, "CookieStore") || strings.Contains(u.Symbol, "/cookie.") {
			return false
		}
		found = true
	}
	return found
}

// signsIn reports whether the way to a write leads past the check of who somebody is: a password that fits, or a code that
// another service gave out.
func signsIn(f *judge.Facts, h judge.Hit) bool {
	if len(f.Held(h, "login")) > 0 {
		return true
	}
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool {
		switch {
		case f.InMiddleware(o):
			return false
		case judge.IsPasswordCheck(o.Use):
			return slices.Contains(h.Reach.Before, o.Use.ID)
		}
		return strings.HasSuffix(o.Use.Symbol, "oauth2.Config.Exchange") || strings.HasSuffix(o.Use.Symbol, "gothic.CompleteUserAuth")
	})
}

// renewed says whether the session has a new id: on every way to the write or from it, on some, on none.
func renewed(f *judge.Facts, h judge.Hit) judge.Strength {
	found := judge.None
	for _, o := range f.From(h.Reach.Entry) {
		if o.Use.Attr["kind"] != "renew" || o.Use.Role != "setting" || o.Reach.Failed {
			continue
		}
		if slices.Contains(h.Reach.Before, o.Use.ID) || slices.Contains(o.Reach.Before, h.Use.ID) {
			return judge.Firm
		}
		found = judge.Opaque
	}
	return found
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	k, _ := keeperOf(u)
	find := f.Finding(Fixed, hits)
	find.Title = "Whoever planted a session cookie is signed in with the victim by " + judge.Routes(entries)
	find.Action = "Before " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", give the session a new id."
	find.Note = judge.Code(k.renew)
	switch renewed(f, hits[0]) {
	case judge.Firm:
		find.Status, find.Action = stride.Mitigated, "Keep the renewal beside "+judge.CallOf(u)+" in "+judge.In(u.Place)+"."
		find.Note = "the session is given a new id on the way to " + judge.CallOf(u) + " in " + judge.In(u.Place)
		find.Controls = []*dfd.Control{f.Control("session-renewal", "present", k.renew, entries, u.Place)}
	case judge.Opaque:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is the session renewed whenever somebody signs in by " + judge.Routes(entries) + "? A renewal is there, not on every way."
		find.Controls = []*dfd.Control{f.Control("session-renewal", "unknown", "", entries, u.Place)}
	default:
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{f.Absence("session-renewal", entries, "calls of the session's library that renew its id")}
	}
	return find
}

// merged makes one row of several writes of one route: to renew once is enough.
func merged(rows []stride.Finding) []stride.Finding {
	var out []stride.Finding
	for _, r := range rows {
		i := slices.IndexFunc(out, func(o stride.Finding) bool { return o.Status == r.Status && slices.Equal(o.Entries, r.Entries) })
		if i < 0 {
			out = append(out, r)
			continue
		}
		out[i].Evidence = append(out[i].Evidence, r.Evidence...)
	}
	return out
}
