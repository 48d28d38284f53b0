package throttle

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const compare = "golang.org/x/crypto/bcrypt.CompareHashAndPassword"

func login(guard func(p *ct.P) []*dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		var gates []*dfd.Guard
		if guard != nil {
			gates = guard(p)
		}
		check(p, p.Route("POST /login", gates...))
	}
}

func check(p *ct.P, e *dfd.EntryPoint, past ...any) *dfd.Use {
	return p.Use("compare", compare, ct.Attr("kind", "password"), ct.Func("account.Login"), ct.By(e, past...))
}

func limiter(value string, key *dfd.Value) func(p *ct.P) []*dfd.Guard {
	return func(p *ct.P) []*dfd.Guard {
		return []*dfd.Guard{p.Guard("ratelimit", ct.Valued(value), ct.Checks("key", key))}
	}
}

// after is a sign-in behind whose check a statement is sent.
func after(sql string, right func(p *ct.P, u *dfd.Use) any, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /login")
		u := check(p, e)
		past := []any{u}
		if right != nil {
			past = append(past, right(p, u))
		}
		p.Use("sql", "Exec", append(opts, ct.SQL(sql), ct.On(p.Store("postgresql", "db")), ct.By(e, past...))...)
	}
}

// compared is a comparison of what is kept with a password.
func compared(kept, password *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		u := check(p, p.Route("POST /login"))
		u.Args["a"], u.Args["b"] = kept, password
	}
}

// directory is a sign-in by a directory that is bound to with another password first.
func directory(first *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /login")
		p.Use("compare", "ldap.Conn.Bind", ct.Attr("kind", "password"), ct.Func("directory.Connect"), ct.Arg("password", first), ct.By(e))
		p.Use("compare", "ldap.Conn.Bind", ct.Attr("kind", "password"), ct.Func("directory.Login"), ct.Arg("password", ct.Input("form:password")), ct.By(e))
	}
}

func TestLogins(t *testing.T) {
	open := []string{"login-throttle open High×High HIGH POST /login"}
	ct.Run(t, Check, []ct.Case{
		{Name: "no limiter", Build: login(nil), Want: open, Says: []string{"bcrypt.CompareHashAndPassword", "account.Login", "web.NewRouter"}},
		{Name: "two checks of one sign-in", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			check(p, e)
			p.Use("compare", "ldap.Conn.Bind", ct.Attr("kind", "password"), ct.Func("directory.Login"), ct.By(e))
		}, Want: open},
		{Name: "a bind of the program's own before the caller's", Build: directory(ct.Join(ct.Origin("store", "options"), ct.Input(""))), Want: open, Says: []string{"in `directory.Login`"}},
		{Name: "a bind that could not be followed", Build: directory(ct.Opaque()), Want: open, Says: []string{"in `directory.Connect`"}},
		{Name: "a bind by what the request says", Build: directory(ct.Input("form:password")), Want: open, Says: []string{"in `directory.Connect`"}},
		{Name: "two checks of two sign-ins", Build: func(p *ct.P) {
			check(p, p.Route("POST /login"))
			p.Use("compare", "ldap.Conn.Bind", ct.Attr("kind", "password"), ct.Func("directory.Login"), ct.By(p.Route("POST /admin/login")))
		}, Want: append([]string{"login-throttle open High×High HIGH POST /admin/login"}, open...)},
		{Name: "asked, and nobody acts on it", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			check(p, e, p.Use("allow", "limiter.Store.Take", ct.By(e)))
		}, Want: open},
		{Name: "asked by a helper that many share", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			asked := p.Use("allow", "limiter.Store.Take", ct.By(e))
			asked.On[0].Mixed = true
			check(p, e)
		}, Want: []string{"login-throttle to-confirm High×High MEDIUM POST /login"}},
		{Name: "acted on elsewhere", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			asked := p.Use("allow", "limiter.Store.Take", ct.By(e))
			check(p, e)
			p.Use("sql", "Exec", ct.SQL("UPDATE a SET x = 1"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("POST /other"), p.Guard("ratelimit", ct.Decided(asked))))
		}, Want: []string{"login-throttle to-confirm High×High MEDIUM POST /login"}},
		{Name: "too many", Build: login(limiter("100 per 1s", ct.Input("ip"))), Want: open},
		{Name: "keyed by a header", Build: login(limiter("5 per 1m", ct.Input("header:X-Real-IP"))), Want: open},
		{Name: "behind the check", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			p.Use("respond", "w.Write", ct.By(e, check(p, e), limiter("5 per 1m", ct.Input("ip"))(p)[0]))
		}, Want: open},
		{Name: "on another route", Build: func(p *ct.P) {
			p.Route("POST /signup", limiter("5 per 1m", ct.Input("ip"))(p)...)
			login(nil)(p)
		}, Want: open},
		{Name: "basic authentication of many routes", Build: func(p *ct.P) {
			u := check(p, p.Route("GET /unused"))
			u.On = nil
			gate := p.Guard("auth", ct.Decided(u), func(g *dfd.Guard) { g.Scheme = "basic" })
			ct.By(p.Route("GET /a", gate))(u)
			ct.By(p.Route("GET /b", gate))(u)
		}, Want: []string{"login-throttle open High×High HIGH GET /a, GET /b"}},
		{Name: "five a minute", Build: login(limiter("5 per 1m", ct.Input("ip"))), Want: []string{"login-throttle mitigated High×High HIGH POST /login"}},
		{Name: "in the handler, before the check", Build: func(p *ct.P) {
			check(p, p.Route("POST /login"), limiter("5 per 1m", ct.Input("ip"))(p)[0])
		}, Want: []string{"login-throttle mitigated High×High HIGH POST /login"}},
		{Name: "middleware that could not be followed", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			p.Chains[e.ID].Unseen = []dfd.Place{{File: "mw.go"}}
			check(p, e)
		}, Want: []string{"login-throttle to-confirm High×High MEDIUM POST /login"}},
		{Name: "middleware that was seen, and may ask who is calling", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			p.Chains[e.ID].Unknown = []dfd.Place{{File: "mw.go"}}
			check(p, e)
		}, Want: open},
		{Name: "wrong guesses counted", Build: after("UPDATE users SET failed = failed + 1 WHERE id = $1", nil),
			Want: []string{"login-throttle to-confirm High×High MEDIUM POST /login"}, Says: []string{"may keep count"}},
		{Name: "something changed once the password was right", Build: after("UPDATE users SET theme = $1", func(p *ct.P, u *dfd.Use) any { return p.Guard("login", ct.Decided(u)) }), Want: open},
		{Name: "an old hash replaced by a new one", Build: after("UPDATE users SET hash = $1", nil, ct.Column("hash", ct.Input("body:password", "hash"))), Want: open},
		{Name: "when somebody was last seen", Build: after("UPDATE users SET seen = $1", nil, ct.Column("seen", ct.Now())), Want: open},
		{Name: "wrong guesses told in a row of their own", Build: after("INSERT INTO refusals (name) VALUES ($1)", nil), Want: open},
		{Name: "a password that the session holds", Build: compared(ct.Origin("store", "users"), ct.User())},
		{Name: "a password that the request says", Build: compared(ct.Origin("store", "users"), ct.Input("body:password")), Want: open},
		{Name: "a password of the session or the request", Build: compared(ct.Origin("store", "users"), ct.Join(ct.User(), ct.Input("body:password"))), Want: open},
		{Name: "a key that the program gave out, with every request", Build: func(p *ct.P) {
			e := p.Route("GET /notes")
			p.Chains[e.ID].Links = []dfd.Link{{Func: ct.Module + "/account.Login"}}
			u := check(p, e)
			u.On[0].Way = dfd.NewWay(dfd.Place{Func: ct.Module + "/account.Login"}, u.Place)
			u.Args["a"], u.Args["b"] = ct.Origin("store", "keys"), ct.Input("header:Authorization")
		}},
		{Name: "a password with every request", Build: func(p *ct.P) {
			e := p.Route("GET /notes")
			e.Auth.Scheme = "basic"
			p.Chains[e.ID].Links = []dfd.Link{{Func: ct.Module + "/account.Login"}}
			u := check(p, e)
			u.On[0].Way = dfd.NewWay(dfd.Place{Func: ct.Module + "/account.Login"}, u.Place)
			u.Args["a"], u.Args["b"] = ct.Origin("store", "keys"), ct.Input("header:Authorization")
		}, Want: []string{"login-throttle open High×High HIGH GET /notes"}, Says: []string{"any request"}},
		{Name: "asked again", Build: func(p *ct.P) { check(p, p.Route("POST /password", p.JWT(nil))) }},
		{Name: "comparison of something else", Build: func(p *ct.P) {
			p.Use("compare", "hmac.Equal", ct.Attr("kind", "constant-time"), ct.By(p.Route("POST /hook")))
		}},
		{Name: "hash made at sign-up", Build: func(p *ct.P) { p.Use("kdf", "bcrypt.GenerateFromPassword", ct.By(p.Route("POST /signup"))) }},
		{Name: "command line", Build: func(p *ct.P) { check(p, p.Job("x")) }},
		{Name: "only this host", Build: func(p *ct.P) {
			p.Listeners[0].Exposure = "local"
			login(nil)(p)
		}},
	})
}
