package link

import (
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestClientAddress: who a client talks to whose calls are told no address.
func TestClientAddress(t *testing.T) {
	p := linked(t, lowertest.Load(t, lowertest.Write(t, `
-- go.mod --
module example.com/app

go 1.25

require github.com/machinebox/graphql v1.0.0
-- vendor/modules.txt --
# github.com/machinebox/graphql v1.0.0
## explicit; go 1.25
github.com/machinebox/graphql
-- vendor/github.com/machinebox/graphql/graphql.go --
package graphql

import "context"

type Client struct{ endpoint string }

type Request struct{ q string }

func NewClient(endpoint string) *Client { return &Client{endpoint} }

func NewRequest(q string) *Request { return &Request{q} }

func (c *Client) Run(ctx context.Context, req *Request, resp any) error { return nil }
-- main.go --
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/machinebox/graphql"
)

type api struct{ *graphql.Client }

func main() {
	set := &api{graphql.NewClient(os.Getenv("ENDPOINT") + "/graphql")}
	known := graphql.NewClient("https://api.known.example/graphql")
	http.HandleFunc("GET /set", func(w http.ResponseWriter, r *http.Request) { set.Run(r.Context(), graphql.NewRequest("{a}"), nil) })
	http.HandleFunc("GET /known", func(w http.ResponseWriter, r *http.Request) { known.Run(r.Context(), graphql.NewRequest("{a}"), nil) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`), "./..."))
	var got []string
	for _, e := range p.Elements {
		if e.Kind == "external" && e.Name != "Browser" {
			got = append(got, e.Name)
		}
	}
	slices.Sort(got)
	if want := "ENDPOINT (setting), api.known.example"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}
