package program_test

// steps are programs that change a database in more than one statement.
var steps = []breaking{
	{
		name: "transaction", rule: "unsafe-transaction", want: "",
		src: `package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"
)

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type store struct{ db *sql.DB }

func (s *store) inTx(ctx context.Context, fn func(execer) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func insertOrder(ctx context.Context, e execer, id string) error {
	_, err := e.ExecContext(ctx, "INSERT INTO orders (id) VALUES ($1)", id)
	return err
}

func insertItem(ctx context.Context, e execer, id string) error {
	_, err := e.ExecContext(ctx, "INSERT INTO items (order_id) VALUES ($1)", id)
	return err
}

func (s *store) save(ctx context.Context, id string) error {
	return s.inTx(ctx, func(e execer) error {
		if err := insertOrder(ctx, e, id); err != nil {
			return err
		}
		return insertItem(ctx, e, id)
	})
}

func (s *store) plain(ctx context.Context, fn func(execer) error) error { return fn(s.db) }

func (s *store) handle(w http.ResponseWriter, r *http.Request) {
	if err := s.save(r.Context(), r.FormValue("id")); err != nil {
		http.Error(w, "failed", 500)
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &store{db: db}
	s.plain(context.Background(), func(execer) error { return nil })
	http.HandleFunc("POST /orders", s.handle)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"none", []string{"return s.inTx(ctx,", "return s.plain(ctx,"}, "open"},
			{"one or the other", []string{"return s.inTx(ctx,", "return s.plain(ctx,", "if err := insertOrder(ctx, e, id); err != nil {\n\t\t\treturn err\n\t\t}", "if id == \"\" {\n\t\t\treturn insertOrder(ctx, e, id)\n\t\t}"}, ""},
			{"after the second", []string{"return s.inTx(ctx, func(e execer) error {\n\t\tif err", "e := s.db\n\tif err", "insertOrder(ctx, e, id); err != nil {\n\t\t\treturn err\n\t\t}\n\t\treturn insertItem(ctx, e, id)\n\t})", "insertOrder(ctx, e, id); err != nil {\n\t\treturn err\n\t}\n\tif err := insertItem(ctx, e, id); err != nil {\n\t\treturn err\n\t}\n\ttx, err := s.db.BeginTx(ctx, nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn tx.Commit()"}, ""},
		},
	},
	{
		name: "balance", rule: "check-then-write", want: "",
		src: `package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
)

type store struct {
	mu sync.Mutex
	db *sql.DB
}

func (s *store) handle(w http.ResponseWriter, r *http.Request) {
	amount, err := strconv.Atoi(r.FormValue("amount"))
	if err != nil {
		return
	}
	id := r.FormValue("id")
	var balance int
	if err := s.db.QueryRow("SELECT balance FROM accounts WHERE id = $1", id).Scan(&balance); err != nil {
		return
	}
	if balance < amount {
		http.Error(w, "no funds", 402)
		return
	}
	s.db.Exec("UPDATE accounts SET balance = balance - $1 WHERE id = $2 AND balance >= $1", amount, id)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("POST /withdraw", (&store{db: db}).handle)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"condition deleted", []string{" AND balance >= $1", ""}, "open"},
			{"written from what was read", []string{"balance = balance - $1 WHERE id = $2 AND balance >= $1\", amount, id", "balance = $1 WHERE id = $2\", balance-amount, id"}, "open"},
			{"locked", []string{" AND balance >= $1", "", "	var balance int", "	s.mu.Lock()\n	defer s.mu.Unlock()\n	var balance int"}, ""},
			{"row locked", []string{" AND balance >= $1", "", "accounts WHERE id = $1\", id).Scan", "accounts WHERE id = $1 FOR UPDATE\", id).Scan"}, ""},
			{"locked afterwards", []string{" AND balance >= $1\", amount, id)", "\", amount, id)\n	s.mu.Lock()\n	defer s.mu.Unlock()"}, "open"},
			{"in a transaction", []string{" AND balance >= $1", "", "	var balance int", "	tx, err := s.db.Begin()\n	if err != nil {\n		return\n	}\n	defer tx.Commit()\n	var balance int", "s.db.QueryRow", "tx.QueryRow", "s.db.Exec", "tx.Exec"}, "to-confirm"},
			{"not compared", []string{" AND balance >= $1", "", "balance < amount", "amount < 0"}, ""},
		},
	},
}
