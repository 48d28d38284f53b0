package main

import "net/http"

// builder collects what stands before the next handlers, and is a new one each time.
type builder struct {
	mux *http.ServeMux
	mws []middleware
	ok  bool
}

func (b *builder) with(m middleware) *builder {
	n := *b
	n.mws = append(append([]middleware{}, b.mws...), m)
	return &n
}

func (b *builder) handle(pattern string, h http.Handler) {
	for _, m := range b.mws {
		h = m(h)
	}
	b.mux.Handle(pattern, h)
}

func with(mux *http.ServeMux) {
	b := &builder{mux: mux}
	b.with(logged).handle("GET /b1", http.HandlerFunc(show))
	k := b.with(keyed)
	k.with(logged).handle("GET /b2", http.HandlerFunc(show))
	b.handle("GET /b3", http.HandlerFunc(show))
	k.handle("GET /b4", http.HandlerFunc(show))
}
