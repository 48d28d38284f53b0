// Package orders is the resource of a customer's orders.
package orders

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"
	"github.com/google/uuid"
)

type orderKey struct{}

// Repo keeps orders. Every order belongs to a customer.
type Repo interface {
	List(ctx context.Context, customer string) ([]Order, error)
	Find(ctx context.Context, customer, id string) (Order, error)
	Create(ctx context.Context, o Order) error
	Cancel(ctx context.Context, customer, id string) error
}

// Resource serves orders. It expects a verified token in the context.
type Resource struct {
	Store Repo
}

// Routes returns the resource's routes, to be mounted anywhere.
func (rs Resource) Routes() chi.Router {
	r := chi.NewRouter()
	r.Get("/", rs.list)
	r.Post("/", rs.create)
	r.Route("/{orderID}", func(r chi.Router) {
		r.Use(rs.load)
		r.Get("/", rs.get)
		r.Delete("/", rs.cancel)
	})
	return r
}

// load finds the order that the path names, if it is the customer's own.
func (rs Resource) load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o, err := rs.Store.Find(r.Context(), customer(r), chi.URLParam(r, "orderID"))
		if errors.Is(err, ErrNotFound) {
			http.Error(w, "no such order", http.StatusNotFound)
			return
		}
		if err != nil {
			fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), orderKey{}, o)))
	})
}

func (rs Resource) list(w http.ResponseWriter, r *http.Request) {
	found, err := rs.Store.List(r.Context(), customer(r))
	if err != nil {
		fail(w, r, err)
		return
	}
	answer(w, found)
}

func (rs Resource) create(w http.ResponseWriter, r *http.Request) {
	var o Order
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&o); err != nil {
		http.Error(w, "malformed order", http.StatusBadRequest)
		return
	}
	o.ID, o.Customer = uuid.NewString(), customer(r)
	if err := rs.Store.Create(r.Context(), o); err != nil {
		fail(w, r, err)
		return
	}
	answer(w, o)
}

func (rs Resource) get(w http.ResponseWriter, r *http.Request) {
	answer(w, r.Context().Value(orderKey{}))
}

func (rs Resource) cancel(w http.ResponseWriter, r *http.Request) {
	o := r.Context().Value(orderKey{}).(Order)
	if err := rs.Store.Cancel(r.Context(), o.Customer, o.ID); err != nil {
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func customer(r *http.Request) string {
	_, claims, err := jwtauth.FromContext(r.Context())
	if err != nil {
		return ""
	}
	sub, _ := claims["sub"].(string)
	return sub
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "err", err)
	http.Error(w, "internal error", http.StatusInternalServerError)
}
