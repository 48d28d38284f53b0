package cors

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// cookies has the program know callers by one.
func cookies(p *ct.P, e *dfd.EntryPoint) {
	p.Use("input", "net/http.Request.Cookie", ct.Attr("from", "cookie"), ct.By(e))
}

func headers(origin *dfd.Value, credentials string, guard bool) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /me", p.JWT(nil))
		cookies(p, e)
		var past []any
		if guard {
			past = append(past, p.Guard("allowlist", ct.Checks("value", ct.Input("header:Origin"))))
		}
		set := func(name string, v *dfd.Value) {
			p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const(name)), ct.Arg("value", v), ct.Func("web.cors"), ct.By(e, past...))
		}
		set("Access-Control-Allow-Origin", origin)
		if credentials != "" {
			set("Access-Control-Allow-Credentials", ct.Const(credentials))
		}
	}
}

func TestOrigins(t *testing.T) {
	open := []string{"cors-any-origin open Medium×High HIGH GET /me"}
	origin := ct.Input("header:Origin")
	ct.Run(t, Check, []ct.Case{
		{Name: "reflected", Build: headers(origin, "true", false), Want: open, Says: []string{"web.cors", "http.Header.Set"}},
		{Name: "reflected, spelled otherwise", Build: headers(ct.Input("header:origin", "lower"), "true", false), Want: open},
		{Name: "reflected or any", Build: headers(ct.Join(ct.Text("*"), origin), "true", false), Want: open},
		{Name: "reflected, trimmed", Build: headers(ct.Input("header:Origin", "trim"), "true", false), Want: open},
		{Name: "reflected or a setting", Build: headers(ct.Join(ct.Config("ORIGIN"), origin), "true", false), Want: open},
		{Name: "reflected where a flag says so", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			for _, u := range p.Uses {
				u.Attr["if"] = "devMode"
			}
		}, Want: []string{"cors-any-origin to-confirm Medium×High MEDIUM GET /me"}, Says: []string{"devMode"}},
		{Name: "credentials where a setting says so", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			p.Uses[len(p.Uses)-1].Attr["if"] = "AllowCredentials"
		}, Want: []string{"cors-any-origin to-confirm Medium×High MEDIUM GET /me"}, Says: []string{"AllowCredentials"}},
		{Name: "credentials always, and where a setting says so", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			e := p.EntryPoints[0]
			p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Access-Control-Allow-Credentials")), ct.Arg("value", ct.Const("true")), ct.Attr("if", "x"), ct.By(e))
		}, Want: open},
		{Name: "known by a header", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			p.Uses = p.Uses[1:]
		}},
		{Name: "known by a header, where another route knows by a cookie", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			p.Uses = p.Uses[1:]
			for _, g := range p.Guards {
				g.Library = false
			}
			cookies(p, p.Route("GET /other", p.JWT(nil)))
		}},
		{Name: "known by a library, where another route knows by a cookie", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			p.Uses = p.Uses[1:]
			cookies(p, p.Route("GET /other", p.JWT(nil)))
		}, Want: open},
		{Name: "open to all", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			p.Uses, p.EntryPoints[0].Auth = p.Uses[1:], dfd.Auth{Verdict: "public", Scheme: "none"}
		}},
		{Name: "any", Build: headers(ct.Const("*"), "true", false)},
		{Name: "without credentials", Build: headers(origin, "", false)},
		{Name: "credentials off", Build: headers(origin, "false", false)},
		{Name: "of a list", Build: headers(origin, "true", true)},
		{Name: "setting", Build: headers(ct.Config("ORIGIN"), "true", false)},
		{Name: "another header", Build: headers(ct.Input("header:X-Name"), "true", false)},
	})
}

// library attaches a library's middleware that allows credentials.
func library(args ...func(*dfd.Guard)) func(*ct.P) {
	return func(p *ct.P) {
		g := p.Guard("cors", append(args, func(g *dfd.Guard) { g.Library, g.Symbol = true, "github.com/rs/cors.Cors.Handler" })...)
		cookies(p, p.Route("GET /me", p.JWT(nil), g))
	}
}

func TestLibraries(t *testing.T) {
	open := []string{"cors-any-origin open Medium×High HIGH GET /me"}
	asked := []string{"cors-any-origin to-confirm Medium×High MEDIUM GET /me"}
	says, origins, credentials := func(v *dfd.Value) func(*dfd.Guard) { return ct.Checks("says", v) }, func(v *dfd.Value) func(*dfd.Guard) { return ct.Checks("origins", v) },
		func(v *dfd.Value) func(*dfd.Guard) { return ct.Checks("credentials", v) }
	ct.Run(t, Check, []ct.Case{
		{Name: "a function that says yes", Build: library(says(ct.Const("true")), credentials(ct.Const("true"))), Want: open, Says: []string{"cors.Cors.Handler"}},
		{Name: "a function that says yes, beside a list", Build: library(says(ct.Const("true")), origins(ct.Const("https://a.example")), credentials(ct.Const("true"))), Want: open},
		{Name: "every host", Build: library(origins(ct.Text("http://*", "https://*")), credentials(ct.Const("true"))), Want: open},
		{Name: "credentials by a setting", Build: library(says(ct.Const("true")), credentials(ct.Config("CREDENTIALS"))), Want: asked},
		{Name: "credentials that could not be followed", Build: library(says(ct.Const("true")), credentials(ct.Opaque())), Want: asked},
		{Name: "a function that looks", Build: library(says(ct.Opaque()), credentials(ct.Const("true")))},
		{Name: "a function that looks, beside every host", Build: library(says(ct.Opaque()), origins(ct.Text("https://*")), credentials(ct.Const("true")))},
		{Name: "a star", Build: library(origins(ct.Const("*")), credentials(ct.Const("true")))},
		{Name: "hosts of a domain", Build: library(origins(ct.Const("https://*.example.com")), credentials(ct.Const("true")))},
		{Name: "no credentials", Build: library(says(ct.Const("true")))},
		{Name: "credentials off", Build: library(says(ct.Const("true")), credentials(ct.Const("false")))},
		{Name: "a setting", Build: library(origins(ct.Config("ORIGINS")), credentials(ct.Const("true")))},
	})
}
