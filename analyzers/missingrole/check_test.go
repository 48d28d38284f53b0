package missingrole

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// program has two routes that need the role editor, and whatever more adds.
func program(more func(p *ct.P, db *dfd.Element)) func(*ct.P) {
	return func(p *ct.P) {
		db := p.Store("postgresql", "db")
		for _, r := range []string{"PUT /products", "DELETE /products"} {
			change(p, db, p.Route(r, p.JWT(nil), p.Guard("role", ct.Valued("editor"))), "products")
		}
		more(p, db)
	}
}

func change(p *ct.P, db *dfd.Element, e *dfd.EntryPoint, table string, opts ...ct.Opt) {
	p.Use("sql", "database/sql.DB.Exec", append([]ct.Opt{ct.SQL("UPDATE " + table + " SET price = $1 WHERE id = $2"), ct.On(db), ct.By(e)}, opts...)...)
}

func TestRoles(t *testing.T) {
	open := []string{"missing-role open Medium×High HIGH POST /import"}
	signed := func(table string, opts ...ct.Opt) func(*ct.P) {
		return program(func(p *ct.P, db *dfd.Element) { change(p, db, p.Route("POST /import", p.JWT(nil)), table, opts...) })
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "left out", Build: signed("products"), Want: open, Says: []string{"products", "sql.DB.Exec"}},
		{Name: "another case", Build: signed("Products"), Want: open},
		{Name: "with input", Build: signed("products", ct.Arg("values", ct.Input("body:price"))), Want: open},
		{Name: "twice in one handler", Build: program(func(p *ct.P, db *dfd.Element) {
			e := p.Route("POST /import", p.JWT(nil))
			change(p, db, e, "products")
			change(p, db, e, "products")
		}), Want: open},
		{Name: "limited", Build: program(func(p *ct.P, db *dfd.Element) {
			change(p, db, p.Route("POST /import", p.JWT(nil), p.Guard("ratelimit")), "products")
		}), Want: open},
		{Name: "something not followed", Build: program(func(p *ct.P, db *dfd.Element) {
			e := p.Route("POST /import", p.JWT(nil))
			p.Chains[e.ID].Unknown = []dfd.Place{{File: "x.go", Line: 1}}
			change(p, db, e, "products")
		}), Want: []string{"missing-role to-confirm Medium×High MEDIUM POST /import"}},
		{Name: "its own rows", Build: signed("products", ct.Arg("values", ct.User()))},
		{Name: "another table", Build: signed("orders")},
		{Name: "read only", Build: program(func(p *ct.P, db *dfd.Element) {
			p.Use("sql", "database/sql.DB.Query", ct.SQL("SELECT * FROM products"), ct.On(db), ct.By(p.Route("GET /products", p.JWT(nil))))
		})},
		{Name: "several without a role", Build: program(func(p *ct.P, db *dfd.Element) {
			change(p, db, p.Route("POST /import", p.JWT(nil)), "products")
			change(p, db, p.Route("POST /rate", p.JWT(nil)), "products")
		})},
		{Name: "no sign-in at all", Build: program(func(p *ct.P, db *dfd.Element) { change(p, db, p.Route("POST /import"), "products") })},
		{Name: "owner compared", Build: program(func(p *ct.P, db *dfd.Element) {
			change(p, db, p.Route("POST /import", p.JWT(nil), p.Guard("owner")), "products")
		})},
		{Name: "a role there too", Build: program(func(p *ct.P, db *dfd.Element) {
			change(p, db, p.Route("POST /import", p.JWT(nil), p.Guard("role", ct.Valued("admin"))), "products")
		})},
	})
}
