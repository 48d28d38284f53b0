package link

import (
	"slices"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestUnknownAddress: an address that something without a model filled in is not the default one; a server that is given none has that.
func TestUnknownAddress(t *testing.T) {
	p := linked(t, lowertest.Load(t, lowertest.Write(t, `
-- main.go --
package main

import (
	"net/http"
	"reflect"
)

type config struct{ Web struct{ Addr string } }

func fill(v any) { reflect.ValueOf(v).Elem().Field(0).Field(0).SetString(":9000") }

func main() {
	var cfg config
	fill(&cfg)
	filled := http.Server{Addr: cfg.Web.Addr}
	go filled.ListenAndServe()
	var left http.Server
	go left.ListenAndServe()
	fixed := http.Server{Addr: ":8443"}
	fixed.ListenAndServe()
}
`), "./..."))
	var got []string
	for _, li := range p.Listeners {
		got = append(got, li.Address)
	}
	slices.Sort(got)
	if want := []string{":80", ":8443", "{config}"}; !slices.Equal(got, want) {
		t.Errorf("listens on %q, want %q", got, want)
	}
}
