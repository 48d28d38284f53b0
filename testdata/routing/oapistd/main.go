// Command oapistd serves what oapi-codegen generated for net/http, behind one middleware for all.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"example.com/routing/oapistd/api"
	"example.com/routing/oapistd/pets"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {})
	h := api.HandlerFromMux(&pets.Server{DB: db}, mux)
	log.Fatal(http.ListenAndServe(":8080", pets.Basic("admin", os.Getenv("ADMIN_PASSWORD"), h)))
}
