package program_test

const verified = `	payload, err := jws.Verify(key(jws.Signatures[0].Header.KeyID))
	if err != nil {
		http.Error(w, "no", 401)
		return
	}
`

// seen are programs of which a reader said that a row was not so.
var seen = []breaking{
	{
		name: "key of a setting that may be left out", rule: "jwt-key", needs: []string{"github.com/golang-jwt/jwt/v5"}, want: "to-confirm",
		src: `package main

import (
	"errors"
	"fmt"
	"log"
	"math/rand"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

type server struct{ key []byte }

var none = errors.New("no key")

func random() []byte { return []byte(fmt.Sprint(rand.Int63())) }

func newServer(key []byte) *server {
	if len(key) == 0 {
		key = random()
	}
	return &server{key: key}
}

func strict(key []byte) (*server, error) {
	if len(key) == 0 {
		return nil, none
	}
	return &server{key: key}, nil
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	c := jwt.MapClaims{}
	_, err := jwt.ParseWithClaims(r.Header.Get("Authorization"), c, func(*jwt.Token) (any, error) { return s.key, nil }, jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
	if err != nil {
		http.Error(w, "no", 401)
		return
	}
	os.WriteFile("data/last", []byte("x"), 0o600)
}

func main() {
	s := newServer([]byte(os.Getenv("JWT_KEY")))
	http.HandleFunc("POST /notes", s.serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"refused where it is empty", []string{`s := newServer([]byte(os.Getenv("JWT_KEY")))`, "s, err := strict([]byte(os.Getenv(\"JWT_KEY\")))\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}"}, "mitigated"},
			{"random alone, which weak-random says", []string{`newServer([]byte(os.Getenv("JWT_KEY")))`, `&server{key: random()}`}, ""},
		},
	},
	{
		name: "signature read, then verified", rule: "jwt-unverified", needs: []string{"github.com/go-jose/go-jose/v4"}, want: "",
		src: `package main

import (
	"io"
	"log"
	"net/http"
	"os"

	"github.com/go-jose/go-jose/v4"
)

var keys = map[string]any{}

func key(id string) any { return keys[id] }

func save(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	other, err := jose.ParseSigned(r.Header.Get("Other"), nil)
	if err != nil {
		return
	}
	_ = other
	jws, err := jose.ParseSigned(string(body), nil)
	if err != nil {
		http.Error(w, "no", 400)
		return
	}
	account := jws.Signatures[0].Header.KeyID
` + verified + `	_ = payload
	os.WriteFile("data/"+account, []byte(account), 0o600)
}

func main() {
	http.HandleFunc("POST /save", save)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"not verified", []string{verified, "\tpayload := key(account)\n"}, "open"},
			{"the error passed over", []string{"http.Error(w, \"no\", 401)\n\t\treturn", "log.Println(err)"}, "open"},
			{"verified afterwards", []string{verified + "\t_ = payload\n\tos.WriteFile(\"data/\"+account, []byte(account), 0o600)\n", "\tos.WriteFile(\"data/\"+account, []byte(account), 0o600)\n" + verified + "\t_ = payload\n"}, "open"},
			{"another one verified", []string{"jws.Verify(", "other.Verify("}, "open"},
		},
	},
	{
		name: "event of any kind names a file", rule: "user-filename", needs: []string{"go.mau.fi/whatsmeow"}, want: "open",
		src: `package main

import (
	"os"
	"path/filepath"

	"go.mau.fi/whatsmeow"
)

var folder = "/tmp/in"

func on(raw any) {
	switch e := raw.(type) {
	case *whatsmeow.Message:
		os.WriteFile(filepath.Join(folder, e.Info.ID+".bin"), []byte("x"), 0o600)
	}
}

func main() {
	c := whatsmeow.NewClient(nil)
	c.AddEventHandler(on)
	c.Connect()
}
`,
		edits: []edit{
			{"its last part alone", []string{`e.Info.ID+".bin"`, `filepath.Base("x"+e.Info.ID)`}, ""},
			{"a name of the program's own", []string{`e.Info.ID+".bin"`, `"last.bin"`, "switch e := raw", "switch raw"}, ""},
		},
	},
	{
		name: "one of two clients, by a setting", rule: "tls-verify-off", want: "to-confirm",
		src: `package main

import (
	"crypto/tls"
	"log"
	"net/http"
	"os"
)

func insecure() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
}

func plain() *http.Client { return &http.Client{} }

func pick() *http.Client {
	var c *http.Client
	if os.Getenv("INSECURE") == "true" {
		c = insecure()
	} else {
		c = plain()
	}
	return c
}

func serve(w http.ResponseWriter, r *http.Request) {
	resp, err := pick().Get("https://other.example.com/")
	if err == nil {
		resp.Body.Close()
	}
}

func main() {
	http.HandleFunc("GET /", serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"always", []string{"pick().Get", "insecure().Get"}, "open"},
			{"either way", []string{"c = plain()", "c = insecure()"}, "open"},
			{"no other client", []string{"\t} else {\n\t\tc = plain()\n", ""}, "open"},
			{"that one is set says nothing", []string{`== "true"`, `!= ""`}, "open"},
			{"which kind of server it is says nothing", []string{`== "true"`, `== "docker"`}, "open"},
			{"what decides is no setting", []string{`os.Getenv("INSECURE") == "true"`, "len(os.Args) == 3"}, "open"},
		},
	},
	{
		name: "verification by a pointer to a setting", rule: "tls-verify-off", want: "to-confirm",
		src: `package main

import (
	"crypto/tls"
	"log"
	"net/http"
)

type settings struct{ Insecure, Other *bool }

func (s *settings) client() *http.Client {
	c := &http.Client{}
	if *s.Insecure {
		c.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	}
	return c
}

func main() {
	s := &settings{Insecure: new(bool), Other: new(bool)}
	http.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		if resp, err := s.client().Get("https://other.example.com/"); err == nil {
			resp.Body.Close()
		}
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"always", []string{"if *s.Insecure {", "if s.Insecure != nil {"}, "open"},
		},
	},
	{
		name: "lines of a file that is only added to", rule: "missing-audit", want: "",
		src: `package main

import (
	"log"
	"net/http"
	"os"
)

var lines *os.File

func open(name string) {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		log.Fatal(err)
	}
	lines = f
}

func serve(w http.ResponseWriter, r *http.Request) {
	if lines != nil {
		lines.WriteString(r.FormValue("what"))
	}
}

func main() {
	open("served.log")
	http.HandleFunc("POST /serve", serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"written over", []string{"os.O_APPEND|os.O_CREATE", "os.O_TRUNC|os.O_CREATE"}, "open"},
			{"a file for each caller", []string{"	if lines != nil {", "	open(r.FormValue(\"name\"))\n	if lines != nil {", "	open(\"served.log\")\n", ""}, "open"},
			{"written over, and opened nowhere", []string{"os.O_APPEND|os.O_CREATE", "os.O_TRUNC|os.O_CREATE", "	open(\"served.log\")\n", ""}, ""},
		},
	},
	{
		name: "errors that are written to the log of the program", rule: "error-leak", want: "mitigated",
		src: `package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

var out io.Writer = io.MultiWriter(os.Stdout, os.Stderr)

func note(w io.Writer, err error) { fmt.Fprintln(out, "failed:", err) }

func serve(w http.ResponseWriter, r *http.Request) {
	b, err := os.ReadFile("data/last")
	if err != nil {
		note(w, err)
		http.Error(w, "no", 500)
		return
	}
	w.Write(b)
}

func main() {
	http.HandleFunc("GET /last", serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"to the caller", []string{"Fprintln(out,", "Fprintln(w,"}, "open"},
			{"to both", []string{"Fprintln(out,", "Fprintln(io.MultiWriter(out, w),"}, "open"},
		},
	},
	{
		name: "a limiter, or one that limits nothing", rule: "control ratelimit", needs: []string{"github.com/sethvargo/go-limiter"}, want: "unknown",
		src: `package main

import (
	"log"
	"net/http"
	"os"
	"time"

	limiter "github.com/sethvargo/go-limiter"
	"github.com/sethvargo/go-limiter/httplimit"
	"github.com/sethvargo/go-limiter/memorystore"
	"github.com/sethvargo/go-limiter/noopstore"
)

func store(kind string) (limiter.Store, error) {
	if kind == "memory" {
		return memorystore.New(&memorystore.Config{Tokens: 5, Interval: time.Minute})
	}
	return noopstore.New()
}

func by(r *http.Request) (string, error) { return r.RemoteAddr, nil }

func save(w http.ResponseWriter, r *http.Request) { os.WriteFile("data/last", []byte("x"), 0o600) }

func main() {
	s, err := store(os.Getenv("LIMITER"))
	if err != nil {
		log.Fatal(err)
	}
	m, err := httplimit.NewMiddleware(s, by)
	if err != nil {
		log.Fatal(err)
	}
	http.Handle("POST /save", m.Handle(http.HandlerFunc(save)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"always in memory, by a key that is not followed", []string{`store(os.Getenv("LIMITER"))`, "memorystore.New(&memorystore.Config{Tokens: 5, Interval: time.Minute})"}, "unknown"},
			{"never", []string{`store(os.Getenv("LIMITER"))`, "noopstore.New()"}, "absent"},
		},
	},
	{
		name: "the error itself in JSON", rule: "error-leak", needs: []string{"github.com/gin-gonic/gin"}, want: "to-confirm",
		src: `package main

import (
	"database/sql"
	"os"

	"github.com/gin-gonic/gin"
)

var db *sql.DB

func list(c *gin.Context) {
	if _, err := db.Exec("UPDATE files SET seen = 1"); err != nil {
		c.JSON(500, err)
		return
	}
	c.JSON(200, "ok")
}

func main() {
	db, _ = sql.Open("postgres", os.Getenv("DB"))
	e := gin.New()
	e.POST("/list", list)
	e.Run(":8080")
}
`,
		edits: []edit{
			{"its text", []string{"c.JSON(500, err)", "c.JSON(500, err.Error())"}, "open"},
			{"one that names the path", []string{`_, err := db.Exec("UPDATE files SET seen = 1")`, `_, err := os.ReadFile("data/x")`}, "open"},
			{"a text of the program's own", []string{"c.JSON(500, err)", `c.JSON(500, "no")`}, "mitigated"},
		},
	},
	{
		name: "type of what a context holds", rule: "goroutine-panic", want: "",
		src: `package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type user struct{}

func whose(ctx context.Context) string { return ctx.Value(user{}).(string) }

func work(ctx context.Context, sent map[string]any) { os.WriteFile("data/"+whose(ctx), nil, 0o600) }

func serve(w http.ResponseWriter, r *http.Request) {
	var sent map[string]any
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		return
	}
	go work(context.WithValue(r.Context(), user{}, r.Header.Get("User")), sent)
}

func main() {
	http.HandleFunc("POST /serve", serve)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"of what was sent", []string{"whose(ctx)", `sent["name"].(string)`}, "open"},
		},
	},
}
