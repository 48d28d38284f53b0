package auditlog

import (
	"slices"
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// change is a route that runs statements.
func change(statements ...string) func(*ct.P) {
	return func(p *ct.P) {
		e, db := p.Route("POST /upload", p.JWT(nil)), p.Store("postgresql", "PostgreSQL")
		for _, s := range statements {
			p.Use("sql", exec, ct.SQL(s), ct.On(db), ct.By(e))
		}
	}
}

// What a table is called decides only that nothing is claimed.
func TestByName(t *testing.T) {
	open, asked := []string{"missing-audit open High×Medium MEDIUM POST /upload"}, []string{"missing-audit to-confirm High×Medium MEDIUM POST /upload"}
	ct.Run(t, Check, []ct.Case{
		{Name: "a session", Build: change("INSERT INTO user_sessions (id) VALUES ($1)")},
		{Name: "a counter", Build: change("UPDATE page_views SET n = n + 1")},
		{Name: "a log", Build: change("INSERT INTO access_log (path) VALUES ($1)")},
		{Name: "a catalogue, which is no log", Build: change("INSERT INTO catalogue (id) VALUES ($1)"), Want: open},
		{Name: "a session and what it is about", Build: change("UPDATE sessions SET seen = now()", "DELETE FROM files WHERE id = $1"), Want: open},
		{Name: "beside a history without an actor", Build: change("DELETE FROM files WHERE id = $1", "INSERT INTO file_history (id) VALUES ($1)"), Want: asked, Says: []string{"say who made the change"}},
		{Name: "a history is read and thinned out", Build: change("DELETE FROM files WHERE id = $1", "DELETE FROM file_history WHERE id = $1"), Want: open},
		{Name: "a counter in a store of keys", Build: func(p *ct.P) {
			p.Use("kv", "github.com/redis/go-redis/v9.Client.Incr", ct.Op("write"), ct.On(p.Store("redis", "Redis")), ct.By(p.Route("POST /upload")))
		}},
		{Name: "an event is published", Build: func(p *ct.P) {
			change("DELETE FROM files WHERE id = $1")(p)
			p.Use("publish", "nats.Conn.Publish", ct.Op("publish"), ct.Arg("topic", ct.Const("audit.files")), ct.By(p.EntryPoints[0]))
		}, Want: asked},
	})
}

func TestSplit(t *testing.T) {
	for name, want := range map[string][]string{
		"user_sessions": {"user", "sessions"}, "UserSession": {"user", "session"}, "logs/{}.log": {"logs", "log"}, "catalogue": {"catalogue"}, "": nil,
	} {
		if got := split(name); !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if isCalled(&dfd.Use{Tables: []string{"sessions", "files"}}, goesByItself) {
		t.Error("one of two tables is enough")
	}
}
