package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestInserts: that a token could be written says nothing of who sent it; that a row was found, or changed, by it does.
func TestInserts(t *testing.T) {
	for _, c := range []struct{ name, check, verdict string }{
		{"found", `var id int; if db.QueryRow("SELECT id FROM tokens WHERE token = $1", token).Scan(&id) != nil { w.WriteHeader(401); return }`, "protected"},
		{"written", `if _, err := db.Exec("INSERT INTO tokens (token) VALUES ($1)", token); err != nil { w.WriteHeader(401); return }`, "public"},
		{"written and given back", `var id int; if db.QueryRow("INSERT INTO tokens (token) VALUES ($1) RETURNING id", token).Scan(&id) != nil { w.WriteHeader(401); return }`, "public"},
		{"changed or not", `if _, err := db.Exec("UPDATE tokens SET used = 1 WHERE token = $1", token); err != nil { w.WriteHeader(401); return }`, "public"},
		{"changed", `res, err := db.Exec("UPDATE tokens SET used = 1 WHERE token = $1", token); if err != nil { w.WriteHeader(401); return }
	if n, err := res.RowsAffected(); err != nil || n != 1 { w.WriteHeader(401); return }`, "protected"},
	} {
		t.Run(c.name, func(t *testing.T) {
			hasVerdict(t, strings.Replace(tokenServer, "CHECK", c.check, 1), c.verdict)
		})
	}
}

// hasVerdict links a server of one route, and asks who may call it.
func hasVerdict(t *testing.T, server, verdict string) {
	t.Helper()
	p := linked(t, lowertest.Module(t, server))
	if len(p.EntryPoints) != 1 || p.EntryPoints[0].Auth.Verdict != verdict {
		t.Errorf("want one entry point that is %s: %+v", verdict, p.EntryPoints)
	}
}

const tokenServer = `
-- go.mod --
module example.com/m

go 1.24
-- main.go --
package main

import (
	"database/sql"
	"net/http"
	"os"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		panic(err)
	}
	http.HandleFunc("/secret", func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("X-Token")
		CHECK
		b, _ := os.ReadFile("/srv/secret")
		_, _ = w.Write(b)
	})
	panic(http.ListenAndServe(":8080", nil))
}
`
