package main

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

var plain = regexp.MustCompile(`^[a-zA-Z0-9_-]+\.png$`)

var known = map[string]bool{"a.png": true, "b.png": true}

func reads(mux *http.ServeMux) {
	mux.HandleFunc("GET /flaw/join", named(func(w http.ResponseWriter, name string) { send(w, filepath.Join(dir, name)) }))
	mux.HandleFunc("GET /flaw/clean", named(func(w http.ResponseWriter, name string) { send(w, dir+"/"+filepath.Clean(name)) }))
	mux.HandleFunc("GET /flaw/replaced", named(func(w http.ResponseWriter, name string) {
		send(w, filepath.Join(dir, strings.ReplaceAll(name, "../", "")))
	}))
	mux.HandleFunc("GET /flaw/logged", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		if !strings.HasPrefix(p, dir+"/") {
			println("outside", p)
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /flaw/unclean", named(func(w http.ResponseWriter, name string) {
		p := dir + "/" + name
		if !strings.HasPrefix(p, dir+"/") {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /flaw/late", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		send(w, p)
		if !strings.HasPrefix(p, dir+"/") {
			refuse(w)
		}
	}))
	mux.HandleFunc("GET /flaw/suffix", named(func(w http.ResponseWriter, name string) {
		if !strings.HasSuffix(name, ".png") {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /flaw/start", named(func(w http.ResponseWriter, name string) {
		if strings.HasPrefix(name, "..") {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))

	mux.HandleFunc("GET /fixed/base", named(func(w http.ResponseWriter, name string) { send(w, filepath.Join(dir, filepath.Base(name))) }))
	mux.HandleFunc("GET /fixed/prefix", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		if !strings.HasPrefix(p, dir+string(os.PathSeparator)) {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/cleaned", named(func(w http.ResponseWriter, name string) {
		p := filepath.Clean(dir + "/" + name)
		if strings.HasPrefix(p, filepath.Clean(dir)+"/") {
			send(w, p)
			return
		}
		refuse(w)
	}))
	mux.HandleFunc("GET /fixed/abs", named(func(w http.ResponseWriter, name string) {
		base, err := filepath.Abs(dir)
		if err != nil {
			refuse(w)
			return
		}
		p, err := filepath.Abs(filepath.Join(base, name))
		if err != nil || !strings.HasPrefix(p, base+string(filepath.Separator)) {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/abs-or-itself", named(func(w http.ResponseWriter, name string) {
		p, _ := filepath.Abs(filepath.Join(dir, name))
		if p != dir && !strings.HasPrefix(p, dir+"/") {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/rel", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		rel, err := filepath.Rel(dir, p)
		if err != nil || strings.HasPrefix(rel, "..") {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/rel-precise", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		rel, err := filepath.Rel(dir, p)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/dots", named(func(w http.ResponseWriter, name string) {
		if strings.Contains(name, "..") {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/dots-later", named(func(w http.ResponseWriter, name string) {
		p := dir + "/" + name
		if strings.Contains(p, "..") {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/separators", named(func(w http.ResponseWriter, name string) {
		if strings.ContainsAny(name, `/\`) {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/same-base", named(func(w http.ResponseWriter, name string) {
		if name != filepath.Base(name) {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/local", named(func(w http.ResponseWriter, name string) {
		if !filepath.IsLocal(name) {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/localized", named(func(w http.ResponseWriter, name string) {
		p, err := filepath.Localize(name)
		if err != nil {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, p))
	}))
	mux.HandleFunc("GET /fixed/root", named(func(w http.ResponseWriter, name string) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			refuse(w)
			return
		}
		f, err := root.Open(name)
		if err != nil {
			refuse(w)
			return
		}
		defer f.Close()
		f.WriteTo(w)
	}))
	mux.HandleFunc("GET /fixed/rooted", named(func(w http.ResponseWriter, name string) { send(w, filepath.Join(dir, path.Clean("/"+name))) }))
	mux.HandleFunc("GET /fixed/list", named(func(w http.ResponseWriter, name string) {
		if !known[name] {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/switch", named(func(w http.ResponseWriter, name string) {
		switch name {
		case "a.png", "b.png":
			send(w, filepath.Join(dir, name))
		default:
			refuse(w)
		}
	}))
	mux.HandleFunc("GET /fixed/pattern", named(func(w http.ResponseWriter, name string) {
		if !plain.MatchString(name) {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/number", named(func(w http.ResponseWriter, name string) {
		n, err := strconv.Atoi(name)
		if err != nil {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, strconv.Itoa(n)))
	}))
	mux.HandleFunc("GET /fixed/links", named(func(w http.ResponseWriter, name string) {
		p, err := filepath.EvalSymlinks(filepath.Join(dir, name))
		if err != nil || !strings.HasPrefix(p, dir+"/") {
			refuse(w)
			return
		}
		send(w, p)
	}))
}
