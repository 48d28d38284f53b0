// Package oauthflow asks of every sign-in that comes back from another service: did this browser begin it?
//
// In: exchanges of codes, the inputs named state (RFC 6749, 4.1.2), and what they were compared with on the way. Out:
// oauth-state (S), oauth-pkce and oidc-nonce as LOW, one row a call and standing each.
package oauthflow

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "oauthflow", Rules: []*stride.Rule{State, PKCE, Nonce}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Served(exchanges)
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { s := weigh(f, h); return judge.Site(h) + s.status + s.why }) {
		out = append(out, row(f, same, weigh(f, same[0])))
	}
	open := slices.DeleteFunc(hits, func(h judge.Hit) bool { return verifier(h.Use) != judge.None })
	for _, same := range judge.By(open, judge.Site) {
		u := same[0].Use
		find := f.Finding(PKCE, same)
		find.Title = "A code that leaks from " + judge.Routes(judge.Entries(same)) + " is exchanged in another sign-in"
		find.Action = "Give " + judge.CallOf(u) + " in " + judge.In(u.Place) + " the code_verifier that was kept when the sign-in began."
		out = append(out, find)
	}
	return append(out, nonces(f)...)
}

// exchanges accepts exchanges of a code that the request brings.
func exchanges(u *dfd.Use) bool {
	return u.Role == "call" && strings.HasSuffix(u.Symbol, "oauth2.Config.Exchange") && len(judge.Inputs(u.Args["body"], "query", "form", "body", "path")) > 0
}

// verifier says whether an exchange sends a code_verifier: Firm where it is the server's or the browser's own.
func verifier(u *dfd.Use) judge.Strength {
	options := u.Args["options"]
	if options == nil {
		return judge.None
	}
	param := slices.Contains(options.Text, "param") && u.Args["name"] != nil && slices.Contains(u.Args["name"].Text, "code_verifier")
	if !param && !slices.Contains(options.Text, "pkce") {
		return judge.None
	}
	v := u.Args["value"]
	if kept(v) {
		return judge.Firm
	}
	return judge.Opaque
}

// kept reports whether a value was kept by the server or in the browser, and is not what the link brought.
func kept(v *dfd.Value) bool {
	return v != nil && (len(v.From("identity", "store", "fresh", "secret")) > 0 || len(judge.Inputs(v, "cookie")) > 0)
}

// verdict is what is said about an exchange.
type verdict struct {
	status, why string
	guard       *dfd.Guard
}

func weigh(f *judge.Facts, h judge.Hit) verdict {
	for _, g := range f.Held(h, "match") {
		if v := f.GuardArg(g, "value"); len(states(v)) > 0 && kept(v) {
			if slices.Contains(v.Text, "") {
				return verdict{stride.ToConfirm, "Is a state refused that is empty? What was kept may be empty as well, where this browser began no sign-in.", g}
			}
			if len(v.From("identity", "secret"))+len(judge.Inputs(v, "cookie")) == 0 {
				return verdict{stride.ToConfirm, "Is what the state is compared with kept for this browser? It is found by what the link brings.", g}
			}
			return verdict{stride.Mitigated, "the state is compared with what was kept", g}
		}
	}
	if verifier(h.Use) == judge.Firm {
		return verdict{status: stride.Mitigated, why: "the code_verifier is kept for the browser"}
	}
	for _, g := range f.Held(h, "allowlist") {
		if allowed := f.GuardArg(g, "allowed"); len(states(f.GuardArg(g, "value"))) > 0 && allowed != nil && len(allowed.Text) > 0 {
			return verdict{stride.Open, "the state is compared with a constant", g}
		}
	}
	read := slices.ContainsFunc(f.From(h.Reach.Entry), func(o judge.Hit) bool {
		return o.Use.Role == "input" && o.Use.Attr["from"] != "cookie" && (strings.EqualFold(judge.Text(o.Use.Args["name"]), "state") || o.Use.Args["into"] != nil) ||
			judge.Mentions(o.Use.Args, isState)
	})
	switch {
	case read, h.Entry.Method == "POST", f.Obscured(h.Entry):
		return verdict{status: stride.ToConfirm, why: "What is the state compared with, and who kept it? No comparison was found on every way to the exchange."}
	}
	return verdict{status: stride.Open, why: "the state is not looked at"}
}

func isState(o dfd.Origin) bool {
	return o.Kind == "input" && judge.InputKind(o) != "cookie" && strings.EqualFold(judge.InputName(o), "state")
}

func states(v *dfd.Value) []dfd.Origin {
	return slices.DeleteFunc(judge.Inputs(v), func(o dfd.Origin) bool { return !isState(o) })
}

func row(f *judge.Facts, hits []judge.Hit, v verdict) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(State, hits)
	find.Title = "A victim who follows a link to " + judge.Routes(entries) + " is signed in as the attacker"
	find.Action = "Before " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", refuse a state that is not the one kept for this browser when the sign-in began."
	find.Note = judge.Code("c, err := r.Cookie(\"oauth_state\"); if err != nil || r.FormValue(\"state\") != c.Value { return }")
	word := "absent"
	switch v.status {
	case stride.Mitigated:
		word, find.Status = "present", stride.Mitigated
		find.Action = "Keep the comparison in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
		find.Note = v.why + " before " + judge.CallOf(u) + " in " + judge.In(u.Place)
	case stride.ToConfirm:
		word, find.Tier, find.Status, find.Note = "unknown", stride.Unknown, stride.ToConfirm, judge.CallOf(u)+" in "+judge.In(u.Place)+": "+v.why
	default:
		find.Title += ": " + v.why
	}
	if v.guard != nil && word == "absent" {
		word = "weak"
	}
	find.Controls = []*dfd.Control{f.ControlBy("oauth-state", word, v.why, v.guard, entries, u.Place)}
	return find
}
