package link

import "testing"

// TestCleanPattern: parameters that begin within an element are told, verbs of Google's and expressions are left.
func TestCleanPattern(t *testing.T) {
	for in, want := range map[string]string{
		"/posts/:slug":            "/posts/{slug}",
		"/disqus/post-:slug":      "/disqus/post-{slug}",
		"/flights/:from-:to":      "/flights/{from}-{to}",
		"/files/:name.:ext":       "/files/{name}.{ext}",
		"/v1/messages:send":       "/v1/messages:send",
		"/v1/{name}:cancel":       "/v1/{name}:cancel",
		"/users/{id:[0-9]+}":      "/users/{id}",
		"/users/{id:[a-z-]+}/:at": "/users/{id}/{at}",
		"/:id?":                   "/{id}",
		"/static/*filepath":       "/static/{filepath...}",
	} {
		if got := cleanPattern(in); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}
