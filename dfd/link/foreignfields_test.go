package link

import (
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestForeignFields: what a library without a model is passed in a struct of its own may be called by it.
func TestForeignFields(t *testing.T) {
	p := linked(t, lowertest.Module(t, foreignFieldsProgram))
	served := false
	for _, e := range p.EntryPoints {
		served = served || e.Kind == "http" && e.Path == "/hello"
		if e.Path == "/never" {
			t.Error("what is not passed to the library is served")
		}
	}
	if !served {
		t.Errorf("what the command serves is missing: %v", p.EntryPoints)
	}
}

const foreignFieldsProgram = `
-- go.mod --
module example.com/m

go 1.24

require example.org/commands v1.0.0
-- vendor/modules.txt --
# example.org/commands v1.0.0
## explicit; go 1.24
example.org/commands
-- vendor/example.org/commands/commands.go --
package commands

type Command struct {
	Name string
	Do   func(args []string) error
	sub  []*Command
}

func (c *Command) Add(s *Command) { c.sub = append(c.sub, s) }

func Run(c *Command) error { return c.Do(nil) }
-- main.go --
package main

import (
	"net/http"

	"example.org/commands"
)

func main() {
	root := &commands.Command{Name: "app"}
	root.Add(&commands.Command{Name: "serve", Do: func([]string) error {
		mux := http.NewServeMux()
		mux.HandleFunc("GET /hello", func(w http.ResponseWriter, r *http.Request) {})
		return http.ListenAndServe(":80", mux)
	}})
	_ = &commands.Command{Name: "other", Do: func([]string) error {
		http.HandleFunc("GET /never", func(w http.ResponseWriter, r *http.Request) {})
		return http.ListenAndServe(":81", nil)
	}}
	commands.Run(root)
}
`
