package oauthflow

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// verified is a route that verifies an ID token, and what comes behind it.
func verified(token *dfd.Value, then func(p *ct.P, e *dfd.EntryPoint, u *dfd.Use)) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /token")
		u := p.Use("verify", "github.com/coreos/go-oidc/v3/oidc.IDTokenVerifier.Verify", ct.Arg("token", token), ct.By(e))
		if then != nil {
			then(p, e, u)
		}
	}
}

func TestNonces(t *testing.T) {
	posted, exchanged := ct.Input("body:token"), ct.Origin("external", "oauth2")
	session := func(p *ct.P, e *dfd.EntryPoint, u *dfd.Use) {
		p.Use("set-cookie", "net/http.SetCookie", ct.By(e, u))
	}
	says := func(p *ct.P, e *dfd.EntryPoint, u *dfd.Use) {
		p.Use("respond", "encoding/json.Encoder.Encode", ct.Arg("body", ct.Origin("identity", "jwt")), ct.By(e, u))
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "posted, begins a session", Build: verified(posted, session), Want: []string{"oidc-nonce open Medium×Medium MEDIUM POST /token"}},
		{Name: "exchanged, begins a session", Build: verified(exchanged, session), Want: []string{"oidc-nonce open Low×Medium LOW POST /token"}},
		{Name: "exchanged, answered with", Build: verified(exchanged, says), Want: []string{"oidc-nonce open Low×Medium LOW POST /token"}},
		{Name: "posted, looked into: nobody is signed in", Build: verified(posted, says)},
		{Name: "posted, only verified", Build: verified(posted, nil)},
		{Name: "posted beside a code, answered with", Build: verified(posted, func(p *ct.P, e *dfd.EntryPoint, u *dfd.Use) {
			p.Use("call", "golang.org/x/oauth2.Config.Exchange", ct.Arg("options", ct.Text("pkce")), ct.Arg("value", ct.Opaque()), ct.By(e, u, p.Guard("match", ct.Checks("value", ct.Join(ct.Input("form:state"), ct.Input("cookie:state"))))))
			says(p, e, u)
		}), Want: []string{"oidc-nonce open Medium×Medium MEDIUM POST /token"}},
		{Name: "in a header", Build: verified(ct.Input("header:Authorization"), session)},
	})
}
