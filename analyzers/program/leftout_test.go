package program_test

// leftOut are programs that check a text only where there is one.
var leftOut = []breaking{
	{
		name: "a list where there is something", rule: "open-redirect", want: "",
		src: `package main

import (
	"net/http"
	"os"
	"strings"
)

var sites = strings.Split(os.Getenv("SITES"), ",")

func leave(w http.ResponseWriter, r *http.Request) {
	to, other := r.FormValue("to"), r.FormValue("other")
	if to != "" {
		known := false
		for _, s := range sites {
			if s == to {
				known = true
				break
			}
		}
		if !known {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
	}
	if to == "" {
		w.Write([]byte("bye"))
		return
	}
	http.Redirect(w, r, to, http.StatusFound)
	_ = other
}

func main() {
	http.HandleFunc("GET /leave", leave)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"nobody is refused", []string{"			return\n		}\n	}\n	if to == \"\"", "		}\n	}\n	if to == \"\""}, "open"},
			{"known from the start", []string{"known := false", "known := true"}, "open"},
			{"refused if it is known", []string{"if !known", "if known"}, "open"},
			{"another one is looked for", []string{"if s == to", "if s == other"}, "open"},
			{"where there is another one", []string{"if to != \"\"", "if other != \"\""}, "open"},
			{"where there is none", []string{"if to != \"\"", "if to == \"\""}, "open"},
			{"sent elsewhere", []string{"http.Redirect(w, r, to,", "http.Redirect(w, r, other,"}, "open"},
			{"always", []string{"if to != \"\" {\n\t\tknown", "{\n\t\tknown"}, ""},
		},
	},
	{
		name: "a folder that is removed, checked where there is a name", rule: "user-filename", want: "to-confirm",
		src: `package main

import (
	"net/http"
	"os"
)

var folders = map[string]bool{"a": true, "b": true}

func remove(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if name != "" {
		if !folders[name] {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
	}
	os.RemoveAll("/srv/data/" + name)
}

func main() {
	http.HandleFunc("POST /remove", remove)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"always", []string{"if name != \"\" {\n", "{\n"}, "mitigated"},
			{"nobody is refused", []string{"			return\n", ""}, "open"},
		},
	},
}

// judged are programs whose validator has its rules in code: what these let through is asked.
var judged = []breaking{
	{
		name: "a page held by a validator", rule: "page-size", want: "to-confirm",
		needs: []string{"github.com/go-ozzo/ozzo-validation/v4"},
		src: `package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"

	validation "github.com/go-ozzo/ozzo-validation/v4"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type query struct {
	Limit int ` + "`json:\"limit\"`" + `
}

func (q *query) Validate() error {
	return validation.ValidateStruct(q, validation.Field(&q.Limit, validation.Max(100)))
}

func refuse(code int, what any) error {
	if list, ok := what.([]any); ok && len(list) > 0 {
		return refuse(code, list[0])
	}
	return &refusal{code}
}

type refusal struct{ code int }

func (r *refusal) Error() string { return http.StatusText(r.code) }

func bind(r *http.Request, into any) error {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return err
	}
	if err := validation.Validate(into); err != nil {
		return refuse(400, []any{err})
	}
	return nil
}

func list(w http.ResponseWriter, r *http.Request) {
	var q, other query
	if err := bind(r, &q); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	rows, err := db.Query("SELECT id FROM notes LIMIT $1", q.Limit)
	if err == nil {
		rows.Close()
	}
	_ = other
}

func main() {
	http.HandleFunc("POST /notes", list)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"not asked", []string{"	if err := validation.Validate(into); err != nil {\n\t\treturn refuse(400, []any{err})\n\t}\n", ""}, "open"},
			{"nobody acts on it", []string{"		return refuse(400, []any{err})\n", "		_ = refuse(400, []any{err})\n"}, "open"},
			{"the answer is lost", []string{"		http.Error(w, \"bad\", 400)\n\t\treturn\n", "		http.Error(w, \"bad\", 400)\n"}, "open"},
			{"something else is asked about", []string{"validation.Validate(into)", "validation.Validate(r.URL)"}, "open"},
			{"what refuses may say nothing", []string{"	return &refusal{code}\n", "	if os.Getenv(\"LAX\") != \"\" {\n\t\treturn nil\n\t}\n\treturn &refusal{code}\n"}, "open"},
		},
	},
}
