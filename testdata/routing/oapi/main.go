// Command oapi serves what oapi-codegen generated for chi, strictly, with a middleware of the generated options that asks for
// a token where the description does.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/routing/oapi/api"
	"example.com/routing/oapi/pets"
)

func routes(db *sql.DB) chi.Router {
	r := chi.NewRouter()
	r.Use(middleware.Recoverer)
	si := api.NewStrictHandler(pets.NewServer(db), []api.StrictMiddlewareFunc{pets.Logged})
	r.Mount("/api", api.HandlerWithOptions(si, api.ChiServerOptions{Middlewares: []api.MiddlewareFunc{pets.Authenticated([]byte(os.Getenv("TOKEN_KEY")))}}))
	r.Get("/healthz", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) })
	return r
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil && len(os.Args) == 1 {
		log.Fatal(err)
	}
	r := routes(db)
	if len(os.Args) > 1 {
		chi.Walk(r, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			fmt.Println(method, route)
			return nil
		})
		return
	}
	log.Fatal(http.ListenAndServe(":8080", r))
}
