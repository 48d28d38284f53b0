package main

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

var errOutside = errors.New("outside the folder")

func safeJoin(base, name string) (string, error) {
	p := filepath.Join(base, filepath.Clean(name))
	if !strings.HasPrefix(p, filepath.Clean(base)+string(os.PathSeparator)) {
		return "", errOutside
	}
	return p, nil
}

func within(base, p string) bool {
	rel, err := filepath.Rel(base, p)
	if err != nil {
		return false
	}
	return rel != ".." && !strings.HasPrefix(rel, "../")
}

func inside(base, p string) bool {
	base, err := filepath.Abs(base)
	if err != nil {
		return false
	}
	p, err = filepath.Abs(p)
	if err != nil {
		return false
	}
	return p == base || strings.HasPrefix(p, base+string(filepath.Separator))
}

func validate(name string) error {
	if name == "" || strings.Contains(name, "..") {
		return errOutside
	}
	return nil
}

func sanitize(name string) string {
	name = filepath.Base(filepath.Clean(name))
	if name == "." || name == ".." || name == "/" {
		return "unnamed"
	}
	return name
}

type store struct{ base string }

func (s *store) path(name string) (string, error) { return safeJoin(s.base, name) }

func (s *store) write(name string, b []byte) error {
	p, err := s.path(name)
	if err != nil {
		return err
	}
	return os.WriteFile(p, b, 0o600)
}

func (s *store) writeAnywhere(name string, b []byte) error {
	return os.WriteFile(filepath.Join(s.base, name), b, 0o600)
}

func helpers(mux *http.ServeMux) {
	s := &store{base: dir}
	mux.HandleFunc("POST /flaw/store", named(func(w http.ResponseWriter, name string) {
		if err := s.writeAnywhere(name, []byte("x")); err != nil {
			refuse(w)
		}
	}))
	mux.HandleFunc("GET /flaw/ignored", named(func(w http.ResponseWriter, name string) {
		if err := validate(name); err != nil {
			println(err.Error())
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /flaw/inverted", named(func(w http.ResponseWriter, name string) {
		if p := filepath.Join(dir, name); !within(dir, p) {
			send(w, p)
		}
	}))

	mux.HandleFunc("POST /fixed/store", named(func(w http.ResponseWriter, name string) {
		if err := s.write(name, []byte("x")); err != nil {
			refuse(w)
		}
	}))
	mux.HandleFunc("GET /fixed/safe-join", named(func(w http.ResponseWriter, name string) {
		p, err := safeJoin(dir, name)
		if err != nil {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/within", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		if !within(dir, p) {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/inside", named(func(w http.ResponseWriter, name string) {
		p := filepath.Join(dir, name)
		if !inside(dir, p) {
			refuse(w)
			return
		}
		send(w, p)
	}))
	mux.HandleFunc("GET /fixed/validated", named(func(w http.ResponseWriter, name string) {
		if err := validate(name); err != nil {
			refuse(w)
			return
		}
		send(w, filepath.Join(dir, name))
	}))
	mux.HandleFunc("GET /fixed/sanitized", named(func(w http.ResponseWriter, name string) { send(w, filepath.Join(dir, sanitize(name))) }))
}
