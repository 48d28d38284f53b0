// Command sqltext holds its SQL in every way that people do.
package main

import (
	"cmp"
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"

	"example.com/routing/sqltext/store"
)

func main() {
	dsn := cmp.Or(os.Getenv("DATABASE_URL"), "postgres://localhost:5432/shop?sslmode=disable")
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		log.Fatal(err)
	}
	s := store.New(db)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /constant", s.Constant)
	mux.HandleFunc("GET /joined", s.Joined)
	mux.HandleFunc("GET /concatenated", s.Concatenated)
	mux.HandleFunc("GET /sprintf", s.Sprintf)
	mux.HandleFunc("GET /builder", s.Builder)
	mux.HandleFunc("GET /embedded", s.Embedded)
	mux.HandleFunc("GET /files/{name}", s.Files)
	mux.HandleFunc("GET /cte", s.CTE)
	mux.HandleFunc("POST /moved", s.Moved)
	mux.HandleFunc("POST /upsert", s.Upsert)
	mux.HandleFunc("POST /several", s.Several)
	mux.HandleFunc("POST /returning", s.Returning)
	mux.HandleFunc("DELETE /quoted", s.Quoted)
	mux.HandleFunc("POST /prepared", s.Prepared)
	mux.HandleFunc("POST /copied", s.Copied)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
