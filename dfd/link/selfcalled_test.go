package link

import (
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestSelfCalled: a library's function that is converted to its own function type, and called by a method of that, ends.
func TestSelfCalled(t *testing.T) {
	p := linked(t, lowertest.Load(t, lowertest.Write(t, `
-- go.mod --
module example.com/app

go 1.25

require example.com/nets v1.0.0
-- vendor/modules.txt --
# example.com/nets v1.0.0
## explicit; go 1.25
example.com/nets
-- vendor/example.com/nets/nets.go --
package nets

type Set interface{ Contains(ip string) bool }

type SetFunc func(ip string) bool

func (f SetFunc) Contains(ip string) bool { return f(ip) }

func Local(ip string) bool { return ip == "::1" }
-- main.go --
package main

import (
	"net/http"

	"example.com/nets"
)

func main() {
	var set nets.Set = nets.SetFunc(nets.Local)
	http.HandleFunc("GET /x", func(w http.ResponseWriter, r *http.Request) {
		if set.Contains(r.RemoteAddr) {
			w.Write(nil)
		}
	})
	http.ListenAndServe(":8080", nil)
}
`), "./..."))
	if len(p.EntryPoints) != 1 {
		t.Error(reached(p))
	}
}
