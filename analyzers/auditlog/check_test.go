package auditlog

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	exec = "github.com/jackc/pgx/v5/pgxpool.Pool.Exec"
	info = "log/slog.Logger.InfoContext"
)

// upload is an upload behind a token, to which a case adds what is recorded.
type upload struct {
	*ct.P
	db    *dfd.Element
	entry *dfd.EntryPoint
	put   *dfd.Use
	rows  *dfd.Use
}

func scene(more func(u *upload)) func(*ct.P) {
	return func(p *ct.P) {
		u := &upload{P: p, db: p.Store("postgresql", "PostgreSQL"), entry: p.Route("POST /upload", p.JWT(nil))}
		u.put = p.Use("object", "s3.Client.PutObject", ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("body", ct.Input("file:file")), ct.By(u.entry))
		u.rows = p.Use("sql", exec, ct.SQL("INSERT INTO files (id, user_id, at) VALUES ($1, $2, now())"), ct.On(u.db),
			ct.Column("id", ct.Fresh()), ct.Column("user_id", ct.User()), ct.Column("at", ct.Now()), ct.By(u.entry, u.put))
		if more != nil {
			more(u)
		}
	}
}

// deletes adds a method that nothing calls and that removes the business rows.
func (u *upload) deletes(table string) {
	u.Use("sql", exec, ct.SQL("DELETE FROM "+table+" WHERE id = $1"), ct.On(u.db), ct.Func("postgres.(*Files).Delete"))
}

func (u *upload) event(opts ...ct.Opt) *dfd.Use {
	all := []ct.Opt{ct.SQL("INSERT INTO upload_events (who, k, at) VALUES ($1, $2, now())"), ct.On(u.db)}
	return u.Use("sql", exec, append(all, opts...)...)
}

func (u *upload) log(symbol string, opts ...ct.Opt) {
	all := []ct.Opt{ct.Attr("kind", "structured"), ct.Arg("fields", ct.Join(ct.User(), ct.Fresh()))}
	u.Use("log", symbol, append(all, opts...)...)
}

func TestRows(t *testing.T) {
	open := "missing-audit open High×Medium MEDIUM POST /upload"
	kept := "missing-audit mitigated High×Medium MEDIUM POST /upload"
	full := []ct.Opt{ct.Column("who", ct.User()), ct.Column("k", ct.Fresh()), ct.Column("at", ct.Now())}
	ct.Run(t, Check, []ct.Case{
		{Name: "business row that an unused method removes", Build: scene(func(u *upload) { u.deletes("files") }), Want: []string{open}, Says: []string{"postgres.(*Files).Delete"}},
		{Name: "event without actor", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(ct.Column("k", ct.Fresh()), ct.Column("at", ct.Now()), ct.By(u.entry, u.put))
		}), Want: []string{open}},
		{Name: "history of many changes whose actor is not seen", Build: func(p *ct.P) {
			db := p.Store("postgresql", "PostgreSQL")
			for _, table := range []string{"a", "b", "c"} {
				e := p.Route("POST /"+table, p.JWT(nil))
				change := p.Use("sql", exec, ct.SQL("UPDATE "+table+" SET x = $1"), ct.On(db), ct.By(e))
				p.Use("sql", exec, ct.SQL("INSERT INTO events (who, k, at) VALUES ($1, $2, now())"), ct.On(db), ct.Column("k", ct.Fresh()), ct.Column("at", ct.Now()), ct.By(e, change))
			}
		}, Want: []string{"missing-audit to-confirm High×Medium MEDIUM POST /a, POST /b, POST /c"}, Says: []string{"say who made the change"}},
		{Name: "entries that go by themselves", Build: func(p *ct.P) {
			cache := p.Store("redis", "Redis")
			p.Use("kv", "redis.Client.Set", ct.Op("write"), ct.On(cache), ct.Arg("key", ct.Fresh()), ct.Arg("ttl", ct.Const("3600000000000")), ct.By(p.Route("POST /login")))
			p.Use("kv", "redis.Client.Del", ct.Op("delete"), ct.On(cache), ct.Arg("key", ct.Input("cookie:id")), ct.By(p.Route("POST /logout")))
		}},
		{Name: "entries that stay", Build: func(p *ct.P) {
			p.Use("kv", "redis.Client.Set", ct.Op("write"), ct.On(p.Store("redis", "Redis")), ct.Arg("key", ct.Fresh()), ct.Arg("ttl", ct.Const("0")), ct.By(p.Route("POST /upload")))
		}, Want: []string{open}},
		{Name: "what an anonymous request says, beside a time", Build: func(p *ct.P) {
			e := p.Route("POST /upload")
			db := p.Store("postgresql", "PostgreSQL")
			p.Use("sql", exec, ct.SQL("INSERT INTO searches (k, name, at) VALUES ($1, $2, now())"), ct.On(db), ct.Column("k", ct.Fresh()), ct.Column("name", ct.Input("body:name")), ct.Column("at", ct.Now()), ct.By(e))
		}, Want: []string{"missing-audit to-confirm High×Medium MEDIUM POST /upload"}},
		{Name: "a library that by its name records changes", Build: scene(func(u *upload) {
			u.deletes("files")
			u.Elements = append(u.Elements, &dfd.Element{ID: "unmodelled:x", Kind: "unresolved", Tech: "unmodelled", Name: "example.com/kit/audit"})
			u.Flows = append(u.Flows, &dfd.Flow{ID: "f", To: "unmodelled:x", EntryPoints: []string{u.entry.ID}})
		}), Want: []string{"missing-audit to-confirm High×Medium MEDIUM POST /upload"}, Says: []string{"example.com/kit/audit"}},
		{Name: "event whose object's key holds the user's id", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(ct.Column("k", ct.Join(ct.Text("uploads/{}/{}"), ct.User(), ct.Fresh())), ct.Column("at", ct.Now()), ct.By(u.entry, u.put))
		}), Want: []string{open}},
		{Name: "event without object", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(ct.Column("who", ct.User()), ct.Column("at", ct.Now()), ct.By(u.entry, u.put))
		}), Want: []string{open}},
		{Name: "events that the program prunes", Build: scene(func(u *upload) {
			u.deletes("files")
			u.deletes(`public."upload_events"`)
			u.event(append(full, ct.By(u.entry, u.put))...)
		}), Want: []string{open}, Says: []string{"too weak"}},
		{Name: "event only after an error", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.ByFailure(u.entry, u.put))...)
		}), Want: []string{open}},
		{Name: "event on a way of its own", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.By(u.entry))...)
		}), Want: []string{open}, Says: []string{"whenever the change is"}},
		{Name: "event of a sibling", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.By(u.Route("POST /other", u.JWT(nil))))...)
		}), Want: []string{open, "missing-audit mitigated High×Medium MEDIUM POST /other"}},
		{Name: "upsert is no record", Build: scene(func(u *upload) {
			u.deletes("files")
			e := u.event(append(full, ct.By(u.entry, u.put))...)
			e.SQL += " ON CONFLICT (k) DO UPDATE SET at = now()"
		}), Want: []string{open}},
		{Name: "event in the same transaction", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.By(u.entry, u.put, u.rows))...)
		}), Want: []string{kept}, Says: []string{"upload_events", "holds actor, object and time"}},
		{Name: "business row that nothing touches", Build: scene(nil), Want: []string{kept}, Says: []string{"rows of `files`"}},
		{Name: "row that is all the change", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("INSERT INTO notes (id, who, at) VALUES ($1, $2, now())"), ct.On(p.Store("postgresql", "db")),
				ct.Column("id", ct.Fresh()), ct.Column("who", ct.User()), ct.By(p.Route("POST /notes", p.JWT(nil))))
		}, Want: []string{"missing-audit mitigated High×Medium MEDIUM POST /notes"}},
		{Name: "time by the statement", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(ct.Column("who", ct.User()), ct.Column("k", ct.Fresh()), ct.By(u.entry, u.put))
		}), Want: []string{kept}},
		{Name: "no time to be seen", Build: scene(func(u *upload) {
			u.deletes("files")
			e := u.event(ct.Column("who", ct.User()), ct.Column("k", ct.Fresh()), ct.By(u.entry, u.put))
			e.SQL = "INSERT INTO upload_events (who, k) VALUES ($1, $2)"
		}), Want: []string{"missing-audit to-confirm High×Medium MEDIUM POST /upload"}},
	})
}

func TestLogs(t *testing.T) {
	open := "missing-audit open High×Medium MEDIUM POST /upload"
	with := func(more func(u *upload)) func(*ct.P) {
		return scene(func(u *upload) {
			u.deletes("files")
			more(u)
		})
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "structured record", Build: with(func(u *upload) { u.log(info, ct.By(u.entry, u.put)) }),
			Want: []string{"missing-audit mitigated High×Medium MEDIUM POST /upload"}, Says: []string{"weaker than a row"}},
		{Name: "record of the function that calls", Build: with(func(u *upload) {
			u.log(info, ct.Func("web.upload"), ct.By(u.entry))
		}), Want: []string{"missing-audit mitigated High×Medium MEDIUM POST /upload"}},
		{Name: "record of the function that calls, on another branch", Build: with(func(u *upload) {
			g := u.Guard("role")
			u.log(info, ct.Func("web.upload"), ct.By(u.entry))
			for _, x := range []*dfd.Use{u.put, u.rows} {
				x.On[0].Guards = []string{g.ID}
			}
		}), Want: []string{open}},
		{Name: "line of text", Build: with(func(u *upload) { u.log("log.Printf", ct.Attr("kind", "text"), ct.By(u.entry, u.put)) }), Want: []string{open}},
		{Name: "level of failures", Build: with(func(u *upload) { u.log("log/slog.Logger.ErrorContext", ct.By(u.entry, u.put)) }), Want: []string{open}},
		{Name: "only after an error", Build: with(func(u *upload) { u.log(info, ct.ByFailure(u.entry, u.put)) }), Want: []string{open}},
		{Name: "without actor", Build: with(func(u *upload) { u.log(info, ct.Arg("fields", ct.Fresh()), ct.By(u.entry, u.put)) }), Want: []string{open}},
	})
}

func TestSilence(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "read", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("SELECT * FROM files"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("GET /files")))
		}},
		{Name: "what another request does as well, by one that only asks", Build: func(p *ct.P) {
			u := p.Use("sql", exec, ct.Op("delete"), ct.SQL("DELETE FROM files WHERE id = $1"), ct.On(p.Store("postgresql", "db")), ct.Column("id", ct.Input("path:id")), ct.By(p.Route("GET /files/{id}", p.JWT(nil))))
			ct.By(p.Route("DELETE /files/{id}", p.JWT(nil)))(u)
		}, Want: []string{"missing-audit open High×Medium MEDIUM DELETE /files/{id}"}},
		{Name: "what only one that asks does", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.Op("delete"), ct.SQL("DELETE FROM files WHERE id = $1"), ct.On(p.Store("postgresql", "db")), ct.Column("id", ct.Input("path:id")), ct.By(p.Route("GET /files/{id}/delete", p.JWT(nil))))
		}, Want: []string{"missing-audit open High×Medium MEDIUM GET /files/{id}/delete"}},
		{Name: "a file that one that asks puts away", Build: func(p *ct.P) {
			p.Use("file", "os.Remove", ct.Op("delete"), ct.On(p.Store("filesystem", "cache")), ct.Arg("path", ct.Input("path:id")), ct.By(p.Route("GET /files/{id}", p.JWT(nil))))
		}},
		{Name: "answer only", Build: func(p *ct.P) { p.Use("respond", "w.Write", ct.By(p.Route("GET /healthz"))) }},
		{Name: "cache", Build: func(p *ct.P) {
			p.Use("cache", "lru.Cache.Add", ct.Op("write"), ct.On(p.Store("memory", "lru")), ct.By(p.Route("GET /x")))
		}},
		{Name: "access log of a read", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("INSERT INTO reads (who, what, at) VALUES ($1, $2, now())"), ct.On(p.Store("postgresql", "db")),
				ct.Column("who", ct.User()), ct.Column("what", ct.Input("path:id")), ct.By(p.Route("GET /x", p.JWT(nil))))
		}},
		{Name: "counted by one of several middlewares", Build: func(p *ct.P) {
			e := p.Route("GET /x")
			p.Chains[e.ID].Links = []dfd.Link{{Func: "web.limit.func1", Or: []string{"web.limit.func2"}, Does: "pass"}}
			u := p.Use("kv", "redis.LPush", ct.Op("write"), ct.On(p.Store("redis", "limits")), ct.Arg("key", ct.Input("ip:")), ct.By(e))
			ct.Begin(&u.On[0], "web.limit.func2")
		}},
		{Name: "default row of a read", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("INSERT INTO settings (name, value) VALUES ($1, $2)"), ct.On(p.Store("postgresql", "db")),
				ct.Column("name", ct.Const("theme")), ct.Column("value", ct.Config("THEME")), ct.By(p.Route("GET /settings")))
		}},
		{Name: "nightly clean-up", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("DELETE FROM files WHERE old"), ct.On(p.Store("postgresql", "db")), ct.By(p.Job("@daily")))
		}},
		{Name: "start-up", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("UPDATE version SET v = 1"), ct.On(p.Store("postgresql", "db")), ct.AtStart())
		}},
	})
}

func TestParts(t *testing.T) {
	open := "missing-audit open High×Medium MEDIUM POST /upload"
	full := []ct.Opt{ct.Column("who", ct.User()), ct.Column("k", ct.Fresh()), ct.Column("at", ct.Now())}
	other := func(u *upload) *dfd.EntryPoint {
		e := u.Route("DELETE /account", u.JWT(nil))
		del := u.Use("sql", exec, ct.SQL("DELETE FROM users WHERE id = $1"), ct.On(u.db), ct.Arg("args", ct.User()), ct.By(e))
		u.event(append(full, ct.By(e, del))...)
		return e
	}
	both := "missing-audit open High×Medium MEDIUM DELETE /account, POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "after the answer", Build: scene(func(u *upload) {
			u.deletes("files")
			answer := u.Use("respond", "net/http.ResponseWriter.Write", ct.By(u.entry, u.put))
			u.event(append(full, ct.By(u.entry, u.put, answer))...)
		}), Want: []string{open}, Says: []string{"after the answer is out"}},
		{Name: "a row of the caller's by a read", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("INSERT INTO carts (id) VALUES ($1)"), ct.On(p.Store("postgresql", "db")), ct.Column("id", ct.Fresh()), ct.By(p.Route("GET /cart")))
		}, Want: []string{"missing-audit open High×Medium MEDIUM GET /cart"}},
		{Name: "a default row by a write", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("INSERT INTO settings (name) VALUES ($1)"), ct.On(p.Store("postgresql", "db")), ct.Column("name", ct.Const("theme")), ct.By(p.Route("POST /reset")))
		}, Want: []string{"missing-audit open High×Medium MEDIUM POST /reset"}},
		{Name: "after the status alone", Build: scene(func(u *upload) {
			u.deletes("files")
			status := u.Use("respond", "gin.Context.Status", ct.Attr("kind", "set-status"), ct.By(u.entry, u.put))
			u.event(append(full, ct.By(u.entry, u.put, status))...)
		}), Want: []string{"missing-audit mitigated High×Medium MEDIUM POST /upload"}},
		{Name: "in the background", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.ByGo(u.entry, u.put))...)
		}), Want: []string{open}, Says: []string{"may be lost"}},
		{Name: "two kinds of change, one kind of row", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.By(u.entry, u.put))...)
			other(u)
		}), Want: []string{both}, Says: []string{"does not say what was done"}},
		{Name: "two kinds of change, each with its word", Build: scene(func(u *upload) {
			u.deletes("files")
			u.event(append(full, ct.Column("what", ct.Const("upload")), ct.By(u.entry, u.put))...)
			e := u.Route("DELETE /account", u.JWT(nil))
			del := u.Use("sql", exec, ct.SQL("DELETE FROM users WHERE id = $1"), ct.On(u.db), ct.By(e))
			u.event(append(full, ct.Column("what", ct.Const("delete")), ct.By(e, del))...)
		}), Want: []string{"missing-audit mitigated High×Medium MEDIUM POST /upload", "missing-audit mitigated High×Medium MEDIUM DELETE /account"}},
		{Name: "row without a time that the program changes is none", Build: func(p *ct.P) {
			db, e := p.Store("postgresql", "db"), p.Route("POST /plugins", p.JWT(nil))
			p.Use("sql", exec, ct.SQL("INSERT INTO plugins (id, who) VALUES ($1, $2)"), ct.On(db), ct.Column("id", ct.Fresh()), ct.Column("who", ct.User()), ct.By(e))
			p.Use("sql", exec, ct.SQL("UPDATE plugins SET enabled = true"), ct.On(db))
		}, Want: []string{"missing-audit open High×Medium MEDIUM POST /plugins"}, Says: []string{"no audit record found"}},
		{Name: "a setting of the connection is no change", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("SET default_transaction_read_only = on"), ct.On(p.Store("postgresql", "db")), ct.By(p.Route("POST /x", p.JWT(nil))))
		}},
		{Name: "when somebody was last seen, by a request that reads", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("UPDATE tokens SET used = $1"), ct.On(p.Store("postgresql", "db")), ct.Column("used", ct.Now()), ct.By(p.Route("GET /x", p.JWT(nil))))
		}},
		{Name: "rights have a row of their own", Build: scene(func(u *upload) {
			u.deletes("files")
			u.Use("sql", exec, ct.SQL("UPDATE users SET role = $1"), ct.On(u.db), ct.Column("role", ct.Input("body:role")), ct.By(u.Route("POST /user", u.JWT(nil))))
		}), Want: []string{open, "missing-audit open High×Medium MEDIUM POST /user"}, Says: []string{"gave whom which rights"}},
		{Name: "a role that the program chooses gives none", Build: func(p *ct.P) {
			p.Use("sql", exec, ct.SQL("UPDATE users SET role = $1"), ct.On(p.Store("postgresql", "db")), ct.Column("role", ct.Const("member")), ct.By(p.Route("POST /join", p.JWT(nil))))
		}, Want: []string{"missing-audit open High×Medium MEDIUM POST /join"}, Says: []string{"prove who did it"}},
	})
}
