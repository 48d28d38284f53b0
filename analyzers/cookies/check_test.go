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
		{Name: "a token against forged requests", Build: cookie(ct.Fresh(), ct.Arg("name", ct.Const("XSRF-TOKEN")))},
		{Name: "a session by its name", Build: cookie(ct.Fresh(), ct.Arg("name", ct.Const("sid"))), Want: open},
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

// session is a route that asks a library for its session, whose cookie has some flags by default, and what is said of that.
func session(flags string, said ...[2]string) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("session", "lib.Store.Get", ct.Attr("jar", "lib"), ct.Attr("flags", flags), ct.By(p.Route("GET /me")))
		for _, s := range said {
			v := ct.Const(s[1])
			if s[1] == "setting" {
				v = ct.Config("SECURE")
			}
			p.Use("setting", "lib.Options."+s[0], ct.Attr("kind", "cookie"), ct.Attr("jar", "lib"), ct.Attr("option", s[0]), ct.Arg("value", v), ct.AtStart())
		}
	}
}

func TestLibraries(t *testing.T) {
	open := []string{"cookie-flags open Low×High MEDIUM GET /me"}
	ct.Run(t, Check, []ct.Case{
		{Name: "both by default", Build: session("secure httponly")},
		{Name: "one by default", Build: session("secure"), Want: open, Says: []string{"without HttpOnly", "lib.Store.Get"}},
		{Name: "none by default", Build: session("none"), Want: open, Says: []string{"without Secure and HttpOnly"}},
		{Name: "the other is set", Build: session("secure", [2]string{"httponly", "true"})},
		{Name: "the default is switched off", Build: session("secure httponly", [2]string{"secure", "false"}), Want: open, Says: []string{"without Secure"}},
		{Name: "options replaced as a whole", Build: session("secure", [2]string{"all", ""}, [2]string{"httponly", "true"}), Want: open, Says: []string{"without Secure"}},
		{Name: "replaced by good ones", Build: session("none", [2]string{"all", ""}, [2]string{"httponly", "true"}, [2]string{"secure", "true"})},
		{Name: "a setting decides", Build: session("httponly", [2]string{"secure", "setting"})},
		{Name: "off here and on there", Build: session("httponly", [2]string{"secure", "false"}, [2]string{"secure", "true"})},
		{Name: "another library's", Build: func(p *ct.P) {
			session("none")(p)
			p.Uses[0].Attr["jar"] = ""
		}},
	})
}
