package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

// TestBrokenMain: of func main only the statements with type errors are lost, and those that need what they declare.
func TestBrokenMain(t *testing.T) {
	ins, err := lowertest.Inputs(lowertest.Write(t, `
-- main.go --
package main

import (
	"log"
	"net/http"
	"os"

	"example.com/app/tags"
	"example.com/app/web"
	"example.com/missing"
)

func open(w http.ResponseWriter, r *http.Request) { b, _ := os.ReadFile("/srv/open"); w.Write(b) }

func wrong() int { return "text" }

func main() {
	_ = tags.NETGO
	level := tags.Level()
	n := 1
	if level > 1 {
		log.Print("chatty")
	}
	if n > 0 {
		missing.Start()
		http.HandleFunc("GET /in", open)
	}
	web.Serve()
	web.Guarded()
	mux := missing.New()
	mux.Use(open)
	http.HandleFunc("GET /open", open)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
-- web/web.go --
package web

import (
	"log"
	"net/http"

	"example.com/docs"
)

func Serve() {
	docs.Info.BasePath = "/api"
	log.Printf("served by %s", docs.Info.Name)
	http.HandleFunc("GET /web", func(w http.ResponseWriter, r *http.Request) {})
}

func Guarded() {
	h := docs.Guard(http.NotFoundHandler())
	http.Handle("GET /guarded", h)
	http.HandleFunc("GET /lost", func(w http.ResponseWriter, r *http.Request) {})
}
-- tags/tags.go --
package tags
`), "./...")
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []*summary.Package
	var skipped []string
	for _, in := range ins {
		p := lower.Lower(in)
		pkgs = append(pkgs, p)
		for _, s := range p.Skipped {
			skipped = append(skipped, s.What+": "+s.Reason)
		}
	}
	p := linked(t, pkgs)
	var got []string
	for _, e := range p.EntryPoints {
		got = append(got, e.Method+" "+e.Path)
	}
	if s := strings.Join(got, ", "); s != "GET /in, GET /open, GET /web" {
		t.Errorf("entry points: %s", s)
	}
	if len(p.Listeners) != 1 || p.Processes[0].Kind != "binary" {
		t.Errorf("listeners %v of a %s", p.Listeners, p.Processes[0].Kind)
	}
	said := strings.Join(skipped, "\n")
	for _, want := range []string{"app.main: type error: undefined: tags.NETGO: left out of it, the rest was read", "app.wrong: type error: cannot use",
		"app/web.Serve: depends on code with type errors: left out of it, the rest was read", "app/web.Guarded: depends on code with type errors"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not among\n%s", want, said)
		}
	}
}

// TestBrokenSetup: a function that takes nothing and gives at most an error loses what it assigns and calls with something that is missing,
// and nothing else is read of it where that may be what decides, or what stands before handlers.
func TestBrokenSetup(t *testing.T) {
	for name, x := range map[string]struct {
		lost string
		want string
	}{
		"a value":                  {"id, err := bots(Manifest.Id)\n\tif err != nil {\n\t\treturn err\n\t}\n\ts.id = id", "GET /a"},
		"what is called":           {"s.id = made.ID()", ""},
		"a check":                  {"if s.id == Manifest.Id {\n\t\treturn err\n\t}", ""},
		"what stands before them":  {"s.mux.Handle(\"GET /b\", guard(Manifest.Id, http.HandlerFunc(s.show)))", ""},
		"a function around one":    {"use(func(next http.Handler) http.Handler { return guard(Manifest.Id, next) })", ""},
		"an option, no handler":    {"s.id, err = bots(Manifest.Id, func(n *int) {})", "GET /a"},
		"the result of the set-up": {"return fail(Manifest.Id)", ""},
	} {
		ins, err := lowertest.Inputs(lowertest.Write(t, `
-- main.go --
package main

import (
	"log"
	"net/http"
)

type server struct {
	mux *http.ServeMux
	id  string
}

func bots(id string, opts ...func(*int)) (string, error) { return id, nil }

func guard(id string, h http.Handler) http.Handler { return h }

func use(func(http.Handler) http.Handler) {}

func fail(string) error { return nil }

func (s *server) show(w http.ResponseWriter, r *http.Request) {}

func (s *server) setUp() error {
	var err error
	`+x.lost+`
	s.mux.HandleFunc("GET /a", s.show)
	return err
}

func main() {
	s := &server{mux: http.NewServeMux()}
	if err := s.setUp(); err != nil {
		return
	}
	log.Fatal(http.ListenAndServe(":8080", s.mux))
}
`), "./...")
		if err != nil {
			t.Fatal(err)
		}
		var pkgs []*summary.Package
		for _, in := range ins {
			pkgs = append(pkgs, lower.Lower(in))
		}
		var got []string
		for _, e := range linked(t, pkgs).EntryPoints {
			got = append(got, e.Method+" "+e.Path)
		}
		if s := strings.Join(got, ", "); s != x.want {
			t.Errorf("%s: entry points %q, want %q", name, s, x.want)
		}
	}
}
