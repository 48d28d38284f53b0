package program_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/program"
	"github.com/gostride/gostride/dfd"
)

// controlled is a handler with a control, and ways to break it.
type controlled struct {
	name    string
	rule    string // has no open row on POST /x as the handler stands
	control string // kind that must not be present once the control is broken, "" for none
	body    string // of the handler
	more    string // declarations besides it
	mutants []mutant
}

// mutant replaces texts of the handler, each of which is there once.
type mutant struct {
	name  string
	swaps []string
}

var handlers = []controlled{
	{
		name: "body limit", rule: "unbounded-body", control: "bodylimit",
		body: `r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	var v struct{ A string }
	if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
		http.Error(w, "bad", 400)
	}`,
		mutants: []mutant{
			{"deleted", []string{"r.Body = http.MaxBytesReader(w, r.Body, 1<<20)", ""}},
			{"after the read", []string{"r.Body = http.MaxBytesReader(w, r.Body, 1<<20)", "", "		http.Error(w, \"bad\", 400)\n	}", "		http.Error(w, \"bad\", 400)\n	}\n	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)"}},
			{"absurd", []string{"1<<20", "50<<30"}},
			{"on a sibling", []string{"r.Body = http.MaxBytesReader(w, r.Body, 1<<20)", "sibling(w, r)"}},
			{"on something else", []string{"r.Body = http.MaxBytesReader(w, r.Body, 1<<20)", "_ = http.MaxBytesReader(w, io.NopCloser(strings.NewReader(\"x\")), 1<<20)"}},
			{"for some only", []string{"r.Body = http.MaxBytesReader", "if r.Header.Get(\"X-Small\") != \"\" {\n		r.Body = http.MaxBytesReader", ", 1<<20)", ", 1<<20)\n	}"}},
		},
		more: "func sibling(w http.ResponseWriter, r *http.Request) {}\nfunc other(w http.ResponseWriter, r *http.Request) { r.Body = http.MaxBytesReader(w, r.Body, 1<<19); io.Copy(io.Discard, r.Body) }",
	},
	{
		name: "local path", rule: "path-read",
		body: `name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	b, _ := os.ReadFile("/srv/" + name)
	w.Write(b)`,
		mutants: []mutant{
			{"deleted", []string{"if !filepath.IsLocal(name) {\n		http.NotFound(w, r)\n		return\n	}", ""}},
			{"inverted", []string{"!filepath", "filepath"}},
			{"no return", []string{"		return\n", ""}},
			{"of another value", []string{"IsLocal(name)", "IsLocal(r.FormValue(\"other\"))"}},
			{"after the read", []string{"if !filepath.IsLocal(name) {\n		http.NotFound(w, r)\n		return\n	}", "", "w.Write(b)", "if !filepath.IsLocal(name) {\n		return\n	}\n	w.Write(b)"}},
			{"cleaned instead", []string{"if !filepath.IsLocal(name) {\n		http.NotFound(w, r)\n		return\n	}", "name = filepath.Clean(name)"}},
		},
	},
	{
		name: "allow-list of hosts", rule: "ssrf",
		body: `url, ok := partners[r.FormValue("partner")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	resp, err := http.Get(url)
	if err == nil {
		resp.Body.Close()
	}`,
		more: `var partners = map[string]string{"a": "https://a.example/", "b": "https://b.example/"}`,
		mutants: []mutant{
			{"the caller's own", []string{"http.Get(url)", "http.Get(r.FormValue(\"partner\"))", "url, ok", "_, ok", "!ok", "ok"}},
			{"beside the list", []string{"http.Get(url)", "http.Get(url + r.FormValue(\"host\"))", "url, ok := partners[r.FormValue(\"partner\")]", "url, ok := \"https://\", true"}},
			{"an address is enough", []string{"url, ok := partners[r.FormValue(\"partner\")]", "url := r.FormValue(\"partner\")\n	ok := net.ParseIP(url) != nil"}},
		},
	},
	{
		name: "number for a shell", rule: "command-injection",
		body: `n := r.FormValue("n")
	if _, err := strconv.Atoi(n); err != nil {
		http.Error(w, "bad", 400)
		return
	}
	exec.Command("sh", "-c", "seq "+n).Run()`,
		mutants: []mutant{
			{"deleted", []string{"if _, err := strconv.Atoi(n); err != nil {\n		http.Error(w, \"bad\", 400)\n		return\n	}", ""}},
			{"inverted", []string{"err != nil", "err == nil"}},
			{"no return", []string{"		return\n", ""}},
			{"of another value", []string{"Atoi(n)", "Atoi(r.FormValue(\"m\"))"}},
			{"only a suffix", []string{"_, err := strconv.Atoi(n); err != nil", "!strings.HasSuffix(n, \"0\")"}},
			{"words or anything", []string{"if _, err := strconv.Atoi(n); err != nil {\n		http.Error(w, \"bad\", 400)\n		return\n	}", "n = regexp.MustCompile(`x`).ReplaceAllString(n, \"\")"}},
		},
	},
	{
		name: "words for a shell", rule: "command-injection",
		body: "n := regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(r.FormValue(\"n\"), \"\")\n	exec.Command(\"sh\", \"-c\", \"echo \"+n).Run()",
		mutants: []mutant{
			{"not negated", []string{"[^a-z0-9]+", "[a-z0-9]+"}},
			{"with too much left", []string{"[^a-z0-9]+", "[^a-z0-9$()]+"}},
			{"replaced by a quote", []string{`, "")`, `, "'")`}},
			{"one class of several", []string{"[^a-z0-9]+", "[^a-z0-9]x"}},
		},
	},
	{
		name: "path of this site", rule: "open-redirect",
		body: `http.Redirect(w, r, "/"+strings.TrimLeft(r.FormValue("next"), "/\\"), 302)`,
		mutants: []mutant{
			{"deleted", []string{`"/"+strings.TrimLeft(r.FormValue("next"), "/\\")`, `r.FormValue("next")`}},
			{"slash in front only", []string{`strings.TrimLeft(r.FormValue("next"), "/\\")`, `r.FormValue("next")`}},
			{"no slash in front", []string{`"/"+strings`, `strings`}},
			{"backslash left", []string{`"/\\")`, `"/")`}},
			{"one slash only", []string{`strings.TrimLeft(r.FormValue("next"), "/\\")`, `strings.TrimPrefix(r.FormValue("next"), "/")`}},
			{"another cutset", []string{`"/\\")`, `"#")`}},
		},
	},
}

const frame = `
-- main.go --
package main

import (
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

var _, _, _, _, _, _, _, _, _, _, _, _ = gzip.NewReader, url.Parse, json.Marshal, io.Copy, net.ParseIP, os.ReadFile, exec.Command, filepath.Clean, regexp.MustCompile, strconv.Atoi, strings.Cut, log.Print

var db *sql.DB

MORE

func x(w http.ResponseWriter, r *http.Request) {
	BODY
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /x", x)
	REST
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`

func built(t *testing.T, c controlled, body string) *dfd.Program {
	t.Helper()
	rest := ""
	if strings.Contains(c.more, "func other(") {
		rest = `mux.HandleFunc("POST /other", other)`
	}
	src := strings.NewReplacer("MORE", c.more, "BODY", body, "REST", rest).Replace(frame)
	p, err := program.Build(program.Source{Packages: lowertest.Module(t, src), Roots: []string{"example.com/app"}, Module: "example.com/app"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func rows(p *dfd.Program, rule string) (open, mitigated bool) {
	for _, th := range p.Threats {
		if th.Rule == rule && slices.Contains(th.EntryPoints, "http:POST /x") {
			open = open || th.Status == "open" || th.Status == "to-confirm"
			mitigated = mitigated || th.Status == "mitigated"
		}
	}
	return open, mitigated
}

// swapped replaces texts, each of which is there once: the first by the second, the third by the fourth.
func swapped(t *testing.T, text string, swaps []string) string {
	t.Helper()
	for n := 0; n < len(swaps); n += 2 {
		if k := strings.Count(text, swaps[n]); k != 1 {
			t.Fatalf("%q is there %d times", swaps[n], k)
		}
		text = strings.Replace(text, swaps[n], swaps[n+1], 1)
	}
	return text
}

// TestMutants breaks controls, one way at a time: none of the broken ones may count as present, none of their rows as
// mitigated.
func TestMutants(t *testing.T) { breakAll(t, handlers) }

func breakAll(t *testing.T, list []controlled) {
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			if open, _ := rows(built(t, c, c.body), c.rule); open {
				t.Errorf("%s is open with the control in place", c.rule)
			}
			for _, m := range c.mutants {
				t.Run(m.name, func(t *testing.T) {
					p := built(t, c, swapped(t, c.body, m.swaps))
					if open, mitigated := rows(p, c.rule); !open || mitigated {
						t.Errorf("%s: open %v, mitigated %v", c.rule, open, mitigated)
					}
					for _, k := range p.Controls {
						if k.Kind == c.control && k.Verdict == "present" && slices.Contains(k.EntryPoints, "http:POST /x") {
							t.Errorf("%s is present: %s", k.Kind, k.Value)
						}
					}
				})
			}
		})
	}
}

// TestSwitched: a check that a setting leaves out is a question, whichever way round it is written.
func TestSwitched(t *testing.T) {
	c := controlled{more: `var limited = os.Getenv("LIMIT") != ""`}
	for name, body := range map[string]string{
		"around": `if os.Getenv("LIMIT") == "on" {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	}
	io.ReadAll(r.Body)`,
		"global": `if limited {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	}
	io.ReadAll(r.Body)`,
	} {
		p := built(t, c, body)
		for _, th := range p.Threats {
			if th.Rule == "unbounded-body" && th.Status != "to-confirm" {
				t.Errorf("%s: the row is %s", name, th.Status)
			}
		}
	}
}
