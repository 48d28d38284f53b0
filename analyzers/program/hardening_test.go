package program_test

// hardening are programs in which something is done well enough, and could be done better.
var hardening = []breaking{
	{
		name: "verifier of a code", rule: "oauth-pkce", needs: []string{"golang.org/x/oauth2"}, want: "open",
		src: `package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"golang.org/x/oauth2"
)

var conf = &oauth2.Config{ClientID: "x", ClientSecret: os.Getenv("SECRET")}

func callback(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie("state")
	if err != nil || r.FormValue("state") != c.Value {
		return
	}
	token, err := conf.Exchange(r.Context(), r.FormValue("code"))
	if err != nil {
		return
	}
	fmt.Fprint(w, "welcome ", len(token.AccessToken))
}

func main() {
	http.HandleFunc("GET /callback", callback)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"one that is kept", []string{`r.FormValue("code"))`, `r.FormValue("code"), oauth2.VerifierOption(c.Value))`}, ""},
			{"another option", []string{`r.FormValue("code"))`, `r.FormValue("code"), oauth2.SetAuthURLParam("prompt", "none"))`}, "open"},
		},
	},
	{
		name: "options of a verification", rule: "jwt-hardening", needs: []string{"github.com/golang-jwt/jwt/v5"}, want: "open",
		src: `package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

func key(t *jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil }

func me(w http.ResponseWriter, r *http.Request) {
	c := jwt.MapClaims{}
	t, err := jwt.ParseWithClaims(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), c, key)
	if err != nil || !t.Valid {
		http.Error(w, "sign in", http.StatusUnauthorized)
		return
	}
	w.Write([]byte("welcome"))
}

func main() {
	http.HandleFunc("GET /me", me)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"all of them", []string{`c, key)`, `c, key, jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())`}, ""},
			{"the algorithm only", []string{`c, key)`, `c, key, jwt.WithValidMethods([]string{"HS256"}))`}, "open"},
			{"the expiry only", []string{`c, key)`, `c, key, jwt.WithExpirationRequired())`}, "open"},
		},
	},
}
