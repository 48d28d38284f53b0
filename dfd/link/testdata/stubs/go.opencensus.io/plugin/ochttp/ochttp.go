// Package ochttp declares what the archives use of the library.
package ochttp

import "net/http"

type Handler struct {
	Handler          http.Handler
	IsPublicEndpoint bool
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
