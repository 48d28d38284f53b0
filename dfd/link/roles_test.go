package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestRoles: a text that is looked for in a list of what the caller may do is a role, also where the list was built anew of a token's
// claims; one of several is named with the others; one that is looked for in another list of the token is none.
func TestRoles(t *testing.T) {
	p := linked(t, lowertest.Module(t, withLibraries(t, `
-- main.go --
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

type account struct {
	Roles    []string
	Audience []string
	Colours  []string
	Role     string
	Group    string
}

type key int

func texts(claims jwt.MapClaims, name string) []string {
	var out []string
	list, _ := claims[name].([]any)
	for _, v := range list {
		out = append(out, v.(string))
	}
	return out
}

func signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims := jwt.MapClaims{}
		raw := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		_, err := jwt.ParseWithClaims(raw, claims, func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil })
		if err != nil {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		role, _ := claims["role"].(string)
		group, _ := claims["group"].(string)
		a := account{Role: role, Group: group, Roles: texts(claims, "roles"), Audience: texts(claims, "aud"), Colours: texts(claims, "colours")}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key(1), a)))
	})
}

func with(pick func(account) bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if a := r.Context().Value(key(1)).(account); !pick(a) {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func read(w http.ResponseWriter, r *http.Request) { b, _ := os.ReadFile("/srv/data"); w.Write(b) }

func main() {
	h := http.HandlerFunc(read)
	mux := http.NewServeMux()
	mux.Handle("GET /admin", signedIn(with(func(a account) bool { return slices.Contains(a.Roles, "admin") }, h)))
	mux.Handle("GET /audience", signedIn(with(func(a account) bool { return slices.Contains(a.Audience, "app") }, h)))
	mux.Handle("GET /either", signedIn(with(func(a account) bool { return a.Role == "editor" || a.Role == "admin" || a.Role == "boss" }, h)))
	mux.Handle("GET /same", signedIn(with(func(a account) bool { return a.Role == "admin" || a.Role == "admin" }, h)))
	mux.Handle("GET /other", signedIn(with(func(a account) bool { return a.Role == "admin" || a.Group == "staff" }, h)))
	mux.Handle("GET /some", signedIn(with(func(a account) bool { return a.Role == "admin" || a.Group != "" }, h)))
	mux.Handle("GET /blue", signedIn(with(func(a account) bool { return slices.Contains(a.Colours, "blue") }, h)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`)))
	for _, e := range p.EntryPoints {
		want := map[string]string{"/admin": "admin", "/either": "admin boss editor", "/same": "admin", "/other": "admin staff"}[e.Path]
		if got := strings.Join(e.Auth.Roles, " "); got != want || e.Auth.Verdict != "protected" {
			t.Errorf("%s: %s, roles %q, want %q", e.Path, e.Auth.Verdict, got, want)
		}
	}
}
