package oauthflow

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// callback exchanges a code, past the guards that a case gives it.
func callback(before func(p *ct.P, e *dfd.EntryPoint) []any, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /callback")
		var past []any
		if before != nil {
			past = before(p, e)
		}
		all := append([]ct.Opt{ct.Arg("body", ct.Input("query:code")), ct.By(e, past...)}, opts...)
		p.Use("call", "golang.org/x/oauth2.Config.Exchange", all...)
	}
}

func readsState(p *ct.P, e *dfd.EntryPoint) {
	p.Use("input", "net/http.Request.FormValue", ct.Attr("from", "form"), ct.Arg("name", ct.Const("state")), ct.By(e))
}

func against(other *dfd.Value) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, e *dfd.EntryPoint) []any {
		readsState(p, e)
		return []any{p.Guard("match", ct.Checks("value", ct.Join(ct.Input("form:state"), other)))}
	}
}

func pkce(v *dfd.Value) []ct.Opt {
	return []ct.Opt{ct.Arg("options", ct.Text("pkce")), ct.Arg("value", v)}
}

func TestState(t *testing.T) {
	low := "oauth-pkce open Low×Medium LOW GET /callback"
	open := []string{"oauth-state open Medium×Medium MEDIUM GET /callback", low}
	held := []string{"oauth-state mitigated Medium×Medium MEDIUM GET /callback", low}
	ask := []string{"oauth-state to-confirm Medium×Medium MEDIUM GET /callback", low}
	ct.Run(t, Check, []ct.Case{
		{Name: "not read", Build: callback(nil), Want: open, Says: []string{"not looked at", "oauth2.Config.Exchange"}},
		{Name: "constant", Build: callback(func(p *ct.P, e *dfd.EntryPoint) []any {
			readsState(p, e)
			return []any{p.Guard("allowlist", ct.Checks("value", ct.Input("form:state")), ct.Checks("allowed", ct.Text("random-string")))}
		}), Want: open, Says: []string{"a constant"}},
		{Name: "verifier that the link brings", Build: callback(nil, ct.Arg("options", ct.Text("pkce")), ct.Arg("value", ct.Input("query:v"))), Want: open[:1]},
		{Name: "compared on a sibling", Build: func(p *ct.P) {
			callback(nil)(p)
			against(ct.Input("cookie:state"))(p, p.Route("GET /other"))
		}, Want: open},
		{Name: "compared after the exchange", Build: func(p *ct.P) {
			callback(func(p *ct.P, e *dfd.EntryPoint) []any { readsState(p, e); return nil })(p)
			p.Use("respond", "w.Write", ct.By(p.EntryPoints[0], against(ct.Input("cookie:state"))(p, p.EntryPoints[0])...))
		}, Want: ask},
		{Name: "compared with what the link brings", Build: callback(against(ct.Input("query:expected"))), Want: ask},
		{Name: "read and looked up", Build: callback(func(p *ct.P, e *dfd.EntryPoint) []any { readsState(p, e); return nil }), Want: ask, Says: []string{"who kept it"}},
		{Name: "with a cookie", Build: callback(against(ct.Input("cookie:oauth_state"))), Want: held},
		{Name: "with a session that may be a new one", Build: callback(against(ct.Join(ct.Text(""), ct.User()))), Want: ask, Says: []string{"Is a state refused that is empty"}},
		{Name: "with the session", Build: callback(against(ct.User())), Want: held},
		{Name: "with a store", Build: callback(against(ct.Origin("store", "redis"))), Want: ask, Says: []string{"kept for this browser"}},
		{Name: "PKCE by the session", Build: callback(nil, pkce(ct.User())...), Want: held[:1]},
		{Name: "PKCE by a parameter", Build: callback(nil, ct.Arg("options", ct.Text("param")), ct.Arg("name", ct.Text("code_verifier")), ct.Arg("value", ct.Input("cookie:v"))), Want: held[:1]},
		{Name: "another parameter", Build: callback(nil, ct.Arg("options", ct.Text("param")), ct.Arg("name", ct.Text("audience"))), Want: open},
		{Name: "library that checks by itself", Build: func(p *ct.P) {
			p.Use("verify", "github.com/markbates/goth/gothic.CompleteUserAuth", ct.Attr("scheme", "oauth"), ct.By(p.Route("GET /callback")))
		}},
		{Name: "code from the program's own", Build: func(p *ct.P) {
			p.Use("call", "golang.org/x/oauth2.Config.Exchange", ct.Arg("body", ct.Config("CODE")), ct.By(p.Route("GET /x")))
		}},
		{Name: "machine to machine", Build: func(p *ct.P) {
			p.Use("call", "golang.org/x/oauth2/clientcredentials.Config.Token", ct.Arg("body", ct.Input("query:code")), ct.By(p.Route("GET /x")))
		}},
		{Name: "command line", Build: func(p *ct.P) {
			p.Use("call", "golang.org/x/oauth2.Config.Exchange", ct.Arg("body", ct.Input("flag:code")), ct.By(p.Job("x")))
		}},
	})
}
