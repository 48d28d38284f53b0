package sqlinjection

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func query(text *dfd.Value, opts ...ct.Opt) func(*ct.P) { return call("sql", "query", text, opts...) }

func call(role, arg string, text *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		all := append([]ct.Opt{ct.On(p.Store("postgresql", "PostgreSQL")), ct.Op("read"), ct.Arg(arg, text), ct.By(p.Route("GET /files"))}, opts...)
		p.Use(role, "database/sql.DB.Query", all...)
	}
}

func TestStatements(t *testing.T) {
	open := []string{"sql-injection open High×Critical HIGH GET /files"}
	template := ct.Text("SELECT * FROM files ORDER BY {}")
	with := func(v *dfd.Value) *dfd.Value { return ct.Join(template, v) }
	ct.Run(t, Check, []ct.Case{
		{Name: "put together", Build: query(with(ct.Input("query:sort"))), Want: open, Says: []string{`query parameter "sort"`, "sql.DB.Query"}},
		{Name: "a JSON field", Build: query(with(ct.Input("body:sort", "lower"))), Want: open},
		{Name: "cleaned as a path", Build: query(with(ct.Input("query:table", "clean"))), Want: open},
		{Name: "condition of an ORM", Build: call("orm", "where", ct.Join(ct.Text("name = '{}'"), ct.Input("query:q"))), Want: open},
		{Name: "bare text as condition", Build: call("orm", "where", ct.Input("query:id")), Want: open},
		{Name: "table name", Build: call("orm", "table", ct.Input("query:t")), Want: open},
		{Name: "administrators only", Build: func(p *ct.P) {
			p.Use("sql", "q", ct.Arg("query", ct.Input("query:q")), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("GET /admin", p.JWT(nil), p.Guard("role", ct.Valued("admin")))))
		}, Want: []string{"sql-injection open Medium×Critical HIGH GET /admin"}},
		{Name: "which caller's is not known", Build: query(with(ct.Input(""))), Want: []string{"sql-injection to-confirm High×Critical MEDIUM GET /files"}, Says: []string{"than are kept apart"}},
		{Name: "by a wrapper that all share", Build: query(with(ct.Input("query:sort")), ct.Attr("callers", "many")), Want: []string{"sql-injection to-confirm High×Critical MEDIUM GET /files"}, Says: []string{"than are kept apart"}},
		{Name: "which caller's is not known, of two statements", Build: func(p *ct.P) {
			e, db := p.Route("GET /files"), p.Store("postgresql", "db")
			p.Use("sql", "a", ct.Arg("query", with(ct.Input(""))), ct.On(db), ct.By(e))
			p.Use("sql", "b", ct.Arg("query", with(ct.Input(""))), ct.On(db), ct.By(e))
			p.Use("sql", "c", ct.Arg("query", with(ct.Input("query:q"))), ct.On(db), ct.By(e))
		}, Want: []string{"sql-injection open High×Critical HIGH GET /files", "sql-injection to-confirm High×Critical MEDIUM GET /files"}, Says: []string{"becomes part of 2 statements"}},
		{Name: "parameter", Build: query(ct.Const("SELECT * FROM files WHERE name = $1"), ct.Arg("values", ct.Input("query:q")))},
		{Name: "number", Build: query(with(ct.Input("query:limit", "number")))},
		{Name: "member of a list", Build: query(with(ct.Input("query:sort", "allowlisted")))},
		{Name: "list by a guard", Build: func(p *ct.P) {
			e := p.Route("GET /files")
			p.Use("sql", "q", ct.Arg("query", with(ct.Input("query:sort"))), ct.On(p.Store("postgresql", "db")), ct.By(e, p.Guard("allowlist", ct.Checks("value", ct.Input("query:sort")))))
		}},
		{Name: "quoted by the driver", Build: query(with(ct.Input("query:t", "escape-sql")))},
		{Name: "a part of the path that the route does not have", Build: call("orm", "where", ct.Input("path:id"))},
		{Name: "condition with a placeholder", Build: call("orm", "where", ct.Const("id = ?"), ct.Arg("values", ct.Input("query:id")))},
		{Name: "condition as a struct", Build: call("orm", "where", &dfd.Value{Type: "example.com/app.Filter", Origins: ct.Input("query:q").Origins})},
		{Name: "setting", Build: query(with(ct.Config("SCHEMA")))},
		{Name: "command line", Build: func(p *ct.P) {
			e := p.Job("x")
			e.Kind = "cli"
			p.Use("sql", "q", ct.Arg("query", ct.Input("flag:q")), ct.On(p.Store("sqlite", "db")), ct.By(e))
		}},
	})
}
