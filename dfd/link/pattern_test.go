package link

import "testing"

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		path, test, text string
		tree, v, ok      bool
	}{
		{path: "/login", test: "==", text: "/login", v: true, ok: true},
		{path: "/login", test: "==", text: "/logout", ok: true},
		{path: "/users/{id}", test: "==", text: "/users/1"},
		{path: "/users/{id}", test: "==", text: "/users/1/keys", ok: true},
		{path: "/users/{id}/keys", test: "==", text: "/users/a/keys"},
		{path: "/api/users", test: "strings.HasPrefix", text: "/api/", v: true, ok: true},
		{path: "/api/{rest...}", test: "strings.HasPrefix", text: "/api/", v: true, ok: true},
		{path: "/{rest...}", test: "strings.HasPrefix", text: "/api/"},
		{path: "/help/{page}", test: "strings.HasPrefix", text: "/help/internal/", ok: true},
		{path: "/help/{page}", test: "strings.HasPrefix", text: "/help/internal"},
		{path: "/help/{a}/{b}", test: "strings.HasPrefix", text: "/help/internal/"},
		{path: "/help/", tree: true, test: "strings.HasPrefix", text: "/help/internal/"},
		{path: "/help/", test: "strings.HasPrefix", text: "/help/internal/", ok: true},
		{path: "/help/{$}", tree: true, test: "==", text: "/help/", v: true, ok: true},
		{path: "{config}/live", test: "strings.HasPrefix", text: "/api/"},
		{path: "{config}/live", test: "strings.HasSuffix", text: "/live", v: true, ok: true},
		{path: "/files/{name}", test: "strings.HasSuffix", text: ".css"},
		{path: "/files/{name}.js", test: "strings.HasSuffix", text: ".css", ok: true},
		{path: "/a/{x}/public/y", test: "strings.Contains", text: "/public/", v: true, ok: true},
		{path: "/a/{x}", test: "strings.Contains", text: "public"},
		{path: "/a/b", test: "strings.Contains", text: "public", ok: true},
		{path: "/Login", test: "strings.EqualFold", text: "/login", v: true, ok: true},
	} {
		v, ok := patternOf(c.path, c.tree).test(c.test, c.text)
		if ok != c.ok || ok && v != c.v {
			t.Errorf("%s %s %s: %v %v, want %v %v", c.path, c.test, c.text, v, ok, c.v, c.ok)
		}
	}
}
