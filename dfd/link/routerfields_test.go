package link

import (
	"maps"
	"slices"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestKeptRouters: of lists of code that grow, those of a router are kept in order, those of a bus are not.
func TestKeptRouters(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(lowertest.Module(t, growing), cat)
	var got []string
	for _, sym := range slices.Sorted(maps.Keys(w.ordered)) {
		got = append(got, w.syms.list[sym])
	}
	slices.Sort(got)
	if want := []string{"example.com/app.chain.list", "example.com/app.router.before", "example.com/app.table.routes"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

const growing = `
-- go.mod --
module example.com/app

go 1.25
-- main.go --
package main

import "net/http"

type mw func(http.Handler) http.Handler

type router struct{ before []mw }

func (r *router) use(m mw) { r.before = append(r.before, m) }

func (r *router) get(path string, h http.Handler) {
	for _, m := range r.before {
		h = m(h)
	}
	http.Handle("GET "+path, h)
}

type chain struct{ list []mw }

func (c *chain) add(m mw) { c.list = append(c.list, m) }

func (c *chain) then(h http.Handler) http.Handler {
	for _, m := range c.list {
		h = m(h)
	}
	return h
}

type table struct{ routes []http.HandlerFunc }

func (t *table) add(h http.HandlerFunc) { t.routes = append(t.routes, h) }

func (t *table) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range t.routes {
		h(w, r)
	}
}

type bus struct{ subscribers []func(string) }

func (b *bus) subscribe(f func(string)) { b.subscribers = append(b.subscribers, f) }

func (b *bus) publish(s string) {
	for _, f := range b.subscribers {
		f(s)
	}
}

func setup(b *bus) {
	b.subscribe(func(s string) { println(s) })
	b.publish("up")
}

func log(h http.Handler) http.Handler { return h }

func main() {
	b := &bus{}
	setup(b)
	r := &router{}
	r.use(log)
	r.get("/", http.NotFoundHandler())
	c := &chain{}
	c.add(log)
	http.Handle("/c", c.then(http.NotFoundHandler()))
	t := &table{}
	t.add(http.NotFound)
	http.Handle("/t", t)
	http.ListenAndServe(":8080", nil)
}
`
