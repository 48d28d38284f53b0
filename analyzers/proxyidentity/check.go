// Package proxyidentity judges identities that a proxy is expected to put into a header.
//
// In: the inputs of what entry points read from and write to stores. Out: identity-header (S), one row a call: open where a
// header that names the user decides what is read or written and nothing on the way shows that a proxy set it.
package proxyidentity

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "proxyidentity", Rules: []*stride.Rule{Believed}, Program: Program}

// headers are the names under which proxies hand on who has signed in: their documentation fixes them.
var headers = []string{
	"cf-access-authenticated-user-email", "remote-email", "remote-groups", "remote-user", "tailscale-user-login", "x-auth-request-email",
	"x-auth-request-user", "x-authenticated-user", "x-authentik-username", "x-forwarded-email", "x-forwarded-groups", "x-forwarded-preferred-username",
	"x-forwarded-user", "x-goog-authenticated-user-email", "x-ms-client-principal-name", "x-remote-user", "x-webauth-user",
}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Served(judge.Records) {
		if len(named(h)) > 0 && f.Exposed(h.Entry) && len(f.Held(h, "auth", "switched")) == 0 && h.Entry.Auth.Verdict != "protected" {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		out = append(out, row(f, same))
	}
	return out
}

// named lists the headers of a proxy that a use depends on.
func named(h judge.Hit) []string {
	var out []string
	for _, v := range h.Use.Args {
		for _, o := range judge.Inputs(v, "header") {
			if name := strings.TrimPrefix(o.Name, "header:"); slices.Contains(headers, strings.ToLower(name)) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	header := named(hits[0])[0]
	find := f.Finding(Believed, hits)
	find.Title = "Whoever sends the header " + header + " is that user for " + judge.Routes(entries)
	find.Action = "In front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", accept " + judge.Code(header) + " only with a secret, a signed assertion or a client certificate of the proxy."
	find.Controls = []*dfd.Control{f.Absence("proxy-authentication", entries, "guards on the way to "+judge.Call(u.Symbol), "the listener's address")}
	if slices.ContainsFunc(entries, func(e *dfd.EntryPoint) bool {
		return len(f.Blind([]*dfd.EntryPoint{e})) > 0 || e.Auth.Verdict != "public"
	}) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does something in front of " + judge.Routes(entries) + " that could not be followed make sure that the proxy has set " + judge.Code(header) + "?"
		find.Controls = []*dfd.Control{f.Control("proxy-authentication", "unknown", "", entries, u.Place)}
	}
	return find
}
