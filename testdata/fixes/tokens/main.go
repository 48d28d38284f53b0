// Command tokens has a route for each way in which programs come by the key that verifies a token, and act on the outcome. Rules: jwt-key
// jwt-unchecked jwt-unverified.
package main

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

const fixedKey = "my-secret"

var defaultKey = []byte("change me")

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func getenv(name, fallback string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return fallback
}

func mustEnv(name string) []byte {
	v, ok := os.LookupEnv(name)
	if !ok || v == "" {
		log.Fatal(name + " is not set")
	}
	return []byte(v)
}

type verifier struct{ key []byte }

func (v *verifier) user(raw string) (string, error) {
	var c jwt.RegisteredClaims
	t, err := jwt.ParseWithClaims(raw, &c, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("algorithm %v", t.Header["alg"])
		}
		return v.key, nil
	})
	if err != nil {
		return "", err
	}
	if !t.Valid {
		return "", errors.New("not valid")
	}
	return c.Subject, nil
}

func (v *verifier) handler(w http.ResponseWriter, r *http.Request) {
	name, err := v.user(bearer(r))
	if err != nil {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	os.Remove("/srv/" + fmt.Sprintf("%x", name))
}

func main() {
	mux := http.NewServeMux()
	literal := &verifier{key: []byte("123")}
	mux.HandleFunc("GET /flaw/literal", literal.handler)
	named := &verifier{key: []byte(fixedKey)}
	mux.HandleFunc("GET /flaw/constant", named.handler)
	fallback := &verifier{key: []byte(getenv("JWT_KEY", "secret"))}
	mux.HandleFunc("GET /flaw/fallback", fallback.handler)
	global := &verifier{key: defaultKey}
	mux.HandleFunc("GET /flaw/variable", global.handler)
	mux.HandleFunc("GET /flaw/ignored", func(w http.ResponseWriter, r *http.Request) {
		var c jwt.RegisteredClaims
		jwt.ParseWithClaims(bearer(r), &c, func(*jwt.Token) (any, error) { return mustEnv("JWT_KEY"), nil })
		os.Remove("/srv/" + fmt.Sprintf("%x", c.Subject))
	})
	mux.HandleFunc("GET /flaw/unverified", func(w http.ResponseWriter, r *http.Request) {
		var c jwt.RegisteredClaims
		if _, _, err := jwt.NewParser().ParseUnverified(bearer(r), &c); err != nil {
			return
		}
		os.Remove("/srv/" + fmt.Sprintf("%x", c.Subject))
	})

	env := &verifier{key: mustEnv("JWT_KEY")}
	mux.HandleFunc("GET /fixed/environment", env.handler)
	key := []byte(os.Getenv("OTHER_KEY"))
	if len(key) < 32 {
		log.Fatal("OTHER_KEY is too short")
	}
	other := &verifier{key: key}
	mux.HandleFunc("GET /fixed/environment-with-length", other.handler)
	b, err := os.ReadFile("/etc/service/key")
	if err != nil {
		log.Fatal(err)
	}
	file := &verifier{key: b}
	mux.HandleFunc("GET /fixed/file", file.handler)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
