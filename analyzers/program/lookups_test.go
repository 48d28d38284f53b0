package program_test

// lookups are programs that find out who is calling in a store.
var lookups = []breaking{
	{
		name: "token looked up in documents or rows", rule: "auth http:POST /notes", needs: []string{"go.mongodb.org/mongo-driver"}, want: "protected",
		src: `package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

type User struct{ ID, Token string }

type users interface {
	byToken(ctx context.Context, token string) (User, error)
}

type documents struct{ client *mongo.Client }

func (d documents) byToken(ctx context.Context, token string) (u User, err error) {
	filter := bson.M{"token": token}
	err = d.client.Database("app").Collection("users").FindOne(ctx, filter).Decode(&u)
	return
}

type rows struct{ db *sql.DB }

func (d rows) byToken(ctx context.Context, token string) (u User, err error) {
	err = d.db.QueryRowContext(ctx, "SELECT id, token FROM users WHERE token = $1", token).Scan(&u.ID, &u.Token)
	return
}

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func signedIn(store users, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := store.byToken(r.Context(), r.Header.Get("X-Token")); err != nil {
			http.Error(w, "who are you", 401)
			return
		}
		next(w, r)
	}
}

func save(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func main() {
	var store users = rows{db}
	if os.Getenv("STORE") == "mongo" {
		client, _ := mongo.Connect(context.Background())
		store = documents{client}
	}
	http.HandleFunc("POST /notes", signedIn(store, save))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"pairs", []string{"bson.M{\"token\": token}", `bson.D{{Key: "token", Value: token}}`}, "protected"},
			{"one asks for another", []string{"bson.M{\"token\": token}", `bson.M{"token": "x"}`}, "unknown"},
			{"one asks for nothing", []string{"SELECT id, token FROM users WHERE token = $1\", token)", "SELECT id, token FROM users\")"}, "unknown"},
			{"neither asks for it", []string{"bson.M{\"token\": token}", `bson.M{"token": "x"}`, "SELECT id, token FROM users WHERE token = $1\", token)", "SELECT id, token FROM users\")"}, "public"},
			{"compared with a token, whatever it is called", []string{"X-Token", "X-Name"}, "protected"},
			{"a name", []string{"X-Token", "X-Name", "WHERE token", "WHERE name", `"token": token`, `"name": token`}, "public"},
			{"a key that is public", []string{"X-Token", "X-Public-Key"}, "public"},
		},
	},
}
