// Command fallback has routers that ask another router for the paths that they do not know, and handlers for what nobody knows.
package main

import (
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
)

func ok(w http.ResponseWriter, _ *http.Request)   { w.WriteHeader(http.StatusNoContent) }
func lost(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no such page", http.StatusNotFound) }

// keyed turns away who has no key.
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

// api is what the health server asks for all but its own route.
func api() http.Handler {
	r := gin.New()
	v1 := r.Group("/api/v1")
	v1.GET("/orders", gin.WrapF(ok))
	v1.DELETE("/orders/:id", gin.WrapF(ok))
	r.NoRoute(gin.WrapF(lost))
	return r
}

func pages() *mux.Router {
	r := mux.NewRouter()
	r.HandleFunc("/pages/{name}", ok).Methods(http.MethodGet)
	r.NotFoundHandler = http.HandlerFunc(lost)
	return r
}

func site() http.Handler {
	r := chi.NewRouter()
	r.Use(keyed)
	r.Get("/admin", ok)
	r.NotFound(pages().ServeHTTP)
	return r
}

func old() http.Handler {
	r := mux.NewRouter()
	r.Use(keyed) // gorilla asks it for what it knows only
	r.HandleFunc("/old", ok)
	r.HandleFunc("/called", ok).Methods(os.Getenv("CALLED_BY"), http.MethodOptions) // by any, as far as the source says
	next := chi.NewRouter()
	next.Get("/new", ok)
	next.NotFound(lost)
	r.NotFoundHandler = next
	return r
}

func main() {
	base := gin.New()
	base.GET("/healthz", gin.WrapF(ok))
	base.NoRoute(gin.WrapH(api()))
	go http.ListenAndServe(":8081", site())
	go http.ListenAndServe(":8082", old())
	http.ListenAndServe(":8080", base)
}
