package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// helpers are ways to read a setting by a name that is passed.
var helpers = map[string]string{
	"plain": `func get(key string) string { return os.Getenv(key) }`,
	"default": `func get(key string) string { return or(key, "") }
func or(key, otherwise string) string {
	if v, ok := os.LookupEnv(key); ok {
		return v
	}
	return otherwise
}`,
	"prefixed": `func get(key string) string { return os.Getenv("APP_" + key) }`,
	"method": `type settings struct{ prefix string }
func (s *settings) get(key string) string { return os.Getenv(key) }
func get(key string) string { return (&settings{}).get(key) }`,
}

// TestOneHelper: however many settings one helper reads, what is opened with one is called by that one's name.
func TestOneHelper(t *testing.T) {
	const many = 30
	for name, helper := range helpers {
		t.Run(name, func(t *testing.T) {
			var opens, want []string
			for n := range many {
				opens = append(opens, fmt.Sprintf("\thttp.HandleFunc(\"/%d\", func(w http.ResponseWriter, r *http.Request) { http.Get(get(\"K%02d_URL\")) })", n, n))
				key := fmt.Sprintf("K%02d_URL (setting)", n)
				if name == "prefixed" {
					key = "APP_" + key
				}
				want = append(want, key)
			}
			p := linked(t, lowertest.Load(t, lowertest.Write(t, "-- main.go --\npackage main\n\nimport (\n\t\"net/http\"\n\t\"os\"\n)\n\n"+
				helper+"\n\nfunc main() {\n"+strings.Join(opens, "\n")+"\n\thttp.ListenAndServe(\":8080\", nil)\n}\n"), "./..."))
			var got []string
			for _, e := range p.Elements {
				if e.Kind == "external" && e.Name != "Browser" {
					got = append(got, e.Name)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
	}
}

// TestHostSettingOnly: a party is called by the setting that says its host, not by one that is sent in the query.
func TestHostSettingOnly(t *testing.T) {
	p := linked(t, lowertest.Load(t, lowertest.Write(t, `
-- go.mod --
module example.com/app

go 1.25
-- main.go --
package main

import (
	"log"
	"net/http"
	"net/url"
	"os"
)

func ask(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest("POST", os.Getenv("TOKEN_URL"), nil)
	if err != nil {
		return
	}
	req.URL.RawQuery = url.Values{"scope": {os.Getenv("ASKED_SCOPE")}}.Encode()
	http.DefaultClient.Do(req)
}

func main() {
	http.HandleFunc("/", ask)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`), "./..."))
	var names []string
	for _, e := range p.Elements {
		if e.Kind == "external" && strings.HasSuffix(e.Name, "(setting)") {
			names = append(names, e.Name)
		}
	}
	if !slices.Equal(names, []string{"TOKEN_URL (setting)"}) {
		t.Errorf("called by %q", names)
	}
}
