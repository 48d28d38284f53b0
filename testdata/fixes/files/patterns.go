package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
)

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// filled puts a name where a pattern, which an administrator sets, wants it.
func filled(name string) string {
	return placeholder.ReplaceAllStringFunc(os.Getenv("PATTERN"), func(s string) string {
		if s == "{name}" {
			return name
		}
		return s
	})
}

func expanded(name string) string {
	return os.Expand(os.Getenv("PATTERN"), func(s string) string {
		if s == "name" {
			return name
		}
		return ""
	})
}

// patterns are paths that a function puts together which a library calls.
func patterns(mux *http.ServeMux) {
	mux.HandleFunc("GET /flaw/filled", named(func(w http.ResponseWriter, name string) { send(w, filepath.Join(dir, filled(name))) }))
	mux.HandleFunc("GET /flaw/expanded", named(func(w http.ResponseWriter, name string) { send(w, filepath.Join(dir, expanded(name))) }))
	mux.HandleFunc("GET /fixed/filled", named(func(w http.ResponseWriter, name string) {
		if !filepath.IsLocal(name) {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, filled(name)))
	}))
	mux.HandleFunc("GET /fixed/expanded-beside", named(func(w http.ResponseWriter, name string) {
		println(expanded(name))
		send(w, filepath.Join(dir, os.Expand(os.Getenv("PATTERN"), func(string) string { return "x" })))
	}))
}
