package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestManySettings has many routes behind a check that a setting leaves out, in functions of their own: the last is judged as the first.
// What else a handler looks at is no reason why nobody is asked.
func TestManySettings(t *testing.T) {
	const many = 700
	var routes, handlers strings.Builder
	for n := range many {
		fmt.Fprintf(&routes, "\tmux.HandleFunc(\"GET /r%d\", asked(h%d))\n", n, n)
		fmt.Fprintf(&handlers, "func h%d(w http.ResponseWriter, r *http.Request) {\n\tif conf.Verbose {\n\t\tprintln(r.URL.Path)\n\t}\n\tos.WriteFile(\"/srv/n%d\", nil, 0o600)\n}\n", n, n)
	}
	src := ownImports + `
var conf struct{ Open, Verbose bool }

func asked(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if conf.Open {
			next(w, r)
			return
		}
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(os.Getenv("API_KEY"))) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

` + handlers.String() + `
func main() {
	conf.Open = os.Getenv("OPEN") == "yes"
	conf.Verbose = os.Getenv("VERBOSE") == "yes"
	mux := http.NewServeMux()
` + routes.String() + `	log.Fatal(http.ListenAndServe(":8080", mux))
}`
	p := linked(t, lowertest.Module(t, strings.Replace(protectedMain, "BODY", src, 1)))
	n := 0
	for _, e := range p.EntryPoints {
		if n++; e.Auth.Verdict != "unknown" || !slices.Equal(e.Auth.Unless, []string{"env:OPEN"}) {
			t.Fatalf("%s %s is %s unless %q", e.Method, e.Path, e.Auth.Verdict, e.Auth.Unless)
		}
	}
	if n != many {
		t.Errorf("%d entry points, want %d", n, many)
	}
}
