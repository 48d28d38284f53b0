// Command found reads files of a name that was looked up in a database first, or seems to be. Whoever left the row there chose the
// name: what it can be is a question. Rules: path-read user-filename.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"
	"path/filepath"

	_ "github.com/jackc/pgx/v5/stdlib"
)

const dir = "/srv/files"

type server struct{ db *sql.DB }

// book finds a book by its name.
func (s *server) book(ctx context.Context, name string) (id int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT id FROM books WHERE name = $1", name).Scan(&id)
	return id, err
}

// own finds a book of a user by its name.
func (s *server) own(ctx context.Context, user int, name string) (id int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT b.id FROM books b JOIN members m ON m.book = b.id WHERE m.user = $1 AND b.name = $2", user, name).Scan(&id)
	return id, err
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fixed/found", func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Query().Get("name")
		if _, err := s.book(r.Context(), name); err != nil {
			http.NotFound(w, r)
			return
		}
		send(w, filepath.Join(dir, name))
	})
	mux.HandleFunc("GET /fixed/found-either-way", func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Query().Get("name")
		if r.Header.Get("X-All") != "" {
			if _, err := s.book(r.Context(), name); err != nil {
				http.NotFound(w, r)
				return
			}
		} else if _, err := s.own(r.Context(), 1, name); err != nil {
			http.NotFound(w, r)
			return
		}
		send(w, filepath.Join(dir, name))
	})
	mux.HandleFunc("GET /flaw/error-ignored", func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Query().Get("name")
		s.book(r.Context(), name)
		send(w, filepath.Join(dir, name))
	})
	mux.HandleFunc("GET /flaw/another-name", func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.book(r.Context(), r.URL.Query().Get("book")); err != nil {
			http.NotFound(w, r)
			return
		}
		send(w, filepath.Join(dir, r.URL.Query().Get("name")))
	})
	mux.HandleFunc("GET /flaw/one-way", func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Query().Get("name")
		if r.Header.Get("X-All") == "" {
			if _, err := s.book(r.Context(), name); err != nil {
				http.NotFound(w, r)
				return
			}
		}
		send(w, filepath.Join(dir, name))
	})
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func send(w http.ResponseWriter, path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		http.NotFound(w, nil)
		return
	}
	w.Write(b)
}
