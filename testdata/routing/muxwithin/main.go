// Command muxwithin hands on from one router to another, whose routes ask for a method only and answer wherever they are handed to,
// or have a whole path of their own.
package main

import (
	"log"
	"net/http"

	"github.com/gorilla/mux"
)

func ask(w http.ResponseWriter, r *http.Request)  {}
func show(w http.ResponseWriter, r *http.Request) {}
func list(w http.ResponseWriter, r *http.Request) {}

func asked() http.Handler {
	r := mux.NewRouter()
	r.Methods("POST").HandlerFunc(ask)
	r.Methods("GET").HandlerFunc(show)
	return r
}

func whole() http.Handler {
	r := mux.NewRouter()
	r.HandleFunc("/lists/all", list)
	return r
}

func main() {
	r := mux.NewRouter()
	r.Path("/api/ask/").Handler(asked())
	r.PathPrefix("/lists/").Handler(whole())
	log.Fatal(http.ListenAndServe(":8080", r))
}
