package mux

import "net/http"

type Router struct{}

type Route struct{}

type MiddlewareFunc func(http.Handler) http.Handler

func NewRouter() *Router { panic("") }

func CurrentRoute(r *http.Request) *Route { panic("") }

func (r *Router) HandleFunc(path string, f func(http.ResponseWriter, *http.Request)) *Route {
	panic("")
}

func (r *Router) Use(mwf ...MiddlewareFunc) { panic("") }

func (r *Router) NewRoute() *Route { panic("") }

func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) { panic("") }

func (r *Route) Name(name string) *Route { panic("") }

func (r *Route) Path(tpl string) *Route { panic("") }

func (r *Route) HandlerFunc(f func(http.ResponseWriter, *http.Request)) *Route { panic("") }

func (r *Route) Methods(methods ...string) *Route { panic("") }

func (r *Route) GetName() string { panic("") }
