// Package web puts the shop's resources together under one router.
package web

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/jwtauth/v5"

	"example.com/samples/programs/chigroups/internal/catalog"
	"example.com/samples/programs/chigroups/internal/orders"
)

// Catalog is what the shop sells.
type Catalog interface {
	List(ctx context.Context) ([]catalog.Product, error)
	Get(ctx context.Context, id string) (catalog.Product, error)
	Put(ctx context.Context, p catalog.Product) error
	Delete(ctx context.Context, id string) error
	Review(ctx context.Context, id, author, text string) error
}

// Config is what the router puts together.
type Config struct {
	Tokens  *jwtauth.JWTAuth
	Catalog Catalog
	Orders  orders.Resource
}

type server struct {
	tokens  *jwtauth.JWTAuth
	catalog Catalog
}

// NewRouter returns the shop's routes.
func NewRouter(cfg Config) http.Handler {
	s := &server{tokens: cfg.Tokens, catalog: cfg.Catalog}

	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Recoverer)
	r.Use(middleware.Heartbeat("/ping"))

	// Anybody may look around; a token only changes the greeting.
	r.Group(func(r chi.Router) {
		r.Use(jwtauth.Verifier(s.tokens))

		r.Get("/", s.welcome)
		r.Get("/products", s.listProducts)
		r.Get("/products/{productID:[a-z0-9-]+}", s.getProduct)
	})

	// Everything else needs an account.
	r.Group(func(r chi.Router) {
		r.Use(jwtauth.Verifier(s.tokens))
		r.Use(jwtauth.Authenticator(s.tokens))

		r.Mount("/orders", cfg.Orders.Routes())
		r.Post("/products/{productID}/reviews", s.reviewProduct)
		r.With(requireRole("editor")).Put("/products/{productID}", s.putProduct)
		r.With(requireRole("editor"), middleware.NoCache).Delete("/products/{productID}", s.deleteProduct)
	})

	r.Route("/account", s.accountRoutes)
	r.Route("/partners", s.partnerRoutes)
	r.Mount("/admin", s.adminRouter())
	return r
}

// accountRoutes registers what customers do with their own account.
func (s *server) accountRoutes(r chi.Router) {
	// Prices are shown to customers and passers-by alike.
	r.Group(func(r chi.Router) {
		r.Get("/plans", s.listPlans)
	})

	r.Group(func(r chi.Router) {
		r.Group(func(r chi.Router) {
			r.Get("/terms", s.terms)
		})
		r.Use(jwtauth.Verifier(s.tokens), jwtauth.Authenticator(s.tokens))
		r.Get("/", s.showAccount)
		r.Route("/orders", func(r chi.Router) {
			r.Get("/recent", s.recentOrders)
		})
	})
}

// partnerRoutes registers what partner shops use. The verifier alone says who
// is calling, but turns nobody away.
func (s *server) partnerRoutes(r chi.Router) {
	verified := r.With(jwtauth.Verifier(s.tokens))
	verified.Get("/prices", s.listProducts)
	verified.With(jwtauth.Authenticator(s.tokens)).Get("/margins", s.listMargins)
}

// adminRouter returns the administrators' part, a router of its own.
func (s *server) adminRouter() chi.Router {
	r := chi.NewRouter()
	r.Use(jwtauth.Verifier(s.tokens))
	r.Use(jwtauth.Authenticator(s.tokens))
	r.Use(requireRole("admin"))
	r.Get("/", s.dashboard)
	r.Method(http.MethodPost, "/products/import", http.HandlerFunc(s.importProducts))
	return r
}

// requireRole lets through only tokens with the given role.
func requireRole(role string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, claims, err := jwtauth.FromContext(r.Context())
			if err != nil || claims["role"] != role {
				http.Error(w, "not allowed", http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func fail(w http.ResponseWriter, r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "err", err)
	http.Error(w, "internal error", http.StatusInternalServerError)
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}
