package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestAskedWhereSet: a route that asks only where somebody sets something is unknown, and says by what; so is one that asks unless.
func TestAskedWhereSet(t *testing.T) {
	const refuse = "if r.Header.Get(\"X-Api-Key\") != secret {\n\t\t\t\tw.WriteHeader(401)\n\t\t\t\treturn\n\t\t\t}"
	for _, c := range []struct{ name, load, handler, want string }{
		{"a gate that a variable switches on", `if getenv("GATE") == "true" { cfg.gate = true }`, "if cfg.gate {\n" + refuse + "\n}", "unknown if env:GATE"},
		{"in small letters", `cfg.gate = strings.ToLower(getenv("GATE")) == "on"`, "if cfg.gate {\n" + refuse + "\n}", "unknown if env:GATE"},
		{"behind another condition", `if getenv("PORT") != "" { if getenv("GATE") == "true" { cfg.gate = true } }`, "if cfg.gate {\n" + refuse + "\n}", "unknown if env:GATE"},
		{"one that a variable switches off", `cfg.gate = getenv("OPEN") == "true"`, "if !cfg.gate {\n" + refuse + "\n}", "unknown unless env:OPEN"},
		{"asked for in any case", `cfg.gate = getenv("GATE") == "true"`, "if cfg.gate { w.Header().Set(\"X-Gate\", \"1\") }\n" + refuse, "protected"},
		{"never asked for", `cfg.gate = getenv("GATE") == "true"`, "if cfg.gate { w.Header().Set(\"X-Gate\", \"1\") }", "public"},
		{"switched on, and passed by", `cfg.gate = getenv("GATE") == "true"`, "if cfg.gate && r.Header.Get(\"X-Skip\") == \"\" {\n" + refuse + "\n}", "public"},
		{"switched on by the caller", `cfg.gate = getenv("GATE") == "true"`, "if r.Header.Get(\"X-Gate\") != \"\" {\n" + refuse + "\n}", "public"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := linked(t, lowertest.Module(t, strings.NewReplacer("LOAD", c.load, "HANDLER", c.handler).Replace(gateServer)))
			got := "none"
			if len(p.EntryPoints) == 1 {
				au := p.EntryPoints[0].Auth
				got = au.Verdict
				if len(au.Unless) > 0 {
					got += " unless " + strings.Join(au.Unless, ",")
				}
				if len(au.If) > 0 {
					got += " if " + strings.Join(au.If, ",")
				}
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

const gateServer = `
-- go.mod --
module example.com/m

go 1.24
-- main.go --
package main

import (
	"net/http"
	"os"
	"strings"
)

type config struct{ gate bool }

var cfg = &config{}

var _ = strings.ToLower

func load(getenv func(string) string) {
	LOAD
}

func main() {
	load(os.Getenv)
	secret := os.Getenv("SECRET")
	_ = secret
	http.HandleFunc("/secret", gated(secret, func(w http.ResponseWriter, r *http.Request) {
		b, _ := os.ReadFile("/srv/secret")
		_, _ = w.Write(b)
	}))
	panic(http.ListenAndServe(":8080", nil))
}

func gated(secret string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		HANDLER
		next(w, r)
	}
}
`
