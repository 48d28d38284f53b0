package tenantfilter

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// shop is a program whose invoices have owners, one list of the caller's own, and one statement more.
func shop(text string, more func(p *ct.P, e *dfd.EntryPoint) []ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		db, gate := p.Store("postgresql", "PostgreSQL"), p.JWT(nil)
		p.Use("sql", "Exec", ct.SQL("INSERT INTO invoices (id, owner) VALUES ($1, $2)"), ct.On(db), ct.Column("owner", ct.User()), ct.By(p.Route("POST /invoices", gate)))
		p.Use("sql", "pgxpool.Pool.Query", ct.SQL("SELECT * FROM invoices WHERE owner = $1"), ct.On(db), ct.Arg("values", ct.User()), ct.By(p.Route("GET /invoices", gate)))
		e := p.Route("GET /export", gate)
		opts := []ct.Opt{ct.SQL(text), ct.On(db)}
		if more != nil {
			opts = append(opts, more(p, e)...)
		}
		p.Use("sql", "pgxpool.Pool.Query", append(opts, ct.By(e))...)
		p.Use("respond", "json.Encoder.Encode", ct.Attr("kind", "json"), ct.Arg("body", ct.Origin("store", "postgresql")), ct.By(e))
	}
}

func with(name string, v *dfd.Value) func(*ct.P, *dfd.EntryPoint) []ct.Opt {
	return func(*ct.P, *dfd.EntryPoint) []ct.Opt { return []ct.Opt{ct.Arg(name, v)} }
}

func TestLists(t *testing.T) {
	const all = "SELECT * FROM invoices ORDER BY at"
	open := []string{"tenant-filter open Medium×High HIGH GET /export"}
	asked := []string{"tenant-filter to-confirm Medium×High MEDIUM GET /export"}
	ct.Run(t, Check, []ct.Case{
		{Name: "all of them", Build: shop(all, nil), Want: open, Says: []string{"invoices", "pgxpool.Pool.Query"}},
		{Name: "a page of them", Build: shop("SELECT * FROM invoices LIMIT $1", with("values", ct.Input("query:limit", "number"))), Want: open},
		{Name: "in another schema", Build: shop("SELECT * FROM public.invoices", nil), Want: open},
		{Name: "of a quoted table", Build: shop("SELECT id, total FROM \"invoices\"", nil), Want: open},
		{Name: "the latest", Build: shop("SELECT * FROM invoices ORDER BY at DESC LIMIT 100", nil), Want: open},
		{Name: "those of a state", Build: shop("SELECT * FROM invoices WHERE state = $1", with("values", ct.Input("query:state"))), Want: asked},
		{Name: "those of a constant state", Build: shop("SELECT * FROM invoices WHERE paid", nil), Want: asked},
		{Name: "with others", Build: shop("SELECT * FROM invoices JOIN items ON items.invoice = invoices.id", nil), Want: asked},

		{Name: "by owner", Build: shop("SELECT * FROM invoices WHERE owner = $1", with("values", ct.User()))},
		{Name: "by id", Build: shop("SELECT * FROM invoices WHERE id = $1", with("values", ct.Input("path:id")))},
		{Name: "counted", Build: shop("SELECT COUNT(*) FROM invoices", nil)},
		{Name: "something not followed", Build: shop("SELECT * FROM invoices WHERE owner = $1", with("values", ct.Opaque()))},
		{Name: "administrators only", Build: shop(all, func(p *ct.P, e *dfd.EntryPoint) []ct.Opt {
			e.Auth.Roles = []string{"admin"}
			return nil
		})},
		{Name: "owner compared afterwards", Build: shop(all, func(p *ct.P, e *dfd.EntryPoint) []ct.Opt {
			p.Use("log", "log.Print", ct.By(e, p.Guard("owner")))
			return nil
		})},
		{Name: "open to anybody", Build: shop(all, func(p *ct.P, e *dfd.EntryPoint) []ct.Opt {
			p.Chains[e.ID].Guards, e.Auth = nil, dfd.Auth{Verdict: "public", Scheme: "none"}
			return nil
		})},
		{Name: "table without owners", Build: shop("SELECT * FROM currencies", nil)},
		{Name: "table that nobody reads by owner", Build: func(p *ct.P) {
			db, gate := p.Store("postgresql", "PostgreSQL"), p.JWT(nil)
			p.Use("sql", "Exec", ct.SQL("INSERT INTO posts (author) VALUES ($1)"), ct.On(db), ct.Column("author", ct.User()), ct.By(p.Route("POST /posts", gate)))
			e := p.Route("GET /posts", gate)
			p.Use("sql", "Query", ct.SQL("SELECT * FROM posts"), ct.On(db), ct.By(e))
			p.Use("respond", "json.Encoder.Encode", ct.Arg("body", ct.Origin("store", "postgresql")), ct.By(e))
		}},
	})
}
