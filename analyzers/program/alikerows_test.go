package program_test

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/program"
)

// TestGoroutinesOfOneRoute: what is mended in one way at several places of the same routes is one row that lists them; other routes have their own.
func TestGoroutinesOfOneRoute(t *testing.T) {
	p, err := program.Build(program.Source{Packages: lowertest.Module(t, `
-- main.go --
package main

import (
	"log"
	"net/http"
	"strings"
)

func first(s string) { log.Print(strings.Split(s, "@")[1]) }

func notify(s string) { go first(s) }

func tell(s string) { go first(s) }

func main() {
	http.HandleFunc("POST /a", func(w http.ResponseWriter, r *http.Request) {
		notify(r.FormValue("name"))
		tell(r.FormValue("other"))
	})
	http.HandleFunc("POST /b", func(w http.ResponseWriter, r *http.Request) { go first(r.FormValue("name")) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`), Roots: []string{"example.com/app"}, Module: "example.com/app"})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, th := range p.Threats {
		if th.Rule == "goroutine-panic" {
			rows[strings.Join(th.EntryPoints, " ")] = strings.Count(th.Mitigation.Action, "The same in")
		}
	}
	if len(rows) != 2 || rows["http:POST /a"] != 1 || rows["http:POST /b"] != 0 {
		t.Errorf("rows %v", rows)
	}
}
