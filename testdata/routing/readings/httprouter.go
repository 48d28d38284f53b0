package main

import (
	"encoding/json"
	"log"
	"net/http"

	"github.com/gorilla/mux"
	"github.com/gorilla/schema"
	"github.com/julienschmidt/httprouter"
)

func byHTTPRouter() http.Handler {
	r := httprouter.New()
	r.GET("/httprouter/:id", func(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
		c, _ := r.Cookie("theme")
		log.Println(ps.ByName("id"), r.URL.Query().Get("q"), r.Header.Get("X-Trace"), c)
	})
	r.HandlerFunc("GET", "/httprouter/:id/std", func(w http.ResponseWriter, r *http.Request) {
		log.Println(httprouter.ParamsFromContext(r.Context()).ByName("id"))
	})
	r.POST("/httprouter/json", func(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {
		var n note
		_ = json.NewDecoder(r.Body).Decode(&n)
		log.Println(n.Title)
	})
	r.POST("/httprouter/file", func(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {
		_, h, err := r.FormFile("picture")
		log.Println(h.Filename, r.FormValue("name"), err)
	})
	return r
}

// order is filled by gorilla/schema.
type order struct {
	Item  string `schema:"item"`
	Count int    `schema:"count"`
}

func byGorilla() http.Handler {
	r := mux.NewRouter()
	fill := schema.NewDecoder()
	r.HandleFunc("/gorilla/{id}", func(w http.ResponseWriter, r *http.Request) {
		log.Println(mux.Vars(r)["id"], r.URL.Query()["q"], r.Header["X-Trace"])
	}).Methods("GET")
	r.HandleFunc("/gorilla/form", func(w http.ResponseWriter, r *http.Request) {
		var o order
		_ = r.ParseForm()
		_ = fill.Decode(&o, r.PostForm)
		log.Println(o.Item, o.Count)
	}).Methods("POST")
	r.HandleFunc("/gorilla/query", func(w http.ResponseWriter, r *http.Request) {
		var o order
		_ = fill.Decode(&o, r.URL.Query())
		log.Println(o.Item, o.Count)
	}).Methods("GET")
	return r
}
