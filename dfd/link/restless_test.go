package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestRestless: a loop that puts a text together of what it is passed is evaluated to its end.
func TestRestless(t *testing.T) {
	p := linked(t, lowertest.Module(t, `
-- main.go --
package main

import (
	"fmt"
	"log"
	"net/http"
)

func joined(args ...any) (message string) {
	for _, m := range args {
		message += " " + fmt.Sprintf("%v", m)
	}
	return
}

func main() {
	http.HandleFunc("GET /a", func(w http.ResponseWriter, r *http.Request) { log.Print(joined("a", r.URL.Path)) })
	http.ListenAndServe(":80", nil)
}
`))
	for _, b := range p.Coverage.Budgets {
		t.Error(b)
	}
	if len(p.EntryPoints) != 1 || strings.Contains(p.EntryPoints[0].Auth.Verdict, "unknown") {
		t.Errorf("entry points: %+v", p.EntryPoints)
	}
}
