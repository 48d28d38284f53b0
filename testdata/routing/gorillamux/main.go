// Command gorillamux routes with gorilla/mux: subrouters, methods, patterns, prefix handlers.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/gorilla/mux"
)

type shop struct{}

func (s *shop) list(w http.ResponseWriter, r *http.Request)   {}
func (s *shop) get(w http.ResponseWriter, r *http.Request)    { fmt.Fprint(w, mux.Vars(r)["id"]) }
func (s *shop) save(w http.ResponseWriter, r *http.Request)   {}
func (s *shop) remove(w http.ResponseWriter, r *http.Request) {}

func audited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method)
		next.ServeHTTP(w, r)
	})
}

func routes() *mux.Router {
	s := &shop{}
	r := mux.NewRouter().StrictSlash(true)
	r.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {}).Methods(http.MethodGet)
	api := r.PathPrefix("/api").Subrouter()
	api.Use(audited)
	products := api.PathPrefix("/products").Subrouter()
	products.HandleFunc("", s.list).Methods("GET")
	products.HandleFunc("", s.save).Methods("POST", "PUT")
	products.HandleFunc("/{id:[0-9]+}", s.get).Methods("GET").Name("product")
	products.Handle("/{id:[0-9]+}", http.HandlerFunc(s.remove)).Methods("DELETE")
	r.Methods("GET").Path("/search").Queries("q", "{q}").HandlerFunc(s.list)
	r.PathPrefix("/static/").Handler(http.StripPrefix("/static/", http.FileServer(http.Dir("public"))))
	return r
}

func main() {
	r := routes()
	if len(os.Args) > 1 {
		r.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error {
			path, err := route.GetPathTemplate()
			if err != nil || route.GetHandler() == nil {
				return nil
			}
			methods, err := route.GetMethods()
			if err != nil {
				methods = []string{"ANY"}
				if path == "/static/" {
					path = "/static/{path...}"
				}
			}
			for _, m := range methods {
				fmt.Println(m, path)
			}
			return nil
		})
		return
	}
	log.Fatal(http.ListenAndServe(":8080", r))
}
