package program_test

const compared = `	if id.Nonce != n.Value {
		http.Error(w, "start again", 400)
		return
	}
`

// tokens are programs that take tokens which others made.
var tokens = []breaking{
	{
		name: "oidc", rule: "oidc-nonce", needs: []string{"golang.org/x/oauth2", "github.com/coreos/go-oidc/v3"}, want: "mitigated",
		src: `package main

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

var conf = &oauth2.Config{ClientID: "x"}

var verifier *oidc.IDTokenVerifier

const fixed = "n-0S6_WzA2Mj"

func other(w http.ResponseWriter, r *http.Request) {}

func callback(w http.ResponseWriter, r *http.Request) {
	token, err := conf.Exchange(r.Context(), r.URL.Query().Get("code"))
	if err != nil {
		return
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return
	}
	id, err := verifier.Verify(r.Context(), raw)
	if err != nil {
		return
	}
	n, err := r.Cookie("nonce")
	if err != nil {
		return
	}
` + compared + `	fmt.Fprint(w, id.Subject)
}

func main() {
	p, err := oidc.NewProvider(context.Background(), "https://id.example.com")
	if err != nil {
		log.Fatal(err)
	}
	verifier = p.Verifier(&oidc.Config{ClientID: "x"})
	http.HandleFunc("GET /callback", callback)
	http.HandleFunc("GET /other", other)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"deleted", []string{compared, "\t_ = n\n"}, "open"},
			{"no return", []string{"http.Error(w, \"start again\", 400)\n\t\treturn", "http.Error(w, \"start again\", 400)"}, "open"},
			{"inverted", []string{"id.Nonce != n.Value", "id.Nonce == n.Value"}, "open"},
			{"another claim", []string{"id.Nonce != n.Value", "id.Subject != n.Value"}, "open"},
			{"a constant", []string{"id.Nonce != n.Value", "id.Nonce != fixed", "n, err := r.Cookie", "_, err = r.Cookie"}, "open"},
			{"with what the link brings", []string{"id.Nonce != n.Value", "id.Nonce != r.FormValue(\"nonce\")", "n, err := r.Cookie", "_, err = r.Cookie"}, "to-confirm"},
			{"after the answer", []string{compared, "", "	fmt.Fprint(w, id.Subject)\n", "	fmt.Fprint(w, id.Subject)\n" + compared}, "open"},
			{"the browser brings the token", []string{`token.Extra("id_token").(string)`, `r.FormValue("id_token"), token != nil`}, "mitigated"},
			{"the browser brings the token, not compared", []string{`token.Extra("id_token").(string)`, `r.FormValue("id_token"), token != nil`, compared, "\t_ = n\n"}, "open"},
			{"a token in a header", []string{`token.Extra("id_token").(string)`, `r.Header.Get("Authorization"), token != nil`, compared, "\t_ = n\n"}, ""},
		},
	},
	{
		name: "picked key", rule: "jwt-key", needs: []string{"github.com/golang-jwt/jwt/v5"}, want: "mitigated",
		src: `package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"github.com/golang-jwt/jwt/v5"
)

var keys = map[string]any{}

func get(u string) ([]byte, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func known(kid string) (any, error) {
	k, ok := keys[kid]
	if !ok {
		return nil, errors.New("unknown key")
	}
	return k, nil
}

func file(name string) (any, error) {
	b, err := os.ReadFile(filepath.Join("keys", name))
	if err != nil {
		return nil, err
	}
	return jwt.ParseRSAPublicKeyFromPEM(b)
}

func remote(u string) (any, error) {
	b, err := get(u)
	if err != nil {
		return nil, err
	}
	return jwt.ParseRSAPublicKeyFromPEM(b)
}

func text(t *jwt.Token, name string) string {
	s, _ := t.Header[name].(string)
	return s
}

func pick(t *jwt.Token) (any, error) {
	return known(text(t, "kid"))
}

func serve(w http.ResponseWriter, r *http.Request) {
	c := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(r.Header.Get("Authorization"), c, pick, jwt.WithValidMethods([]string{"RS256"}), jwt.WithExpirationRequired())
	if err != nil {
		http.Error(w, "no", 401)
		return
	}
	fmt.Fprint(w, c["sub"])
}

func main() {
	for _, n := range []string{"a", "b"} {
		k, err := file(n + ".pem")
		if err != nil {
			log.Fatal(err)
		}
		keys[n] = k
	}
	http.HandleFunc("GET /me", serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"a URL in the token (jku, x5u)", []string{`known(text(t, "kid"))`, `remote(text(t, "jku"))`}, "open"},
			{"a path on a fixed host", []string{`known(text(t, "kid"))`, `remote("https://keys.example.com/" + text(t, "kid"))`}, "mitigated"},
			{"a host in the token", []string{`known(text(t, "kid"))`, `remote("https://" + text(t, "kid") + ".example.com/key")`}, "open"},
			{"a path made of the kid", []string{`known(text(t, "kid"))`, `file(text(t, "kid"))`}, "open"},
			{"a path cleaned", []string{`known(text(t, "kid"))`, `file(filepath.Clean(text(t, "kid")))`}, "open"},
			{"the last element of a path", []string{`known(text(t, "kid"))`, `file(filepath.Base(text(t, "kid")))`}, "mitigated"},
			{"the token's own key", []string{`known(text(t, "kid"))`, `[]byte(text(t, "jwk")), nil`}, "open"},
			{"a claim as key", []string{`known(text(t, "kid"))`, `[]byte(t.Claims.(jwt.MapClaims)["sub"].(string)), nil`}, "open"},
			{"a URL from a list", []string{`known(text(t, "kid"))`, `remote(map[string]string{"a": "https://a.example.com"}[text(t, "kid")])`}, "mitigated"},
		},
	},
	{
		name: "key of a library's middleware", rule: "jwt-key", needs: []string{"github.com/gofiber/fiber/v2", "github.com/gofiber/jwt/v3"}, want: "to-confirm",
		src: `package main

import (
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	jwtware "github.com/gofiber/jwt/v3"
)

func main() {
	key := os.Getenv("JWT_KEY")
	if len(os.Args) > 9 {
		log.Fatal("too many arguments")
	}
	app := fiber.New()
	app.Get("/me", jwtware.New(jwtware.Config{
		SigningKey:     []byte(key),
		SuccessHandler: func(c *fiber.Ctx) error { return c.Next() },
		ErrorHandler:   func(c *fiber.Ctx, err error) error { return c.SendStatus(401) },
	}), func(c *fiber.Ctx) error { return c.SendString("hello") })
	app.Listen(":8080")
}
`,
		edits: []edit{
			{"without handlers of its own", []string{"		SuccessHandler: func(c *fiber.Ctx) error { return c.Next() },\n		ErrorHandler:   func(c *fiber.Ctx, err error) error { return c.SendStatus(401) },\n", ""}, "to-confirm"},
			{"required", []string{"len(os.Args) > 9", `key == ""`}, "mitigated"},
			{"a literal", []string{`os.Getenv("JWT_KEY")`, `"s3cr3t"`}, "open"},
		},
	},
}
