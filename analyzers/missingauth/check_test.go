package missingauth

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// app is a program with two closed routes and a login.
type app struct {
	*ct.P
	db   *dfd.Element
	gate *dfd.Guard
}

func build(more func(a *app)) func(*ct.P) {
	return func(p *ct.P) {
		a := &app{P: p, db: p.Store("postgresql", "PostgreSQL")}
		a.gate = p.JWT(nil)
		a.sql("UPDATE notes SET t = $1", p.Route("PUT /api/notes/{id}", a.gate))
		a.sql("SELECT * FROM notes", p.Route("GET /api/notes", a.gate))
		a.sql("SELECT * FROM notes", p.Route("GET /api/notes/{id}", a.gate))
		login := p.Route("POST /api/login")
		a.sql("SELECT * FROM users", login)
		p.Use("compare", "bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(login))
		if more != nil {
			more(a)
		}
	}
}

func (a *app) sql(text string, e *dfd.EntryPoint, past ...any) {
	a.Use("sql", "pgxpool.Pool.Exec", ct.SQL(text), ct.On(a.db), ct.By(e, past...))
	a.Use("respond", "json.Encode", ct.Attr("kind", "json"), ct.Arg("body", ct.Origin("store", "users")), ct.By(e))
}

func TestRoutes(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "fills a cache with what a third party says", Build: build(func(a *app) {
			a.Use("kv", "redis.Client.Set", ct.Op("write"), ct.Arg("key", ct.Const("providers")), ct.Arg("value", ct.Origin("external", "oidc")), ct.By(a.Route("GET /api/info")))
		})},
		{Name: "keeps what the request says", Build: build(func(a *app) {
			a.Use("kv", "redis.Client.Set", ct.Op("write"), ct.Arg("key", ct.Const("providers")), ct.Arg("value", ct.Input("query:p")), ct.By(a.Route("GET /api/info")))
		}), Want: []string{"missing-auth open Medium×High HIGH GET /api/info"}},
		{Name: "deletes", Build: build(func(a *app) { a.sql("DELETE FROM notes", a.Route("DELETE /api/notes/{id}")) }),
			Want: []string{"missing-auth open Medium×High HIGH DELETE /api/notes/{id}"}, Says: []string{"PUT /api/notes/{id}", "web.auth"}},
		{Name: "lists accounts", Build: build(func(a *app) { a.sql("SELECT * FROM users", a.Route("GET /api/allusers")) }),
			Want: []string{"missing-auth open Medium×High HIGH GET /api/allusers"}, Says: []string{"reads users"}},
		{Name: "accounts on another path", Build: build(func(a *app) { a.sql("SELECT * FROM users", a.Route("GET /debug/dump")) }),
			Want: []string{"missing-auth open Medium×High HIGH GET /debug/dump"}},
		{Name: "two of them", Build: build(func(a *app) {
			a.sql("DELETE FROM notes", a.Route("DELETE /api/notes/{id}"))
			a.sql("UPDATE notes SET t = $1", a.Route("POST /api/notes"))
		}), Want: []string{"missing-auth open Medium×High HIGH DELETE /api/notes/{id}, POST /api/notes"}},
		{Name: "writes a file", Build: build(func(a *app) {
			a.Use("file", "os.WriteFile", ct.Op("write"), ct.On(a.Store("filesystem", "data")), ct.By(a.Route("PUT /api/logo")))
		}), Want: []string{"missing-auth open Medium×High HIGH PUT /api/logo"}},
		{Name: "a token of the program's own is compared", Build: build(func(a *app) {
			a.sql("INSERT INTO runners (name) VALUES ($1)", a.Route("POST /api/runners"), a.Guard("match", ct.Checks("value", ct.Join(ct.Input("body:token"), ct.Config("TOKEN")))))
		}), Want: []string{"missing-auth to-confirm Medium×High MEDIUM POST /api/runners"}, Says: []string{"compared with something of the program's own"}},
		{Name: "a token against forged requests is compared", Build: build(func(a *app) {
			a.sql("INSERT INTO runners (name) VALUES ($1)", a.Route("POST /api/runners"), a.Guard("match", ct.Checks("value", ct.Join(ct.Input("form:csrf_token"), ct.Origin("store", "sessions")))))
		}), Want: []string{"missing-auth open Medium×High HIGH POST /api/runners"}},
		{Name: "who is calling is asked, and nobody was seen to be turned away", Build: build(func(a *app) {
			e := a.Route("POST /api/runners")
			e.Auth.Optional = true
			a.sql("INSERT INTO runners (name) VALUES ($1)", e)
		}), Want: []string{"missing-auth to-confirm Medium×High MEDIUM POST /api/runners"}},
		{Name: "reads what is otherwise read signed in", Build: build(func(a *app) { a.sql("SELECT * FROM notes", a.Route("GET /api/shared")) }),
			Want: []string{"missing-auth to-confirm Medium×High MEDIUM GET /api/shared"}},
	})
}

func TestSilence(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "login", Build: build(nil)},
		{Name: "sign-up", Build: build(func(a *app) {
			e := a.Route("POST /api/users")
			a.sql("INSERT INTO users (e) VALUES ($1)", e)
			a.Use("kdf", "bcrypt.GenerateFromPassword", ct.By(e))
		})},
		{Name: "signed webhook", Build: build(func(a *app) {
			e := a.Route("POST /api/hook")
			a.sql("UPDATE notes SET t = $1", e)
			a.Use("compare", "hmac.Equal", ct.Attr("kind", "constant-time"), ct.By(e))
		})},
		{Name: "signature of what was sent", Build: build(func(a *app) {
			e := a.Route("POST /api/hook")
			a.sql("UPDATE notes SET t = $1", e)
			a.Use("compare", "bytes.Equal", ct.Attr("kind", "plain"), ct.Arg("a", ct.Input("header:X-Sum")), ct.Arg("b", ct.Config("SUM")), ct.By(e))
		})},
		{Name: "two values of a store are compared", Build: build(func(a *app) {
			e := a.Route("POST /api/hook")
			a.sql("UPDATE notes SET t = $1", e)
			a.Use("compare", "bytes.Equal", ct.Attr("kind", "plain"), ct.Arg("a", ct.Origin("store", "")), ct.Arg("b", ct.Origin("store", "")), ct.By(e))
		}), Want: []string{"missing-auth open Medium×High HIGH POST /api/hook"}},
		{Name: "what another method was sent is compared", Build: build(func(a *app) {
			e, other := a.Route("POST /api/hook"), a.Route("POST /api/keys", a.JWT(nil))
			other.Kind = "grpc"
			key := ct.Input("message:key")
			key.Origins[0].Place = dfd.Place{File: other.File, Line: other.Line, Func: other.Handler}
			a.sql("UPDATE notes SET t = $1", e)
			a.Use("compare", "bytes.Equal", ct.Attr("kind", "plain"), ct.Arg("a", key), ct.Arg("b", ct.Origin("store", "")), ct.By(e))
		}), Want: []string{"missing-auth open Medium×High HIGH POST /api/hook"}},
		{Name: "token that is the key of the row", Build: build(func(a *app) {
			a.Use("sql", "Exec", ct.SQL("UPDATE tokens SET revoked = true WHERE t = $1"), ct.On(a.db), ct.Arg("values", ct.Input("header:Authorization")), ct.By(a.Route("POST /api/revoke")))
		})},
		{Name: "library that may ask", Build: build(func(a *app) {
			e := a.Route("POST /api/exchange")
			a.sql("UPDATE notes SET t = $1", e)
			a.Elements = append(a.Elements, &dfd.Element{ID: "lib", Kind: "external", Tech: "unmodelled"})
			a.Flows = append(a.Flows, &dfd.Flow{ID: "f", From: e.Element, To: "lib", EntryPoints: []string{e.ID}})
		}), Want: []string{"missing-auth to-confirm Medium×High MEDIUM POST /api/exchange"}},
		{Name: "health check", Build: build(func(a *app) { a.Use("respond", "w.Write", ct.By(a.Route("GET /api/healthz"))) })},
		{Name: "public table", Build: build(func(a *app) { a.sql("SELECT * FROM posts", a.Route("GET /api/posts")) })},
		{Name: "not determined", Build: build(func(a *app) {
			e := a.Route("DELETE /api/notes/{id}")
			e.Auth.Verdict = "unknown"
			a.sql("DELETE FROM notes", e)
		})},
		{Name: "only this host", Build: build(func(a *app) {
			a.Listeners = append(a.Listeners, &dfd.Listener{ID: "admin", Exposure: "local"})
			e := a.Route("DELETE /api/notes/{id}")
			e.Listener = "admin"
			a.sql("DELETE FROM notes", e)
		})},
		{Name: "contact form on another path", Build: build(func(a *app) {
			e := a.Route("POST /contact")
			e.Registered.Func = "web.Public"
			a.sql("INSERT INTO mails (t) VALUES ($1)", e)
		})},
		{Name: "nobody is ever asked", Build: func(p *ct.P) {
			p.Use("sql", "Exec", ct.SQL("DELETE FROM notes"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("DELETE /notes")))
		}, Want: []string{"no-authentication open Medium×High HIGH DELETE /notes"}},
	})
}

// switched is a program whose routes ask who is calling where a setting says so, and turn others away with a status.
func switched(status string, more func(a *app)) func(*ct.P) {
	return func(p *ct.P) {
		a := &app{P: p, db: p.Store("postgresql", "PostgreSQL")}
		for _, name := range []string{"PUT /api/notes/{id}", "GET /api/notes"} {
			e := p.Route(name)
			e.Auth.Optional = true
			p.Chains[e.ID].Links = append(p.Chains[e.ID].Links, dfd.Link{Func: ct.Module + "/web.Ask"})
			u := p.Use("respond", "http.Error", ct.Attr("kind", "error"), ct.Arg("status", ct.Const(status)), ct.Func("web.Ask"), ct.By(e))
			ct.Begin(&u.On[0], ct.Module+"/web.Ask")
			a.sql("UPDATE notes SET t = $1", e)
			p.Unresolved = append(p.Unresolved, &dfd.Unresolved{ID: "x", File: "notes.go", Line: 1, EntryPoints: []string{e.ID, "POST /api/link"}})
		}
		a.sql("UPDATE notes SET t = $1", p.Route("POST /api/link"))
		if more != nil {
			more(a)
		}
	}
}

// unless is a program one of whose routes asks who is calling unless one of these settings is set.
func unless(settings ...string) func(*ct.P) {
	return func(p *ct.P) {
		a := &app{P: p, db: p.Store("postgresql", "PostgreSQL")}
		e := p.Route("PUT /api/notes/{id}")
		e.Auth = dfd.Auth{Verdict: "unknown", Unless: settings}
		a.sql("UPDATE notes SET t = $1", e)
		a.sql("UPDATE notes SET t = $1", p.Route("POST /api/link"))
	}
}

func TestSwitched(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "left out of what turns others away", Build: switched("401", nil), Want: []string{"missing-auth open Medium×High HIGH POST /api/link"}},
		{Name: "something in it alone could not be followed", Build: switched("401", func(a *app) {
			a.Unresolved = append(a.Unresolved, &dfd.Unresolved{ID: "y", File: "link.go", Line: 1, EntryPoints: []string{"POST /api/link"}})
		}), Want: []string{"missing-auth to-confirm Medium×High MEDIUM POST /api/link"}},
		{Name: "siblings that turn nobody away", Build: switched("200", nil)},
		{Name: "left out of what a setting leaves out", Build: unless("ask.off"), Want: []string{"missing-auth open Medium×High HIGH POST /api/link"}},
		{Name: "siblings of which nothing is known", Build: unless()},
	})
}

// bare is a program of two routes, one of which changes something, that asks nobody who is calling.
func bare(more func(a *app, e *dfd.EntryPoint)) func(*ct.P) {
	return func(p *ct.P) {
		a := &app{P: p, db: p.Store("postgresql", "PostgreSQL")}
		a.sql("SELECT * FROM notes", p.Route("GET /notes"))
		e := p.Route("POST /notes")
		a.sql("INSERT INTO notes (t) VALUES ($1)", e)
		if more != nil {
			more(a, e)
		}
	}
}

func TestNever(t *testing.T) {
	none := []string{"no-authentication open Medium×High HIGH POST /notes"}
	asked := []string{"no-authentication to-confirm Medium×High MEDIUM POST /notes"}
	ct.Run(t, Check, []ct.Case{
		{Name: "changes", Build: bare(nil), Want: none, Says: []string{"no route of api asks", "gostride declare"}},
		{Name: "deletes, too", Build: bare(func(a *app, e *dfd.EntryPoint) { a.sql("DELETE FROM notes", a.Route("DELETE /notes/{id}")) }),
			Want: []string{"no-authentication open Medium×High HIGH DELETE /notes/{id}, POST /notes"}},
		{Name: "writes a file", Build: func(p *ct.P) {
			p.Use("file", "os.WriteFile", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.By(p.Route("PUT /logo")))
		}, Want: []string{"no-authentication open Medium×High HIGH PUT /logo"}},
		{Name: "a hash of what is stored", Build: bare(func(a *app, e *dfd.EntryPoint) { a.Use("hash", "crypto/sha256.Sum256", ct.By(e)) }), Want: none},
		{Name: "a job beside them", Build: bare(func(a *app, e *dfd.EntryPoint) { a.sql("DELETE FROM notes", a.Job("@daily")) }), Want: none},
		{Name: "on this machine by default", Build: bare(func(a *app, e *dfd.EntryPoint) { a.Listeners[0].Default = "127.0.0.1:8080" }), Want: asked, Says: []string{"127.0.0.1:8080"}},
		{Name: "others ask", Build: bare(func(a *app, e *dfd.EntryPoint) {
			a.Processes = append(a.Processes, &dfd.Process{ID: "gate", Name: "gate", Kind: "binary"})
			a.Route("GET /me", a.JWT(nil)).Processes = []string{"gate"}
		}), Want: asked, Says: []string{"GET /me"}},
		{Name: "has others do something", Build: func(p *ct.P) {
			api := p.Store("http", "api.example.com")
			p.Use("call", "net/http.Client.Do", ct.Op("call"), ct.On(api), ct.By(p.Route("POST /play")))
		}, Want: []string{"no-authentication open Medium×High HIGH POST /play"}, Says: []string{"has api.example.com asked"}},
		{Name: "leaves messages", Build: func(p *ct.P) {
			p.Use("publish", "amqp.Channel.Publish", ct.Op("publish"), ct.On(p.Store("rabbitmq", "RabbitMQ")), ct.By(p.Route("POST /orders")))
		}, Want: []string{"no-authentication open Medium×High HIGH POST /orders"}, Says: []string{"publishes to RabbitMQ"}},
		{Name: "looks something up", Build: func(p *ct.P) {
			p.Use("call", "net/http.Client.Do", ct.Op("call"), ct.On(p.Store("http", "api.example.com")), ct.By(p.Route("GET /weather")))
		}},
		{Name: "served by what is not in the code", Build: bare(func(a *app, e *dfd.EntryPoint) { e.Listener = "" }), Want: asked, Says: []string{"gateway"}},
		{Name: "an author", Build: bare(func(a *app, e *dfd.EntryPoint) { e.Inputs = []dfd.Input{{Name: "author", From: "body"}} }), Want: none},
		{Name: "only reads", Build: func(p *ct.P) {
			a := &app{P: p, db: p.Store("postgresql", "PostgreSQL")}
			a.sql("SELECT * FROM notes", p.Route("GET /notes"))
		}},
		{Name: "on this machine", Build: bare(func(a *app, e *dfd.EntryPoint) { a.Listeners[0].Exposure = "local" })},
		{Name: "one that could not be determined", Build: bare(func(a *app, e *dfd.EntryPoint) { a.Route("GET /x").Auth.Verdict = "unknown" })},
		{Name: "one that asks", Build: bare(func(a *app, e *dfd.EntryPoint) { a.Route("GET /me", a.JWT(nil)) }),
			Want: nil},
		{Name: "the header is read", Build: bare(func(a *app, e *dfd.EntryPoint) {
			a.Use("call", "net/http.Client.Do", ct.Arg("headers", ct.Input("header:Authorization")), ct.By(e))
		})},
		{Name: "something that is called like a credential", Build: bare(func(a *app, e *dfd.EntryPoint) { e.Inputs = []dfd.Input{{Name: "X-Api-Key", From: "header"}} })},
		{Name: "a token is made", Build: bare(func(a *app, e *dfd.EntryPoint) { a.Use("sign", "jwt.Token.SignedString", ct.By(e)) })},
		{Name: "a webhook alone", Build: func(p *ct.P) {
			a := &app{P: p, db: p.Store("postgresql", "PostgreSQL")}
			e := p.Route("POST /hook")
			p.Use("verify", "stripe.ConstructEvent", ct.Attr("scheme", "signature"), ct.By(e))
			a.sql("INSERT INTO events (t) VALUES ($1)", e)
		}},
	})
}
