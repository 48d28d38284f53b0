package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"example.com/samples/programs/servemux/internal/snippets"
)

type decorator func(http.Handler) http.Handler

// chain wraps h in the decorators; the first one sees a request first.
func chain(h http.Handler, decorators ...decorator) http.Handler {
	for i := len(decorators) - 1; i >= 0; i-- {
		h = decorators[i](h)
	}
	return h
}

// statusError is an error that the visitor is told about.
type statusError struct {
	status int
	text   string
}

func (e statusError) Error() string { return e.text }

// adapt turns a handler that returns an error into one that answers with it.
func (s *Site) adapt(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		var se statusError
		switch {
		case err == nil:
		case errors.As(err, &se):
			http.Error(w, se.text, se.status)
		case errors.Is(err, snippets.ErrNotFound):
			http.Error(w, "no such snippet", http.StatusNotFound)
		default:
			slog.ErrorContext(r.Context(), "request failed", "pattern", r.Pattern, "err", err)
			http.Error(w, "internal error", http.StatusInternalServerError)
		}
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		slog.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "took", time.Since(start))
	})
}

func noStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// requireKey lets through only requests that carry the API key.
func (s *Site) requireKey(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !equal(r.Header.Get("X-API-Key"), s.keys.API) {
			http.Error(w, "API key missing or wrong", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// requireAdmin asks for the administrator's name and password.
func (s *Site) requireAdmin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		if !ok || !equal(name, s.keys.Admin) || !equal(password, s.keys.Password) {
			w.Header().Set("WWW-Authenticate", `Basic realm="admin"`)
			http.Error(w, "administrators only", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// equal compares in a time that tells neither where the two differ nor how
// long they are.
func equal(got, want string) bool {
	a, b := sha256.Sum256([]byte(got)), sha256.Sum256([]byte(want))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}
