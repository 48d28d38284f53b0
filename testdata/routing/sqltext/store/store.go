// Package store has the statements.
package store

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"

	"example.com/routing/sqltext/queries"
)

const (
	schema   = "shop"
	products = "products"

	selectUser = `
		SELECT id, email -- who
		FROM users
		WHERE id = $1`
)

// Store answers requests.
type Store struct{ db *sql.DB }

// New makes a store.
func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) run(w http.ResponseWriter, q string, args ...any) {
	if _, err := s.db.Exec(q, args...); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *Store) ask(w http.ResponseWriter, r *http.Request, q string, args ...any) {
	rows, err := s.db.QueryContext(r.Context(), q, args...)
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}

func (s *Store) Constant(w http.ResponseWriter, r *http.Request) {
	s.ask(w, r, selectUser, r.FormValue("id"))
}

func (s *Store) Joined(w http.ResponseWriter, r *http.Request) {
	s.ask(w, r, `SELECT o.id, u.email FROM orders o
		LEFT JOIN users AS u ON u.id = o.user_id
		JOIN LATERAL (SELECT max(at) FROM payments p WHERE p.order_id = o.id) m ON true`)
}

func (s *Store) Concatenated(w http.ResponseWriter, r *http.Request) {
	q := "SELECT * FROM " + schema + "." + products
	if r.FormValue("sold") != "" {
		q += " WHERE stock = 0"
	}
	s.ask(w, r, q+" LIMIT 10")
}

func (s *Store) Sprintf(w http.ResponseWriter, r *http.Request) {
	s.ask(w, r, fmt.Sprintf("SELECT count(*) FROM %s WHERE %s = $1", "reviews", "product"), r.FormValue("id"))
}

func (s *Store) Builder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT name FROM categories")
	if p := r.FormValue("parent"); p != "" {
		b.WriteString(" WHERE parent = $1")
	}
	fmt.Fprintf(&b, " LIMIT %d", 10)
	s.ask(w, r, b.String())
}

func (s *Store) Embedded(w http.ResponseWriter, r *http.Request) { s.ask(w, r, queries.Recent) }

func (s *Store) Files(w http.ResponseWriter, r *http.Request) {
	q, err := queries.Files.ReadFile("purge.sql")
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	s.run(w, string(q))
}

func (s *Store) CTE(w http.ResponseWriter, r *http.Request) {
	s.ask(w, r, `WITH RECURSIVE tree AS (
			SELECT id FROM categories WHERE parent IS NULL
			UNION ALL
			SELECT c.id FROM categories c JOIN tree t ON c.parent = t.id
		), sold (n) AS (SELECT count(*) FROM orders)
		SELECT * FROM tree, sold`)
}

func (s *Store) Moved(w http.ResponseWriter, r *http.Request) {
	s.run(w, `WITH gone AS (DELETE FROM carts WHERE id = $1 RETURNING *) INSERT INTO old_carts SELECT * FROM gone`, r.FormValue("id"))
}

func (s *Store) Upsert(w http.ResponseWriter, r *http.Request) {
	s.run(w, `INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, r.FormValue("k"), r.FormValue("v"))
}

func (s *Store) Several(w http.ResponseWriter, r *http.Request) {
	s.run(w, "UPDATE users SET seen = now(); DELETE FROM sessions WHERE expired; SELECT 1")
}

func (s *Store) Returning(w http.ResponseWriter, r *http.Request) {
	var id int
	err := s.db.QueryRow("INSERT INTO orders (total) VALUES ($1) RETURNING id", r.FormValue("total")).Scan(&id)
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *Store) Quoted(w http.ResponseWriter, r *http.Request) {
	s.run(w, `DELETE FROM "shop"."Order Lines" WHERE "from" = $1 AND extract(year FROM at) = 2020`, r.FormValue("id"))
}

func (s *Store) Prepared(w http.ResponseWriter, r *http.Request) {
	st, err := s.db.Prepare("UPDATE products SET price = $1")
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	defer st.Close()
	if _, err := st.Exec(r.FormValue("price")); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (s *Store) Copied(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.Begin()
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	defer tx.Rollback()
	if _, err := tx.Exec("INSERT INTO archive SELECT * FROM orders WHERE done IS NOT DISTINCT FROM true"); err == nil {
		_ = tx.Commit()
	}
}
