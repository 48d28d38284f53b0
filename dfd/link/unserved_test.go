package link

import (
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// unservedProgram builds two routers: rest stands for what its main does with them.
const unservedProgram = `
-- main.go --
package main

import (
	"log"
	"net"
	"net/http"
	"net/http/fcgi"
	"os"
	"testing/quick"
)

func handler(w http.ResponseWriter, r *http.Request) { b, _ := os.ReadFile("/srv/a"); w.Write(b) }

func router(path string) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+path, handler)
	return mux
}

type app struct {
	name string
	mux  *http.ServeMux
}

type embedded struct{ http.ServeMux }

var (
	_ = log.Fatal
	_ = net.Listen
	_ = fcgi.Serve
	_ = quick.Check
)

func main() {
	a, b := router("/a"), router("/b")
	_, _ = a, b
REST
}
`

// TestUnserved: what is registered on a router that nothing serves is no entry point, and is counted. A router that a library without a
// model, or a server of which it is not known what it serves, may serve keeps its routes.
func TestUnserved(t *testing.T) {
	for _, c := range []struct{ name, rest, routes, unserved string }{
		{"nothing listens", `os.WriteFile("routes.txt", nil, 0o600)`, "", "GET /a GET /b"},
		{"one is served", `http.ListenAndServe(":8080", a)`, "GET /a", "GET /b"},
		{"both are", `go http.ListenAndServe(":8080", a)
	http.ListenAndServe(":8081", b)`, "GET /a GET /b", ""},
		{"wrapped and served", `http.ListenAndServe(":8080", http.StripPrefix("/v1", b))`, "GET /v1/b", "GET /a"},
		{"by a library without a model", `fcgi.Serve(nil, b)`, "GET /b", "GET /a"},
		{"in a struct that it is given", `quick.Check(&app{"b", b}, nil)`, "GET /b", "GET /a"},
		{"in a function that it is given", `quick.Check(func() { b.ServeHTTP(nil, nil) }, nil)`, "GET /b", "GET /a"},
		{"part of what it is given", `e := &embedded{}
	e.HandleFunc("GET /e", handler)
	quick.Check(e, nil)`, "GET /e", "GET /a GET /b"},
		{"wrapped and given", `fcgi.Serve(nil, http.TimeoutHandler(b, 1, ""))`, "GET /b", "GET /a"},
		{"called by the program itself", `for {
		b.ServeHTTP(nil, nil)
	}`, "GET /b", "GET /a"},
		{"a server for others", `l, _ := net.Listen("tcp", ":80")
	c, _ := l.Accept()
	c.Write(nil)`, "", "GET /a GET /b"},
		{"by default, and nothing serves", `http.HandleFunc("GET /d", handler)`, "", "GET /a GET /b GET /d"},
		{"by default, and a library may", `http.HandleFunc("GET /d", handler)
	fcgi.Serve(nil, nil)`, "GET /d", "GET /a GET /b"},
		{"by default, beside another", `http.HandleFunc("GET /d", handler)
	go fcgi.Serve(nil, nil)
	http.ListenAndServe(":8080", a)`, "GET /a", "GET /b GET /d"},
		{"it is not known what is served", `var s http.Server
	fill(&s)
	s.ListenAndServe()
}

func fill(any)

func init() {`, "GET /a GET /b", ""},
	} {
		p := linked(t, lowertest.Load(t, lowertest.Write(t, strings.ReplaceAll(unservedProgram, "REST", c.rest)), "./..."))
		var routes, unserved []string
		for _, e := range p.EntryPoints {
			if e.Kind == "http" {
				routes = append(routes, e.Method+" "+e.Path)
			}
		}
		for _, u := range p.Coverage.Unserved {
			what, _, _ := strings.Cut(u.What, ",")
			unserved = append(unserved, what)
		}
		slices.Sort(unserved)
		if got := strings.Join(routes, " "); got != c.routes {
			t.Errorf("%s: entry points %q, want %q", c.name, got, c.routes)
		}
		if got := strings.Join(unserved, " "); got != c.unserved {
			t.Errorf("%s: served nowhere %q, want %q", c.name, got, c.unserved)
		}
	}
}
