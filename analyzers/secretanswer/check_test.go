package secretanswer

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// app is a program that reads users, and answers with what it has read.
type app struct {
	*ct.P
	e    *dfd.EntryPoint
	read *dfd.Use
	kept *dfd.Value
}

func build(more func(a *app)) func(*ct.P) {
	return func(p *ct.P) {
		a := &app{P: p, e: p.Route("GET /users")}
		db := p.Store("postgresql", "PostgreSQL")
		a.read = p.Use("sql", "database/sql.DB.Query", ct.SQL("SELECT * FROM users"), ct.On(db), ct.Func("web.list"), ct.By(a.e))
		a.read.Flow = "read"
		p.Flows = append(p.Flows, &dfd.Flow{ID: "read", EntryPoints: []string{a.e.ID}, Data: []dfd.Datum{{Name: "name"}, {Name: "password", Class: "credential"}}})
		a.kept = &dfd.Value{Origins: []dfd.Origin{{Kind: "store", Name: "User.password", Place: a.read.Place}}}
		more(a)
	}
}

// answer shows what was read.
func (a *app) answer(opts ...ct.Opt) *dfd.Use {
	all := append([]ct.Opt{ct.Attr("kind", "json"), ct.Arg("kept", a.kept), ct.Func("web.list"), ct.By(a.e)}, opts...)
	return a.Use("respond", "gin.Context.JSON", all...)
}

func (a *app) encode() {
	a.Use("encode", "encoding/json.Marshal", ct.Arg("kept", a.kept), ct.Func("web.list"), ct.By(a.e))
}

func (a *app) write(in, kind string) {
	a.Use("respond", "net/http.ResponseWriter.Write", ct.Attr("kind", kind), ct.Func(in), ct.By(a.e))
}

func TestAnswers(t *testing.T) {
	open := []string{"secret-answered open Medium×Medium MEDIUM GET /users"}
	ct.Run(t, Check, []ct.Case{
		{Name: "as it is stored", Build: build(func(a *app) { a.answer() }), Want: open, Says: []string{"shows User.password", "gin.Context.JSON"}},
		{Name: "encoded, then written", Build: build(func(a *app) { a.encode(); a.write("web.list", "") }), Want: open},
		{Name: "with a status of success", Build: build(func(a *app) { a.answer(ct.Arg("status", ct.Const("200"))) }), Want: open},
		{Name: "with one status or another", Build: build(func(a *app) { a.answer(ct.Arg("status", ct.Text("200", "409"))) }), Want: open},
		{Name: "in two functions", Build: build(func(a *app) { a.answer(); a.answer(ct.Func("web.other")) }), Want: open, Says: []string{"The same in"}},
		{Name: "which columns are read is not known", Build: build(func(a *app) { a.Flows[0].Data = nil; a.answer() }), Want: open},
		{Name: "by one of many callers", Build: build(func(a *app) { a.answer().On[0].Mixed = true }), Want: []string{"secret-answered to-confirm Medium×Medium MEDIUM GET /users"}},
	})
}

func TestSilence(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "an error", Build: build(func(a *app) { a.answer(ct.Arg("status", ct.Const("404"))) })},
		{Name: "after an error", Build: build(func(a *app) { a.answer().On[0].Failed = true })},
		{Name: "encoded, and stored", Build: build(func(a *app) { a.encode() })},
		{Name: "encoded, and something else is answered elsewhere", Build: build(func(a *app) { a.encode(); a.write("web.other", "") })},
		{Name: "encoded, and only a status is answered", Build: build(func(a *app) { a.encode(); a.write("web.list", "status") })},
		{Name: "columns without it", Build: build(func(a *app) { a.Flows[0].Data = a.Flows[0].Data[:1]; a.answer() })},
		{Name: "read by another route", Build: build(func(a *app) {
			a.e = a.Route("GET /version")
			a.answer()
		})},
		{Name: "nothing of the kind", Build: build(func(a *app) { a.kept = nil; a.write("web.list", "json") })},
	})
}
