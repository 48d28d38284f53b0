// Command routeparts lets some routes past its checks by what frameworks tell of the route: gorilla tells which one it is, chi and fiber as much as
// the request has come through so far, and a name says nothing.
package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
)

func keyed(r *http.Request) bool { return r.Header.Get("X-API-Key") == os.Getenv("KEY") }

func chiMw(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if chi.RouteContext(r.Context()).RoutePattern() == "/login" || keyed(r) {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "no", 401)
	})
}

func muxMw(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t, _ := mux.CurrentRoute(r).GetPathTemplate()
		if t == "/login" || keyed(r) {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "no", 401)
	})
}

func muxName(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if mux.CurrentRoute(r).GetName() == "login" || keyed(r) {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "no", 401)
	})
}

func h(w http.ResponseWriter, r *http.Request) { w.Write(nil) }

func main() {
	r := chi.NewRouter()
	r.Use(chiMw)
	r.Get("/chi-login", h)
	r.Get("/chi", h)
	go http.ListenAndServe(":8081", r)
	m := mux.NewRouter()
	m.Use(muxMw)
	m.HandleFunc("/login", h).Methods("POST")
	m.HandleFunc("/mux", h).Methods("GET")
	go http.ListenAndServe(":8082", m)
	n := mux.NewRouter()
	n.Use(muxName)
	n.HandleFunc("/nlogin", h).Methods("POST").Name("login")
	n.HandleFunc("/nmux", h).Methods("GET")
	go http.ListenAndServe(":8083", n)
	f := fiber.New()
	f.Use(func(c *fiber.Ctx) error {
		if c.Route().Path == "/login" || c.Get("X-API-Key") == os.Getenv("KEY") {
			return c.Next()
		}
		return c.SendStatus(401)
	})
	f.Put("/fiber-login", func(c *fiber.Ctx) error { return c.SendString("x") })
	f.Get("/fiber", func(c *fiber.Ctx) error { return c.SendString("x") })
	f.Listen(":8080")
}
