// Command ogen serves what ogen generated, with two ways to prove who calls.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"example.com/routing/ogen/api"
	"example.com/routing/ogen/pets"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	srv, err := api.NewServer(pets.New(db), pets.NewGuard(os.Getenv("TOKEN_KEY"), os.Getenv("OPERATOR_KEY")), api.WithMiddleware(pets.Logged))
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/v1/", http.StripPrefix("/api/v1", srv))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}
