// Command envnames opens two databases that are named by the tags of a struct, one of them in a struct of its own.
package main

import (
	"database/sql"
	"log"
	"net/http"

	"github.com/kelseyhightower/envconfig"
	_ "github.com/lib/pq"
)

type dbConf struct {
	URL string `envconfig:"DATABASE_URL"`
}

type conf struct {
	Database dbConf
	Audit    string `envconfig:"AUDIT_URL"`
	Addr     string
}

func main() {
	var c conf
	if err := envconfig.Process("app", &c); err != nil {
		log.Fatal(err)
	}
	db, _ := sql.Open("postgres", c.Database.URL)
	audit, _ := sql.Open("postgres", c.Audit)
	http.HandleFunc("GET /a", func(w http.ResponseWriter, r *http.Request) {
		db.Query("SELECT id FROM users")
		audit.Exec("INSERT INTO log (id) VALUES (1)")
	})
	http.ListenAndServe(c.Addr, nil)
}
