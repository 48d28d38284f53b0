package program_test

// doubted are programs with middleware of which it is not known whether it asks who is calling. What it does besides is seen: a limit that
// is not there is missing.
var doubted = []breaking{
	{name: "who is calling, by a setting", rule: "auth http:POST /notes", want: "unknown", needs: []string{"example.org/front"}, src: switchedByHand},
	{
		name: "body behind such middleware", rule: "unbounded-body", want: "open", needs: []string{"example.org/front"}, src: switchedByHand,
		edits: []edit{
			{"limited in it", []string{"// asked, or not", "r.Body = http.MaxBytesReader(w, r.Body, 1<<20)"}, "mitigated"},
			{"behind another that is not seen", []string{"ask(mux)", "front.AuthGate(ask(mux))"}, "to-confirm"},
		},
	},
	{
		name: "requests behind such middleware", rule: "missing-rate-limit", want: "open", needs: []string{"example.org/front"}, src: switchedByHand,
		edits: []edit{
			{"behind another that is not seen", []string{"ask(mux)", "front.AuthGate(ask(mux))"}, "to-confirm"},
		},
	},
}

const switchedByHand = `package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"

	"example.org/front"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

var _ = front.AuthGate

func ask(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// asked, or not
		if os.Getenv("AUTH") != "off" {
			user, password, ok := r.BasicAuth()
			if !ok || user != os.Getenv("USER") || password != os.Getenv("PASSWORD") {
				http.Error(w, "who is there?", http.StatusUnauthorized)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func save(w http.ResponseWriter, r *http.Request) {
	var note struct{ Text string }
	if err := json.NewDecoder(r.Body).Decode(&note); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	db.Exec("INSERT INTO notes (text) VALUES ($1)", note.Text)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /notes", save)
	http.ListenAndServe(":8080", ask(mux))
}
`
