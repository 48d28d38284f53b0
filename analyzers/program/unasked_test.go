package program_test

// unasked are programs that ask nobody who is calling.
var unasked = []breaking{{
	name: "nobody is asked", rule: "no-authentication", want: "open",
	src: `package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func add(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func list(w http.ResponseWriter, r *http.Request) {
	db.Query("SELECT text FROM notes")
}

func main() {
	http.HandleFunc("POST /notes", add)
	http.HandleFunc("GET /notes", list)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
	edits: []edit{
		{"another way to write", []string{"INSERT INTO notes (text) VALUES ($1)", "UPDATE notes SET text = $1"}, "open"},
		{"on this machine", []string{`":8080"`, `"127.0.0.1:8080"`}, ""},
		{"on this machine by default", []string{`http.ListenAndServe(":8080", nil)`, `http.ListenAndServe(addr(), nil)`, "func main() {", "func addr() string {\n\tif a := os.Getenv(\"ADDR\"); a != \"\" {\n\t\treturn a\n\t}\n\treturn \"127.0.0.1:8080\"\n}\n\nfunc main() {"}, "to-confirm"},
		{"only reads", []string{"	http.HandleFunc(\"POST /notes\", add)\n", "	_ = add\n"}, ""},
		{"a key is asked for", []string{"	db.Exec(\"INSERT", "	if r.Header.Get(\"X-Api-Key\") != os.Getenv(\"KEY\") {\n\t\thttp.Error(w, \"no\", 401)\n\t\treturn\n\t}\n\tdb.Exec(\"INSERT"}, ""},
		{"another route asks", []string{"	db.Query(", "	if _, p, ok := r.BasicAuth(); !ok || p != os.Getenv(\"KEY\") {\n\t\thttp.Error(w, \"no\", 401)\n\t\treturn\n\t}\n\tdb.Query("}, ""},
	},
}}
