package ssrf

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func get(arg string, v *dfd.Value, guards ...any) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /import")
		past := make([]any, 0, len(guards))
		for range guards {
			past = append(past, p.Guard("allowlist", ct.Checks("value", v)))
		}
		p.Use("call", "net/http.Get", ct.Arg(arg, v), ct.By(e, past...))
	}
}

// listed is a call to what a request says, held to the members of one of two lists.
func listed(v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("call", "net/http.Get", ct.Arg("url", v), ct.By(p.Route("POST /import"), p.Guard("confine", ct.Valued("listed"), ct.Checks("value", v))))
	}
}

// asked is a call to what a request says, where the program asks for addresses of a name, too.
func asked(url, host *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /import")
		u := p.Use("call", "net.Resolver.LookupIPAddr", ct.Arg("host", host), ct.By(e))
		u.Tech = "dns"
		p.Use("call", "net/http.Get", ct.Arg("url", url), ct.By(e))
	}
}

// client is a package with one method for each of some parties; it puts what a request says behind an address that is set.
func client(parties ...string) func(*ct.P) {
	return func(p *ct.P) {
		e, parts := p.Route("POST /import"), map[string]*dfd.Element{}
		for _, x := range parties {
			if parts[x] == nil {
				parts[x] = p.Store("http", x)
			}
			p.Use("call", "net/http.Get", ct.On(parts[x]), ct.Arg("url", ct.Join(ct.Text("{}"), ct.Config("API"), ct.Input("body:mode", "within"))), ct.By(e))
		}
	}
}

func TestTargets(t *testing.T) {
	open := []string{"ssrf open High×High HIGH POST /import"}
	in := ct.Input("body:url")
	ct.Run(t, Check, []ct.Case{
		{Name: "whole URL", Build: get("url", in), Want: open, Says: []string{`request body field "url"`, "http.Get"}},
		{Name: "host", Build: get("url", ct.Join(ct.Text("https://{}/hook"), in)), Want: open},
		{Name: "its addresses are asked for before", Build: asked(in, ct.Input("body:url")), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}, Says: []string{"Which hosts does the check"}},
		{Name: "addresses of many callers' names", Build: asked(in, ct.Origin("input", "")), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}},
		{Name: "addresses of another name", Build: asked(in, ct.Input("body:mail")), Want: open},
		{Name: "on one of two lists", Build: listed(in), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}},
		{Name: "one of the parameters is on one of two lists", Build: listed(ct.Input("query:{}")), Want: open},
		{Name: "end of the host", Build: get("url", ct.Join(ct.Text("https://api.example.com{}"), in)), Want: open},
		{Name: "one of two", Build: get("url", ct.Join(ct.Text("https://a.example/x", "{}"), in)), Want: open},
		{Name: "a constant, or whole URL", Build: get("url", ct.Join(ct.Const("https://a.example/x"), in)), Want: open},
		{Name: "address to dial", Build: func(p *ct.P) {
			p.Use("dial", "net.Dial", ct.Arg("addr", ct.Input("query:host")), ct.By(p.Route("POST /import")))
		}, Want: open},
		{Name: "order not known", Build: get("url", ct.Join(ct.Origin("const", "https://a.example/"), in)), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}},
		{Name: "one of all that was kept there", Build: get("url", ct.Join(ct.Text("{}"), ct.Origin("input", ""), ct.Origin("external", ""))), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}},
		{Name: "an input by name among what was kept there", Build: get("url", ct.Join(ct.Text("{}"), in, ct.Origin("external", ""))), Want: open},
		{Name: "put into a set address", Build: get("url", ct.Join(ct.Text("{}"), ct.Config("API"), ct.Input("body:mode", "within"))), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}, Says: []string{"or only the path"}},
		{Name: "put into a set address, beside one that is given", Build: get("url", ct.Join(ct.Text("{}"), ct.Config("API"), ct.Input("body:mode", "within"), in)), Want: open},
		{Name: "dialler of its own", Build: func(p *ct.P) {
			p.Use("call", "net/http.Client.Do", ct.Arg("url", in), ct.Arg("dial", ct.Opaque()), ct.By(p.Route("POST /import")))
		}, Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}, Says: []string{"refuse addresses inside"}},
		{Name: "three methods of one client, put into a set address", Build: client("x", "x", "x"), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}, Says: []string{"and 2 more like it"}},
		{Name: "clients of two parties, put into set addresses", Build: client("x", "y"), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import", "ssrf to-confirm High×High MEDIUM POST /import"}},
		{Name: "path of a constant host", Build: get("url", ct.Join(ct.Text("https://api.example.com/{}"), in))},
		{Name: "parameter of a constant host", Build: get("url", ct.Join(ct.Text("https://api.example.com?q={}"), in))},
		{Name: "setting", Build: get("url", ct.Config("API_URL"))},
		{Name: "host of a list", Build: get("url", in, true)},
		{Name: "number", Build: get("url", ct.Join(ct.Text("{}"), ct.Input("path:id", "number")))},
		{Name: "address from a store", Build: get("url", ct.Origin("store", "postgresql hooks"))},
		{Name: "body only", Build: func(p *ct.P) {
			p.Use("call", "net/http.Post", ct.Arg("url", ct.Const("https://a.example/x")), ct.Arg("body", in), ct.By(p.Route("POST /import")))
		}},
	})
}

// hook is a route that leaves a value in a table, and a job that asks what is read from a table.
func hook(value *dfd.Value, read string, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		db := p.Store("postgresql", "PostgreSQL")
		p.Use("sql", "database/sql.DB.Exec", ct.SQL("INSERT INTO hooks (url) VALUES ($1)"), ct.On(db), ct.Arg("args", value), ct.By(p.Route("POST /hooks")))
		job := p.Job("@hourly")
		rows := p.Use("sql", "database/sql.DB.Query", ct.SQL("SELECT url FROM "+read), ct.On(db), ct.By(job))
		target := ct.Join(ct.Origin("store", ""))
		target.Origins[0].Place = rows.Place
		p.Use("call", "net/http.Get", append([]ct.Opt{ct.Arg("url", target), ct.By(job)}, opts...)...)
	}
}

func TestStored(t *testing.T) {
	open := []string{"ssrf open Medium×High HIGH POST /hooks"}
	ct.Run(t, Check, []ct.Case{
		{Name: "webhook", Build: hook(ct.Input("body:url"), "hooks"), Want: open, Says: []string{`request body field "url" that POST /hooks leaves in PostgreSQL`, "read back from a store"}},
		{Name: "by another name", Build: hook(ct.Input("body:webhook_endpoint"), "hooks"), Want: open},
		{Name: "behind a dialler", Build: hook(ct.Input("body:url"), "hooks", ct.Arg("dial", ct.Opaque())), Want: []string{"ssrf to-confirm Medium×High MEDIUM POST /hooks"}},
		{Name: "with the schema", Build: hook(ct.Input("body:url"), "public.hooks"), Want: open},
		{Name: "with a parameter of the caller's behind it", Build: hook(ct.Input("body:url"), "hooks", func(u *dfd.Use) {
			u.Args["url"].Origins = append(u.Args["url"].Origins, ct.Input("query:page", "behind").Origins...)
		}), Want: open},
		{Name: "behind a set host", Build: hook(ct.Input("body:url"), "hooks", func(u *dfd.Use) {
			u.Args["url"].Origins[0].Marks = []string{"behind"}
			u.Args["url"].Origins = append(u.Args["url"].Origins, ct.Config("API").Origins...)
			u.Args["url"].Text = []string{"{}/{}"}
		})},
		{Name: "another table", Build: hook(ct.Input("body:url"), "settings")},
		{Name: "no address", Build: hook(ct.Input("body:name"), "hooks")},
		{Name: "a number", Build: hook(ct.Input("body:url_id", "number"), "hooks")},
		{Name: "what the program leaves there", Build: hook(ct.Config("HOOK_URL"), "hooks")},
		{Name: "three methods of one client, put into a set address", Build: client("x", "x", "x"), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import"}, Says: []string{"and 2 more like it"}},
		{Name: "clients of two parties, put into set addresses", Build: client("x", "y"), Want: []string{"ssrf to-confirm High×High MEDIUM POST /import", "ssrf to-confirm High×High MEDIUM POST /import"}},
		{Name: "path of a constant host", Build: hook(ct.Input("body:url"), "hooks", func(u *dfd.Use) { u.Args["url"] = ct.Join(ct.Text("https://a.example/{}"), ct.Origin("store", "")) })},
	})
}
