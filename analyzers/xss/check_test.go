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

// raw is what is written to a client of net/http, past headers that are set on every way, or on some.
func raw(route string, body *dfd.Value, opts ...any) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route(route)
		var before []any
		for _, o := range opts {
			if h, ok := o.([3]string); ok {
				u := p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const(h[0])), ct.Arg("value", ct.Const(h[1])), ct.By(e))
				if h[2] == "" {
					before = append(before, u)
				}
			}
			if answered, ok := o.(string); ok {
				before = append(before, p.Use("respond", "net/http.ResponseWriter.Write", ct.Attr("kind", answered), ct.By(e)))
			}
		}
		writer := &dfd.Value{Type: "net/http.ResponseWriter"}
		p.Use("respond", "net/http.ResponseWriter.Write", ct.Arg("writer", writer), ct.Arg("body", body), ct.By(e, before...))
	}
}

func TestGuessed(t *testing.T) {
	get, post := []string{"reflected-xss open Medium×High HIGH GET /echo"}, []string{"reflected-xss open Medium×High HIGH POST /echo"}
	in, body := ct.Input("query:q"), ct.Input("body:")
	made := ct.Input("query:q")
	made.Type = "example.com/app.answer"
	ct.Run(t, Check, []ct.Case{
		{Name: "parameter", Build: raw("GET /echo", in), Want: get, Says: []string{"looks like it", "Content-Type"}},
		{Name: "in what an error says", Build: raw("GET /echo", ct.Join(in, ct.Origin("error", "encoding/hex.Decode")))},
		{Name: "at the start", Build: raw("GET /echo", ct.Join(ct.Text("{}!"), in)), Want: get},
		{Name: "trimmed", Build: raw("GET /echo", ct.Input("form:q", "trim")), Want: get},
		{Name: "body", Build: raw("POST /echo", body), Want: post},
		{Name: "a status before", Build: raw("POST /echo", body, "status"), Want: post},
		{Name: "another header", Build: raw("GET /echo", in, [3]string{"X-Content-Type-Options", "nosniff", ""}), Want: get},
		{Name: "a type on some ways", Build: raw("GET /echo", in, [3]string{"Content-Type", "text/plain", "some"}),
			Want: []string{"reflected-xss to-confirm Medium×High MEDIUM GET /echo"}, Says: []string{"on every way"}},
		{Name: "a type by a helper that answers itself", Build: func(p *ct.P) {
			raw("GET /echo", in)(p)
			e := p.EntryPoints[0]
			p.Use("set-header", "net/http.Header.Set", ct.Func("app.json"), ct.Arg("name", ct.Const("Content-Type")), ct.Arg("value", ct.Const("application/json")), ct.By(e))
			p.Use("respond", "net/http.ResponseWriter.Write", ct.Func("app.json"), ct.Attr("kind", "json"), ct.By(e))
		}, Want: get},
		{Name: "a type", Build: raw("GET /echo", in, [3]string{"Content-Type", "text/plain", ""})},
		{Name: "a policy", Build: raw("GET /echo", in, [3]string{"Content-Security-Policy", "default-src 'none'; sandbox", ""})},
		{Name: "own words first", Build: raw("GET /echo", ct.Join(ct.Text("hello {}"), in))},
		{Name: "something answered before", Build: raw("GET /echo", in, "")},
		{Name: "quoted", Build: raw("GET /echo", ct.Input("query:q", "quoted"))},
		{Name: "JSON", Build: raw("GET /echo", made)},
		{Name: "escaped", Build: raw("GET /echo", ct.Input("query:q", "escape-html"))},
		{Name: "body of a route that no form sends to", Build: raw("PUT /echo", body)},
		{Name: "field of a body", Build: raw("POST /echo", ct.Input("body:name"))},
		{Name: "header", Build: raw("GET /echo", ct.Input("header:X-Name"))},
		{Name: "another library's client", Build: func(p *ct.P) {
			p.Use("respond", "github.com/gofiber/fiber/v2.Ctx.SendString", ct.Arg("body", in), ct.By(p.Route("GET /echo")))
		}},
		{Name: "for who sends a token", Build: func(p *ct.P) {
			e := p.Route("POST /echo", p.JWT(nil))
			p.Use("respond", "net/http.ResponseWriter.Write", ct.Arg("writer", &dfd.Value{Type: "net/http.ResponseWriter"}), ct.Arg("body", body), ct.By(e))
		}},
	})
}

func TestTrusted(t *testing.T) {
	open := []string{"reflected-xss open Medium×High HIGH GET /search"}
	become := func(kind string, v *dfd.Value) func(*ct.P) {
		return func(p *ct.P) { p.Use("trust", kind, ct.Arg("value", v), ct.By(p.Route("GET /search"))) }
	}
	trust := func(v *dfd.Value) func(*ct.P) { return become("html/template.HTML", v) }
	ct.Run(t, Check, []ct.Case{
		{Name: "as HTML", Build: trust(ct.Input("query:q")), Want: open, Says: []string{"do not escape", "template.HTML"}},
		{Name: "as HTML, in a text", Build: trust(ct.Join(ct.Text("<b>{}</b>"), ct.Input("query:q", "inset"))), Want: open},
		{Name: "several callers", Build: trust(ct.Input("")), Want: []string{"reflected-xss to-confirm Medium×High MEDIUM GET /search"}},
		{Name: "as an address", Build: become("html/template.URL", ct.Input("query:next")), Want: open},
		{Name: "as an address below one's own", Build: become("html/template.URL", ct.Join(ct.Text("/go?to={}"), ct.Input("query:next", "inset")))},
		{Name: "the path as an address", Build: become("html/template.URL", ct.Input("path:"))},
		{Name: "cleaned before", Build: trust(ct.Input("query:q", "escape-html"))},
		{Name: "a number", Build: trust(ct.Input("query:q", "number"))},
		{Name: "the program's own", Build: trust(ct.Config("TITLE"))},
		{Name: "what was made of all parameters", Build: trust(ct.Input("query:"))},
		{Name: "a job's", Build: func(p *ct.P) {
			p.Use("trust", "html/template.HTML", ct.Arg("value", ct.Input("query:q")), ct.By(p.Job("@daily")))
		}},
	})
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
