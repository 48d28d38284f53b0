package program_test

// inStruct makes the function that reads the number put it into a struct, where a condition does not hold.
func inStruct(cond string) []string {
	return []string{"func perPage(r *http.Request) int {", "type page struct{ size int }\n\nfunc perPage(r *http.Request) *page {",
		"	if n < 1 {\n\t\treturn 30\n\t}\n	if n > most {\n\t\treturn most\n\t}\n	return n", "	if " + cond + " {\n\t\treturn &page{30}\n\t}\n	return &page{size: n}",
		"perPage(r)+1", "perPage(r).size"}
}

// values are programs in which a value is made harmless, or cannot be told, away from where it is used.
var values = []breaking{
	{
		name: "number held below a limit by the function that reads it", rule: "page-size", want: "",
		src: `package main

import (
	"database/sql"
	"net/http"
	"os"
	"strconv"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

const most = 100

func perPage(r *http.Request) int {
	n, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	if n < 1 {
		return 30
	}
	if n > most {
		return most
	}
	return n
}

func list(w http.ResponseWriter, r *http.Request) {
	rows, err := db.Query("SELECT id FROM notes LIMIT $1", perPage(r)+1)
	if err == nil {
		rows.Close()
	}
}

func main() {
	http.HandleFunc("GET /notes", list)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"no upper limit", []string{"	if n > most {\n\t\treturn most\n\t}\n", ""}, "open"},
			{"what is too large is returned", []string{"return most\n", "return n\n"}, "open"},
			{"one letter, without a limit", []string{`n, _ := strconv.Atoi(r.URL.Query().Get("per_page"))`, `n := int(r.URL.Query().Get("per_page")[0] - '0')`,
				"	if n > most {\n\t\treturn most\n\t}\n", "", "\t\"strconv\"\n", ""}, ""},
			{"other way round", []string{"n > most", "n < most"}, "open"},
			{"an absurd limit", []string{"most = 100", "most = 100_000_000"}, "open"},
			{"another number is compared", []string{"if n > most", "if m := len(r.URL.RawQuery); m > most"}, "open"},
			{"clamped", []string{"if n > most {\n\t\treturn most\n\t}\n\treturn n", "return min(n, most)"}, ""},
			{"two results", []string{"func perPage(r *http.Request) int {", "func perPage(r *http.Request) int {\n\tn, _ := parsed(r)\n\treturn n\n}\n\nfunc parsed(r *http.Request) (int, bool) {",
				"return 30", "return 30, false", "return most\n", "return most, true\n", "	return n\n}\n\nfunc list", "	return n, true\n}\n\nfunc list"}, ""},
			{"kept in a struct past the comparison", inStruct("!(n > 0 && n <= most) || n > 2*most"), ""},
			{"kept in a struct, compared for nothing", inStruct("!(n > 0 && n >= most)"), "open"},
			{"kept in a struct, one way is not compared", inStruct("n <= most && n < 0"), "open"},
		},
	},
	{
		name: "a name in a list that the body holds", rule: "user-filename", want: "to-confirm",
		src: `package main

import (
	"encoding/json"
	"net/http"
	"os"
)

type note struct {
	head
	Files []file
	Text  string
}

type head struct{ Folder string }

type file struct {
	Kind, Name string
	Size       int
}

func known(kind string) bool { return kind == "letter" || kind == "photo" }

func save(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		return
	}
	for _, f := range n.Files {
		_ = f
		if !known(f.Kind) {
			return
		}
		os.WriteFile("/data/"+f.Name, []byte(n.Text), 0o600)
	}
}

func main() {
	http.HandleFunc("POST /notes", save)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"the same one is checked", []string{"known(f.Kind)", "known(f.Name)"}, "to-confirm"},
			{"none is checked", []string{"!known(f.Kind)", "f.Kind == \"\""}, "open"},
			{"a field of the body itself", []string{"known(f.Kind)", "known(n.Text)"}, "open"},
			{"of a part that is written out in the body", []string{"known(f.Kind)", "known(n.Folder)", "+f.Name", "+n.Folder"}, "mitigated"},
			{"another than the part that is written out", []string{"known(f.Kind)", "known(n.Text)", "+f.Name", "+n.Folder"}, "open"},
		},
	},
	{
		name: "a text template in a buffer", rule: "reflected-xss", want: "",
		src: `package main

import (
	"bytes"
	"log"
	"net/http"
	"text/template"
)

var subject = template.Must(template.New("subject").Parse("news for {{.Name}}"))

func send(topic string, data []byte) { log.Println(len(topic), len(data)) }

func hello(w http.ResponseWriter, r *http.Request) {
	buf := bytes.NewBuffer(nil)
	if err := subject.Execute(buf, struct{ Name string }{r.FormValue("name")}); err != nil {
		return
	}
	send(buf.String(), nil)
	w.WriteHeader(204)
}

func main() {
	http.HandleFunc("POST /hello", hello)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"in the answer", []string{"Execute(buf,", "Execute(w,"}, "open"},
			{"in a buffer that is new", []string{"bytes.NewBuffer(nil)", "new(bytes.Buffer)"}, ""},
			{"by way of a writer", []string{"	buf := bytes.NewBuffer(nil)\n", "	var buf bytes.Buffer\n	var to interface{ Write([]byte) (int, error) } = w\n", "Execute(buf,", "Execute(to,"}, "open"},
		},
	},
	{
		name: "a name that begins an argument", rule: "argument-injection", want: "open",
		src: `package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
)

var folder = os.Getenv("FOLDER")

var _, _ = fmt.Sprint, filepath.Join

func show(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	exec.Command("convert", name, "out.png").Run()
}

func main() {
	http.HandleFunc("POST /show", show)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"behind a folder", []string{`"convert", name`, `"convert", "files/"+name`}, ""},
			{"behind a setting", []string{`"convert", name`, `"convert", folder+"/"+name`}, ""},
			{"in a format", []string{`"convert", name`, `"convert", fmt.Sprintf("%s/a_%s", folder, name)`}, ""},
			{"joined to a folder", []string{`"convert", name`, `"convert", filepath.Join("files", name)`}, ""},
			{"in front of an extension", []string{`"convert", name`, `"convert", name+".jpg"`}, "open"},
			{"behind a dash", []string{`"convert", name`, `"convert", "-"+name`}, "open"},
			{"behind something of the caller's", []string{`"convert", name`, `"convert", r.FormValue("folder")+"/"+name`}, "open"},
			{"behind a setting that may be empty", []string{`"convert", name`, `"convert", folder+name`}, "open"},
		},
	},
	{
		name: "a list of extensions", rule: "user-filename", want: "open",
		src: `package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

var allowed = map[string]bool{".png": true, ".jpg": true}

var _, _ = filepath.Ext, strings.ToLower

func save(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !allowed[strings.ToLower(filepath.Ext(name))] {
		return
	}
	os.WriteFile("/data/"+name, []byte(r.FormValue("data")), 0o600)
}

func main() {
	http.HandleFunc("POST /save", save)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"a list of names", []string{"strings.ToLower(filepath.Ext(name))", "name"}, "mitigated"},
			{"a list of names in small letters", []string{"filepath.Ext(name)", "name"}, "mitigated"},
			{"the extension alone is used", []string{`"/data/"+name`, `"/data/x"+filepath.Ext(name)`}, "mitigated"},
			{"a list of last elements", []string{"strings.ToLower(filepath.Ext(name))", "strings.ToLower(filepath.Base(name))"}, "open"},
			{"the last element is used", []string{"strings.ToLower(filepath.Ext(name))", "strings.ToLower(filepath.Base(name))", `"/data/"+name`, `"/data/"+filepath.Base(name)`}, ""}, // what stays in its folder is a matter of overwriting
		},
	},
	{
		name: "a parameter of any type that all callers fill with texts", rule: "goroutine-panic", want: "",
		src: `package main

import (
	"encoding/json"
	"log"
	"net/http"
)

type order struct {
	Kind string
	More any
}

func ask(addr string, kind any) {
	if kind != nil {
		log.Println(addr, len(kind.(string)))
	}
}

func save(w http.ResponseWriter, r *http.Request) {
	var o order
	if json.NewDecoder(r.Body).Decode(&o) != nil {
		return
	}
	go ask("b", o.Kind)
}

func main() {
	http.HandleFunc("POST /save", save)
	ask("a", nil)
	ask("a", "text")
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"one of them decodes it", []string{`go ask("b", o.Kind)`, `go ask("b", o.More)`}, "open"},
			{"with two results", []string{`go ask("b", o.Kind)`, `go ask("b", o.More)`, "if kind != nil {\n		log.Println(addr, len(kind.(string)))", "if s, ok := kind.(string); ok {\n		log.Println(addr, len(s))"}, ""},
			{"another type than the one asserted", []string{`go ask("b", o.Kind)`, `go ask("b", []byte(o.Kind))`}, "open"},
		},
	},
	{
		name: "a field that is a UUID", rule: "sql-injection", want: "", needs: []string{"github.com/google/uuid"},
		src: `package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/google/uuid"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type note struct {
	ID   uuid.UUID
	Name string
}

func find(w http.ResponseWriter, r *http.Request) {
	var n note
	if json.NewDecoder(r.Body).Decode(&n) != nil {
		return
	}
	db.Exec(fmt.Sprintf("DELETE FROM notes WHERE id = '%s'", n.ID))
}

func main() {
	http.HandleFunc("POST /find", find)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"the name", []string{"n.ID)", "n.Name)"}, "open"},
		},
	},
	{
		name: "name of a basic credential that is taken apart by hand", rule: "secret-logged", want: "",
		src: `package main

import (
	"encoding/base64"
	"log"
	"net/http"
	"strings"
)

func who(r *http.Request) (string, string) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(r.Header.Get("Authorization"), "Basic "))
	if err != nil {
		return "", ""
	}
	parts := strings.SplitN(string(raw), ":", 2)
	return parts[0], parts[1]
}

func show(w http.ResponseWriter, r *http.Request) {
	name, password := who(r)
	log.Printf("asked by %s", name)
	w.Write([]byte(password[:0] + name[:0]))
}

func main() {
	http.HandleFunc("GET /notes", show)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"the password", []string{"asked by %s\", name", "asked by %s\", password"}, "open"},
			{"both", []string{"asked by %s\", name", "asked by %s\", name + password"}, "open"},
			{"parts in the wrong order", []string{"parts[0], parts[1]", "parts[1], parts[0]"}, "open"},
			{"split elsewhere", []string{"\":\", 2)", "\".\", 2)"}, "open"},
			{"the header as it came", []string{"asked by %s\", name", "asked by %s\", r.Header.Get(\"Authorization\")"}, "open"},
			{"cut", []string{"parts := strings.SplitN(string(raw), \":\", 2)\n\treturn parts[0], parts[1]", "name, password, _ := strings.Cut(string(raw), \":\")\n\treturn name, password"}, ""},
			{"cut, the other half", []string{"parts := strings.SplitN(string(raw), \":\", 2)\n\treturn parts[0], parts[1]", "password, name, _ := strings.Cut(string(raw), \":\")\n\treturn name, password"}, "open"},
		},
	},
	{
		name: "flag that a comparison decides", rule: "cookie-flags", want: "",
		src: `package main

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"os"
)

var scheme = os.Getenv("SCHEME")

func in(w http.ResponseWriter, r *http.Request) {
	id := make([]byte, 16)
	rand.Read(id)
	http.SetCookie(w, &http.Cookie{Name: "session", Value: hex.EncodeToString(id), HttpOnly: true, Secure: scheme == "https"})
}

func main() {
	http.HandleFunc("POST /login", in)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"never", []string{"scheme == \"https\"", "false"}, "open"},
			{"not set", []string{", Secure: scheme == \"https\"", ""}, "open"},
			{"always", []string{"scheme == \"https\"", "true"}, ""},
			{"one of two", []string{"scheme == \"https\"", "scheme == \"https\" || r.TLS != nil"}, ""},
		},
	},
	{
		name: "limit that is not known on one way", rule: "unbounded-body", want: "to-confirm",
		src: `package main

import (
	"encoding/json"
	"net/http"
	"os"
	"reflect"
)

type config struct{ Large bool; Most int64 }

func fill(v any) { reflect.ValueOf(v).Elem().Field(1).SetInt(1 << 40) }

var cfg config

func save(w http.ResponseWriter, r *http.Request) {
	most := int64(64 << 10)
	if cfg.Large {
		most = cfg.Most * 2
	}
	var in struct{ Text string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, most)).Decode(&in); err != nil {
		w.WriteHeader(400)
	}
}

func main() {
	cfg.Large = os.Getenv("LARGE") != ""
	fill(&cfg)
	http.HandleFunc("POST /notes", save)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"a limit of its own on both", []string{"cfg.Most * 2", "128 << 10"}, "mitigated"},
			{"an absurd one on one of them", []string{"cfg.Most * 2", "1 << 40"}, "open"},
			{"no limit", []string{"http.MaxBytesReader(w, r.Body, most)", "r.Body", "var in struct", "_ = most\n\tvar in struct"}, "open"},
		},
	},
	{
		name: "body as against what was kept", rule: "unbounded-body", want: "",
		src: `package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

type style struct{ Theme string }

type user struct{ Name, Style string }

func find(name string) *user {
	u := &user{Name: name}
	db.QueryRow("SELECT style FROM users WHERE name = $1", name).Scan(&u.Style)
	return u
}

func styleOf(u *user) style {
	var s style
	json.Unmarshal([]byte(u.Style), &s)
	return s
}

func show(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte(styleOf(find(r.PathValue("name"))).Theme))
}

func main() {
	http.HandleFunc("POST /users/{name}", show)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"the body itself", []string{"w.Write([]byte(", "var in user\n\tjson.NewDecoder(r.Body).Decode(&in)\n\tw.Write([]byte("}, "open"},
		},
	},
	{
		name: "check that leaves some requests out", rule: "csrf", needs: []string{"github.com/labstack/echo/v4"}, want: "to-confirm",
		src: `package main

import (
	"database/sql"
	"net/http"
	"os"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func session(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		k, err := c.Request().Cookie("session")
		if err != nil {
			return c.NoContent(401)
		}
		var user string
		if err := db.QueryRow("SELECT user_id FROM sessions WHERE id = $1", k.Value).Scan(&user); err != nil {
			return c.NoContent(401)
		}
		return next(c)
	}
}

func save(c echo.Context) error {
	_, err := db.Exec("UPDATE notes SET text = $1", c.FormValue("text"))
	return err
}

func main() {
	e := echo.New()
	e.Use(middleware.CSRFWithConfig(middleware.CSRFConfig{Skipper: func(c echo.Context) bool { return strings.HasPrefix(c.Request().UserAgent(), "api/") }}))
	e.POST("/notes", save, session)
	http.ListenAndServe(":8080", e)
}
`,
		edits: []edit{
			{"for all", []string{"middleware.CSRFConfig{Skipper: func(c echo.Context) bool { return strings.HasPrefix(c.Request().UserAgent(), \"api/\") }}", "middleware.CSRFConfig{}", "	\"strings\"\n", ""}, "mitigated"},
			{"other routes", []string{"c.Request().UserAgent(), \"api/\"", "c.Request().URL.Path, \"/api/\""}, "mitigated"},
			{"this route, too", []string{"c.Request().UserAgent(), \"api/\"", "c.Request().URL.Path, \"/\""}, "open"},
			{"none", []string{"	e.Use(middleware.CSRFWithConfig(middleware.CSRFConfig{Skipper: func(c echo.Context) bool { return strings.HasPrefix(c.Request().UserAgent(), \"api/\") }}))\n", "",
				"	\"strings\"\n", "", "	\"github.com/labstack/echo/v4/middleware\"\n", ""}, "open"},
		},
	},
	{
		name: "record written by named parameters", rule: "missing-audit", needs: []string{"github.com/jmoiron/sqlx"}, want: "mitigated",
		src: `package main

import (
	"net/http"
	"os"
	"time"

	"github.com/jmoiron/sqlx"
)

var db, _ = sqlx.Open("postgres", os.Getenv("DSN"))

type event struct {
	Actor  string ` + "`db:\"actor_id\"`" + `
	Note   string ` + "`db:\"note_id\"`" + `
	Action string
	At     time.Time ` + "`db:\"at\"`" + `
}

func remove(w http.ResponseWriter, r *http.Request) {
	k, err := r.Cookie("session")
	if err != nil {
		w.WriteHeader(401)
		return
	}
	var user string
	if err := db.QueryRow("SELECT user_id FROM sessions WHERE id = $1", k.Value).Scan(&user); err != nil {
		w.WriteHeader(401)
		return
	}
	id := r.PathValue("id")
	ev := event{Actor: user, Note: id, Action: "delete", At: time.Now()}
	if _, err := db.NamedExecContext(r.Context(), "INSERT INTO events (actor_id, note_id, action, at) VALUES (:actor_id, :note_id, :action, :at)", ev); err != nil {
		return
	}
	db.Exec("DELETE FROM notes WHERE id = $1", id)
}

func main() {
	http.HandleFunc("DELETE /notes/{id}", remove)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"nobody named", []string{"Actor: user, ", ""}, "open"},
			{"nothing named", []string{"Note: id, ", ""}, "open"},
			{"another one named", []string{"Actor: user", "Actor: \"system\""}, "open"},
			{"a map", []string{"at)\", ev)", "at)\", map[string]any{\"actor_id\": user, \"note_id\": id, \"action\": ev.Action, \"at\": ev.At})"}, "mitigated"},
			{"a map without the actor", []string{"at)\", ev)", "at)\", map[string]any{\"actor_id\": \"-\", \"note_id\": id, \"action\": ev.Action, \"at\": ev.At})"}, "open"},
		},
	},
	{
		name: "error that is nil where it is returned", rule: "error-leak", want: "mitigated",
		src: `package main

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func insert(name string) (id int, err error) {
	err = db.QueryRow("INSERT INTO users (name) VALUES ($1) RETURNING id", name).Scan(&id)
	if err != nil {
		return 0, errors.New("try again later")
	}
	return id, err
}

func register(w http.ResponseWriter, r *http.Request) {
	if _, err := insert(r.FormValue("name")); err != nil {
		http.Error(w, err.Error(), 400)
	}
}

func main() {
	http.HandleFunc("POST /users", register)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"returned as it is", []string{"errors.New(\"try again later\")", "err", "	\"errors\"\n", ""}, "open"},
			{"the other way round", []string{"err != nil {\n\t\treturn 0", "err == nil {\n\t\treturn 0"}, "open"},
			{"asked by another", []string{"	if err != nil {\n\t\treturn 0", "	if id > 0 {\n\t\treturn 0"}, "open"},
		},
	},
	{
		name: "router that logs by itself", rule: "denial-unrecorded", needs: []string{"github.com/gin-gonic/gin"}, want: "",
		src: `package main

import (
	"crypto/subtle"
	"os"

	"github.com/gin-gonic/gin"
)

var key = os.Getenv("KEY")

func who(c *gin.Context) {
	if subtle.ConstantTimeCompare([]byte(c.Request.Header.Get("X-Api-Key")), []byte(key)) != 1 {
		c.AbortWithStatus(401)
		return
	}
	c.Next()
}

func main() {
	r := gin.Default()
	r.Use(who)
	r.GET("/notes", func(c *gin.Context) { c.Status(204) })
	r.Run(":8080")
}
`,
		edits: []edit{
			{"one that does not", []string{"gin.Default()", "gin.New()"}, "open"},
		},
	},
	{
		name: "origin of a setting", rule: "control cors", needs: []string{"github.com/gin-gonic/gin"}, want: "present",
		src: `package main

import (
	"os"

	"github.com/gin-gonic/gin"
)

var origin, open = os.Getenv("ORIGIN"), os.Getenv("CORS") != ""

func cors(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", origin)
	c.Next()
}

func main() {
	r := gin.New()
	r.Use(cors)
	r.GET("/notes", func(c *gin.Context) { c.Status(204) })
	r.Run(":8080")
}
`,
		edits: []edit{
			{"attached where another setting says so", []string{"	r.Use(cors)", "	if open {\n\t\tr.Use(cors)\n\t}"}, "unknown"},
			{"everybody", []string{"\"Access-Control-Allow-Origin\", origin", "\"Access-Control-Allow-Origin\", \"*\""}, "weak"},
		},
	},
	{
		name: "text that is a key of a map, held in a struct", rule: "sql-injection", want: "",
		src: `package main

import (
	"database/sql"
	"net/http"
	"os"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

var directions = map[string]string{"ASC": "up", "DESC": "down"}

type by struct{ field, direction string }

func newBy(field, direction string) by {
	if _, ok := directions[direction]; !ok {
		return by{field, "ASC"}
	}
	return by{field, direction}
}

func clause(b by) string { return " ORDER BY " + b.field + " " + b.direction }

func list(w http.ResponseWriter, r *http.Request) {
	b := newBy("id", r.URL.Query().Get("order"))
	rows, err := db.Query("SELECT id FROM notes" + clause(b))
	if err == nil {
		rows.Close()
	}
}

func main() {
	http.HandleFunc("GET /notes", list)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"no check", []string{"	if _, ok := directions[direction]; !ok {\n\t\treturn by{field, \"ASC\"}\n\t}\n", ""}, "open"},
			{"inverted", []string{"; !ok", "; ok"}, "open"},
			{"another text is checked", []string{"directions[direction]; !ok", "directions[field]; !ok"}, "open"},
			{"another text is stored", []string{"func newBy(field, direction string) by {", "func newBy(field, direction string) by {\n\tdirection, field = field, direction"}, "open"},
			{"stored on both ways", []string{"return by{field, \"ASC\"}", "return by{field, direction}"}, "open"},
			{"keys that a caller adds", []string{"b := newBy", "directions[r.URL.Query().Get(\"also\")] = \"also\"\n\tb := newBy"}, "open"},
			{"what is in the map", []string{"if _, ok := directions[direction]; !ok {\n\t\treturn by{field, \"ASC\"}\n\t}\n\treturn by{field, direction}", "return by{field, directions[direction]}"}, ""},
			{"returned alone", []string{"func newBy(field, direction string) by {\n\tif _, ok := directions[direction]; !ok {\n\t\treturn by{field, \"ASC\"}\n\t}\n\treturn by{field, direction}", "func way(d string) string {\n\tif _, ok := directions[d]; ok {\n\t\treturn d\n\t}\n\treturn \"ASC\"\n}\n\nfunc newBy(field, direction string) by {\n\treturn by{field, way(direction)}"}, ""},
			{"set beforehand", []string{"if _, ok := directions[direction]; !ok {\n\t\treturn by{field, \"ASC\"}\n\t}", "if _, ok := directions[direction]; !ok {\n\t\tdirection = \"ASC\"\n\t}"}, ""},
			{"set beforehand, to something else", []string{"if _, ok := directions[direction]; !ok {\n\t\treturn by{field, \"ASC\"}\n\t}", "if _, ok := directions[direction]; !ok {\n\t\tdirection += \"ASC\"\n\t}"}, "open"},
		},
	},
	{
		name: "value of an option of a program", rule: "argument-injection", want: "to-confirm",
		src: `package main

import (
	"net/http"
	"os/exec"
)

func dump(w http.ResponseWriter, r *http.Request) {
	opts := []string{"--clean"}
	if t := r.FormValue("table"); t != "" {
		opts = append(opts, "--table", t)
	}
	out, err := exec.Command("pg_dump", opts...).Output()
	if err == nil {
		w.Write(out)
	}
}

func main() {
	http.HandleFunc("GET /dump", dump)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"behind nothing", []string{"append(opts, \"--table\", t)", "append(opts, t)"}, "open"},
			{"in front of it", []string{"append(opts, \"--table\", t)", "append(opts, t, \"--table\")"}, "open"},
			{"behind what is no option", []string{"\"--table\", t)", "\"table\", t)"}, "open"},
			{"behind an option with its value", []string{"\"--table\", t)", "\"--table=a\", t)"}, "open"},
			{"twice, once alone", []string{"\"--table\", t)", "\"--table\", t, t)"}, "open"},
			{"in one literal", []string{"exec.Command(\"pg_dump\", opts...)", "exec.Command(\"pg_dump\", \"--clean\", \"--table\", r.FormValue(\"table\"))"}, "to-confirm"},
			{"a list of its own", []string{"append(opts, \"--table\", t)", "append(opts, []string{\"--table\", t}...)"}, "to-confirm"},
		},
	},
}
