package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestUnchecked: a verifier that is told not to look at signatures checks nothing, and one that may be told so is a question.
func TestUnchecked(t *testing.T) {
	for _, c := range []struct{ name, config, verdict string }{
		{"checked", `&oidc.Config{ClientID: "shop"}`, "protected"},
		{"said to be checked", `&oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: false}`, "protected"},
		{"not checked", `&oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: true}`, "public"},
		{"by a setting", `&oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: os.Getenv("TEST") != ""}`, "unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := linked(t, lowertest.Module(t, strings.Replace(uncheckedServer, "CONFIG", c.config, 1)))
			for _, e := range p.EntryPoints {
				if e.Auth.Verdict != c.verdict {
					t.Errorf("%s is %s, want %s", e.Path, e.Auth.Verdict, c.verdict)
				}
			}
			if len(p.EntryPoints) != 1 {
				t.Errorf("%d entry points", len(p.EntryPoints))
			}
		})
	}
}

const uncheckedServer = `
-- go.mod --
module example.com/m

go 1.24

require github.com/coreos/go-oidc/v3 v3.0.0
-- vendor/modules.txt --
# github.com/coreos/go-oidc/v3 v3.0.0
## explicit; go 1.24
github.com/coreos/go-oidc/v3/oidc
-- vendor/github.com/coreos/go-oidc/v3/oidc/oidc.go --
package oidc

import "context"

type Config struct {
	ClientID                   string
	InsecureSkipSignatureCheck bool
}

type KeySet interface {
	VerifySignature(ctx context.Context, jwt string) ([]byte, error)
}

type IDToken struct{ Subject string }

type IDTokenVerifier struct{ c *Config }

func NewRemoteKeySet(ctx context.Context, url string) KeySet { return nil }

func NewVerifier(issuer string, keys KeySet, c *Config) *IDTokenVerifier { return &IDTokenVerifier{c} }

func (v *IDTokenVerifier) Verify(ctx context.Context, raw string) (*IDToken, error) {
	return &IDToken{}, nil
}
-- main.go --
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/coreos/go-oidc/v3/oidc"
)

func main() {
	log.SetOutput(os.Stderr)
	v := oidc.NewVerifier("https://id.example.com", oidc.NewRemoteKeySet(context.Background(), "https://id.example.com/keys"), CONFIG)
	http.HandleFunc("GET /mine", func(w http.ResponseWriter, r *http.Request) {
		t, err := v.Verify(r.Context(), r.Header.Get("Authorization"))
		if err != nil {
			http.Error(w, "sign in", http.StatusUnauthorized)
			return
		}
		fmt.Fprintln(w, t.Subject)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`
