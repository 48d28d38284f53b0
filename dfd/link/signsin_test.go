package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestOwnSessions: a session that the program keeps itself says who asks where the cookie finds it, and nobody else puts a user into it before
// it is asked. The sign-in's own handler does, for later requests.
func TestOwnSessions(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []string
		want  string
	}{
		{"as it is", nil, "protected"},
		{"the sign-in asks nobody for a password", []string{`if !s.right(r.PostFormValue("name"), r.PostFormValue("password")) {`, `if r.PostFormValue("name") == "" {`}, "protected"},
		{"not asked", []string{`if !asked(r).SignedIn() {`, `if asked(r) == nil {`}, "open"},
		{"asked the wrong way round", []string{`if !asked(r).SignedIn() {`, `if asked(r).SignedIn() {`}, "open"},
		{"a new one has a user", []string{`fresh := &Session{ID: "new"}`, `one := 1; fresh := &Session{ID: "new", user: &one}`}, "open"},
		{"a header says who it is", []string{`	// before it is asked`, `	if h := r.Header.Get("X-User"); h != "" { session.SetUser(len(h)) }`}, "open"},
		{"one that stands between says who it is", []string{`gate(http.HandlerFunc(secret))`, `trusts(gate(http.HandlerFunc(secret)))`}, "open"},
		{"the handler says so itself", []string{`mux.Handle("GET /secret", s.load(gate(http.HandlerFunc(secret))))`, `mux.Handle("GET /secret", s.load(http.HandlerFunc(says)))`}, "open"},
		{"found by what is no secret", []string{`c, err := r.Cookie("sid"); err == nil {`, `c := (&http.Cookie{Value: r.URL.Query().Get("page")}); c.Value != "" {`}, "open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := strings.NewReplacer(c.edits...).Replace(sessionServer)
			if len(c.edits) > 0 && src == sessionServer {
				t.Fatal("nothing edited")
			}
			got := ""
			for _, e := range linked(t, lowertest.Module(t, src)).EntryPoints {
				if e.Path == "/secret" {
					got = e.Auth.Verdict
				}
			}
			if got == "" || (got == "protected") != (c.want == "protected") {
				t.Errorf("%q, want %s", got, c.want)
			}
		})
	}
}

const sessionServer = `
-- go.mod --
module example.com/m

go 1.24
-- main.go --
package main

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"net/http"
	"os"
)

type Session struct {
	ID   string
	user *int
}

func (s *Session) SetUser(id int) { s.user = &id }

func (s *Session) SignedIn() bool { return s.user != nil }

type key int

const sessionKey key = 1

type server struct{ db *sql.DB }

func (s *server) find(id string) (*Session, error) {
	var session Session
	var user sql.NullInt64
	if err := s.db.QueryRow("SELECT id, user_id FROM sessions WHERE id = $1", id).Scan(&session.ID, &user); err != nil {
		return nil, err
	}
	if user.Valid {
		session.SetUser(int(user.Int64))
	}
	return &session, nil
}

func (s *server) load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var session *Session
		if c, err := r.Cookie("sid"); err == nil {
			session, _ = s.find(c.Value)
		}
		if session == nil {
			fresh := &Session{ID: "new"}
			session = fresh
		}
	// before it is asked
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey, session)))
	})
}

func asked(r *http.Request) *Session {
	session, _ := r.Context().Value(sessionKey).(*Session)
	return session
}

func gate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !asked(r).SignedIn() {
			w.WriteHeader(401)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func trusts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := r.Header.Get("X-User"); h != "" {
			asked(r).SetUser(len(h))
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) right(name, password string) bool {
	var kept string
	if s.db.QueryRow("SELECT password FROM users WHERE name = $1", name).Scan(&kept) != nil {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(kept), []byte(password)) == 1
}

func (s *server) signIn(w http.ResponseWriter, r *http.Request) {
	if !s.right(r.PostFormValue("name"), r.PostFormValue("password")) {
		w.WriteHeader(401)
		return
	}
	session := asked(r)
	session.SetUser(1)
	_, _ = s.db.Exec("UPDATE sessions SET user_id = $1 WHERE id = $2", 1, session.ID)
	http.Redirect(w, r, "/", http.StatusFound)
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	_, _ = w.Write(b)
}

func says(w http.ResponseWriter, r *http.Request) {
	if h := r.Header.Get("X-User"); h != "" {
		asked(r).SetUser(len(h))
	}
	if !asked(r).SignedIn() {
		w.WriteHeader(401)
		return
	}
	secret(w, r)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		panic(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.Handle("GET /secret", s.load(gate(http.HandlerFunc(secret))))
	mux.Handle("POST /login", s.load(http.HandlerFunc(s.signIn)))
	panic(http.ListenAndServe(":8080", mux))
}
`
