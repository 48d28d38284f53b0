package program_test

// handed are programs in which a helper is handed what it tells, checks or limits.
var handed = []breaking{
	{
		name: "an error that a helper is handed on in a list", rule: "error-leak", want: "open",
		src: `package main

import (
	"fmt"
	"net/http"
	"os"
)

type Error struct {
	status int
	msg    string
}

func (e *Error) Error() string { return e.msg }

func Errorf(format string, args ...any) *Error {
	return &Error{status: 500, msg: fmt.Sprintf(format, args...)}
}

func wrap(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			status, msg := 500, ""
			switch e := err.(type) {
			case *Error:
				status, msg = e.status, e.msg
			default:
				msg = "failed"
			}
			w.WriteHeader(status)
			w.Write([]byte(msg))
		}
	}
}

func show(w http.ResponseWriter, r *http.Request) error {
	b, err := os.ReadFile("/srv/data")
	if err != nil {
		return Errorf("read: %s", err)
	}
	w.Write(b)
	return nil
}

func main() {
	http.HandleFunc("GET /data", wrap(show))
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"in a list of its own", []string{"fmt.Sprintf(format, args...)", "fmt.Sprintf(format, append([]any{}, args...)...)"}, "open"},
			{"put together without a format", []string{"fmt.Sprintf(format, args...)", "format + fmt.Sprint(args...)"}, "open"},
			{"a fixed text", []string{`Errorf("read: %s", err)`, `Errorf("read: %s", "no")`}, "mitigated"},
			{"what is handed on is left out", []string{"fmt.Sprintf(format, args...)", "fmt.Sprint(format)"}, "mitigated"},
		},
	},
	{
		name: "one part of a text is checked, and another one used", rule: "user-filename", want: "to-confirm",
		src: `package main

import (
	"net/http"
	"os"
	"strings"
)

func digest(raw string) (string, bool) {
	parts := strings.Split(raw, ":")
	if len(parts) != 2 {
		return "", false
	}
	algo, hex := parts[0], parts[1]
	if algo != "sha256" && algo != "sha512" {
		return "", false
	}
	return hex, true
}

func put(w http.ResponseWriter, r *http.Request) {
	d, ok := digest(r.FormValue("digest"))
	if !ok {
		http.Error(w, "no digest", 400)
		return
	}
	os.WriteFile("/data/"+d, []byte("x"), 0o600)
}

func main() {
	http.HandleFunc("POST /blobs", put)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"cut in two", []string{"parts := strings.Split(raw, \":\")\n\tif len(parts) != 2 {", "algo, hex, ok := strings.Cut(raw, \":\")\n\tif !ok {", "	algo, hex := parts[0], parts[1]\n", ""}, "to-confirm"},
			{"the whole is checked", []string{"algo != \"sha256\" && algo != \"sha512\"", "raw != \"a:b\" && raw != \"c:d\"", "algo, hex := parts[0], parts[1]", "hex := parts[1]"}, "mitigated"},
			{"nothing is checked", []string{"algo != \"sha256\" && algo != \"sha512\"", "algo == \"\""}, "open"},
		},
	},
	{
		name: "a helper that is passed the limit", rule: "unbounded-body", want: "mitigated",
		src: `package main

import (
	"encoding/json"
	"io"
	"net/http"
)

func read(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, most)
	return io.ReadAll(r.Body)
}

func small(w http.ResponseWriter, r *http.Request) {
	b, err := read(w, r, 64<<10)
	if err != nil {
		return
	}
	json.NewEncoder(w).Encode(len(b))
}

func large(w http.ResponseWriter, r *http.Request) {
	b, err := read(w, r, 1<<20)
	if err != nil {
		return
	}
	json.NewEncoder(w).Encode(len(b))
}

func main() {
	http.HandleFunc("POST /small", small)
	http.HandleFunc("POST /large", large)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"absurd for one of them", []string{"1<<20", "100<<30"}, "mitigated open"},
			{"absurd for the other", []string{"64<<10", "100<<30"}, "mitigated open"},
		},
	},
	{
		name: "a name that is equal to its cleaned self and begins with no way up", rule: "user-filename", want: "mitigated",
		src: `package main

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

var errName = errors.New("bad name")

type entry struct{ name string }

func create(name string) (*entry, error) {
	if name != filepath.Clean(name) {
		return nil, errName
	}
	if strings.HasPrefix(name, "/") || strings.HasPrefix(name, "..") {
		return nil, errName
	}
	return &entry{name}, nil
}

func put(w http.ResponseWriter, r *http.Request) {
	e, err := create(r.FormValue("name"))
	if err != nil {
		http.Error(w, "no", 400)
		return
	}
	os.WriteFile(filepath.Join("/data", e.name), []byte("x"), 0o600)
}

func main() {
	http.HandleFunc("POST /blobs", put)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"up by nothing more", []string{`"..")`, `"../")`}, "to-confirm"},
			{"not cleaned", []string{"name != filepath.Clean(name)", "name == \"\""}, "open"},
			{"cleaned the other way round", []string{"name != filepath.Clean(name)", "name == filepath.Clean(name)"}, "open"},
			{"begins with anything", []string{` || strings.HasPrefix(name, "..")`, ""}, "open"},
			{"has to begin so", []string{` || strings.HasPrefix(name, "..")`, ` || !strings.HasPrefix(name, "..")`}, "open"},
			{"another text is cleaned", []string{"name != filepath.Clean(name)", "name+\"x\" != filepath.Clean(name+\"x\")"}, "open"},
			{"cleaned before it is looked at", []string{"if name != filepath.Clean(name) {\n\t\treturn nil, errName\n\t}\n", "name = filepath.Clean(name)\n"}, "mitigated"},
			{"only a part is looked at", []string{`strings.HasPrefix(name, "..")`, `strings.HasPrefix(filepath.Base(name), "..")`}, "open"},
		},
	},
	{
		name: "an address that is one of those kept, or matches a pattern that is", rule: "ssrf", want: "to-confirm",
		src: `package main

import (
	"net/http"
	"regexp"
)

var (
	known    = map[string]string{"https://a.example": "a", "https://b.example": "b"}
	patterns = []*regexp.Regexp{regexp.MustCompile("^https://[a-z]+[.]example[.]com$")}
)

func trusted(url string) bool {
	if _, ok := known[url]; ok {
		return true
	}
	for _, p := range patterns {
		if p.MatchString(url) {
			return true
		}
	}
	return false
}

func fetch(w http.ResponseWriter, r *http.Request) {
	url := r.FormValue("issuer")
	if !trusted(url) {
		http.Error(w, "no", 400)
		return
	}
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
	}
}

func main() {
	http.HandleFunc("POST /token", fetch)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"whatever is left", []string{"	return false\n", "	return true\n"}, "open"},
			{"the other way round", []string{"!trusted(url)", "trusted(url)"}, "open"},
			{"another text", []string{"!trusted(url)", "!trusted(r.FormValue(\"name\"))"}, "open"},
		},
	},
	{
		name: "paths that end in a slash are turned away", rule: "directory-listing", want: "",
		src: `package main

import (
	"net/http"
	"strings"
)

func files(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func main() {
	http.Handle("GET /static/", http.StripPrefix("/static", files(http.FileServer(http.Dir("public")))))
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"answered, and served all the same", []string{"http.NotFound(w, r)\n\t\t\treturn", "w.Header().Set(\"X-Folder\", \"yes\")"}, "open"},
			{"the other way round", []string{"if strings", "if !strings"}, "open"},
			{"paths that begin with one", []string{"HasSuffix", "HasPrefix"}, "open"},
			{"another text", []string{"r.URL.Path", "r.Header.Get(\"Referer\")"}, "open"},
			{"not there", []string{"files(http.FileServer(http.Dir(\"public\")))", "http.FileServer(http.Dir(\"public\"))"}, "open"},
		},
	},
	{
		name: "a library hands on what a function gives it", rule: "goroutine-panic", want: "",
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

func do(f func() (any, error)) (any, error) { return f() }

func kind(o order) string {
	v, err := do(func() (any, error) {
		return o.Kind, nil
	})
	if err != nil {
		return ""
	}
	return v.(string)
}

func save(w http.ResponseWriter, r *http.Request) {
	var o order
	if json.NewDecoder(r.Body).Decode(&o) != nil {
		return
	}
	go func() { log.Println(kind(o)) }()
}

func main() {
	http.HandleFunc("POST /save", save)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"what was decoded", []string{"return o.Kind, nil", "return o.More, nil"}, "open"},
			{"one way gives what was decoded", []string{"return o.Kind, nil", "if o.Kind == \"\" {\n\t\t\treturn o.More, nil\n\t\t}\n\t\treturn o.Kind, nil"}, "open"},
			{"another type", []string{"return o.Kind, nil", "return []byte(o.Kind), nil"}, "open"},
		},
	},
	{
		name: "a library is handed the request's context", rule: "user-filename", needs: []string{"example.com/parcel"}, want: "",
		src: `package main

import (
	"net/http"
	"os"

	"example.com/parcel"
)

func label(r *http.Request) string { return parcel.Label(r.Context()) }

func put(w http.ResponseWriter, r *http.Request) {
	os.WriteFile("/data/"+label(r), []byte("x"), 0o600)
}

func main() {
	http.HandleFunc("POST /labels", put)
	http.ListenAndServe(":8080", nil)
}
`,
		edits: []edit{
			{"the request itself", []string{"parcel.Label(r.Context())", "parcel.Read(r)"}, "open"},
			{"the request with another context", []string{"parcel.Label(r.Context())", "parcel.Read(r.WithContext(r.Context()))"}, "open"},
		},
	},
}
