// Command jet reads and writes tables by the statements that jet builds.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	. "github.com/go-jet/jet/v2/postgres"

	. "example.com/storage/jet/table"
)

type user struct {
	ID   int64
	Name string
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /users", func(w http.ResponseWriter, r *http.Request) {
		var list []user
		q := SELECT(Users.ID, Users.Name).FROM(Users.INNER_JOIN(Posts, Posts.ID.EQ(Users.ID))).WHERE(Users.Name.EQ(String(r.FormValue("name")))).LIMIT(50)
		if err := q.QueryContext(r.Context(), db, &list); err != nil {
			return
		}
		json.NewEncoder(w).Encode(list)
	})
	http.HandleFunc("POST /users", func(w http.ResponseWriter, r *http.Request) {
		var u user
		Users.INSERT(Users.Name).VALUES(r.FormValue("name")).RETURNING(Users.ID).Query(db, &u)
	})
	http.HandleFunc("PUT /users", func(w http.ResponseWriter, r *http.Request) {
		Users.UPDATE(Users.Name).SET(r.FormValue("name")).WHERE(Users.ID.EQ(Int(1))).Exec(db)
	})
	http.HandleFunc("DELETE /posts", func(w http.ResponseWriter, r *http.Request) {
		Posts.DELETE().WHERE(Posts.Title.EQ(String(r.FormValue("title")))).ExecContext(r.Context(), db)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
