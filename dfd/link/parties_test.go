package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// elementsOf links a main function's routes and lists the elements of a kind by name.
func elementsOf(t *testing.T, kind, imports, rest, routes string) []string {
	t.Helper()
	var lines []string
	for _, im := range strings.Fields(imports + " net/http log") {
		lines = append(lines, fmt.Sprintf("import %q", im))
	}
	p := linked(t, lowertest.Load(t, lowertest.Write(t, "-- go.mod --\nmodule example.com/app\n\ngo 1.25\n-- main.go --\npackage main\n\n"+
		strings.Join(lines, "\n")+"\n\n"+rest+"\n\nfunc main() {\n"+routes+"\n\tlog.Fatal(http.ListenAndServe(\":8080\", nil))\n}\n"), "./..."))
	var out []string
	for _, e := range p.Elements {
		if e.Kind == kind && e.Name != "Browser" {
			out = append(out, e.Name)
		}
	}
	slices.Sort(out)
	return out
}

const route = "\thttp.HandleFunc(\"GET /%s\", func(w http.ResponseWriter, r *http.Request) { %s })\n"

// TestParties: who a call talks to, one for each host that its address may have.
func TestParties(t *testing.T) {
	many := ""
	for n := range 40 {
		many += fmt.Sprintf("\tcase \"%d\":\n\t\treturn \"https://api.one.example/v%d/\" + kind\n", n, n)
	}
	for name, x := range map[string]struct{ imports, rest, do, want string }{
		"a table": {"", `var urls = []string{"https://a.example/v1", "https://b.example/v1"}`,
			`for _, u := range urls { http.Get(u + "/models") }`, "a.example b.example"},
		"a map": {"", `var urls = map[string]string{"a": "https://a.example/x", "b": "https://b.example/x"}`,
			`http.Get(urls[r.FormValue("k")])`, "a.example b.example"},
		"a switch": {"", "func base(kind string) string {\n\tswitch kind {\n\tcase \"a\":\n\t\treturn \"https://a.example\"\n\t}\n\treturn \"https://b.example\"\n}",
			`http.Get(base(r.FormValue("k")) + "/models")`, "a.example b.example"},
		"two paths of one host": {"", `var urls = []string{"https://a.example/v1", "https://a.example/v2"}`,
			`for _, u := range urls { http.Get(u) }`, "a.example"},
		"a default of what a store holds": {"os", "func base(id string) string {\n\tb, _ := os.ReadFile(\"/var/lib/app/\" + id)\n\tif len(b) == 0 {\n\t\treturn \"https://a.example\"\n\t}\n\treturn string(b)\n}",
			`http.Get(base("x") + "/models")`, "a.example"},
		"more texts than are kept": {"", "func url(kind string) string {\n\tswitch kind {\n" + many + "\t}\n\treturn \"https://two.example/\" + kind\n}",
			`http.Get(url(r.FormValue("k")))`, "api.one.example two.example"},
		"a host of the caller's": {"", "", `http.Get("https://" + r.FormValue("k") + "/models")`, "URL chosen by the caller"},
		"a host that a store holds, a scheme and a port of the configuration": {"os", "",
			`b, _ := os.ReadFile("/var/lib/app/host"); http.Get(os.Getenv("SCHEME") + "://" + string(b) + ":" + os.Getenv("PORT") + "/x")`, "HTTP service (address not found)"},
		"a host and a port of the configuration": {"os", "",
			`http.Get("http://" + os.Getenv("THE_HOST") + ":" + os.Getenv("A_PORT") + "/x")`, "THE_HOST (setting)"},
		"an address of the configuration and a path of the caller's": {"os fmt", "func base() string {\n\tif v := os.Getenv(\"BASE\"); v != \"\" {\n\t\treturn v\n\t}\n\treturn \"\"\n}",
			`http.Get(fmt.Sprintf("%s%s", base(), "/users/" + r.FormValue("k")))`, "BASE (setting)"},
		"an address of the configuration or a host of the caller's": {"os", "",
			`u := os.Getenv("BASE"); if h := r.FormValue("k"); h != "" { u = "https://" + h }; http.Get(u)`, "URL chosen by the caller"},
		"a setting of two names": {"os flag", "var u = flag.String(\"billing-url\", \"\", \"\")\n\nfunc base() string {\n\tif *u != \"\" {\n\t\treturn *u\n\t}\n\treturn os.Getenv(\"BILLING_URL\")\n}",
			`http.Get(base() + "/x"); http.Get(*u + "/y"); http.Get(os.Getenv("BILLING_URL") + "/z")`, "BILLING_URL (setting)"},
		"a setting whose names say that they are one": {"os flag", "var u = flag.String(\"billing-url\", \"\", \"\")",
			`http.Get(*u + "/y"); http.Get(os.Getenv("APP_BILLING_URL") + "/z"); http.Get(os.Getenv("APP_VAULT_URL") + "/z")`, "APP_BILLING_URL (setting) APP_VAULT_URL (setting)"},
		"a setting whose name says too little": {"os flag", "var u = flag.String(\"api-url\", \"\", \"\")",
			`http.Get(*u + "/y"); http.Get(os.Getenv("MAIL_API_URL") + "/z"); http.Get(os.Getenv("PAY_API_URL") + "/z")`, "MAIL_API_URL (setting) PAY_API_URL (setting) api-url (setting)"},
		"two services that have one fallback": {"os", "func or(x string) string {\n\tif x != \"\" {\n\t\treturn x\n\t}\n\treturn os.Getenv(\"MAIN\")\n}",
			`http.Get(or(os.Getenv("ONE"))); http.Get(or(os.Getenv("TWO"))); http.Get(os.Getenv("TWO"))`, "MAIN (setting) TWO (setting)"},
		"a URL whose parts are set": {"os net/url", "",
			`b, _ := os.ReadFile("/var/lib/app/host"); u := new(url.URL); u.Scheme = os.Getenv("SCHEME"); u.Host = string(b) + ":" + os.Getenv("PORT"); http.Get(u.String())`, "HTTP service (address not found)"},
		"settings in an atomic.Value": {"os sync/atomic", "type conf struct{ Name, Hook string }\n\nvar kept atomic.Value\n\nfunc init() { c := &conf{os.Getenv(\"NAME\"), os.Getenv(\"HOOK\")}; c.Name += \"x\"; kept.Store(c) }",
			`http.Get(kept.Load().(*conf).Hook)`, "HOOK (setting)"},
		"settings behind an atomic.Pointer": {"os sync/atomic", "type conf struct{ Name, Hook string }\n\nvar kept atomic.Pointer[conf]\n\nfunc init() { kept.Store(&conf{os.Getenv(\"NAME\"), os.Getenv(\"HOOK\")}) }",
			`http.Get(kept.Load().Hook)`, "HOOK (setting)"},
		"a client in an atomic.Value": {"sync/atomic", "type asks interface{ ask() }\n\ntype one struct{}\n\nfunc (one) ask() { http.Get(\"https://one.example/x\") }\n\nvar kept atomic.Value\n\nfunc init() { kept.Store(asks(one{})) }",
			`kept.Load().(asks).ask()`, "one.example"},
		"a transport of the program's own": {"", "type stamped struct{ http.RoundTripper }\n\nfunc (s stamped) RoundTrip(r *http.Request) (*http.Response, error) {\n\tr.Header.Set(\"X-Id\", \"1\")\n\treturn s.RoundTripper.RoundTrip(r)\n}\n\nvar client = &http.Client{Transport: stamped{http.DefaultTransport}}",
			`client.Get("https://a.example/v1"); client.Get(r.FormValue("u"))`, "URL chosen by the caller a.example"},
		"a transport that is asked itself": {"", "",
			`req, _ := http.NewRequest("GET", "https://a.example/v1", nil); http.DefaultTransport.RoundTrip(req)`, "a.example"},
		"a socket of the machine": {"context net", "",
			`c := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return net.Dial("unix", "/run/docker.sock") }}}; c.Get("http://docker/containers")`, "/run/docker.sock"},
		"a dialler of the program's own": {"context net", "",
			`c := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, n, to string) (net.Conn, error) { return (&net.Dialer{}).DialContext(ctx, n, to) }}}; c.Get("http://a.example/containers")`, "a.example"},
		"a connection that a client of mail is given": {"os crypto/tls net/smtp", "",
			`host := os.Getenv("MAIL"); conn, err := tls.Dial("tcp", host, nil); if err != nil { return }; c, err := smtp.NewClient(conn, host); if err != nil { return }; m, err := c.Data(); if err != nil { return }; m.Write([]byte("x")); m.Close()`, "SMTP server"},
		"a connection of the program's own": {"os net", "",
			`conn, err := net.Dial("tcp", os.Getenv("PEER")); if err != nil { return }; conn.Write([]byte("x"))`, "PEER (setting)"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := elementsOf(t, "external", x.imports, x.rest, fmt.Sprintf(route, "x", x.do)); strings.Join(got, " ") != x.want {
				t.Errorf("%q, want %q", got, x.want)
			}
		})
	}
}

// TestWhichStore: a store that is opened in more than one way is one, stores that are several are several.
func TestWhichStore(t *testing.T) {
	const imports = "os database/sql"
	read, write := fmt.Sprintf(route, "read", `one.QueryRow("SELECT 1 FROM a")`), fmt.Sprintf(route, "write", `two.Exec("DELETE FROM b")`)
	for name, x := range map[string]struct{ rest, routes, want string }{
		"a branch": {"func open() *sql.DB {\n\tif os.Getenv(\"TEST\") != \"\" {\n\t\tdb, _ := sql.Open(\"postgres\", os.Getenv(\"TEST_DSN\"))\n\t\treturn db\n\t}\n\tdb, _ := sql.Open(\"postgres\", os.Getenv(\"DSN\"))\n\treturn db\n}\n\nvar one = open()\nvar two = one",
			read + write, `PostgreSQL`},
		"a branch beside another database": {"func open() *sql.DB {\n\tif os.Getenv(\"TEST\") != \"\" {\n\t\tdb, _ := sql.Open(\"postgres\", os.Getenv(\"TEST_DSN\"))\n\t\treturn db\n\t}\n\tdb, _ := sql.Open(\"postgres\", os.Getenv(\"DSN\"))\n\treturn db\n}\n\nvar one = open()\nvar two, _ = sql.Open(\"postgres\", os.Getenv(\"B\"))",
			read + write, `PostgreSQL PostgreSQL "B"`},
		"two databases": {"var one, _ = sql.Open(\"postgres\", os.Getenv(\"A\"))\nvar two, _ = sql.Open(\"postgres\", os.Getenv(\"B\"))",
			read + write, `PostgreSQL "A" PostgreSQL "B"`},
		"two databases, and a helper of both": {"var one, _ = sql.Open(\"postgres\", os.Getenv(\"A\"))\nvar two, _ = sql.Open(\"postgres\", os.Getenv(\"B\"))\n\nfunc either(x string) *sql.DB {\n\tif x == \"\" {\n\t\treturn one\n\t}\n\treturn two\n}",
			read + write + fmt.Sprintf(route, "both", `either(r.FormValue("x")).Exec("DELETE FROM c")`), `PostgreSQL "A" PostgreSQL "B"`},
		"the server, and one database of it": {"func dsn(name string) string { return \"postgres://\" + os.Getenv(\"HOST\") + \"/\" + name }\n\nvar one, _ = sql.Open(\"postgres\", dsn(\"postgres\"))\nvar two, _ = sql.Open(\"postgres\", dsn(os.Getenv(\"NAME\")))\nvar three, _ = sql.Open(\"postgres\", os.Getenv(\"C\"))",
			read + write + fmt.Sprintf(route, "three", `three.Exec("DELETE FROM c")`), `PostgreSQL "C" PostgreSQL "HOST, NAME"`},
		"one that a caller chooses": {"var one, _ = sql.Open(\"postgres\", os.Getenv(\"A\"))\nvar two, _ = sql.Open(\"postgres\", os.Getenv(\"B\"))",
			read + write + fmt.Sprintf(route, "try", `db, err := sql.Open("postgres", r.FormValue("dsn")); if err != nil { return }; db.Exec("DELETE FROM c")`), `PostgreSQL PostgreSQL "A" PostgreSQL "B"`},
		"each at its own name of one host": {"func open(name string) *sql.DB {\n\tdb, _ := sql.Open(\"postgres\", \"postgres://\"+os.Getenv(\"HOST\")+\"/\"+os.Getenv(\"PREFIX\")+name)\n\treturn db\n}\n\nvar one, _ = sql.Open(\"postgres\", os.Getenv(\"A\"))\nvar two = open(\"x\")",
			read + write + fmt.Sprintf(route, "tenant", `open(r.FormValue("t")).Exec("DELETE FROM c")`), `PostgreSQL "A" PostgreSQL "HOST, PREFIX"`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := elementsOf(t, "store", imports, x.rest, x.routes); strings.Join(got, " ") != x.want {
				t.Errorf("%q, want %q", got, x.want)
			}
		})
	}
}

// TestDriversBuilt: a driver that a package imports which no binary is built of is not the program's.
func TestDriversBuilt(t *testing.T) {
	p := linked(t, lowertest.Load(t, lowertest.Write(t, `
-- go.mod --
module example.com/app

go 1.25

require (
	github.com/lib/pq v1.0.0
	github.com/mattn/go-sqlite3 v1.0.0
)
-- vendor/modules.txt --
# github.com/lib/pq v1.0.0
## explicit; go 1.25
github.com/lib/pq
# github.com/mattn/go-sqlite3 v1.0.0
## explicit; go 1.25
github.com/mattn/go-sqlite3
-- vendor/github.com/lib/pq/pq.go --
package pq
-- vendor/github.com/mattn/go-sqlite3/sqlite.go --
package sqlite3
-- lite/lite.go --
package lite

import _ "github.com/mattn/go-sqlite3"
-- main.go --
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"
)

var db, _ = sql.Open(os.Getenv("DRIVER"), os.Getenv("DSN"))

func main() {
	http.HandleFunc("GET /x", func(w http.ResponseWriter, r *http.Request) { db.Exec("DELETE FROM a") })
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`), "./..."))
	var got []string
	for _, e := range p.Elements {
		if e.Kind == "store" {
			got = append(got, e.Name)
		}
	}
	if strings.Join(got, " ") != "PostgreSQL" {
		t.Errorf("%q", got)
	}
}
