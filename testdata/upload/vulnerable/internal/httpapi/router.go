// Package httpapi is the service's HTTP surface: routes, handlers, answers.
package httpapi

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/samples/upload/vulnerable/internal/auth"
)

// NewRouter returns the service's routes. Everything but the health check
// needs a valid token.
func NewRouter(authn *auth.Authenticator, h *Handler) http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.RequestID)
	r.Use(middleware.Recoverer)

	r.Get("/healthz", health)

	r.Group(func(r chi.Router) {
		r.Use(authn.Require)

		r.Post("/upload", h.Upload)
	})
	return r
}

func health(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNoContent)
}
