// Command boiler calls what SQLBoiler generates.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/aarondl/sqlboiler/v4/boil"
	"github.com/aarondl/sqlboiler/v4/queries/qm"
	_ "github.com/lib/pq"

	"example.com/storage/boiler/models"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /users", func(w http.ResponseWriter, r *http.Request) {
		_, _ = models.Users(qm.Where("email = ?", r.FormValue("email")), qm.Limit(10)).All(r.Context(), db)
	})
	http.HandleFunc("GET /users/count", func(w http.ResponseWriter, r *http.Request) {
		_, _ = models.Users().Count(r.Context(), db)
	})
	http.HandleFunc("GET /users/{id}", func(w http.ResponseWriter, r *http.Request) {
		id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
		_, _ = models.FindUser(r.Context(), db, id)
	})
	http.HandleFunc("POST /users", func(w http.ResponseWriter, r *http.Request) {
		u := &models.User{Email: r.FormValue("email")}
		_ = u.Insert(r.Context(), db, boil.Infer())
	})
	http.HandleFunc("DELETE /users/{id}", func(w http.ResponseWriter, r *http.Request) {
		id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
		u := &models.User{ID: id}
		_, _ = u.Delete(r.Context(), db)
	})
	http.HandleFunc("DELETE /users", func(w http.ResponseWriter, r *http.Request) {
		_, _ = models.Users(qm.Where("email = ?", r.FormValue("email"))).DeleteAll(r.Context(), db)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
