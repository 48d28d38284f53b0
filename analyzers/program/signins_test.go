package program_test

// sessionStruct keeps a state in a struct, which is empty where there is no cookie.
const sessionStruct = `type sessionOf struct{ State string }

func session(r *http.Request) sessionOf {
	c, err := r.Cookie("state")
	if err != nil {
		return sessionOf{}
	}
	return sessionOf{State: c.Value}
}

`

// signins are programs in which somebody signs in.
var signins = []breaking{
	{
		name: "oauth", rule: "oauth-state", needs: []string{"golang.org/x/oauth2"}, want: "mitigated",
		src: `package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log"
	"net/http"
	"os"

	"golang.org/x/oauth2"
)

var conf = &oauth2.Config{
	ClientID: "x", ClientSecret: os.Getenv("SECRET"),
	Endpoint: oauth2.Endpoint{AuthURL: "https://id.example.com/auth", TokenURL: "https://id.example.com/token"},
}

const fixed = "pseudo-random"

func begin(w http.ResponseWriter, r *http.Request) {
	b := make([]byte, 16)
	rand.Read(b)
	state := hex.EncodeToString(b)
	http.SetCookie(w, &http.Cookie{Name: "state", Value: state, HttpOnly: true, Secure: true})
	http.Redirect(w, r, conf.AuthCodeURL(state), http.StatusFound)
}

func valid(r *http.Request) error {
	c, err := r.Cookie("state")
	if err != nil {
		return err
	}
	if r.URL.Query().Get("state") != c.Value {
		return fmt.Errorf("state")
	}
	return nil
}

func other(w http.ResponseWriter, r *http.Request) {}

func callback(w http.ResponseWriter, r *http.Request) {
	if err := valid(r); err != nil {
		http.Error(w, "start again", 400)
		return
	}
	token, err := conf.Exchange(r.Context(), r.URL.Query().Get("code"))
	if err != nil {
		return
	}
	fmt.Fprint(w, len(token.AccessToken))
}

func main() {
	http.HandleFunc("GET /begin", begin)
	http.HandleFunc("GET /callback", callback)
	http.HandleFunc("GET /other", other)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"deleted", []string{"	if err := valid(r); err != nil {\n\t\thttp.Error(w, \"start again\", 400)\n\t\treturn\n\t}\n", ""}, "open"},
			{"no return", []string{"http.Error(w, \"start again\", 400)\n\t\treturn", "http.Error(w, \"start again\", 400)"}, "to-confirm"},
			{"inverted", []string{`Get("state") != c.Value`, `Get("state") == c.Value`}, "to-confirm"},
			{"a constant", []string{`Get("state") != c.Value`, `Get("state") != fixed`, "c, err := r.Cookie", "_, err := r.Cookie"}, "open"},
			{"another parameter", []string{`Get("state") != c.Value`, `Get("lang") != c.Value`}, "open"},
			{"on a sibling", []string{"	if err := valid(r); err != nil {\n\t\thttp.Error(w, \"start again\", 400)\n\t\treturn\n\t}\n", "", "func other(w http.ResponseWriter, r *http.Request) {}", "func other(w http.ResponseWriter, r *http.Request) {\n\tif valid(r) != nil {\n\t\treturn\n\t}\n}"}, "open"},
			{"after the exchange", []string{"	if err := valid(r); err != nil {\n\t\thttp.Error(w, \"start again\", 400)\n\t\treturn\n\t}\n", "", "fmt.Fprint(w, len", "if valid(r) != nil {\n\t\treturn\n\t}\n\tfmt.Fprint(w, len"}, "to-confirm"},
			{"kept in a struct that may be empty", []string{"c, err := r.Cookie(\"state\")\n\tif err != nil {\n\t\treturn err\n\t}", "c := session(r)", "c.Value {\n\t\treturn fmt", "c.State {\n\t\treturn fmt", "const fixed", sessionStruct + "const fixed"}, "to-confirm"},
			{"kept in a struct, and not empty", []string{"c, err := r.Cookie(\"state\")\n\tif err != nil {\n\t\treturn err\n\t}", "c := session(r)", `if r.URL.Query().Get("state") != c.Value`, `if got := r.URL.Query().Get("state"); got == "" || got != c.State`, "const fixed", sessionStruct + "const fixed"}, "mitigated"},
			{"a verifier instead", []string{"	if err := valid(r); err != nil {\n\t\thttp.Error(w, \"start again\", 400)\n\t\treturn\n\t}\n", "	c, err := r.Cookie(\"verifier\")\n\tif err != nil {\n\t\treturn\n\t}\n", "Get(\"code\"))", "Get(\"code\"), oauth2.VerifierOption(c.Value))"}, "mitigated"},
		},
	},
	{
		name: "scs", rule: "session-renewal", needs: []string{"github.com/alexedwards/scs/v2", "golang.org/x/crypto"}, want: "mitigated",
		src: `package main

import (
	"log"
	"net/http"

	"github.com/alexedwards/scs/v2"
	"golang.org/x/crypto/bcrypt"
)

type app struct {
	sessions *scs.SessionManager
	hashes   map[string][]byte
}

func (a *app) login(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := bcrypt.CompareHashAndPassword(a.hashes[name], []byte(r.FormValue("password"))); err != nil {
		http.Error(w, "no", 401)
		return
	}
	if err := a.sessions.RenewToken(r.Context()); err != nil {
		http.Error(w, "failed", 500)
		return
	}
	a.sessions.Put(r.Context(), "user", name)
}

func (a *app) logout(w http.ResponseWriter, r *http.Request) {}

func main() {
	a := &app{sessions: scs.New(), hashes: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", a.login)
	mux.HandleFunc("POST /logout", a.logout)
	log.Fatal(http.ListenAndServe(":8080", a.sessions.LoadAndSave(mux)))
}
`,
		edits: []edit{
			{"deleted", []string{"	if err := a.sessions.RenewToken(r.Context()); err != nil {\n\t\thttp.Error(w, \"failed\", 500)\n\t\treturn\n\t}\n", ""}, "open"},
			{"for some", []string{"	if err := a.sessions.RenewToken", "	if r.FormValue(\"new\") == \"\" {\n\t} else if err := a.sessions.RenewToken"}, "to-confirm"},
			{"on a sibling", []string{"	if err := a.sessions.RenewToken(r.Context()); err != nil {\n\t\thttp.Error(w, \"failed\", 500)\n\t\treturn\n\t}\n", "", "logout(w http.ResponseWriter, r *http.Request) {}", "logout(w http.ResponseWriter, r *http.Request) { a.sessions.RenewToken(r.Context()) }"}, "open"},
			{"after the write", []string{"	if err := a.sessions.RenewToken(r.Context()); err != nil {\n\t\thttp.Error(w, \"failed\", 500)\n\t\treturn\n\t}\n", "", "\"user\", name)\n", "\"user\", name)\n\ta.sessions.RenewToken(r.Context())\n"}, "mitigated"},
		},
	},
	{
		name: "program that binds as the administrator lets nobody in by that", rule: "auth http:POST /people/remove", needs: []string{"github.com/go-ldap/ldap/v3"}, want: "public",
		src: bindsItself,
		edits: []edit{
			{"the caller's own", []string{"func remove(w http.ResponseWriter, r *http.Request) {\n\tconn, err := bound(os.Getenv(\"ADMIN\"), os.Getenv(\"ADMIN_PASSWORD\"))",
				"func remove(w http.ResponseWriter, r *http.Request) {\n\tuser, password, _ := r.BasicAuth()\n\tconn, err := bound(user, password)"}, "protected"},
			{"the caller's own, or a default", []string{"func remove(w http.ResponseWriter, r *http.Request) {\n\tconn, err := bound(os.Getenv(\"ADMIN\"), os.Getenv(\"ADMIN_PASSWORD\"))",
				"func remove(w http.ResponseWriter, r *http.Request) {\n\tuser, password, ok := r.BasicAuth()\n\tif !ok {\n\t\tuser, password = os.Getenv(\"ADMIN\"), os.Getenv(\"ADMIN_PASSWORD\")\n\t}\n\tconn, err := bound(user, password)"}, "unknown"},
		},
	},
	{
		name: "program that binds as the administrator is no sign-in", rule: "login-unrecorded", needs: []string{"github.com/go-ldap/ldap/v3"}, want: "",
		src: bindsItself,
		edits: []edit{
			{"the caller's own", []string{"func look(w http.ResponseWriter, r *http.Request) {\n\tconn, err := bound(os.Getenv(\"ADMIN\"), os.Getenv(\"ADMIN_PASSWORD\"))",
				"func look(w http.ResponseWriter, r *http.Request) {\n\tconn, err := bound(r.FormValue(\"user\"), r.FormValue(\"password\"))"}, "open"},
		},
	},
}

// bindsItself asks a directory as its administrator.
const bindsItself = `package main

import (
	"crypto/subtle"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/go-ldap/ldap/v3"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func bound(user, password string) (*ldap.Conn, error) {
	conn, err := ldap.DialURL(os.Getenv("LDAP"))
	if err != nil {
		return nil, err
	}
	if err := conn.Bind(user, password); err != nil {
		return nil, err
	}
	return conn, nil
}

func remove(w http.ResponseWriter, r *http.Request) {
	conn, err := bound(os.Getenv("ADMIN"), os.Getenv("ADMIN_PASSWORD"))
	if err != nil {
		http.Error(w, "no directory", 500)
		return
	}
	defer conn.Close()
	db.Exec("DELETE FROM people WHERE id = $1", r.FormValue("id"))
}

func add(w http.ResponseWriter, r *http.Request) {
	if _, password, _ := r.BasicAuth(); subtle.ConstantTimeCompare([]byte(password), []byte(os.Getenv("API_PASSWORD"))) != 1 {
		http.Error(w, "who are you", 401)
		return
	}
	db.Exec("INSERT INTO people (name) VALUES ($1)", r.FormValue("name"))
}

func look(w http.ResponseWriter, r *http.Request) {
	conn, err := bound(os.Getenv("ADMIN"), os.Getenv("ADMIN_PASSWORD"))
	if err != nil {
		http.Error(w, "no directory", 500)
		return
	}
	fmt.Fprint(w, conn != nil)
}

func main() {
	http.HandleFunc("POST /people/remove", remove)
	http.HandleFunc("POST /people/add", add)
	http.HandleFunc("POST /look", look)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`
