package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestErrorOr: a middleware refuses whom a helper makes an error for. What the helper gives is an error where it is one that was asserted,
// or a package variable that was declared with one.
func TestErrorOr(t *testing.T) {
	cases := []struct{ name, or, declared, more, verdict string }{
		{"asserted, or declared", "if e, ok := err.(*appError); ok {\n\t\treturn e\n\t}\n\treturn fallback", `= newError("no")`, "", "protected"},
		{"declared", "return fallback", `= newError("no")`, "", "protected"},
		{"declared as it is", "return fallback", `= &appError{"no"}`, "", "protected"},
		{"declared without a value", "return fallback", `*appError`, "", "unknown"},
		{"declared, emptied later", "return fallback", `= newError("no")`, "func reset() { errNo = nil }", "unknown"},
		{"asserted the wrong way round", "if e, ok := err.(*appError); !ok {\n\t\treturn e\n\t}\n\treturn fallback", `= newError("no")`, "", "public"},
		{"asserted, else none", "if e, ok := err.(*appError); ok {\n\t\treturn e\n\t}\n\treturn nil", `= newError("no")`, "", "public"},
		{"none", "return nil", `= newError("no")`, "", "public"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			src := strings.NewReplacer("OR", c.or, "DECLARED", c.declared, "MORE", c.more).Replace(orServer)
			if c.more != "" {
				src = strings.Replace(src, "// START", "reset()", 1)
			}
			p := linked(t, lowertest.Module(t, src))
			for _, e := range p.EntryPoints {
				if e.Auth.Verdict != c.verdict {
					t.Errorf("%s is %s, want %s", e.ID, e.Auth.Verdict, c.verdict)
				}
			}
			if len(p.EntryPoints) != 1 {
				t.Errorf("%d entry points", len(p.EntryPoints))
			}
		})
	}
}

const orServer = `
-- main.go --
package main

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"os"
)

type appError struct{ text string }

func (e *appError) Error() string { return e.text }

func newError(text string) *appError { return &appError{text} }

var errNo DECLARED

MORE

func or(err error, fallback *appError) *appError {
	OR
}

func check(r *http.Request) error {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(os.Getenv("API_KEY"))) != 1 {
		return errors.New("no key")
	}
	return nil
}

func caller(r *http.Request) (string, *appError) {
	if err := check(r); err != nil {
		return "", or(err, errNo)
	}
	return "caller", nil
}

func require(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := caller(r); err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	// START
	http.HandleFunc("GET /", require(func(w http.ResponseWriter, _ *http.Request) { b, _ := os.ReadFile("/srv/x"); _, _ = w.Write(b) }))
	_ = http.ListenAndServe(":8080", nil)
}
`
