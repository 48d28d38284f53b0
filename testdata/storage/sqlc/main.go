// Command sqlc calls what sqlc generates, for pgx and for database/sql, also in transactions.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "modernc.org/sqlite"

	"example.com/storage/sqlc/pgdb"
	"example.com/storage/sqlc/stddb"
)

type server struct {
	pool   *pgxpool.Pool
	q      *pgdb.Queries
	db     *sql.DB
	visits *stddb.Queries
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	db, err := sql.Open("sqlite", "visits.db")
	if err != nil {
		log.Fatal(err)
	}
	visits, err := stddb.Prepare(context.Background(), db)
	if err != nil {
		log.Fatal(err)
	}
	s := &server{pool: pool, q: pgdb.New(pool), db: db, visits: visits}
	http.HandleFunc("GET /authors", s.list)
	http.HandleFunc("POST /authors", s.create)
	http.HandleFunc("DELETE /authors/{id}", s.remove)
	http.HandleFunc("POST /authors/{id}/books", s.books)
	http.HandleFunc("GET /visits/{id}", s.visit)
	http.HandleFunc("POST /visits", s.visited)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	_, _ = s.q.ListAuthors(r.Context())
}

// create runs in a transaction.
func (s *server) create(w http.ResponseWriter, r *http.Request) {
	_ = pgx.BeginFunc(r.Context(), s.pool, func(tx pgx.Tx) error {
		_, err := s.q.WithTx(tx).CreateAuthor(r.Context(), pgdb.CreateAuthorParams{Name: r.FormValue("name")})
		return err
	})
}

func (s *server) remove(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	_ = s.q.DeleteAuthor(r.Context(), id)
}

func (s *server) books(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	_, _ = s.q.AddBooks(r.Context(), []pgdb.AddBooksParams{{AuthorID: id, Title: r.FormValue("title")}})
}

func (s *server) visit(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	_, _ = s.visits.GetVisit(r.Context(), id)
}

func (s *server) visited(w http.ResponseWriter, r *http.Request) {
	tx, err := s.db.BeginTx(r.Context(), nil)
	if err != nil {
		return
	}
	defer tx.Rollback()
	if err := s.visits.WithTx(tx).AddVisit(r.Context(), r.FormValue("address")); err == nil {
		_ = tx.Commit()
	}
}
