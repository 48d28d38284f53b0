package cors

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func headers(origin *dfd.Value, credentials string, guard bool) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /me", p.JWT(nil))
		var past []any
		if guard {
			past = append(past, p.Guard("allowlist", ct.Checks("value", ct.Input("header:Origin"))))
		}
		set := func(name string, v *dfd.Value) {
			p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const(name)), ct.Arg("value", v), ct.Func("web.cors"), ct.By(e, past...))
		}
		set("Access-Control-Allow-Origin", origin)
		if credentials != "" {
			set("Access-Control-Allow-Credentials", ct.Const(credentials))
		}
	}
}

func TestOrigins(t *testing.T) {
	open := []string{"cors-any-origin open Medium×High HIGH GET /me"}
	origin := ct.Input("header:Origin")
	ct.Run(t, Check, []ct.Case{
		{Name: "reflected", Build: headers(origin, "true", false), Want: open, Says: []string{"web.cors", "http.Header.Set"}},
		{Name: "reflected, spelled otherwise", Build: headers(ct.Input("header:origin", "lower"), "true", false), Want: open},
		{Name: "reflected or any", Build: headers(ct.Join(ct.Text("*"), origin), "true", false), Want: open},
		{Name: "reflected, trimmed", Build: headers(ct.Input("header:Origin", "trim"), "true", false), Want: open},
		{Name: "reflected or a setting", Build: headers(ct.Join(ct.Config("ORIGIN"), origin), "true", false), Want: open},
		{Name: "reflected where a flag says so", Build: func(p *ct.P) {
			headers(origin, "true", false)(p)
			for _, u := range p.Uses {
				u.Attr["if"] = "devMode"
			}
		}, Want: []string{"cors-any-origin to-confirm Medium×High MEDIUM GET /me"}, Says: []string{"devMode"}},
		{Name: "any", Build: headers(ct.Const("*"), "true", false)},
		{Name: "without credentials", Build: headers(origin, "", false)},
		{Name: "credentials off", Build: headers(origin, "false", false)},
		{Name: "of a list", Build: headers(origin, "true", true)},
		{Name: "setting", Build: headers(ct.Config("ORIGIN"), "true", false)},
		{Name: "another header", Build: headers(ct.Input("header:X-Name"), "true", false)},
	})
}
