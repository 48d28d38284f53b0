// Package paths is a router that no model describes.
package paths

import "net/http"

type Router struct{}

func New() *Router { return nil }

func (r *Router) Get(path string, h http.HandlerFunc) {}

func (r *Router) Post(path string, h http.HandlerFunc) {}

func (r *Router) ServeHTTP(w http.ResponseWriter, q *http.Request) {}

// Each gives a handler for each of some.
func Each(h http.HandlerFunc) http.HandlerFunc { return nil }

// Names tells of a function what it is called.
func Names(f func(string) string) {}
