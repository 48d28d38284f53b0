package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

const presetLib = `
-- settings/settings.go --
package settings

import (
	"net/http"
	"os"
)

type Folder struct{ Path string }

var folders = map[string]*Folder{}

var hook func(name string)

// Load is called by the main package, which is not asked for.
func Load(path string) { add(path) }

func add(path string) { folders["x"] = &Folder{Path: path} }

func Get(name string) *Folder { return folders[name] }

// Unset is set by nobody.
func Unset(name string) {
	if hook != nil {
		hook(name)
		os.Remove("/srv/" + name)
	}
}

var count int

// Mounted has the form of a handler, in a package that is not asked for.
func Mounted(w http.ResponseWriter, r *http.Request) { count++ }
-- api/api.go --
package api

import (
	"net/http"
	"os"

	"example.com/app/settings"
)

func Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /file", file)
	mux.HandleFunc("GET /never", never)
}

func file(w http.ResponseWriter, r *http.Request) {
	f := settings.Get(r.FormValue("folder"))
	if f == nil {
		http.NotFound(w, r)
		return
	}
	b, _ := os.ReadFile(f.Path + "/" + r.FormValue("name"))
	w.Write(b)
}

func never(w http.ResponseWriter, r *http.Request) { settings.Unset(r.FormValue("name")) }
`

// TestPresets: without a main package the variables of imported packages hold what the functions for it would put there, and their
// functions are no entry points.
func TestPresets(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Link(Input{Packages: lowertest.Module(t, presetLib), Catalog: cat, Roots: []string{"example.com/app/api"}})
	if err != nil {
		t.Fatal(err)
	}
	got := reached(p)
	if !strings.Contains(got, "file read {}/{} in api.file") {
		t.Errorf("GET /file reads no file:\n%s", got)
	}
	if strings.Contains(got, "delete") {
		t.Errorf("what a hook that nobody sets would do is done:\n%s", got)
	}
	if len(p.EntryPoints) != 2 {
		t.Errorf("entry points:\n%s", got)
	}
}
