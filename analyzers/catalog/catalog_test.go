package catalog

import (
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

var modelFiles = sync.OnceValues(func() (*Catalog, error) { return Load(os.DirFS("models")) })

func loadModels(t *testing.T) *Catalog {
	t.Helper()
	c, err := modelFiles()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func oneFile(src string) fstest.MapFS { return fstest.MapFS{"lib.yaml": {Data: []byte(src)}} }

func mustLoad(t *testing.T, src string) *Catalog {
	t.Helper()
	c, err := Load(oneFile(src))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestEmbedded compares what the binary embeds with the YAML files.
func TestEmbedded(t *testing.T) {
	fromYAML := loadModels(t)
	if string(fromYAML.Compact()) != compact {
		t.Fatal("models.gen is not what models/*.yaml say: run go generate ./analyzers/catalog")
	}
	builtin, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if builtin.Digest() != fromYAML.Digest() {
		t.Errorf("digests differ: %s and %s", builtin.Digest(), fromYAML.Digest())
	}
	a, b := builtin.Rows(), fromYAML.Rows()
	if len(a) != len(b) {
		t.Fatalf("%d rows embedded, %d in the files", len(a), len(b))
	}
	for i := range a {
		if a[i].key() != b[i].key() || a[i].content() != b[i].content() || a[i].Library != b[i].Library {
			t.Fatalf("row %d: embedded %s %s, file %s %s", i, a[i].key(), a[i].content(), b[i].key(), b[i].content())
		}
	}
	if got, want := len(builtin.Technologies()), len(fromYAML.Technologies()); got != want {
		t.Errorf("%d technologies embedded, %d in the files", got, want)
	}
}

func TestLookup(t *testing.T) {
	c := mustLoad(t, `
library: lib
modules: [example.com/lib]
rows:
  - {package: example.com/lib, symbols: [T.M, F], role: pass}
  - {package: example.com/lib, symbols: [Gone], role: pass}
  - {package: example.com/lib/v3, symbols: [T.M], role: none}
  - {package: example.com/lib/sub, symbols: ["*"], role: pass}
  - {package: example.com/lib/sub, symbols: [G], role: none}
  - {package: gopkg.in/thing, symbols: [F], role: none}
  - {package: example.com/dotted.go, symbols: [C.F], role: none}
  - {package: example.com/late/v4, symbols: [F, Four], role: pass}
  - {package: example.com/late/v7/sub, symbols: [F], role: none}
  - {package: example.com/late/v7, symbols: [F, Seven], role: none}
`)
	tests := []struct{ symbol, role, found string }{
		{"example.com/lib.T.M", "pass", "T.M"},
		{"example.com/lib/v2.T.M", "pass", "T.M"},
		{"example.com/lib/v12.F", "pass", "F"},
		{"example.com/lib/v3.T.M", "none", "T.M"},
		{"example.com/lib/v3.Gone", "", ""},
		{"example.com/lib/v7.T.M", "none", "T.M"}, // the last one that is described
		{"example.com/lib/v1.F", "", ""},
		{"example.com/lib/v2x.F", "", ""},
		{"example.com/lib/sub.G", "none", "G"},
		{"example.com/lib/v2/sub.Other", "pass", "*"},
		{"example.com/lib/v2/sub.T.M", "pass", "*"},
		{"example.com/lib.Unknown", "", ""},
		{"example.com/other.F", "", ""},
		{"gopkg.in/thing.v4.F", "none", "F"},
		{"example.com/dotted.go.C.F", "none", "C.F"},
		{"example.com/late.F", "pass", "F"}, // no file speaks for it: the next major does
		{"example.com/late/v5.F", "pass", "F"},
		{"example.com/late/v6.F", "none", "F"},
		{"example.com/late/v9.Seven", "none", "Seven"},
		{"example.com/late/v9.Four", "", ""},
		{"example.com/late/v4.Seven", "", ""},
		{"example.com/late/sub.F", "none", "F"},
		{"example.com/late/other.F", "", ""},
		{"F", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		role, found := "", ""
		if rows := c.Lookup(tt.symbol); len(rows) > 0 {
			role, found = rows[0].Role, rows[0].Symbol
		}
		if role != tt.role || found != tt.found {
			t.Errorf("Lookup(%q) = %s %s, want %s %s", tt.symbol, found, role, tt.found, tt.role)
		}
	}
	for path, want := range map[string]bool{"example.com/lib/v9": true, "example.com/lib/v3": true, "example.com/nope": false, "example.com/late": true, "example.com/late/other": false, "gopkg.in/thing.v1": true} {
		if _, ok := c.KnownPackage(path); ok != want {
			t.Errorf("KnownPackage(%s) = %v", path, ok)
		}
	}
}

// TestBuiltinLookup holds a few rows to what the libraries are known to do.
func TestBuiltinLookup(t *testing.T) {
	c := loadModels(t)
	tests := []struct{ symbol, want string }{
		{"net/http.HandleFunc", "route\t\t\t\tdefault_mux=true;pattern=servemux\thandler:1;path:0"},
		{"github.com/go-chi/chi/v5.Mux.Get", "route\t\t\t\tmethod=GET;pattern=brace\thandler:1;path:0"},
		{"github.com/go-chi/chi.Router.Post", "route\t\t\t\tmethod=POST;pattern=brace\thandler:1;path:0"},
		{"github.com/gin-gonic/gin.RouterGroup.GET", "route\t\t\t\tmethod=GET;pattern=colon\thandler:1...;path:0"},
		{"github.com/jackc/pgx/v5/pgxpool.Pool.Exec", "sql\t\t\t\tkind=exec\tquery:1;values:2..."},
		{"github.com/aws/aws-sdk-go-v2/service/s3.WithPresignExpires", "option\t\t\t\tfor=presign\texpires:0"},
		{"crypto/subtle.ConstantTimeCompare", "compare\t\t\t\tkind=constant-time;success=one\ta:0;b:1"},
	}
	for _, tt := range tests {
		rows := c.Lookup(tt.symbol)
		if len(rows) == 0 || rows[0].content() != tt.want {
			t.Errorf("%s: %q, want %q", tt.symbol, contents(rows), tt.want)
		}
	}
	// Verifier only looks; Authenticator is the gate.
	for symbol, control := range map[string]string{
		"github.com/go-chi/jwtauth/v5.Verifier": "pass", "github.com/go-chi/jwtauth/v5.Authenticator": "auth",
		"github.com/go-chi/jwtauth.Authenticator": "auth", "github.com/go-chi/jwtauth.Verifier": "pass",
	} {
		if rows := c.Lookup(symbol); len(rows) == 0 || rows[0].Attr["control"] != control {
			t.Errorf("%s: %q, want control %s", symbol, contents(rows), control)
		}
	}
}

func contents(rows []*Row) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.content())
	}
	return strings.Join(out, " | ")
}

// TestTechnologies: every technology that a row names is described.
func TestTechnologies(t *testing.T) {
	c := loadModels(t)
	for _, r := range c.Rows() {
		if r.Tech == "" {
			continue
		}
		if _, ok := c.Tech(r.Tech); !ok {
			t.Errorf("%s: %s: technology %q is not described", r.Place(), r.key(), r.Tech)
		}
	}
	if tech, ok := c.TechByDriver("pgx"); !ok || tech.Tech != "postgresql" {
		t.Errorf("driver pgx: %v", tech)
	}
	if tech, ok := c.TechByScheme("POSTGRES"); !ok || tech.Tech != "postgresql" {
		t.Errorf("scheme POSTGRES: %v", tech)
	}
	if tech, ok := c.TechByImport("github.com/jackc/pgx/v5/stdlib"); !ok || tech.Tech != "postgresql" {
		t.Errorf("import of pgx/v5/stdlib: %v", tech)
	}
	for host, want := range map[string]string{"api.stripe.com": "stripe", "acme.sentry.io": "sentry", "example.com": ""} {
		if tech, _ := c.TechByHost(host); tech.Tech != want {
			t.Errorf("host %s: %q, want %q", host, tech.Tech, want)
		}
	}
}

func TestConcurrentLookup(t *testing.T) {
	c, err := readCompact(compact)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if len(c.Lookup("net/http.Error")) == 0 {
				t.Error("net/http.Error is unknown")
			}
		})
	}
	wg.Wait()
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := readCompact(compact); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	c, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Lookup("github.com/go-chi/chi/v5.Mux.Get")
	}
}
