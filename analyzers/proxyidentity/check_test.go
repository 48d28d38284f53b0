package proxyidentity

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func read(v *dfd.Value, guards ...string) func(*ct.P) {
	return func(p *ct.P) {
		var held []*dfd.Guard
		for _, kind := range guards {
			held = append(held, p.Guard(kind, func(g *dfd.Guard) { g.Scheme = "apikey" }))
		}
		p.Use("sql", "database/sql.DB.Query", ct.SQL("SELECT body FROM notes WHERE owner = $1"), ct.On(p.Store("postgresql", "db")), ct.Arg("values", v), ct.By(p.Route("GET /notes", held...)))
	}
}

func TestHeaders(t *testing.T) {
	open := []string{"identity-header open Medium×High HIGH GET /notes"}
	ct.Run(t, Check, []ct.Case{
		{Name: "oauth2-proxy", Build: read(ct.Input("header:X-Forwarded-User")), Want: open, Says: []string{"X-Forwarded-User", "sql.DB.Query"}},
		{Name: "its mail address", Build: read(ct.Input("header:X-Auth-Request-Email")), Want: open},
		{Name: "any case", Build: read(ct.Input("header:remote-user", "lower")), Want: open},
		{Name: "beside other parts", Build: read(ct.Join(ct.Input("query:q"), ct.Input("header:X-Remote-User"))), Want: open},
		{Name: "written", Build: func(p *ct.P) {
			p.Use("sql", "database/sql.DB.Exec", ct.SQL("INSERT INTO notes (owner) VALUES ($1)", "owner"), ct.Column("owner", ct.Input("header:X-WebAuth-User")), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("GET /notes")))
		}, Want: open},
		{Name: "limited only", Build: read(ct.Input("header:X-Forwarded-User"), "ratelimit"), Want: open},
		{Name: "behind a key", Build: read(ct.Input("header:X-Forwarded-User"), "auth")},
		{Name: "another header", Build: read(ct.Input("header:X-Request-Id"))},
		{Name: "the caller's address", Build: read(ct.Input("header:X-Forwarded-For"))},
		{Name: "a verified identity", Build: read(ct.User())},
		{Name: "a query parameter of that name", Build: read(ct.Input("query:X-Forwarded-User"))},
		{Name: "loopback only", Build: func(p *ct.P) {
			p.Listeners[0].Exposure = "local"
			read(ct.Input("header:X-Forwarded-User"))(p)
		}},
		{Name: "a check that a setting switches", Build: read(ct.Input("header:X-Forwarded-User"), "switched")},
	})
}
