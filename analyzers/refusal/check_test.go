package refusal

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// behind is a route behind middleware that refuses at the given lines and goes on.
func behind(p *ct.P, route, fn string, lines ...int) *dfd.EntryPoint {
	e := p.Route(route)
	for _, n := range lines {
		p.Chains[e.ID].Leaks = append(p.Chains[e.ID].Leaks, dfd.Place{File: "web/auth.go", Line: n, Func: ct.Module + "/web." + fn})
	}
	return e
}

func TestRefusals(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "one route", Build: func(p *ct.P) { behind(p, "GET /admin", "Admin", 7) },
			Want: []string{"refusal-ignored open High×High HIGH GET /admin"}, Says: []string{"web.Admin", "all the same"}},
		{Name: "one row a middleware", Build: func(p *ct.P) { behind(p, "GET /admin", "Admin", 7, 11); behind(p, "POST /admin", "Admin", 7, 11) },
			Want: []string{"refusal-ignored open High×High HIGH GET /admin, POST /admin"}},
		{Name: "two middlewares", Build: func(p *ct.P) { behind(p, "GET /admin", "Admin", 7); behind(p, "GET /me", "User", 20) },
			Want: []string{"refusal-ignored open High×High HIGH GET /admin", "refusal-ignored open High×High HIGH GET /me"}},
		{Name: "behind one that stops", Build: func(p *ct.P) { behind(p, "GET /admin", "Admin", 7); behind(p, "GET /me", "User") },
			Want: []string{"refusal-ignored open High×High HIGH GET /admin"}},
		{Name: "a route that asks for a token as well", Build: func(p *ct.P) {
			e := p.Route("GET /admin", p.JWT(nil))
			p.Chains[e.ID].Leaks = []dfd.Place{{File: "web/auth.go", Line: 7, Func: ct.Module + "/web.Admin"}}
		}, Want: []string{"refusal-ignored open High×High HIGH GET /admin"}},
		{Name: "middleware that stops", Build: func(p *ct.P) { behind(p, "GET /admin", "Admin") }},
		{Name: "no middleware", Build: func(p *ct.P) { p.Route("GET /open") }},
		{Name: "a job", Build: func(p *ct.P) { p.Job("@daily") }},
		{Name: "a job that runs a handler's middleware", Build: func(p *ct.P) {
			p.Chains[p.Job("@daily").ID].Leaks = []dfd.Place{{File: "web/auth.go", Line: 7, Func: ct.Module + "/web.Admin"}}
		}},
		{Name: "middleware that is not known", Build: func(p *ct.P) {
			p.Chains[p.Route("GET /admin").ID].Unknown = []dfd.Place{{File: "web/auth.go", Line: 7, Func: ct.Module + "/web.Admin"}}
		}},
	})
}
