// Command authunless asks for a key unless a setting leaves that out. Where nothing is set, it asks at some routes, at others it
// does not, and of some that is not known.
package main

import (
	"crypto/subtle"
	"flag"
	"net/http"
	"os"
	"strconv"

	"github.com/go-chi/chi/v5"
	"gopkg.in/yaml.v3"
)

type config struct {
	Key      string `yaml:"key"`
	Disabled bool   `yaml:"disabled"`
	Enabled  bool   `yaml:"enabled"`
	Strict   bool   `yaml:"strict"`
	Mode     string `yaml:"mode"`
}

// load reads the settings over what they are where the file says nothing.
func load() *config {
	c := &config{Enabled: true, Mode: "key"}
	if os.Getenv("PRODUCTION") != "" {
		c.Strict = true
	}
	b, err := os.ReadFile("config.yaml")
	if err == nil {
		err = yaml.Unmarshal(b, c)
	}
	if err != nil {
		panic(err)
	}
	return c
}

var (
	open   = flag.Bool("open", false, "ask nobody")
	closed = flag.Bool("closed", false, "ask everybody")
	noKeys = envBool("NO_KEYS", false)
	keys   = envBool("KEYS", true)
	extra  = envBool("EXTRA", false)
)

func envBool(name string, other bool) bool {
	v, ok := os.LookupEnv(name)
	if !ok {
		return other
	}
	b, err := strconv.ParseBool(v)
	if err != nil {
		return other
	}
	return b
}

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

// keyed asks for the key, unless skip says that it is not to.
func keyed(c *config, skip func() bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if skip() {
				next.ServeHTTP(w, r)
				return
			}
			if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Api-Key")), []byte(c.Key)) != 1 {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// seen is not known where nothing is set: requests change it.
var seen bool

func main() {
	flag.Parse()
	c := load()
	never := func() bool { return false }
	r := chi.NewRouter()
	for path, skip := range map[string]func() bool{
		"/flag/off":    func() bool { return *open },
		"/flag/on":     func() bool { return !*closed },
		"/env/off":     func() bool { return noKeys },
		"/env/on":      func() bool { return !keys },
		"/env/unset":   func() bool { return os.Getenv("SKIP") == "yes" },
		"/env/asked":   func() bool { return os.Getenv("ASK") == "" },
		"/file/off":    func() bool { return c.Disabled },
		"/file/on":     func() bool { return !c.Enabled },
		"/file/strict": func() bool { return !c.Strict },
		"/file/mode":   func() bool { return c.Mode == "none" },
		"/file/key":    func() bool { return c.Key == "" },
		"/both":        func() bool { return *open || !extra },
		"/seen":        func() bool { return seen },
	} {
		r.With(keyed(c, skip)).Get(path, ok)
	}
	r.Post("/see", func(w http.ResponseWriter, r *http.Request) { seen = true })
	r.Group(func(r chi.Router) {
		if !c.Disabled {
			r.Use(keyed(c, never))
		}
		r.Get("/attached/unless", ok)
	})
	r.Group(func(r chi.Router) {
		if *closed {
			r.Use(keyed(c, never))
		}
		r.Get("/attached/if", ok)
	})
	if c.Enabled {
		r.With(keyed(c, never)).Get("/either", ok)
	} else {
		r.Get("/either", ok)
	}
	if c.Strict {
		r.With(keyed(c, never)).Get("/other", ok)
	} else {
		r.Get("/other", ok)
	}
	http.ListenAndServe(":8080", r)
}
