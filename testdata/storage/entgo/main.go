// Command entgo keeps users and their posts with what ent generates.
package main

import (
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"

	"example.com/storage/entgo/ent"
	"example.com/storage/entgo/ent/post"
	"example.com/storage/entgo/ent/user"
)

func main() {
	client, err := ent.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /users", func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.User.Query().Where(user.Email(r.FormValue("email"))).All(r.Context())
	})
	http.HandleFunc("GET /users/posts", func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.User.Query().WithPosts().First(r.Context())
	})
	http.HandleFunc("GET /posts/count", func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.Post.Query().Count(r.Context())
	})
	http.HandleFunc("POST /users", func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.User.Create().SetEmail(r.FormValue("email")).SetPasswordHash("…").Save(r.Context())
	})
	http.HandleFunc("PUT /posts", func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.Post.Update().Where(post.Title(r.FormValue("old"))).SetTitle(r.FormValue("new")).Save(r.Context())
	})
	http.HandleFunc("DELETE /posts", func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.Post.Delete().Where(post.Title(r.FormValue("title"))).Exec(r.Context())
	})
	http.HandleFunc("POST /posts", func(w http.ResponseWriter, r *http.Request) {
		tx, err := client.Tx(r.Context())
		if err != nil {
			return
		}
		if err := tx.Post.Create().SetTitle(r.FormValue("title")).SetBody(r.FormValue("body")).Exec(r.Context()); err != nil {
			_ = tx.Rollback()
			return
		}
		_ = tx.Commit()
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
