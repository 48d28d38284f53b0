package authlog

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	exec = "github.com/jackc/pgx/v5/pgxpool.Pool.Exec"
	info = "log/slog.Logger.InfoContext"
)

// login is a handler that checks a password.
func login(more func(p *ct.P, e *dfd.EntryPoint)) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /login")
		p.Use("compare", "golang.org/x/crypto/bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(e))
		if more != nil {
			more(p, e)
		}
	}
}

// basicLogin is a handler that compares a password with a setting.
func basicLogin(sent *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("compare", "!=", ct.Attr("kind", "password"), ct.Arg("a", sent), ct.Arg("b", ct.Config("PASSWORD")), ct.By(p.Route("POST /login")))
	}
}

func TestSignIns(t *testing.T) {
	open := "login-unrecorded open Medium×Low LOW POST /login"
	at := func(v *dfd.Value) *dfd.Value {
		v.Origins[0].Place = dfd.Place{File: "web/login.go", Line: 1, Func: ct.Module + "/web.login"}
		return v
	}
	account := ct.Arg("fields", at(ct.Input("body:email")))
	ct.Run(t, Check, []ct.Case{
		{Name: "nothing", Build: login(nil), Want: []string{open}, Says: []string{"who signed in"}},
		{Name: "line without the account", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("log", info, ct.Arg("message", ct.Const("sign-in")), ct.By(e))
		}), Want: []string{open}},
		{Name: "failures only", Build: login(func(p *ct.P, e *dfd.EntryPoint) { p.Use("log", info, account, ct.ByFailure(e)) }), Want: []string{open}, Says: []string{"Only failures"}},
		{Name: "successes only", Build: login(func(p *ct.P, e *dfd.EntryPoint) { p.Use("log", info, account, ct.By(e)) }), Want: []string{open}, Says: []string{"Only successes"}},
		{Name: "addresses that a middleware has read", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			ip := ct.Arg("fields", ct.Input("ip", "hash"))
			p.Use("log", info, ip, ct.By(e))
			p.Use("log", info, ip, ct.ByFailure(e))
		}), Want: []string{"login-unrecorded mitigated Medium×Low LOW POST /login"}},
		{Name: "line of another route", Build: login(func(p *ct.P, e *dfd.EntryPoint) { p.Use("log", info, account, ct.By(p.Route("GET /x"))) }), Want: []string{open}},
		{Name: "a helper of which more callers are than are kept apart", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("log", info, ct.Arg("fields", &dfd.Value{Origins: []dfd.Origin{{Kind: "input"}}, Unknown: true, Many: true}), ct.By(e))
		}), Want: []string{"login-unrecorded to-confirm Medium×Low LOW POST /login"}, Says: []string{"More callers share it"}},
		{Name: "both", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("log", info, account, ct.By(e))
			p.Use("log", "log/slog.Logger.WarnContext", ct.Arg("fields", at(ct.Input("ip:"))), ct.ByFailure(e))
		}), Want: []string{"login-unrecorded mitigated Medium×Low LOW POST /login"}},
		{Name: "session row: asked as a change", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("sql", exec, ct.SQL("INSERT INTO sessions (id) VALUES ($1)"), ct.On(p.Store("postgresql", "db")), ct.Column("id", ct.Fresh()), ct.By(e))
		})},
		{Name: "password confirmed by who is signed in", Build: func(p *ct.P) {
			p.Use("compare", "bcrypt.Compare", ct.Attr("kind", "password"), ct.By(p.Route("POST /confirm", own(p))))
		}, Want: []string{"denial-unrecorded open Medium×Low LOW POST /confirm"}},
		{Name: "password compared like any text", Build: func(p *ct.P) {
			p.Use("sign", "github.com/golang-jwt/jwt/v5.Token.SignedString", ct.By(p.Route("POST /login"), p.Guard("login")))
		}, Want: []string{open}},
		{Name: "password of basic authentication", Build: basicLogin(ct.Input("header:Authorization"))},
		{Name: "password of a form, be it by the same check", Build: basicLogin(ct.Join(ct.Input("header:Authorization"), ct.Input("form:password"))), Want: []string{open}},
		{Name: "a token in the body", Build: func(p *ct.P) {
			g := p.Guard("login")
			g.Scheme = "jwt"
			p.Use("respond", "net/http.ResponseWriter.Write", ct.By(p.Route("POST /login"), g))
		}},
		{Name: "what all callers of a logger pass", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("log", info, ct.Arg("fields", ct.Input("body:")), ct.ByFailure(e))
		}), Want: []string{open}},
		{Name: "an error of the store names nobody", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("log", info, ct.Arg("fields", ct.Join(ct.Origin("error", "sql"), ct.Origin("store", "users"))), ct.ByFailure(e))
		}), Want: []string{open}},
		{Name: "request log with the address", Build: login(func(p *ct.P, e *dfd.EntryPoint) {
			c := p.Chains[e.ID]
			c.Links = append(c.Links, dfd.Link{Func: "web.accessLog", Does: "pass"})
			ip := ct.Input("ip:")
			ip.Origins[0].Place = dfd.Place{File: "web/log.go", Line: 1, Func: "web.accessLog.func1"}
			u := p.Use("log", info, ct.Arg("fields", ip), ct.By(e))
			ct.Begin(&u.On[0], "web.accessLog.func1")
		})},
		{Name: "no password", Build: func(p *ct.P) { p.Use("compare", "hmac.Equal", ct.By(p.Route("POST /login"))) }},
	})
}

// own is middleware of the program's own that asks for a token.
func own(p *ct.P) *dfd.Guard {
	return p.JWT(p.Use("verify", "github.com/golang-jwt/jwt/v5.Parse", ct.Attr("scheme", "jwt")))
}

func TestDenials(t *testing.T) {
	open := "denial-unrecorded open Medium×Low LOW GET /files"
	gated := func(more func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard)) func(*ct.P) {
		return func(p *ct.P) {
			g := own(p)
			e := p.Route("GET /files", g)
			p.Use("sql", "db.Query", ct.SQL("SELECT id FROM files"), ct.On(p.Store("postgresql", "db")), ct.By(e, g))
			if more != nil {
				more(p, e, g)
			}
		}
	}
	from := func(p *ct.P, link string, opts ...ct.Opt) { // a line that a middleware writes
		u := p.Use("log", info, opts...)
		for n := range u.On {
			ct.Begin(&u.On[n], link)
		}
	}
	before := func(p *ct.P, e *dfd.EntryPoint, l dfd.Link) {
		c := p.Chains[e.ID]
		c.Links = append([]dfd.Link{l}, c.Links...)
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "nothing", Build: gated(nil), Want: []string{open}, Says: []string{"Refused requests"}},
		{Name: "line past the gate", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) { from(p, g.Place.Func, ct.By(e, g)) }), Want: []string{open}},
		{Name: "line of the handler", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) { p.Use("log", info, ct.By(e, g)) }), Want: []string{open}},
		{Name: "request log behind the gate", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) {
			c := p.Chains[e.ID]
			c.Links = append(c.Links, dfd.Link{Func: "chi/middleware.Logger", Does: "pass", Is: "log"})
		}), Want: []string{open}},
		{Name: "role refused in silence", Build: func(p *ct.P) { p.Route("GET /files", p.Guard("role")) }, Want: []string{open}},
		{Name: "recoverer in front", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) {
			before(p, e, dfd.Link{Func: "chi/middleware.Recoverer", Does: "pass", Is: "recover"})
		}), Want: []string{open}},
		{Name: "line of the gate", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) { from(p, g.Place.Func, ct.ByFailure(e)) })},
		{Name: "row of the gate", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) {
			u := p.Use("sql", exec, ct.SQL("INSERT INTO refused (ip) VALUES ($1)"), ct.On(p.Store("postgresql", "log")), ct.ByFailure(e))
			ct.Begin(&u.On[0], g.Place.Func)
		})},
		{Name: "request log in front", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) {
			before(p, e, dfd.Link{Func: "chi/middleware.Logger", Does: "pass", Is: "log"})
		})},
		{Name: "own request log in front", Build: gated(func(p *ct.P, e *dfd.EntryPoint, g *dfd.Guard) {
			before(p, e, dfd.Link{Func: "web.accessLog", Does: "pass"})
			from(p, "web.accessLog.func1", ct.By(e))
		})},
		{Name: "refused by a library", Build: func(p *ct.P) { p.Route("GET /files", p.JWT(nil)) }},
		{Name: "open route", Build: func(p *ct.P) { p.Route("GET /files") }},
		{Name: "limiter alone", Build: func(p *ct.P) { p.Route("GET /files", p.Guard("ratelimit")) }},
		{Name: "job", Build: func(p *ct.P) { p.Job("@daily") }},
	})
}
