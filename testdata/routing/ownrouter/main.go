// Command ownrouter has a router of its own: a list of middleware that grows from call to call, and groups that begin with a copy of it.
package main

import (
	"crypto/subtle"
	"net/http"
	"os"
)

func logged(next handler) handler {
	return func(c *context) error {
		c.w.Header().Set("X-Seen", "yes")
		return next(c)
	}
}

// user finds out who asks, and turns nobody away.
func user(key string) middleware {
	return func(next handler) handler {
		return func(c *context) error {
			if c.r.Header.Get("X-Api-Key") == key {
				c.user = "somebody"
			}
			return next(c)
		}
	}
}

// keyed turns away who has no key.
func keyed(key string) middleware {
	return func(next handler) handler {
		return func(c *context) error {
			if subtle.ConstantTimeCompare([]byte(c.r.Header.Get("X-Api-Key")), []byte(key)) != 1 {
				http.Error(c.w, "no", http.StatusUnauthorized)
				return nil
			}
			return next(c)
		}
	}
}

func show(c *context) error {
	_, err := c.w.Write([]byte("seen"))
	return err
}

func main() {
	r := newEngine()
	key := os.Getenv("KEY")
	r.Get("/a1", show)
	r.Use(logged)
	r.Get("/a2", show)
	early := r.Group()
	early.Get("/b1", show)
	r.Use(keyed(key))
	r.Get("/a3", show)
	early.Get("/b2", show)
	late := r.Group()
	late.Get("/c1", show)
	one := early.Group()
	two := early.Group()
	one.Use(keyed(key))
	one.Get("/d1", show)
	two.Get("/d2", show)
	three := one.Group()
	three.Get("/d3", show)
	if os.Getenv("MORE") != "" {
		two.Use(keyed(key))
		two.Get("/d4", show)
	}
	two.Get("/d5", show)
	_ = http.ListenAndServe(":8080", r.mux)
}
