package ratelimit

import (
	"fmt"
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const put = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"

func write(p *ct.P, e *dfd.EntryPoint, past ...any) *dfd.Use {
	return p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(e, past...))
}

// limiter is middleware with a limiter in it.
func limiter(p *ct.P, value string, key *dfd.Value) *dfd.Guard {
	opts := []func(*dfd.Guard){ct.Valued(value)}
	if key != nil {
		opts = append(opts, ct.Checks("key", key))
	}
	return p.Guard("ratelimit", opts...)
}

// upload is one signed-in route that writes, behind a limiter.
func upload(value string, key func() *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		gates := []*dfd.Guard{p.JWT(nil)}
		if key != nil {
			gates = append(gates, limiter(p, value, key()))
		}
		write(p, p.Route("POST /upload", gates...))
	}
}

// address is a limiter by address, where something sets what the framework takes for that.
func address(option string, v *dfd.Value, marks ...string) func(*ct.P) {
	return func(p *ct.P) {
		upload("20 per 1m0s", keyed(ct.Input("ip", marks...)))(p)
		p.Use("setting", "lib.Config.ProxyHeader", ct.Attr("kind", "client-ip"), ct.Attr("option", option), ct.Arg("value", v), ct.AtStart())
	}
}

func keyed(v *dfd.Value) func() *dfd.Value { return func() *dfd.Value { return v } }

// some is an upload behind a library's limiter that a function of the program's tells which requests to leave out.
func some(key *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		g := limiter(p, "20 per 1m0s", key)
		g.Kind, g.Value, g.Library = "switched", "ratelimit", true
		write(p, p.Route("POST /upload", p.JWT(nil), g))
	}
}

// makes is a route for signed-in callers that does one thing to files.
func makes(symbol string) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("file", symbol, ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Const("data/backups")), ct.By(p.Route("POST /upload", p.JWT(nil))))
	}
}

func TestLimits(t *testing.T) {
	open := "missing-rate-limit open High×Medium HIGH POST /upload"
	held := "missing-rate-limit mitigated High×Medium HIGH POST /upload"
	question := "missing-rate-limit to-confirm High×Medium MEDIUM POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "a folder that may be there already", Build: makes("os.MkdirAll")},
		{Name: "a file each time", Build: makes("os.Create"), Want: []string{open}},
		{Name: "none", Build: upload("", nil), Want: []string{open}, Says: []string{"service-wide step", "writes to a store", "no rate limit found in the code", "web.NewRouter", "behind `web.auth`"}},
		{Name: "files that a library serves", Build: func(p *ct.P) {
			p.Use("file", "net/http.FileServer", ct.Op("read"), ct.On(p.Store("filesystem", "static")), ct.Attr("kind", "serve"), ct.By(p.Route("GET /static/{path...}")))
		}},
		{Name: "files that the program reads", Build: func(p *ct.P) {
			p.Use("file", "os.ReadFile", ct.Op("read"), ct.On(p.Store("filesystem", "static")), ct.By(p.Route("GET /static/{path...}")))
		}, Want: []string{"missing-rate-limit open High×Medium MEDIUM GET /static/{path...}"}},
		{Name: "on a sibling group", Build: func(p *ct.P) {
			p.Route("GET /me", p.JWT(nil), limiter(p, "20 per 1m0s", ct.User()))
			upload("", nil)(p)
		}, Want: []string{open}},
		{Name: "asked and not acted on", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			write(p, up, p.Use("allow", "golang.org/x/time/rate.Limiter.Allow", ct.By(up)))
		}, Want: []string{open}, Says: []string{"nobody is refused"}},
		{Name: "one of the program's own, that answers 429", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			write(p, up, p.Use("respond", "net/http.Error", ct.Arg("status", ct.Const("429")), ct.By(up)))
		}, Want: []string{question}, Says: []string{"answers 429"}},
		{Name: "429 after the write", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			p.Use("respond", "net/http.Error", ct.Arg("status", ct.Const("429")), ct.By(up, write(p, up)))
		}, Want: []string{open}},
		{Name: "another status", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			write(p, up, p.Use("respond", "net/http.Error", ct.Arg("status", ct.Const("403")), ct.By(up)))
		}, Want: []string{open}},
		{Name: "for some requests", Build: some(ct.Input("ip")), Want: []string{question}, Says: []string{"which requests it leaves out"}},
		{Name: "keyed by a header", Build: upload("20 per 1m0s", keyed(ct.Input("header:X-Forwarded-For"))), Want: []string{open}, Says: []string{`header "X-Forwarded-For", which the caller sets`}},
		{Name: "a million a second", Build: upload("1000000 per 1s", keyed(ct.User())), Want: []string{open}, Says: []string{"too many"}},
		{Name: "a million at once", Build: func(p *ct.P) {
			g := limiter(p, "5 per 1s", ct.User())
			g.Args["burst"] = ct.Const("1000000")
			write(p, p.Route("POST /upload", p.JWT(nil), g))
		}, Want: []string{open}, Says: []string{"as many at once as 1000000"}},
		{Name: "no window", Build: upload("20 per 0s", keyed(ct.User())), Want: []string{open}, Says: []string{"unlimited"}},
		{Name: "no time between", Build: upload("unlimited", keyed(ct.User())), Want: []string{open}},
		{Name: "one for all", Build: upload("20 per 1m0s", keyed(ct.Text("global"))), Want: []string{"missing-rate-limit open Medium×Medium MEDIUM POST /upload"}, Says: []string{"half of it"}},
		{Name: "behind the write", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			w := write(p, up)
			p.Use("respond", "w.Write", ct.By(up, w, limiter(p, "20 per 1m0s", ct.User())))
		}, Want: []string{open}},
		{Name: "by user", Build: upload("20 per 1m0s", keyed(ct.User())), Want: []string{held}, Says: []string{"20 per 1m0s, by user"}},
		{Name: "by address", Build: upload("20 per 1m0s", keyed(ct.Input("ip"))), Want: []string{held}},
		{Name: "in the handler, before the write", Build: func(p *ct.P) {
			write(p, p.Route("POST /upload", p.JWT(nil)), limiter(p, "20 per 1m0s", ct.User()))
		}, Want: []string{held}},
		{Name: "library's own", Build: func(p *ct.P) {
			g := p.Guard("ratelimit", ct.Checks("limit", ct.Const("100")), ct.Checks("window", ct.Const("60000000000")), ct.Checks("key", ct.Text("ip")))
			write(p, p.Route("POST /upload", p.JWT(nil), g))
		}, Want: []string{held}, Says: []string{"100 per 1m0s, by address"}},
		{Name: "by an address that a header tells", Build: upload("20 per 1m0s", keyed(ct.Input("ip", "told"))), Want: []string{open}, Says: []string{"X-Forwarded-For tells"}},
		{Name: "told by proxies that are named", Build: address("proxies", ct.Const("10.0.0.0/8"), "told"), Want: []string{held}},
		{Name: "told by proxies, switched off", Build: address("proxies", ct.Const("false"), "told"), Want: []string{open}},
		{Name: "from a header that is set", Build: address("header", ct.Const("X-Forwarded-For")), Want: []string{question}, Says: []string{"what a header says"}},
		{Name: "replaced by a middleware", Build: func(p *ct.P) {
			upload("20 per 1m0s", keyed(ct.Input("ip")))(p)
			p.Chains["POST /upload"].Links = append(p.Chains["POST /upload"].Links, dfd.Link{Is: "realip"})
		}, Want: []string{open}},
		{Name: "key not known", Build: upload("20 per 1m0s", keyed(nil)), Want: []string{question}},
		{Name: "rate from a setting", Build: upload("", keyed(ct.User())), Want: []string{question}, Says: []string{"its rate is not in the code"}},
		{Name: "middleware that could not be followed", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			p.Chains[up.ID].Unknown = []dfd.Place{{File: "web/mw.go", Line: 3}}
			p.Chains[up.ID].Unseen = p.Chains[up.ID].Unknown
			write(p, up)
		}, Want: []string{question}},
		{Name: "middleware that was seen, and may ask who is calling", Build: func(p *ct.P) {
			up := p.Route("POST /upload", p.JWT(nil))
			p.Chains[up.ID].Unknown = []dfd.Place{{File: "web/mw.go", Line: 3}}
			write(p, up)
		}, Want: []string{open}},
	})
}

func TestRoutes(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "one row a group", Build: func(p *ct.P) {
			gate := p.JWT(nil)
			for _, name := range []string{"POST /a", "POST /b", "POST /c"} {
				write(p, p.Route(name, gate))
			}
		}, Want: []string{"missing-rate-limit open High×Medium HIGH POST /a, POST /b, POST /c"}},
		{Name: "one row for what four services lack", Build: several(4), Want: []string{"missing-rate-limit open High×Medium HIGH GET /0, GET /1, GET /2, GET /3, POST /0, POST /1, POST /2, POST /3"},
			Says: []string{"exhaust 4 services", "POST /0 and 3 more writes to a store"}},
		{Name: "one row a service", Build: several(2), Want: []string{"missing-rate-limit open High×Medium HIGH GET /0, POST /0", "missing-rate-limit open High×Medium HIGH GET /1, POST /1"},
			Says: []string{"exhaust the service", "POST /0 writes to a store"}},
		{Name: "public reads", Build: func(p *ct.P) {
			p.Use("sql", "Query", ct.SQL("SELECT * FROM posts"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("GET /posts")))
		}, Want: []string{"missing-rate-limit open High×Medium MEDIUM GET /posts"}},
		{Name: "third party", Build: func(p *ct.P) { p.Use("sms", "twilio.Send", ct.By(p.Route("POST /invite", p.JWT(nil)))) },
			Want: []string{"missing-rate-limit open High×Medium HIGH POST /invite"}, Says: []string{"calls a third party"}},
		{Name: "health check", Build: func(p *ct.P) { p.Use("respond", "w.WriteHeader", ct.By(p.Route("GET /healthz"))) }},
		{Name: "signed-in read", Build: func(p *ct.P) {
			p.Use("sql", "Query", ct.SQL("SELECT * FROM posts"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("GET /posts", p.JWT(nil))))
		}},
		{Name: "login", Build: func(p *ct.P) {
			p.Use("compare", "bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(p.Route("POST /login")))
		}},
		{Name: "only this host", Build: func(p *ct.P) {
			p.Listeners[0].Exposure = "local"
			upload("", nil)(p)
		}},
		{Name: "job", Build: func(p *ct.P) { write(p, p.Job("@daily")) }},
		{Name: "write of the middleware", Build: func(p *ct.P) {
			e := p.Route("GET /me", p.JWT(nil))
			u := write(p, e)
			u.On[0].Way = dfd.NewWay(dfd.Place{Func: p.Chains[e.ID].Links[0].Func + ".func1"})
		}},
	})
}

// several are processes, each with a route that writes and one that reads.
func several(n int) func(p *ct.P) {
	return func(p *ct.P) {
		db := p.Store("postgresql", "db")
		for i := range n {
			name := fmt.Sprint("/", i)
			for _, e := range []*dfd.EntryPoint{p.Route("GET " + name), p.Route("POST " + name)} {
				e.Processes, e.Listener = []string{name}, ""
				sql := "SELECT * FROM posts"
				if e.Method == "POST" {
					sql = "INSERT INTO posts VALUES (1)"
				}
				p.Use("sql", "Exec", ct.SQL(sql), ct.On(db), ct.By(e))
			}
		}
	}
}
