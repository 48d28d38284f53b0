// Command eitherrouter attaches a check to one of two routers: which one is decided when it starts. Neither is certain to have it.
package main

import (
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func keyed(next http.Handler) http.Handler {
	key := os.Getenv("API_KEY")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(key)) != 1 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func pick(public, internal chi.Router) chi.Router {
	if os.Getenv("CLOSED") != "" {
		return public
	}
	return internal
}

// reports are served by the router that is passed, or by one of their own.
func reports(base chi.Router) chi.Router {
	r := base
	if r == nil {
		r = chi.NewRouter()
	}
	r.Get("/reports", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return r
}

func main() {
	public, internal := chi.NewRouter(), chi.NewRouter()
	pick(public, internal).Use(keyed)
	public.Get("/orders", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	internal.Get("/orders/all", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	go http.ListenAndServe("127.0.0.1:8081", internal)

	closed := chi.NewRouter()
	closed.Use(keyed)
	go http.ListenAndServe(":8082", reports(closed))
	http.ListenAndServe(":8080", public)
}
