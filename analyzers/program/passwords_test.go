package program_test

// passwords are programs in which a password is compared by no library made for it.
var passwords = []breaking{
	{
		name: "password that the database compares", rule: "login-throttle", want: "open",
		src: `package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type in struct {
	User struct {
		Email    string ` + "`json:\"email\"`" + `
		Password string ` + "`json:\"password\"`" + `
	} ` + "`json:\"user\"`" + `
}

func login(w http.ResponseWriter, r *http.Request) {
	var x in
	if err := json.NewDecoder(r.Body).Decode(&x); err != nil {
		return
	}
	var id int
	err := db.QueryRow("SELECT id FROM users WHERE email = $1 AND hash = crypt($2, hash)", x.User.Email, x.User.Password).Scan(&id)
	if err != nil {
		w.WriteHeader(401)
	}
}

func main() {
	http.HandleFunc("POST /login", login)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"compared in what is selected", []string{"SELECT id FROM users WHERE email = $1 AND hash = crypt($2, hash)", "SELECT count(hash = crypt($2, hash)) FROM users WHERE email = $1"}, "open"},
			{"a hash is made", []string{"SELECT id FROM users WHERE email = $1 AND hash = crypt($2, hash)\", x.User.Email, ", "SELECT crypt($1, gen_salt('bf'))\", "}, ""},
			{"by address alone", []string{" AND hash = crypt($2, hash)\", x.User.Email, x.User.Password", "\", x.User.Email"}, ""},
			{"an account is made", []string{"SELECT id FROM users WHERE email = $1 AND hash = crypt($2, hash)", "INSERT INTO users (email, hash) VALUES ($1, crypt($2, gen_salt('bf'))) RETURNING id"}, ""},
			{"another part of the same struct", []string{", x.User.Password)", ", x.User.Email)"}, ""},
			{"another field", []string{"json:\"password\"", "json:\"nick\""}, ""},
			{"of another struct", []string{"json:\"password\"", "json:\"passwordResetToken\""}, ""},
		},
	},
	{
		name: "password compared like any text", rule: "login-throttle", want: "open",
		src: `package main

import (
	"database/sql"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func login(w http.ResponseWriter, r *http.Request) {
	var kept string
	if err := db.QueryRow("SELECT password FROM users WHERE email = $1", r.FormValue("email")).Scan(&kept); err != nil {
		return
	}
	if kept != r.FormValue("password") {
		w.WriteHeader(401)
	}
}

func main() {
	http.HandleFunc("POST /login", login)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"typed twice", []string{"if kept != r.FormValue", "if r.FormValue(\"password2\") != r.FormValue"}, ""},
			{"empty", []string{"if kept != r.FormValue(\"password\")", "if r.FormValue(\"password\") == \"\""}, ""},
			{"a constant", []string{"if kept != r", "if \"none\" != r"}, ""},
			{"another field", []string{"FormValue(\"password\")", "FormValue(\"nick\")"}, ""},
			{"the one that a setting says", []string{"if kept != r", "if os.Getenv(\"ADMIN_PASSWORD\") != r"}, "open"},
		},
	},
	{
		name: "tables of accounts", rule: "missing-auth", want: "open",
		src: `package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func login(w http.ResponseWriter, r *http.Request) {
	var kept, lang string
	if err := db.QueryRow("SELECT value FROM settings WHERE key = 'lang'").Scan(&lang); err != nil {
		return
	}
	if err := db.QueryRow("SELECT password FROM users WHERE email = $1", r.FormValue("email")).Scan(&kept); err != nil {
		return
	}
	if kept != r.FormValue("password") {
		w.WriteHeader(401)
	}
}

func signed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var id int
		if err := db.QueryRow("SELECT id FROM sessions WHERE token = $1", r.Header.Get("Authorization")).Scan(&id); err != nil {
			w.WriteHeader(401)
			return
		}
		next(w, r)
	}
}

func all(w http.ResponseWriter, r *http.Request) {
	var name string
	if err := db.QueryRow("SELECT name FROM users").Scan(&name); err == nil {
		fmt.Fprint(w, name)
	}
}

func main() {
	http.HandleFunc("POST /login", login)
	http.HandleFunc("GET /users", all)
	http.HandleFunc("GET /me", signed(all))
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"signed in", []string{"\"GET /users\", all", "\"GET /users\", signed(all)"}, ""},
			{"settings", []string{"SELECT name FROM users", "SELECT value FROM settings"}, ""},
			{"nothing answered", []string{"fmt.Fprint(w, name)", "_ = fmt.Sprint(name)"}, ""},
		},
	},
}
