// Command owners has a pair of routes for each way in which programs ask whose a row is, and what somebody may do. Rules: object-owner-change
// object-owner-read tenant-filter missing-role.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

var db, _ = sql.Open("pgx", os.Getenv("DSN"))

type claims struct {
	Role string
	jwt.RegisteredClaims
}

type key struct{}

// known lets in who brings a token.
func known(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var c claims
		raw := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		_, err := jwt.ParseWithClaims(raw, &c, func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil }, jwt.WithValidMethods([]string{"HS256"}))
		if err != nil {
			http.Error(w, "sign in", http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), key{}, &c)))
	}
}

// editors lets in who may edit.
func editors(next http.HandlerFunc) http.HandlerFunc {
	return known(func(w http.ResponseWriter, r *http.Request) {
		if who(r).Role != "editor" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next(w, r)
	})
}

func who(r *http.Request) *claims { return r.Context().Value(key{}).(*claims) }

func answer(w http.ResponseWriter, rows *sql.Rows, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	defer rows.Close()
	var texts []string
	for rows.Next() {
		var s string
		rows.Scan(&s)
		texts = append(texts, s)
	}
	json.NewEncoder(w).Encode(texts)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /fixed/notes", known(func(w http.ResponseWriter, r *http.Request) {
		db.Exec("INSERT INTO notes (text, user_id) VALUES ($1, $2)", r.FormValue("text"), who(r).Subject)
	}))
	mux.HandleFunc("DELETE /flaw/notes/{id}", known(func(w http.ResponseWriter, r *http.Request) {
		db.Exec("DELETE FROM notes WHERE id = $1", r.PathValue("id"))
	}))
	mux.HandleFunc("DELETE /fixed/notes/{id}", known(func(w http.ResponseWriter, r *http.Request) {
		db.Exec("DELETE FROM notes WHERE id = $1 AND user_id = $2", r.PathValue("id"), who(r).Subject)
	}))
	mux.HandleFunc("GET /flaw/notes/{id}", known(func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.Query("SELECT text FROM notes WHERE id = $1", r.PathValue("id"))
		answer(w, rows, err)
	}))
	mux.HandleFunc("GET /fixed/notes/{id}", known(func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.Query("SELECT text FROM notes WHERE id = $1 AND user_id = $2", r.PathValue("id"), who(r).Subject)
		answer(w, rows, err)
	}))
	mux.HandleFunc("GET /flaw/notes", known(func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.Query("SELECT text FROM notes")
		answer(w, rows, err)
	}))
	mux.HandleFunc("GET /fixed/notes", known(func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.Query("SELECT text FROM notes WHERE user_id = $1", who(r).Subject)
		answer(w, rows, err)
	}))

	mux.HandleFunc("POST /fixed/products", editors(func(w http.ResponseWriter, r *http.Request) {
		db.Exec("INSERT INTO products (name) VALUES ($1)", r.FormValue("name"))
	}))
	mux.HandleFunc("DELETE /fixed/products/{id}", editors(func(w http.ResponseWriter, r *http.Request) {
		db.Exec("DELETE FROM products WHERE id = $1", r.PathValue("id"))
	}))
	mux.HandleFunc("PUT /flaw/products/{id}", known(func(w http.ResponseWriter, r *http.Request) {
		db.Exec("UPDATE products SET name = $1 WHERE id = $2", r.FormValue("name"), r.PathValue("id"))
	}))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
