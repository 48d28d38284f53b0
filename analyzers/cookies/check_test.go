package cookies

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func cookie(value *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		all := append([]ct.Opt{ct.Arg("value", value), ct.By(p.Route("POST /login"))}, opts...)
		p.Use("set-cookie", "net/http.SetCookie", all...)
	}
}

func yes(name string) ct.Opt { return ct.Arg(name, ct.Const("true")) }

func TestFlags(t *testing.T) {
	open := []string{"cookie-flags open Low×High MEDIUM POST /login"}
	token := ct.Origin("secret", "token")
	ct.Run(t, Check, []ct.Case{
		{Name: "bare", Build: cookie(token), Want: open, Says: []string{"without Secure and HttpOnly"}},
		{Name: "for scripts to read", Build: cookie(token, yes("secure")), Want: open, Says: []string{"without HttpOnly"}},
		{Name: "over plain HTTP", Build: cookie(token, yes("httponly")), Want: open},
		{Name: "switched off", Build: cookie(token, yes("httponly"), ct.Arg("secure", ct.Const("false"))), Want: open},
		{Name: "session id", Build: cookie(ct.Fresh()), Want: open},
		{Name: "both", Build: cookie(token, yes("secure"), yes("httponly"))},
		{Name: "setting decides", Build: cookie(token, yes("httponly"), ct.Arg("secure", ct.Config("SECURE")))},
		{Name: "preference", Build: cookie(ct.Input("form:theme"))},
		{Name: "removal", Build: cookie(ct.Const(""))},
		{Name: "no value known", Build: func(p *ct.P) { p.Use("set-cookie", "net/http.SetCookie", ct.By(p.Route("POST /login"))) }},
	})
}

// transfer is a change that knows its caller by a cookie.
func transfer(name string, more func(p *ct.P) []*dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		gates := []*dfd.Guard{p.Guard("auth", func(g *dfd.Guard) { g.Scheme = "session" })}
		if more != nil {
			gates = append(gates, more(p)...)
		}
		p.Use("sql", "Exec", ct.SQL("UPDATE accounts SET b = $1"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route(name, gates...)))
	}
}

func TestCSRF(t *testing.T) {
	safe := []ct.Opt{yes("secure"), yes("httponly")}
	with := func(site string, rest func(*ct.P)) func(*ct.P) {
		return func(p *ct.P) {
			cookie(ct.Fresh(), append(safe, ct.Arg("samesite", ct.Const(site)))...)(p)
			rest(p)
		}
	}
	open := []string{"csrf open Medium×Medium MEDIUM POST /transfer"}
	held := []string{"csrf mitigated Medium×Medium MEDIUM POST /transfer"}
	ct.Run(t, Check, []ct.Case{
		{Name: "cookie alone", Build: transfer("POST /transfer", nil), Want: open, Says: []string{"web.NewRouter", "http.NewCrossOriginProtection"}},
		{Name: "SameSite none", Build: with("4", transfer("POST /transfer", nil)), Want: open},
		{Name: "any method", Build: transfer(" /transfer", nil), Want: []string{"csrf open Medium×Medium MEDIUM  /transfer"}},
		{Name: "checked", Build: transfer("POST /transfer", func(p *ct.P) []*dfd.Guard { return []*dfd.Guard{p.Guard("csrf")} }), Want: held},
		{Name: "SameSite lax", Build: with("2", transfer("POST /transfer", nil)), Want: held},
		{Name: "middleware not followed", Build: func(p *ct.P) {
			transfer("POST /transfer", nil)(p)
			p.Chains["POST /transfer"].Unknown = []dfd.Place{{File: "mw.go"}}
		}, Want: []string{"csrf to-confirm Medium×Medium MEDIUM POST /transfer"}},
		{Name: "token in a header", Build: func(p *ct.P) {
			p.Use("sql", "Exec", ct.SQL("UPDATE a SET b = 1"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("POST /transfer", p.JWT(nil))))
		}},
		{Name: "get", Build: transfer("GET /transfer", nil)},
		{Name: "cookie or key", Build: func(p *ct.P) {
			transfer("POST /transfer", nil)(p)
			p.EntryPoints[0].Auth.Schemes = []string{"apikey", "session"}
		}},
		{Name: "nothing is changed", Build: func(p *ct.P) {
			p.Route("POST /search", p.Guard("auth", func(g *dfd.Guard) { g.Scheme = "session" }))
		}},
	})
}
