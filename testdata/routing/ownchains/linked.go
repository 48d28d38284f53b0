package main

import "net/http"

// link is the last of a chain of middleware; the others are its parents.
type link struct {
	parent *link
	m      middleware
}

func newLink(list ...middleware) *link {
	l := new(link)
	if len(list) > 0 {
		l.m = list[0]
		if len(list) > 1 {
			l = l.add(list[1:]...)
		}
	}
	return l
}

func (l *link) append(m middleware) *link {
	n := newLink(m)
	n.parent = l
	return n
}

func (l *link) add(list ...middleware) *link {
	n := l
	for _, m := range list {
		n = n.append(m)
	}
	return n
}

func (l *link) then(f http.HandlerFunc) http.Handler { return &linked{l, f} }

// linked puts the chain together when a request comes.
type linked struct {
	last *link
	h    http.Handler
}

func (l *linked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := l.h
	for n := l.last; n != nil; n = n.parent {
		if n.m != nil {
			h = n.m(h)
		}
	}
	h.ServeHTTP(w, r)
}

func linkedOnes(mux *http.ServeMux) {
	open := newLink(logged)
	closed := open.add(keyed)
	mux.Handle("GET /l1", open.then(show))
	mux.Handle("GET /l2", closed.then(show))
	mux.Handle("GET /l3", open.add(logged, keyed).then(show))
	mux.Handle("GET /l4", newLink().then(show))
}
