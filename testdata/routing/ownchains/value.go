package main

import "net/http"

// chain is a list that is never changed: each call gives a new one.
type chain struct{ list []middleware }

func newChain(list ...middleware) chain { return chain{append([]middleware(nil), list...)} }

func (c chain) then(h http.Handler) http.Handler {
	for i := range c.list {
		h = c.list[len(c.list)-1-i](h)
	}
	return h
}

func (c chain) thenFunc(f http.HandlerFunc) http.Handler { return c.then(f) }

func (c chain) add(list ...middleware) chain {
	all := make([]middleware, 0, len(c.list)+len(list))
	all = append(all, c.list...)
	all = append(all, list...)
	return chain{all}
}

// apply puts middleware around a handler, the first of them outermost.
func apply(h http.Handler, list ...middleware) http.Handler {
	for i := len(list) - 1; i >= 0; i-- {
		h = list[i](h)
	}
	return h
}

func values(mux *http.ServeMux) {
	open := newChain(logged)
	closed := open.add(keyed)
	mux.Handle("GET /v1", open.thenFunc(show))
	mux.Handle("GET /v2", closed.thenFunc(show))
	mux.Handle("GET /v3", open.add(logged, keyed).add(logged).thenFunc(show))
	mux.Handle("GET /v4", open.add().thenFunc(show))
	mux.Handle("GET /v5", apply(http.HandlerFunc(show), logged, keyed))
	mux.Handle("GET /v6", apply(http.HandlerFunc(show), logged))
}
