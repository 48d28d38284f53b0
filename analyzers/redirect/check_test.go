package redirect

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func to(v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("respond", "net/http.Redirect", ct.Attr("kind", "redirect"), ct.Arg("url", v), ct.By(p.Route("GET /login")))
	}
}

// located is a header Location beside a status.
func located(status ...string) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /login")
		p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Location")), ct.Arg("value", ct.Input("query:next")), ct.Func("web.Make"), ct.By(e))
		p.Use("respond", "net/http.ResponseWriter.WriteHeader", ct.Func("web.Make"), ct.Attr("kind", "status"), ct.Arg("status", ct.Text(status...)), ct.By(e))
	}
}

func TestRedirects(t *testing.T) {
	open := []string{"open-redirect open Medium×Medium MEDIUM GET /login"}
	in := ct.Input("query:next")
	ct.Run(t, Check, []ct.Case{
		{Name: "as it is", Build: to(in), Want: open, Says: []string{`query parameter "next"`, "http.Redirect"}},
		{Name: "behind a slash", Build: to(ct.Join(ct.Text("/{}"), in)), Want: open},
		{Name: "behind a scheme", Build: to(ct.Join(ct.Text("https://{}"), in)), Want: open},
		{Name: "one of two", Build: to(ct.Join(ct.Text("/home", "{}"), in)), Want: open},
		{Name: "a constant, or as it is", Build: to(ct.Join(ct.Const("/"), in)), Want: open},
		{Name: "without a host, with backslashes", Build: checked("no host"), Want: []string{"open-redirect to-confirm Medium×Medium MEDIUM GET /login"}, Says: []string{"backslash"}},
		{Name: "without a backslash", Build: checked(`no \`), Want: open},
		{Name: "without two slashes", Build: checked("no //"), Want: open},
		{Name: "one slash in front, and no backslash behind it", Build: checked("start", "no //", `no /\`), Want: open, Says: []string{"leave out tabs"}},
		{Name: "one slash in front, no backslash and no tab", Build: checked("start", "no //", `no \`, "no tab")},
		{Name: "one slash in front, no backslash behind it and no tab", Build: checked("start", "no //", `no /\`, "no tab")},
		{Name: "no tab, but a backslash", Build: checked("start", "no //", "no tab"), Want: open},
		{Name: "header", Build: func(p *ct.P) {
			p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Location")), ct.Arg("value", in), ct.By(p.Route("GET /login")))
		}, Want: open},
		{Name: "header, of what was made", Build: located("201")},
		{Name: "header, with another status", Build: located("302"), Want: open},
		{Name: "header, of what was made or is elsewhere", Build: located("201", "303"), Want: open},
		{Name: "below a path", Build: to(ct.Join(ct.Text("/users/{}"), in))},
		{Name: "constant host", Build: to(ct.Join(ct.Text("https://example.com/{}"), in))},
		{Name: "parameter", Build: to(ct.Join(ct.Text("?q={}"), in))},
		{Name: "constant", Build: to(ct.Const("/login"))},
		{Name: "own path", Build: to(ct.Join(ct.Text("{}/"), ct.Input("path:")))},
		{Name: "own host", Build: to(ct.Join(ct.Text("https://{}{}"), ct.Input("header:Host")))},
		{Name: "member of a list", Build: to(ct.Input("query:next", "allowlisted"))},
		{Name: "without a host and a backslash", Build: checked("no host", `no \`)},
		{Name: "kept in the store, and something of some request", Build: to(ct.Join(ct.Origin("store", "postgresql"), ct.Opaque(), ct.Input("query:"), ct.Input("")))},
		{Name: "link of the server's", Build: to(ct.Origin("presigned", ""))},
	})
}

// checked is a redirect behind checks of what its target holds.
func checked(values ...string) func(*ct.P) {
	return func(p *ct.P) {
		in := ct.Input("query:next")
		var past []any
		for _, v := range values {
			past = append(past, p.Guard("confine", ct.Valued(v), ct.Checks("value", in)))
		}
		p.Use("respond", "net/http.Redirect", ct.Attr("kind", "redirect"), ct.Arg("url", in), ct.By(p.Route("GET /login"), past...))
	}
}
