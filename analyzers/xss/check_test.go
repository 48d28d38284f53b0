package xss

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func answer(kind string, body *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("respond", "fmt.Fprintf", ct.Attr("kind", kind), ct.Arg("body", body), ct.By(p.Route("GET /search")))
	}
}

// typed is a text with a tag in it, with a type.
func typed(in *dfd.Value, kind string) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /search")
		told := p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Content-Type")), ct.Arg("value", ct.Const(kind)), ct.By(e))
		p.Use("respond", "fmt.Fprintf", ct.Arg("body", ct.Join(ct.Text("<b>{}</b>"), in)), ct.By(e, told))
	}
}

// told is an answer without a tag, with a type.
func told(body, kind *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /search")
		h := p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Content-Type")), ct.Arg("value", kind), ct.By(e))
		read := p.Use("input", "net/url.Values.Get", ct.By(e))
		for n := range kind.Origins {
			kind.Origins[n].Place = read.Place
		}
		p.Use("respond", "net/http.ResponseWriter.Write", ct.Arg("body", body), ct.By(e, h))
	}
}

func TestAnswers(t *testing.T) {
	open := []string{"reflected-xss open Medium×High HIGH GET /search"}
	in := ct.Input("query:q")
	ct.Run(t, Check, []ct.Case{
		{Name: "HTML", Build: answer("html", in), Want: open, Says: []string{`query parameter "q"`}},
		{Name: "text with a tag", Build: answer("", ct.Join(ct.Text("<h1>{}</h1>"), in)), Want: open},
		{Name: "text/template", Build: answer("text-template", in), Want: open},
		{Name: "text/template beside html/template", Build: func(p *ct.P) {
			e := p.Route("GET /search")
			p.Use("respond", "html/template.Template.Execute", ct.Attr("kind", "template"), ct.Func("app.view"), ct.By(e))
			p.Use("respond", "text/template.Template.Execute", ct.Attr("kind", "text-template"), ct.Func("app.view"), ct.Arg("body", in), ct.By(e))
		}, Want: []string{"reflected-xss to-confirm Medium×High MEDIUM GET /search"}, Says: []string{"who want none"}},
		{Name: "text/template, html/template elsewhere", Build: func(p *ct.P) {
			e := p.Route("GET /search")
			p.Use("respond", "html/template.Template.Execute", ct.Attr("kind", "template"), ct.Func("app.other"), ct.By(e))
			p.Use("respond", "text/template.Template.Execute", ct.Attr("kind", "text-template"), ct.Func("app.view"), ct.Arg("body", in), ct.By(e))
		}, Want: open},
		{Name: "said to be HTML", Build: typed(in, "text/html; charset=utf-8"), Want: open},
		{Name: "said to be text", Build: typed(in, "text/plain")},
		{Name: "a type of the caller's", Build: told(in, ct.Input("query:type")), Want: open},
		{Name: "a type of the caller's, escaped for some", Build: told(ct.Join(in, ct.Input("query:q", "escape-html")), ct.Input("query:type")),
			Want: []string{"reflected-xss to-confirm Medium×High MEDIUM GET /search"}, Says: []string{"every type that runs scripts"}},
		{Name: "a type of the caller's, held to a list", Build: told(in, ct.Input("query:type", "allowlisted"))},
		{Name: "a type of the caller's for a body of his", Build: told(ct.Input("body:"), ct.Input("query:type"))},
		{Name: "a type by one of several parameters", Build: told(in, ct.Input("query:"))},
		{Name: "a type that was kept", Build: told(in, ct.Origin("store", ""))},
		{Name: "a type of the caller's for what is no text of his", Build: told(ct.Origin("store", ""), ct.Input("query:type"))},
		{Name: "escaped for SQL", Build: answer("html", ct.Input("form:q", "escape-sql")), Want: open},
		{Name: "cleaned", Build: answer("html", ct.Input("query:q", "clean")), Want: open},
		{Name: "escaped", Build: answer("html", ct.Input("query:q", "escape-html"))},
		{Name: "html/template", Build: answer("template", in)},
		{Name: "JSON", Build: answer("json", in)},
		{Name: "text without a tag", Build: answer("", ct.Join(ct.Text("hello {}"), in))},
		{Name: "number", Build: answer("html", ct.Input("query:n", "number"))},
		{Name: "constant", Build: answer("html", ct.Const("<p>ok</p>"))},
	})
}
