// Command chi routes with chi: Route, Group, With, Mount of a resource, Method, Handle.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

type todos struct{}

func (t todos) routes() chi.Router {
	r := chi.NewRouter()
	r.Get("/", t.list)
	r.Post("/", t.list)
	r.Route("/{id}", func(r chi.Router) {
		r.Use(t.ctx)
		r.Get("/", t.list)
		r.Delete("/", t.list)
	})
	return r
}

func (t todos) list(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, chi.URLParam(r, "id")) }
func (t todos) ctx(next http.Handler) http.Handler          { return next }

func routes() chi.Router {
	r := chi.NewRouter()
	r.Use(middleware.Logger, middleware.Recoverer)
	r.Get("/ping", todos{}.list)
	r.Mount("/todos", todos{}.routes())
	r.Group(func(r chi.Router) {
		r.Use(middleware.NoCache)
		r.With(middleware.AllowContentType("application/json")).Put("/config", todos{}.list)
	})
	r.Method(http.MethodPatch, "/config", http.HandlerFunc(todos{}.list))
	r.HandleFunc("/any", todos{}.list)
	r.MethodFunc("OPTIONS", "/opts", todos{}.list)
	return r
}

func main() {
	r := routes()
	if len(os.Args) > 1 {
		chi.Walk(r, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			fmt.Println(method, route)
			return nil
		})
		return
	}
	log.Fatal(http.ListenAndServe(":8080", r))
}
