// Command files has a route for each way in which programs confine a name from the request to a folder, and for each in which they
// only seem to. Rules: path-read user-filename zip-slip.
package main

import (
	"log"
	"net/http"
	"os"
)

const dir = "/srv/files"

func main() {
	mux := http.NewServeMux()
	reads(mux)
	helpers(mux)
	patterns(mux)
	archives(mux)
	typed(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func send(w http.ResponseWriter, path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		http.NotFound(w, nil)
		return
	}
	w.Write(b)
}

func refuse(w http.ResponseWriter) { http.Error(w, "no such name", http.StatusBadRequest) }

// named serves what f does with the name that the request asks for.
func named(f func(w http.ResponseWriter, name string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { f(w, r.URL.Query().Get("name")) }
}
