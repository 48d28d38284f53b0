package main

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
)

// byChi has a route of the method QUERY, which has a body.
func byChi() http.Handler {
	r := chi.NewRouter()
	r.Query("/chi/find", func(w http.ResponseWriter, r *http.Request) {
		var n note
		if json.NewDecoder(r.Body).Decode(&n) == nil {
			log.Println(n.Title)
		}
	})
	r.Post("/chi/{id}", func(w http.ResponseWriter, r *http.Request) {
		theme, err := r.Cookie("theme")
		if err != nil {
			return
		}
		log.Println(chi.URLParam(r, "id"), r.URL.Query().Get("q"), r.Header.Get("X-Trace"), theme.Value, r.PostFormValue("name"))
		f, head, err := r.FormFile("picture")
		if err == nil {
			log.Println(head.Filename)
			f.Close()
		}
	})
	return r
}
