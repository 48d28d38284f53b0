package link

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestLinkedTogether: binaries that are linked as one keep their entry points apart where those share a path and nothing else.
func TestLinkedTogether(t *testing.T) {
	pkgs := lowertest.Load(t, lowertest.Write(t, `
-- cmd/backup/main.go --
package main

import (
	"net/http"

	"example.com/app/health"
)

func backup(w http.ResponseWriter, r *http.Request) {}

func main() {
	http.HandleFunc("/", backup)
	http.HandleFunc("/health", health.Check)
	http.HandleFunc("/key", health.Check)
	http.ListenAndServe(":8080", nil)
}
-- cmd/mirror/main.go --
package main

import (
	"crypto/subtle"
	"net/http"
	"os"

	"example.com/app/health"
)

func mirror(w http.ResponseWriter, r *http.Request) {}

func keyed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(os.Getenv("KEY"))) == 1 {
			next(w, r)
		}
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", mirror)
	mux.HandleFunc("/health", health.Check)
	mux.Handle("/key", keyed(health.Check))
	http.ListenAndServe(":8081", mux)
}
-- health/health.go --
package health

import "net/http"

func Check(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) }
`), "./...")
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := one(Input{Packages: pkgs, Catalog: cat})
	var got []string
	for _, e := range p.EntryPoints {
		got = append(got, fmt.Sprintf("%s: %s %s %d", e.ID, e.Handler[strings.LastIndex(e.Handler, "/")+1:], e.Auth.Verdict, len(e.Processes)))
	}
	want := `http:ANY / in backup: backup.backup public 1
http:ANY / in mirror: mirror.mirror public 1
http:ANY /health: health.Check public 2
http:ANY /key in backup: health.Check public 1
http:ANY /key in mirror: health.Check protected 1`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}
