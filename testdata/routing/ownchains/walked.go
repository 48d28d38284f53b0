package main

import "net/http"

// stack asks what was added when a request comes: also what is added after a route.
type stack struct {
	mux *http.ServeMux
	mws []middleware
}

func (s *stack) use(list ...middleware) {
	for _, m := range list {
		s.mws = append(s.mws, m)
	}
}

func (s *stack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var h http.Handler = s.mux
	for i := len(s.mws) - 1; i >= 0; i-- {
		h = s.mws[i](h)
	}
	h.ServeHTTP(w, r)
}

func newStack(path string, list ...middleware) *stack {
	s := &stack{mux: http.NewServeMux()}
	s.use(list...)
	s.mux.HandleFunc("GET "+path, show)
	return s
}

func walked(mux *http.ServeMux) {
	a := newStack("/w/a", logged)
	a.use(keyed)
	mux.Handle("/w/a", a)
	mux.Handle("/w/b", newStack("/w/b", logged))
}
