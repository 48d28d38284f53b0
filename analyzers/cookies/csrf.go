package cookies

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// forged reports changes that know their caller by a cookie alone.
func forged(f *judge.Facts) []stride.Finding {
	lax := exempt(f)
	hits := slices.DeleteFunc(f.Served(judge.Changes), func(h judge.Hit) bool { return !h.Changes() || !byCookie(h.Entry) || f.InMiddleware(h) })
	groups := judge.By(hits, func(h judge.Hit) string {
		return strings.Join(h.Entry.Processes, ",") + standing(f, h, lax)
	})
	var out []stride.Finding
	for _, same := range groups {
		out = append(out, row(f, same, lax))
	}
	return out
}

// byCookie reports whether an entry point changes something for callers who are known by a session cookie and nothing else.
func byCookie(e *dfd.EntryPoint) bool {
	switch e.Method {
	case "GET", "HEAD", "OPTIONS":
		return false
	}
	return e.Auth.Verdict == "protected" && e.Auth.Scheme == "session" && len(e.Auth.Schemes) < 2
}

func standing(f *judge.Facts, h judge.Hit, lax *dfd.Use) string {
	switch {
	case len(f.Held(h, "csrf")) > 0:
		return " checked " + f.Held(h, "csrf")[0].ID
	case lax != nil:
		return " lax"
	case f.Switched(h, "csrf") != nil:
		return " switched " + f.Switched(h, "csrf").ID
	case len(f.Blind([]*dfd.EntryPoint{h.Entry})) > 0:
		return " unknown"
	}
	return " open"
}

func row(f *judge.Facts, hits []judge.Hit, lax *dfd.Use) stride.Finding {
	entries := judge.Entries(hits)
	in, _ := f.Attached(entries[0])
	find := f.Finding(CSRF, hits)
	find.Store = ""
	find.Title = "Another site acts in the name of a signed-in user: " + judge.Routes(entries)
	find.Action = "Check the origin of requests in one middleware in front of " + judge.Routes(entries) + "."
	if in != "" {
		find.Action = "Check the origin of requests in one middleware, attached in " + judge.In(dfd.Place{Func: in}) + "."
	}
	find.Note = judge.Code("http.NewCrossOriginProtection().Handler") + " (Go 1.25) refuses them without a token."
	switch guards := f.Held(hits[0], "csrf"); {
	case len(guards) > 0:
		find.Status, find.Action = stride.Mitigated, "Keep the check in "+judge.In(guards[0].Place)+"."
		find.Note = "requests of other sites are refused in " + judge.In(guards[0].Place)
		find.Controls = []*dfd.Control{f.FromGuard("csrf", "present", "", guards[0], entries)}
	case lax != nil:
		find.Status, find.Action = stride.Mitigated, "Keep SameSite on the cookie in "+judge.In(lax.Place)+"."
		find.Note = "the session cookie of " + judge.In(lax.Place) + " is SameSite"
		find.Controls = []*dfd.Control{f.Control("csrf", "present", "SameSite cookie", entries, lax.Place)}
	case f.Switched(hits[0], "csrf") != nil:
		g := f.Switched(hits[0], "csrf")
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the check in " + judge.In(g.Place) + " hold for " + judge.Routes(entries) + "? A setting or a function of the program's leaves it out for some requests."
		find.Controls = []*dfd.Control{f.FromGuard("csrf", "unknown", "not for all requests", g, entries)}
	case len(f.Blind(entries)) > 0:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the middleware in front of " + judge.Routes(entries) + " refuse requests of other sites? It could not be followed."
		find.Controls = []*dfd.Control{f.Control("csrf", "unknown", "", entries, f.Blind(entries)...)}
	default:
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{f.Absence("csrf", entries, "token and origin checks in middleware", "SameSite of the session cookie")}
	}
	return find
}
