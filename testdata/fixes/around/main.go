// Command around has handlers behind an adapter that notes when a token was used last: which of them change something themselves? Rules:
// missing-audit.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
)

type server struct{ db *sql.DB }

type handler func(w http.ResponseWriter, r *http.Request, user string)

// known calls a handler for whoever the token belongs to.
func (s *server) known(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, err := s.user(r.Header.Get("X-Token"))
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		h(w, r, user)
	}
}

func (s *server) user(token string) (name string, err error) {
	if err = s.db.QueryRow("SELECT name FROM tokens WHERE token = $1", token).Scan(&name); err != nil {
		return "", err
	}
	_, err = s.db.Exec("UPDATE tokens SET used = now() WHERE token = $1", token)
	return name, err
}

func (s *server) search(w http.ResponseWriter, r *http.Request, user string) {
	var n int
	if s.db.QueryRow("SELECT count(*) FROM notes WHERE owner = $1 AND text = $2", user, r.FormValue("text")).Scan(&n) == nil && n > 0 {
		w.WriteHeader(http.StatusNoContent)
	}
}

func (s *server) rename(w http.ResponseWriter, r *http.Request, user string) {
	if _, err := s.db.Exec("UPDATE notes SET name = $1 WHERE id = $2 AND owner = $3", r.FormValue("name"), r.FormValue("id"), user); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// stamp does what the adapter does as well.
func (s *server) stamp(w http.ResponseWriter, r *http.Request, user string) {
	if _, err := s.user(r.FormValue("other")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	http.HandleFunc("POST /fixed/search", s.known(s.search))
	http.HandleFunc("POST /flaw/rename", s.known(s.rename))
	http.HandleFunc("POST /flaw/stamp", s.known(s.stamp))
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
