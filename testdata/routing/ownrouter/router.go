package main

import (
	"net/http"

	"github.com/julienschmidt/httprouter"
)

// context is what handlers of this router are passed.
type context struct {
	w    http.ResponseWriter
	r    *http.Request
	user string
}

type handler func(*context) error

type middleware func(handler) handler

// engine is a router: what was given to Use by then stands before what is registered.
type engine struct {
	mux         *httprouter.Router
	middlewares []middleware
}

func newEngine() *engine {
	return &engine{mux: httprouter.New(), middlewares: make([]middleware, 0)}
}

func (e *engine) Use(m middleware) {
	if m == nil {
		return
	}
	e.middlewares = append(e.middlewares, m)
}

func (e *engine) Get(path string, h handler) {
	e.mux.Handle("GET", path, e.handle(e.middlewares, h))
}

func (e *engine) handle(middlewares []middleware, h handler) httprouter.Handle {
	next := h
	for i := len(middlewares) - 1; i >= 0; i-- {
		next = middlewares[i](next)
	}
	return func(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {
		_ = next(&context{w: w, r: r})
	}
}

// Group gives a router that starts with what this one has.
func (e *engine) Group() *group { return &group{engine: e, middlewares: e.middlewares} }

type group struct {
	engine      *engine
	middlewares []middleware
}

func (g *group) Group() *group { return &group{engine: g.engine, middlewares: g.middlewares} }

func (g *group) Use(m middleware) { g.middlewares = append(g.middlewares, m) }

func (g *group) Get(path string, h handler) {
	g.engine.mux.Handle("GET", path, g.engine.handle(g.middlewares, h))
}
