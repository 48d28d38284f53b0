package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestOwnSource: a program that is a library of the catalogue is read as it stands, not as its model says.
func TestOwnSource(t *testing.T) {
	p := linked(t, lowertest.Module(t, `
-- go.mod --
module github.com/otiai10/copy

go 1.25
-- copy.go --
package copy

import "os"

func Copy(from, to string) error { return os.Remove(from) }
-- cmd/app/main.go --
package main

import (
	"net/http"

	"github.com/otiai10/copy"
)

func main() {
	http.HandleFunc("POST /x", func(w http.ResponseWriter, r *http.Request) { copy.Copy("a", "b") })
	http.ListenAndServe(":8080", nil)
}
`))
	var got []string
	for _, f := range p.Flows {
		if strings.Contains(f.From+f.To, "filesystem") {
			got = append(got, f.Op)
		}
	}
	if strings.Join(got, " ") != "delete" {
		t.Errorf("got %q, want a delete alone", got)
	}
}

// TestEmbeddedHandler: a struct that is a handler by what is put into it is followed to that, with what is around it.
func TestEmbeddedHandler(t *testing.T) {
	for name, c := range map[string]struct{ around, want string }{
		"around it": {`h.Handler = h.ask(http.HandlerFunc(h.save))`, "protected"},
		"alone":     {`h.Handler = http.HandlerFunc(h.save)`, "public"},
		"for one only": {`h.Handler = http.HandlerFunc(h.save)
	other := &handler{Handler: h.ask(http.NotFoundHandler())}
	http.Handle("/other/", other)`, "public"},
	} {
		t.Run(name, func(t *testing.T) {
			p := linked(t, lowertest.Module(t, strings.Replace(embeddedServer, "AROUND", c.around, 1)))
			for _, e := range p.EntryPoints {
				if e.Path != "/files/{path...}" && !strings.HasPrefix(e.Path, "/files/") {
					continue
				}
				if e.Auth.Verdict != c.want {
					t.Errorf("%s is %s, want %s", e.ID, e.Auth.Verdict, c.want)
				}
				for _, f := range p.Flows {
					if f.Op == "write" && len(f.EntryPoints) == 1 && f.EntryPoints[0] == e.ID {
						return
					}
				}
			}
			t.Errorf("what the handler writes is not seen")
		})
	}
}

const embeddedServer = `
-- go.mod --
module example.com/app

go 1.25
-- main.go --
package main

import (
	"net/http"
	"os"
)

type handler struct {
	http.Handler
	dir string
}

func (h *handler) save(w http.ResponseWriter, r *http.Request) { os.WriteFile(h.dir+"/x", nil, 0o600) }

func (h *handler) ask(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != os.Getenv("TOKEN") {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func made() *handler {
	h := &handler{dir: "data"}
	AROUND
	return h
}

func main() {
	http.Handle("/files/", http.StripPrefix("/files", made()))
	http.ListenAndServe(":8080", nil)
}
`
