// Command libraryd lends the books of a library.
package main

import (
	"cmp"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/samples/programs/tables/internal/books"
	"example.com/samples/programs/tables/internal/web"
)

func main() {
	if err := run(); err != nil {
		slog.Error("libraryd stopped", "err", err)
		os.Exit(1)
	}
}

func run() error {
	token := os.Getenv("LIBRARIAN_TOKEN")
	if token == "" {
		return errors.New("LIBRARIAN_TOKEN is not set")
	}
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer db.Close()

	srv := &http.Server{
		Addr: cmp.Or(os.Getenv("ADDR"), ":8085"),
		Handler: web.NewMux(web.Config{
			OpsPath: cmp.Or(os.Getenv("OPS_PATH"), "/internal"),
			Token:   token,
		}, books.NewShelf(db)),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      15 * time.Second,
	}
	return srv.ListenAndServe()
}
