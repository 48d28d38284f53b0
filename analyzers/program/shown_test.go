package program_test

// shown are programs that answer with what they read of their users.
var shown = []breaking{
	{
		name: "password in what is answered", rule: "secret-answered", want: "open",
		src: usersShown,
		edits: []edit{
			{"left out by its tag", []string{"`json:\"password\"`", "`json:\"-\"`"}, ""},
			{"under another name", []string{"`json:\"password\"`", "`json:\"secret_word\"`"}, "open"},
			{"not exported", []string{"	Password string `json:\"password\"`", "	password string", "&u.Password", "&u.password"}, ""},
			{"called something else", []string{"	Password string `json:\"password\"`", "	Town string `json:\"town\"`", "&u.Password", "&u.Town"}, ""},
			{"whether there is one", []string{"	Password string `json:\"password\"`", "	Password bool `json:\"has_password\"`"}, ""},
			{"taken out on the way", []string{"	render(w, page{Data: u})", "	u.Password = \"\"\n\trender(w, page{Data: u})"}, ""},
			{"not read", []string{"SELECT id, password", "SELECT id, name", "&u.Password", "&u.Name"}, ""},
			{"makes its own JSON", []string{"type page ", "func (u *User) MarshalJSON() ([]byte, error) { return []byte(u.Name), nil }\n\ntype page "}, ""},
			{"something else is answered", []string{"page{Data: u}", "page{Data: u.Name}"}, ""},
			{"within another", []string{"page{Data: u}", "page{Data: struct{ Of []*User }{[]*User{u}}}"}, "open"},
			{"kept instead", []string{"w.Write(b)", "os.WriteFile(\"/data/u\", b, 0o600)"}, ""},
			{"encoded as it is written", []string{"b, _ := json.Marshal(v)\n\tw.Write(b)", "json.NewEncoder(w).Encode(v)"}, "open"},
		},
	},
}

const usersShown = `package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type User struct {
	ID int64
	Name string
	Password string ` + "`json:\"password\"`" + `
}

type page struct {
	Data any
}

func load(id string) *User {
	u := &User{}
	if err := db.QueryRow("SELECT id, password FROM users WHERE id = $1", id).Scan(&u.ID, &u.Password); err != nil {
		return nil
	}
	return u
}

func render(w http.ResponseWriter, v any) {
	b, _ := json.Marshal(v)
	w.Write(b)
}

func one(w http.ResponseWriter, r *http.Request) {
	u := load(r.PathValue("id"))
	render(w, page{Data: u})
}

func version(w http.ResponseWriter, r *http.Request) {
	render(w, page{Data: "1"})
}

func main() {
	http.HandleFunc("GET /users/{id}", one)
	http.HandleFunc("GET /version", version)
	http.ListenAndServe(":8080", nil)
}
`
