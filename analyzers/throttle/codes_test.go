package throttle

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// coded is a program that keeps a code, and lets in who sends it.
type coded struct {
	made  *dfd.Value // what is kept; nil: a number below a million
	sent  *dfd.Value // what is compared; nil: the request's code
	kind  string     // of the comparison
	gates func(p *ct.P) []*dfd.Guard
	only  bool // nothing is kept
}

func (c coded) build(p *ct.P) {
	made, sent := ct.Origin("fresh", "random", "short"), ct.Input("body:code")
	if c.made != nil {
		made = c.made
	}
	if c.sent != nil {
		sent = c.sent
	}
	if c.kind == "" {
		c.kind = "match"
	}
	var gates []*dfd.Guard
	if c.gates != nil {
		gates = c.gates(p)
	}
	if !c.only {
		p.Use("kv", "redis.Client.Set", ct.Op("write"), ct.On(p.Store("redis", "redis")), ct.Arg("value", made), ct.By(p.Route("POST /code")))
	}
	e := p.Route("POST /verify", gates...)
	g := p.Guard(c.kind, ct.Checks("value", ct.Join(sent, ct.Origin("store", "redis"))))
	p.Use("sign", "jwt.Token.SignedString", ct.Func("account.Token"), ct.By(e, g))
}

// authenticator is a program that asks for a one-time password.
func authenticator(gates func(p *ct.P) []*dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		var list []*dfd.Guard
		if gates != nil {
			list = gates(p)
		}
		e := p.Route("POST /second", list...)
		p.Use("compare", "totp.Validate", ct.Attr("kind", "otp"), ct.Func("account.Second"), ct.Arg("a", ct.Input("body:code")), ct.Arg("b", ct.Origin("store", "postgresql")), ct.By(e))
	}
}

func TestCodes(t *testing.T) {
	open := "code-throttle open Medium×High HIGH POST /verify"
	second := "code-throttle open Medium×High HIGH POST /second"
	held := "code-throttle mitigated Medium×High HIGH POST /verify"
	signedIn := func(p *ct.P) []*dfd.Guard { return []*dfd.Guard{p.JWT(nil)} }
	ct.Run(t, Check, []ct.Case{
		{Name: "a number that is kept", Build: coded{}.build, Want: []string{open}, Says: []string{"Codes are guessed by POST /verify", "the comparison in"}},
		{Name: "found by it", Build: coded{kind: "found"}.build, Want: []string{open}},
		{Name: "by another name", Build: coded{sent: ct.Input("body:user.verification_code")}.build, Want: []string{open}},
		{Name: "a one-time password by that name", Build: coded{sent: ct.Input("form:OTP")}.build, Want: []string{open}},
		{Name: "an authenticator", Build: authenticator(nil), Want: []string{second}, Says: []string{"totp.Validate"}},
		{Name: "a limiter above what holds", Build: coded{gates: limiter("5000 per 1m0s", ct.Origin("input", "ip"))}.build, Want: []string{open}},
		{Name: "a limiter by a header of the caller's", Build: authenticator(limiter("5 per 1m0s", ct.Input("header:X-Forwarded-For"))), Want: []string{second}},
		{Name: "a limiter", Build: coded{gates: limiter("5 per 1m0s", ct.Origin("input", "ip"))}.build, Want: []string{held}},
		{Name: "a limiter before an authenticator", Build: authenticator(limiter("5 per 1m0s", ct.Origin("input", "ip"))), Want: []string{"code-throttle mitigated Medium×High HIGH POST /second"}},
		{Name: "somebody who has signed in", Build: coded{gates: signedIn}.build},
		{Name: "somebody who has signed in by a session or a token", Build: authenticator(func(p *ct.P) []*dfd.Guard {
			g := p.Guard("auth")
			g.Scheme = "any"
			return []*dfd.Guard{g}
		})},
		{Name: "the secret is sent with the code", Build: func(p *ct.P) {
			authenticator(nil)(p)
			p.Uses[len(p.Uses)-1].Args["b"] = ct.Input("form:secret")
		}},
		{Name: "an authenticator is set up by somebody who has signed in", Build: authenticator(signedIn)},
		{Name: "a long one", Build: coded{made: ct.Fresh()}.build},
		{Name: "letters one by one", Build: coded{made: ct.Origin("fresh", "random")}.build},
		{Name: "nothing is kept: a code of another service", Build: coded{only: true}.build},
		{Name: "something else is compared", Build: coded{sent: ct.Input("body:state")}.build},
		{Name: "a check of something else", Build: coded{kind: "allowlist"}.build},
	})
}
