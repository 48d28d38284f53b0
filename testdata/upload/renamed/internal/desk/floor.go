// Package desk is where the clinic meets its visitors.
package desk

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/samples/upload/renamed/internal/badge"
)

// NewFloor says where to go for what. Everything but the pulse needs a badge.
func NewFloor(gate *badge.Gatekeeper, c *Counter) http.Handler {
	ways := chi.NewRouter()
	ways.Use(middleware.RequestID)
	ways.Use(middleware.Recoverer)

	ways.Get("/pulse", pulse)

	ways.Group(func(ways chi.Router) {
		ways.Use(gate.Admit)

		ways.Post("/radiographs", c.Intake)
	})
	return ways
}

func pulse(rw http.ResponseWriter, _ *http.Request) {
	rw.WriteHeader(http.StatusNoContent)
}
