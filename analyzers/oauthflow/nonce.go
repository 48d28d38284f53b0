package oauthflow

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// nonces asks of each ID token that a sign-in brings: was it made for this browser's sign-in?
func nonces(f *judge.Facts) []stride.Finding {
	var out []stride.Finding
	hits := slices.DeleteFunc(f.Served(idToken), func(h judge.Hit) bool { return direct(h.Use) && !begins(f, h) })
	for _, same := range judge.By(hits, func(h judge.Hit) string { s, _ := bound(f, h); return judge.Site(h) + s }) {
		out = append(out, nonceRow(f, same))
	}
	return out
}

// idToken accepts verifications of an ID token that comes from an exchange, or by way of the browser. One that comes in a header
// or a cookie is no sign-in any more.
func idToken(u *dfd.Use) bool {
	if u.Role != "verify" || !strings.HasSuffix(u.Symbol, "oidc.IDTokenVerifier.Verify") {
		return false
	}
	return direct(u) || len(u.Args["token"].From("external")) > 0
}

// direct reports whether the browser brings the token itself.
func direct(u *dfd.Use) bool { return len(judge.Inputs(u.Args["token"], "query", "form", "body")) > 0 }

// begins reports whether a token that was posted begins anything once it is verified: a session, a token, a change, or with a code that
// is exchanged. An endpoint that says what is in somebody's token signs nobody in.
func begins(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(x judge.Hit) bool {
		if strings.HasSuffix(x.Use.Symbol, "oauth2.Config.Exchange") {
			return true
		}
		return slices.Contains(x.Reach.Before, h.Use.ID) && x.Use.Role != "respond" && acts(x)
	})
}

// bound says how well a token's nonce is compared after it is verified.
func bound(f *judge.Facts, h judge.Hit) (string, *dfd.Guard) {
	open, loose := (*dfd.Guard)(nil), false
	for _, x := range f.From(h.Reach.Entry) {
		if x.Reach.Failed || !slices.Contains(x.Reach.Before, h.Use.ID) || !acts(x) {
			continue
		}
		held := f.Held(x, "nonce")
		loose = loose || len(held) == 0
		for _, g := range held {
			if open = g; !keptHere(f, g) {
				loose = true
			}
		}
	}
	if open != nil && !loose {
		return stride.Mitigated, open
	}
	switch {
	case open != nil && !keptHere(f, open), f.Obscured(h.Entry):
		return stride.ToConfirm, open
	}
	return stride.Open, nil
}

// keptHere reports whether what a nonce is compared with is known to be kept for this browser: another token that the program signed may
// come by the same link.
func keptHere(f *judge.Facts, g *dfd.Guard) bool {
	return g.Value == "" && kept(f.GuardArg(g, "value"))
}

// acts reports whether a hit makes use of who signed in: it changes something, gives out a token or a cookie, or answers with what
// the token says.
func acts(x judge.Hit) bool {
	if x.Use.Role == "respond" {
		return judge.Mentions(x.Use.Args, func(o dfd.Origin) bool { return o.Kind == "identity" || o.Kind == "secret" })
	}
	return judge.Changes(x.Use) || x.Use.Role == "sign" || x.Use.Role == "set-cookie"
}

func nonceRow(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	status, g := bound(f, hits[0])
	find := f.Finding(Nonce, hits)
	find.Title = "An ID token of another sign-in is taken by " + judge.Routes(entries)
	find.Action = "After " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", refuse a token whose Nonce is not the one kept for this browser."
	find.Note = judge.Code("c, err := r.Cookie(\"nonce\"); if err != nil || id.Nonce != c.Value { return }")
	word, value := "absent", ""
	switch status {
	case stride.Mitigated:
		word, value, find.Status = "present", "compared with what was kept", stride.Mitigated
		find.Action = "Keep the comparison of the nonce behind " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
		find.Note = "the nonce is compared with what was kept, behind " + judge.CallOf(u) + " in " + judge.In(u.Place)
	case stride.ToConfirm:
		word, find.Tier, find.Status = "unknown", stride.Unknown, stride.ToConfirm
		find.Note = "What is the nonce behind " + judge.CallOf(u) + " in " + judge.In(u.Place) + " compared with, and who kept it?"
	default:
		find.Tier = stride.Absent
		if direct(u) {
			judge.Raise(&find, 1, "the token comes by way of the browser: no code is exchanged that would bind it")
		}
	}
	find.Controls = []*dfd.Control{f.ControlBy("oidc-nonce", word, value, g, entries, u.Place)}
	if word == "absent" {
		find.Controls = []*dfd.Control{f.Absence("oidc-nonce", entries, "comparisons of the token's nonce")}
	}
	return find
}
