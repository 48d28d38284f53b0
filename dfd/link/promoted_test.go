package link

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// embedding is a library whose types embed others, and a model of it that names what a Conn has.
const embedding = `
-- go.mod --
module example.com/app

go 1.25

require acme.test/tubes v1.0.0
-- vendor/modules.txt --
# acme.test/tubes v1.0.0
## explicit; go 1.25
acme.test/tubes
-- vendor/acme.test/tubes/tubes.go --
package tubes

type (
	Tube    struct{}
	Watcher interface{ Watch() []byte }
	Pool    struct{ *Tube }
	Conn    struct {
		*Pool
		Watcher
	}
	Other struct{ Tube }
	Named struct{ Tube Tube }
	Own   struct{ Tube }
)

func Dial() *Conn             { return nil }
func (*Tube) Put(body string) {}
func (*Own) Put(body string)  {}
-- main.go --
package main

import (
	"net/http"

	"acme.test/tubes"
)

type putter interface{ Put(body string) }

func main() {
	c := tubes.Dial()
	var held putter = c
	var other tubes.Other
	var named tubes.Named
	var own tubes.Own
	value := c.Put
	put := (*tubes.Conn).Put
	_, _, _, _, _, _ = held, other, named, own, value, put
	http.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) { CALL })
	http.ListenAndServe(":8080", nil)
}
`

const embeddingModel = `library: tubes
package: acme.test/tubes
rows:
  - {symbols: [Dial], role: open, tech: tubes, subkind: queue}
  - {symbols: [Conn.Put], role: publish, op: publish, tech: tubes, args: {handle: recv, body: 0}}
  - {symbols: [Conn.Watch], role: kv, op: read, tech: tubes, args: {handle: recv}}
  - {symbols: [Own.Put], role: none}
`

// TestPromoted: a row that names a method by what embeds its type speaks of the calls that come by that, and of no others.
func TestPromoted(t *testing.T) {
	user, err := catalog.Load(fstest.MapFS{"tubes.yaml": {Data: []byte(embeddingModel)}})
	if err != nil {
		t.Fatal(err)
	}
	builtin, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cat, err := builtin.With(user)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ call, want string }{
		{`c.Put("x")`, "[publish acme.test/tubes.Conn.Put]"},
		{`c.Pool.Put("x")`, "[publish acme.test/tubes.Conn.Put]"},
		{`c.Pool.Tube.Put("x")`, "[publish acme.test/tubes.Conn.Put]"},
		{`w.Write(c.Watch())`, "[kv acme.test/tubes.Conn.Watch]"},
		{`held.Put("x")`, "[publish acme.test/tubes.Conn.Put]"},
		{`value("x")`, "[publish acme.test/tubes.Conn.Put]"},
		{`put(c, "x")`, "[publish acme.test/tubes.Conn.Put]"},
		{`other.Put("x")`, "[]"},
		{`named.Tube.Put("x")`, "[]"},
		{`own.Put("x")`, "[]"},
		{`own.Tube.Put("x")`, "[]"},
		{`new(tubes.Pool).Put("x")`, "[]"},
	} {
		p, err := Link(Input{Packages: lowertest.Module(t, strings.Replace(embedding, "CALL", c.call, 1)), Catalog: cat})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, u := range p.Uses {
			if u.Role == "publish" || u.Role == "kv" {
				got = append(got, u.Role+" "+u.Symbol)
			}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %s, want %s", c.call, got, c.want)
		}
	}
}
