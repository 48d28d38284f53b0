package pagesize

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// list is a statement with a LIMIT, behind the guards given.
func list(limit *dfd.Value, guards ...func(p *ct.P) *dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /notes")
		var past []any
		for _, g := range guards {
			past = append(past, g(p))
		}
		p.Use("sql", "database/sql.DB.Query", ct.SQL("SELECT * FROM notes LIMIT $1"), ct.On(p.Store("postgresql", "db")), ct.Arg("limit", limit), ct.By(e, past...))
	}
}

func guard(kind string, opts ...func(*dfd.Guard)) func(p *ct.P) *dfd.Guard {
	return func(p *ct.P) *dfd.Guard { return p.Guard(kind, opts...) }
}

func TestOpen(t *testing.T) {
	n := ct.Input("query:limit", "number")
	open := []string{"page-size open Medium×Medium MEDIUM GET /notes"}
	ct.Run(t, Check, []ct.Case{
		{Name: "statement", Build: list(n), Want: open, Says: []string{`query parameter "limit"`, "sql.DB.Query"}},
		{Name: "by an ORM", Build: func(p *ct.P) {
			p.Use("paginate", "gorm.io/gorm.DB.Limit", ct.Arg("limit", n), ct.By(p.Route("GET /notes")))
		}, Want: open},
		{Name: "field of a body", Build: list(ct.Input("body:per_page")), Want: open},
		{Name: "default beside it", Build: list(ct.Join(ct.Const("20"), n)), Want: open},
		{Name: "another one is bounded", Build: list(n, guard("bounded", ct.Checks("value", ct.Input("query:offset")))), Want: open},
		{Name: "another field is bounded", Build: list(ct.Input("body:limit"), guard("bounded", ct.Valued("example.com/app.Page.Offset"))), Want: open},
		{Name: "slice", Build: func(p *ct.P) {
			p.Use("alloc", "make", ct.Arg("size", ct.Input("form:n", "number")), ct.By(p.Route("GET /notes")))
		}, Want: []string{"page-size open High×Medium MEDIUM GET /notes"}, Says: []string{"memory"}},
		{Name: "text repeated", Build: func(p *ct.P) {
			p.Use("alloc", "strings.Repeat", ct.Arg("size", ct.Input("query:n", "number")), ct.By(p.Route("GET /notes")))
		}, Want: []string{"page-size open High×Medium MEDIUM GET /notes"}},
		{Name: "validated somehow", Build: list(ct.Input("body:limit"), guard("confine", ct.Valued("validated"), ct.Checks("value", ct.Input("body:")))), Want: []string{"page-size to-confirm Medium×Medium MEDIUM GET /notes"}},
	})
}

func TestSilence(t *testing.T) {
	n := ct.Input("query:limit", "number")
	ct.Run(t, Check, []ct.Case{
		{Name: "constant", Build: list(ct.Const("20"))},
		{Name: "cut off", Build: list(ct.Join(ct.Const("100"), ct.Input("query:limit", "bounded", "number")))},
		{Name: "refused", Build: list(n, guard("bounded", ct.Checks("value", n)))},
		{Name: "field cut off", Build: list(ct.Input("body:per_page"), guard("bounded", ct.Valued("example.com/app.Page.PerPage")))},
		{Name: "one of a list", Build: list(n, guard("allowlist", ct.Checks("value", n)))},
		{Name: "setting", Build: list(ct.Config("PAGE_SIZE"))},
		{Name: "as long as what was sent", Build: func(p *ct.P) {
			p.Use("alloc", "make", ct.Arg("size", ct.Input("body:ids", "size")), ct.By(p.Route("POST /notes")))
		}},
		{Name: "tag of the struct", Build: func(p *ct.P) {
			e := p.Route("GET /notes")
			v := ct.Input("query:limit")
			bind := p.Use("input", "github.com/gin-gonic/gin.Context.ShouldBindQuery", ct.Attr("from", "query"), ct.Attr("rule:limit", "binding:omitempty,min=1,max=100"), ct.By(e))
			v.Origins[0].Place = bind.Place
			p.Use("sql", "database/sql.DB.Query", ct.SQL("SELECT * FROM notes LIMIT $1"), ct.On(p.Store("postgresql", "db")), ct.Arg("limit", v), ct.By(e))
		}},
		{Name: "rows deleted", Build: func(p *ct.P) {
			p.Use("sql", "database/sql.DB.Exec", ct.SQL("DELETE FROM notes LIMIT $1"), ct.On(p.Store("postgresql", "db")), ct.Arg("limit", n), ct.By(p.Route("DELETE /notes")))
		}},
		{Name: "length of the upload", Build: func(p *ct.P) {
			p.Use("alloc", "make", ct.Arg("size", ct.Input("file:f")), ct.By(p.Route("POST /notes")))
		}},
	})
}
