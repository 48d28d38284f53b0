// Command ownchains puts middleware together in ways of its own: chains that are values, chains that are linked, lists that are walked when a
// request comes, options for each route.
package main

import (
	"crypto/subtle"
	"net/http"
	"os"
)

type middleware func(http.Handler) http.Handler

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Seen", "yes")
		next.ServeHTTP(w, r)
	})
}

func keyed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(os.Getenv("KEY"))) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func show(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("seen")) }

func main() {
	mux := http.NewServeMux()
	values(mux)
	linkedOnes(mux)
	options(mux)
	walked(mux)
	with(mux)
	_ = http.ListenAndServe(":8080", mux)
}
