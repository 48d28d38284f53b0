package program_test

// ways are programs that ask who somebody is in one of two ways.
var ways = []breaking{
	{
		name: "a token that one of two stores asks for, or a password", rule: "auth http:GET /secret", want: "unknown",
		src: `package main

import (
	"crypto/subtle"
	"database/sql"
	"net/http"
	"os"
	"strconv"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type keys interface{ user(token string) (int, error) }

type inSQL struct{}

func (inSQL) user(token string) (id int, err error) {
	err = db.QueryRow("SELECT user_id FROM tokens WHERE token = $1", token).Scan(&id)
	return id, err
}

type inFiles struct{}

func (inFiles) user(token string) (int, error) {
	return strconv.Atoi(token)
}

func open() keys {
	if os.Getenv("FILES") != "" {
		return inFiles{}
	}
	return inSQL{}
}

var store = open()

func signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if t := r.Header.Get("X-Token"); t != "" {
			if _, err := store.user(t); err != nil {
				w.WriteHeader(401)
				return
			}
		} else {
			_, p, _ := r.BasicAuth()
			if subtle.ConstantTimeCompare([]byte(p), []byte(os.Getenv("PASSWORD"))) != 1 {
				w.WriteHeader(401)
				return
			}
		}
		next(w, r)
	}
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	http.HandleFunc("GET /secret", signedIn(secret))
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"nobody is asked without a token", []string{"ConstantTimeCompare([]byte(p), []byte(os.Getenv(\"PASSWORD\"))) != 1", "ConstantTimeCompare([]byte(p), []byte(os.Getenv(\"PASSWORD\"))) == 7"}, "public"},
			{"one store", []string{"return inFiles{}", "return inSQL{}"}, "protected"},
			{"the store's error is left alone", []string{"err != nil {\n\t\t\t\tw.WriteHeader(401)\n\t\t\t\treturn\n\t\t\t}\n\t\t} else", "err != nil {\n\t\t\t\tprintln(\"no\")\n\t\t\t}\n\t\t} else"}, "public"},
		},
	},
}
