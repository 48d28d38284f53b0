// Command fx wires a service with fx: constructors by type, an invoked function that registers routes.
package main

import (
	"context"
	"database/sql"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"go.uber.org/fx"
)

type store struct{ db *sql.DB }

func openDB() (*sql.DB, error) { return sql.Open("postgres", os.Getenv("DATABASE_URL")) }

func newStore(db *sql.DB) *store { return &store{db: db} }

func (s *store) remove(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM notes WHERE id = $1", id)
	return err
}

type api struct{ s *store }

func newAPI(s *store) *api { return &api{s: s} }

func (a *api) remove(w http.ResponseWriter, r *http.Request) {
	if err := a.s.remove(r.Context(), chi.URLParam(r, "id")); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func newRouter(a *api) chi.Router {
	r := chi.NewRouter()
	r.Delete("/notes/{id}", a.remove)
	return r
}

func serve(lc fx.Lifecycle, r chi.Router) {
	srv := &http.Server{Addr: ":8080", Handler: r}
	lc.Append(fx.Hook{
		OnStart: func(context.Context) error { go srv.ListenAndServe(); return nil },
		OnStop:  srv.Shutdown,
	})
}

func main() {
	fx.New(fx.Provide(newRouter, newAPI, newStore, openDB), fx.Invoke(serve)).Run()
}
