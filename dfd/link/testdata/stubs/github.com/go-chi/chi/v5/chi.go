// Package chi has what the tests use of github.com/go-chi/chi/v5: declarations, no code.
package chi

import "net/http"

type Router interface {
	http.Handler
	Get(pattern string, h http.HandlerFunc)
	Handle(pattern string, h http.Handler)
	Mount(pattern string, h http.Handler)
	Route(pattern string, fn func(r Router)) Router
}

type Mux struct{}

func NewRouter() *Mux { return &Mux{} }

func (mx *Mux) Get(pattern string, h http.HandlerFunc)           {}
func (mx *Mux) Handle(pattern string, h http.Handler)            {}
func (mx *Mux) Mount(pattern string, h http.Handler)             {}
func (mx *Mux) Route(pattern string, fn func(r Router)) Router   { return nil }
func (mx *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
