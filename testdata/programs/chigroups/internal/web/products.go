package web

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/jwtauth/v5"

	"example.com/samples/programs/chigroups/internal/catalog"
)

const maxBody = 1 << 20

func (s *server) welcome(w http.ResponseWriter, r *http.Request) {
	name := "stranger"
	if _, claims, err := jwtauth.FromContext(r.Context()); err == nil {
		if n, ok := claims["name"].(string); ok {
			name = n
		}
	}
	answer(w, map[string]string{"hello": name})
}

func (s *server) listProducts(w http.ResponseWriter, r *http.Request) {
	products, err := s.catalog.List(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	answer(w, products)
}

func (s *server) listMargins(w http.ResponseWriter, r *http.Request) {
	products, err := s.catalog.List(r.Context())
	if err != nil {
		fail(w, r, err)
		return
	}
	margins := make(map[string]int, len(products))
	for _, p := range products {
		margins[p.ID] = p.Price - p.Cost
	}
	answer(w, margins)
}

func (s *server) getProduct(w http.ResponseWriter, r *http.Request) {
	p, err := s.catalog.Get(r.Context(), chi.URLParam(r, "productID"))
	if err != nil {
		fail(w, r, err)
		return
	}
	answer(w, p)
}

func (s *server) putProduct(w http.ResponseWriter, r *http.Request) {
	var p catalog.Product
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&p); err != nil {
		http.Error(w, "malformed product", http.StatusBadRequest)
		return
	}
	p.ID = chi.URLParam(r, "productID")
	if err := s.catalog.Put(r.Context(), p); err != nil {
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) deleteProduct(w http.ResponseWriter, r *http.Request) {
	if err := s.catalog.Delete(r.Context(), chi.URLParam(r, "productID")); err != nil {
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) reviewProduct(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context())
	author, _ := claims["sub"].(string)
	text := http.MaxBytesReader(w, r.Body, maxBody)
	var review struct{ Text string }
	if err := json.NewDecoder(text).Decode(&review); err != nil {
		http.Error(w, "malformed review", http.StatusBadRequest)
		return
	}
	if err := s.catalog.Review(r.Context(), chi.URLParam(r, "productID"), author, review.Text); err != nil {
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (s *server) importProducts(w http.ResponseWriter, r *http.Request) {
	var products []catalog.Product
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 10*maxBody)).Decode(&products); err != nil {
		http.Error(w, "malformed products", http.StatusBadRequest)
		return
	}
	for _, p := range products {
		if err := s.catalog.Put(r.Context(), p); err != nil {
			fail(w, r, err)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
