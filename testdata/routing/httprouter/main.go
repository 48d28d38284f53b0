// Command httprouter routes with julienschmidt/httprouter. It has no listing of its own.
package main

import (
	"log"
	"net/http"

	"github.com/julienschmidt/httprouter"
)

type api struct{}

func (a *api) list(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {}
func (a *api) get(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
	w.Write([]byte(p.ByName("id")))
}

func logged(h httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		log.Println(r.URL.Path)
		h(w, r, p)
	}
}

func main() {
	a := &api{}
	r := httprouter.New()
	r.GET("/items", logged(a.list))
	r.GET("/items/:id", logged(a.get))
	r.POST("/items", a.list)
	r.Handle("REPORT", "/items", a.list)
	r.HandlerFunc(http.MethodGet, "/version", func(w http.ResponseWriter, r *http.Request) {})
	r.ServeFiles("/static/*filepath", http.Dir("public"))
	log.Fatal(http.ListenAndServe(":8080", r))
}
