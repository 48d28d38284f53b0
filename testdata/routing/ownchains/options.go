package main

import "net/http"

// route is put together by the options that are passed for it.
type route struct {
	h   http.Handler
	mws []middleware
}

type option func(*route)

func using(m middleware) option { return func(r *route) { r.mws = append(r.mws, m) } }

func handle(mux *http.ServeMux, pattern string, f http.HandlerFunc, opts ...option) {
	r := &route{h: f}
	for _, o := range opts {
		o(r)
	}
	for i := len(r.mws) - 1; i >= 0; i-- {
		r.h = r.mws[i](r.h)
	}
	mux.Handle(pattern, r.h)
}

func options(mux *http.ServeMux) {
	handle(mux, "GET /o1", show)
	handle(mux, "GET /o2", show, using(logged))
	handle(mux, "GET /o3", show, using(logged), using(keyed))
}
