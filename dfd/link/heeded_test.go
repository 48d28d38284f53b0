package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestHeeded: the error of a verification ends what is done, by way of those that hand it on, or it does not.
func TestHeeded(t *testing.T) {
	for _, c := range []struct {
		name, check string
		heeded      bool
	}{
		{"refused", `tok, err := verify(r); if err != nil { w.WriteHeader(401); return }`, true},
		{"refused, where it is kept", `var err error; tok := ""; defer func() { _ = err }(); tok, err = verify(r); if err != nil { w.WriteHeader(401); return }`, true},
		{"not looked at", `tok, _ := verify(r)`, false},
		{"told, and on", `tok, err := verify(r); if err != nil { println("bad token") }`, false},
		{"the wrong way round", `tok, err := verify(r); if err == nil { w.WriteHeader(401); return }`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := 0
			for _, u := range linked(t, lowertest.Module(t, strings.Replace(heededServer, "CHECK", c.check, 1))).Uses {
				for _, on := range u.On {
					if u.Role == "verify" && on.Entry != "" {
						if n++; on.Heeded != c.heeded {
							t.Errorf("heeded is %v, want %v", on.Heeded, c.heeded)
						}
					}
				}
			}
			if n != 1 {
				t.Errorf("%d verifications", n)
			}
		})
	}
}

// TestIgnored: whether anybody looks at the error of a verification, which may be handed on.
func TestIgnored(t *testing.T) {
	direct := strings.Replace(heededServer, "t, err := jwt.Parse(", "t, _ := jwt.Parse(", 1)
	direct = strings.Replace(direct, "if err != nil {", "if t == nil {", 1)
	direct = strings.Replace(direct, `fmt.Errorf("bad token: %w", err)`, `fmt.Errorf("bad token")`, 1)
	told := strings.Replace(heededServer, "if err != nil {", "if err != nil { println(err.Error()) }; if t == nil {", 1)
	for program, want := range map[string]string{heededServer: "", direct: "ignored", told: "ignored"} {
		n := 0
		for _, u := range linked(t, lowertest.Module(t, strings.Replace(program, "CHECK", "tok, _ := verify(r)", 1))).Uses {
			if u.Role == "verify" {
				if n++; u.Attr["outcome"] != want {
					t.Errorf("outcome %q, want %q", u.Attr["outcome"], want)
				}
			}
		}
		if n != 1 {
			t.Errorf("%d verifications", n)
		}
	}
}

const heededServer = `
-- go.mod --
module example.com/m

go 1.24

require github.com/golang-jwt/jwt/v5 v5.0.0
-- vendor/modules.txt --
# github.com/golang-jwt/jwt/v5 v5.0.0
## explicit; go 1.24
github.com/golang-jwt/jwt/v5
-- vendor/github.com/golang-jwt/jwt/v5/jwt.go --
package jwt

type Token struct {
	Raw   string
	Valid bool
}

type Keyfunc func(*Token) (interface{}, error)

type ParserOption func()

func Parse(tokenString string, keyFunc Keyfunc, options ...ParserOption) (*Token, error) { return nil, nil }
-- main.go --
package main

import (
	"fmt"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

func verify(r *http.Request) (string, error) {
	text := r.Header.Get("Authorization")
	if text == "" {
		return "", nil
	}
	t, err := jwt.Parse(text, func(*jwt.Token) (interface{}, error) { return []byte(os.Getenv("KEY")), nil })
	if err != nil {
		return "", fmt.Errorf("bad token: %w", err)
	}
	return t.Raw, nil
}

func main() {
	http.HandleFunc("/secret", func(w http.ResponseWriter, r *http.Request) {
		CHECK
		_, _ = w.Write([]byte(tok))
	})
	panic(http.ListenAndServe(":8080", nil))
}
`
