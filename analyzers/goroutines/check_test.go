package goroutines

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func spawn(opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("spawn", "go", append([]ct.Opt{ct.By(p.Route("POST /notify"))}, opts...)...)
	}
}

func dies(what string, from ...*dfd.Value) ct.Opt {
	return ct.Arg("panics", ct.Join(append([]*dfd.Value{ct.Origin("panic", what)}, from...)...))
}

func TestPanics(t *testing.T) {
	body := ct.Input("body:to")
	open := []string{"goroutine-panic open Medium×Medium MEDIUM POST /notify"}
	ct.Run(t, Check, []ct.Case{
		{Name: "element of a list", Build: spawn(dies("index", body)), Want: open, Says: []string{"index in", "recover"}},
		{Name: "type assertion", Build: spawn(dies("type assertion", body)), Want: open},
		{Name: "Must", Build: spawn(dies("regexp.MustCompile", body)), Want: open, Says: []string{"regexp.MustCompile"}},
		{Name: "in one of several implementations", Build: spawn(ct.Arg("panics", ct.Join(ct.Origin("panic", "index", "perhaps"), body))), Want: []string{"goroutine-panic to-confirm Medium×Medium MEDIUM POST /notify"}},
		{Name: "there, and elsewhere for certain", Build: spawn(ct.Arg("panics", ct.Join(ct.Origin("panic", "index", "perhaps"), ct.Origin("panic", "type assertion"), body))), Want: open},
		{Name: "explicit, by an error", Build: spawn(dies("panic")), Want: []string{"goroutine-panic open Low×Medium LOW POST /notify"}},
		{Name: "of a message", Build: spawn(dies("index", ct.Input("message:"))), Want: open},
		{Name: "nothing that panics", Build: spawn()},
		{Name: "start-up", Build: func(p *ct.P) { p.Use("spawn", "go", dies("panic"), ct.AtStart()) }},
		{Name: "by the clock", Build: func(p *ct.P) { p.Use("spawn", "go", dies("panic"), ct.By(p.Job("@daily"))) }},
	})
}

func TestMany(t *testing.T) {
	list := ct.Arg("items", ct.Input("body:urls"))
	loop := ct.Attr("loop", "true")
	open := []string{"unbounded-goroutines open Medium×Medium MEDIUM POST /notify"}
	ct.Run(t, Check, []ct.Case{
		{Name: "over a list", Build: spawn(loop, list), Want: open, Says: []string{`request body field "urls"`, "SetLimit"}},
		{Name: "up to a number", Build: spawn(loop, ct.Arg("items", ct.Input("query:n", "number"))), Want: open},
		{Name: "over a form", Build: spawn(loop, ct.Arg("items", ct.Input("form:id"))), Want: open},
		{Name: "another list is bounded", Build: func(p *ct.P) {
			e := p.Route("POST /notify")
			p.Use("spawn", "go", loop, list, ct.By(e, p.Guard("bounded", ct.Checks("value", ct.Input("body:tags", "size")))))
		}, Want: open},
		{Name: "both", Build: spawn(loop, list, dies("index", ct.Input("body:urls"))), Want: append([]string{"goroutine-panic open Medium×Medium MEDIUM POST /notify"}, open...)},
		{Name: "semaphore", Build: spawn(loop, list, ct.Attr("waits", "true"))},
		{Name: "length compared", Build: func(p *ct.P) {
			e := p.Route("POST /notify")
			p.Use("spawn", "go", loop, list, ct.By(e, p.Guard("bounded", ct.Checks("value", ct.Input("body:urls", "size")))))
		}},
		{Name: "number cut off", Build: spawn(loop, ct.Arg("items", ct.Input("query:n", "bounded", "number")))},
		{Name: "one a request", Build: spawn(ct.Arg("items", ct.Input("body:urls")))},
		{Name: "list of the server's, found by what was sent", Build: spawn(loop, ct.Arg("items", ct.Join(ct.Input("form:id"), ct.Origin("store", "postgresql"))))},
		{Name: "list of the server's", Build: spawn(loop, ct.Arg("items", ct.Origin("store", "postgresql")))},
	})
}
