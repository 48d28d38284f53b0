package graphqllimits

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const server = "github.com/99designs/gqlgen/graphql/handler."

// serve is a server on a route, with what is set while the program starts.
func serve(name string, more ...func(p *ct.P, e *dfd.EntryPoint)) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /query")
		e.Handler = server + name
		p.Use("handler", server+name, ct.Attr("kind", "graphql"), ct.AtStart())
		for _, m := range more {
			m(p, e)
		}
	}
}

func limit(v *dfd.Value) func(*ct.P, *dfd.EntryPoint) {
	return func(p *ct.P, _ *dfd.EntryPoint) {
		p.Use("query-limit", "extension.FixedComplexityLimit", ct.Arg("limit", v), ct.AtStart())
	}
}

func TestServers(t *testing.T) {
	open := []string{"graphql-limits open Medium×Medium MEDIUM POST /query"}
	tells := "graphql-introspection to-confirm Low×Low LOW POST /query"
	ct.Run(t, Check, []ct.Case{
		{Name: "as it is", Build: serve("New"), Want: open, Says: []string{"FixedComplexityLimit"}},
		{Name: "default server", Build: serve("NewDefaultServer"), Want: append([]string{tells}, open...), Says: []string{"introspection"}},
		{Name: "absurd", Build: serve("New", limit(ct.Const("1000000000"))), Want: open},
		{Name: "no limit by zero", Build: serve("New", limit(ct.Const("0"))), Want: open},
		{Name: "limit that nothing reaches", Build: serve("New", func(p *ct.P, _ *dfd.EntryPoint) {
			p.Use("query-limit", "extension.FixedComplexityLimit", ct.Arg("limit", ct.Const("300")))
		}), Want: open},
		{Name: "two servers, one limit", Build: func(p *ct.P) {
			serve("New", limit(ct.Const("300")))(p)
			e := p.Route("POST /admin")
			e.Handler = "github.com/graph-gophers/graphql-go.MustParseSchema"
			p.Use("handler", e.Handler, ct.Attr("kind", "graphql"), ct.AtStart())
		}, Want: []string{"graphql-limits to-confirm Medium×Medium MEDIUM POST /query", "graphql-limits to-confirm Medium×Medium MEDIUM POST /admin"}},

		{Name: "limited", Build: serve("New", limit(ct.Const("300")))},
		{Name: "limited by a setting", Build: serve("New", limit(ct.Config("COMPLEXITY")))},
		{Name: "playground", Build: func(p *ct.P) {
			e := p.Route("GET /")
			e.Handler = "github.com/99designs/gqlgen/graphql/playground.Handler"
			p.Use("handler", e.Handler, ct.Attr("kind", "graphql"), ct.AtStart())
		}},
		{Name: "on this host only", Build: serve("New", func(p *ct.P, e *dfd.EntryPoint) {
			p.Listeners = append(p.Listeners, &dfd.Listener{ID: "ops", Exposure: "local"})
			e.Listener = "ops"
		})},
		{Name: "administrators only", Build: serve("New", func(_ *ct.P, e *dfd.EntryPoint) {
			e.Auth = dfd.Auth{Verdict: "protected", Scheme: "jwt", Roles: []string{"admin"}}
		})},
		{Name: "served by nobody", Build: func(p *ct.P) { p.Use("handler", server+"New", ct.Attr("kind", "graphql"), ct.AtStart()) }},
	})
}
