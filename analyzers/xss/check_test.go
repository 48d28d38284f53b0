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

func TestAnswers(t *testing.T) {
	open := []string{"reflected-xss open Medium×High HIGH GET /search"}
	in := ct.Input("query:q")
	ct.Run(t, Check, []ct.Case{
		{Name: "HTML", Build: answer("html", in), Want: open, Says: []string{`query parameter "q"`}},
		{Name: "text with a tag", Build: answer("", ct.Join(ct.Text("<h1>{}</h1>"), in)), Want: open},
		{Name: "text/template", Build: answer("text-template", in), Want: open},
		{Name: "escaped for SQL", Build: answer("html", ct.Input("form:q", "escape-sql")), Want: open},
		{Name: "cleaned", Build: answer("html", ct.Input("path:q", "clean")), Want: open},
		{Name: "escaped", Build: answer("html", ct.Input("query:q", "escape-html"))},
		{Name: "html/template", Build: answer("template", in)},
		{Name: "JSON", Build: answer("json", in)},
		{Name: "text without a tag", Build: answer("", ct.Join(ct.Text("hello {}"), in))},
		{Name: "number", Build: answer("html", ct.Input("query:n", "number"))},
		{Name: "constant", Build: answer("html", ct.Const("<p>ok</p>"))},
	})
}
