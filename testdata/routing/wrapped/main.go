// Command wrapped registers its routes by helpers of its own, and its handlers return errors, answers or both.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

type failing func(http.ResponseWriter, *http.Request) error

func (f failing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

// fails makes a handler of one that returns an error.
func fails(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	}
}

// answers makes a handler of one that returns what is to be sent.
func answers[T any](f func(context.Context, *http.Request) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r.Context(), r)
		if err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(v)
	}
}

// call is a request with what belongs to it.
type call struct {
	w http.ResponseWriter
	r *http.Request
}

func with(f func(*call) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(&call{w, r}); err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	})
}

// decoded makes a handler of one that is given the body.
func decoded[T, R any](f func(context.Context, T) (R, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		if json.NewDecoder(r.Body).Decode(&in) != nil {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		out, err := f(r.Context(), in)
		if err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(out)
	}
}

type item struct{ Name string }

type server struct{ mux *http.ServeMux }

func (s *server) get(path string, f func(http.ResponseWriter, *http.Request) error) {
	s.handle("GET", path, fails(f))
}

func (s *server) handle(method, path string, h http.Handler) { s.mux.Handle(method+" /api"+path, h) }

func (s *server) list(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
func (s *server) show(http.ResponseWriter, *http.Request) error      { return errors.New("none") }
func (s *server) item(context.Context, *http.Request) (*item, error) { return &item{}, nil }
func (s *server) own(c *call) error                                  { c.w.WriteHeader(http.StatusNoContent); return nil }
func (s *server) create(_ context.Context, in item) (item, error)    { return in, nil }
func (s *server) all(w http.ResponseWriter, _ *http.Request) (_ error) {
	w.WriteHeader(http.StatusOK)
	return nil
}

func main() {
	s := &server{mux: http.NewServeMux()}
	s.get("/items", s.list)
	s.get("/items/{id}", s.show)
	s.handle("GET", "/typed", failing(s.all))
	s.handle("GET", "/answer", answers(s.item))
	s.handle("GET", "/own", with(s.own))
	s.handle("POST", "/items", decoded(s.create))
	http.ListenAndServe(":8080", s.mux)
}
