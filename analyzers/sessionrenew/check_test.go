package sessionrenew

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	put   = "github.com/alexedwards/scs/v2.SessionManager.Put"
	renew = "github.com/alexedwards/scs/v2.SessionManager.RenewToken"
)

// login is a route that checks a password and writes a session by the call given.
func login(symbol string, more func(p *ct.P, e *dfd.EntryPoint) []any) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /login")
		check := p.Use("compare", "golang.org/x/crypto/bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(e))
		past := []any{check}
		if more != nil {
			past = append(past, more(p, e)...)
		}
		p.Use("session-set", symbol, ct.Func("web.login"), ct.By(e, past...))
	}
}

func renews(symbol string) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, e *dfd.EntryPoint) []any {
		return []any{p.Use("setting", symbol, ct.Attr("kind", "renew"), ct.By(e))}
	}
}

func opens(symbols ...string) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, _ *dfd.EntryPoint) []any {
		for _, s := range symbols {
			p.Use("open", s, ct.AtStart())
		}
		return nil
	}
}

func TestSessions(t *testing.T) {
	open := []string{"session-renewal open Low×High MEDIUM POST /login"}
	held := []string{"session-renewal mitigated Low×High MEDIUM POST /login"}
	const gin, gorilla = "github.com/gin-contrib/sessions.Session.Set", "github.com/gorilla/sessions.Session.Save"
	ct.Run(t, Check, []ct.Case{
		{Name: "scs", Build: login(put, nil), Want: open, Says: []string{"sessions.RenewToken"}},
		{Name: "fiber", Build: login("github.com/gofiber/fiber/v2/middleware/session.Session.Set", nil), Want: open, Says: []string{"Regenerate"}},
		{Name: "gin, in Redis", Build: login(gin, opens("github.com/gin-contrib/sessions/redis.NewStore")), Want: open},
		{Name: "gorilla, in files", Build: login(gorilla, opens("github.com/gorilla/sessions.NewFilesystemStore")), Want: open},
		{Name: "two values", Build: func(p *ct.P) {
			login(put, nil)(p)
			p.Use("session-set", put, ct.Func("web.login"), ct.By(p.EntryPoints[0]))
		}, Want: open},
		{Name: "password checked by a service", Build: func(p *ct.P) {
			p.Use("session-set", put, ct.By(p.Route("POST /login"), p.Guard("login")))
		}, Want: open},
		{Name: "password asked for something else", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			p.Use("session-set", put, ct.By(e))
			p.Use("compare", "bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(e))
		}},
		{Name: "renewed by a sibling", Build: func(p *ct.P) {
			login(put, nil)(p)
			renews(renew)(p, p.Route("POST /logout"))
		}, Want: open},
		{Name: "renewed after a failure only", Build: func(p *ct.P) {
			login(put, nil)(p)
			p.Use("setting", renew, ct.Attr("kind", "renew"), ct.ByFailure(p.EntryPoints[0]))
		}, Want: open},
		{Name: "renewed at times", Build: func(p *ct.P) {
			login(put, nil)(p)
			renews(renew)(p, p.EntryPoints[0])
		}, Want: []string{"session-renewal to-confirm Low×High MEDIUM POST /login"}, Says: []string{"not on every way"}},
		{Name: "renewed", Build: login(put, renews(renew)), Want: held},
		{Name: "renewed afterwards", Build: func(p *ct.P) {
			login(put, nil)(p)
			p.Use("setting", renew, ct.Attr("kind", "renew"), ct.By(p.EntryPoints[0], p.Uses[1]))
		}, Want: held},
		{Name: "gin, in the cookie", Build: login(gin, opens("github.com/gin-contrib/sessions/cookie.NewStore"))},
		{Name: "gorilla, in the cookie", Build: login(gorilla, opens("github.com/gorilla/sessions.NewCookieStore"))},
		{Name: "gorilla, one of each", Build: login(gorilla, opens("github.com/gorilla/sessions.NewFilesystemStore", "github.com/gorilla/sessions.NewCookieStore"))},
		{Name: "store not seen", Build: login(gin, nil)},
		{Name: "no sign-in", Build: func(p *ct.P) { p.Use("session-set", put, ct.By(p.Route("POST /cart"))) }},
		{Name: "a table of its own", Build: func(p *ct.P) {
			e := p.Route("POST /login")
			p.Use("compare", "bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(e))
			p.Use("sql", "database/sql.DB.Exec", ct.SQL("INSERT INTO sessions (id) VALUES ($1)"), ct.On(p.Store("postgresql", "db")), ct.Column("id", ct.Fresh()), ct.By(e))
		}},
	})
}
