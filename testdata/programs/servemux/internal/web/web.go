// Package web is the site: what is public, what needs the API key and what is
// for administrators.
package web

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"net/http"

	"example.com/samples/programs/servemux/internal/snippets"
)

//go:embed static
var assets embed.FS

// Store is what the site needs of the place where snippets are kept.
type Store interface {
	Find(ctx context.Context, id string) (snippets.Snippet, error)
	Recent(ctx context.Context, n int) ([]snippets.Snippet, error)
	Add(ctx context.Context, s snippets.Snippet) error
	Remove(ctx context.Context, id string) error
	Count(ctx context.Context) (int, error)
}

// Keys are the secrets that open the closed parts of the site.
type Keys struct {
	API      string // for /api
	Admin    string // name for /admin
	Password string // password for /admin
}

// Site answers all requests of visitors.
type Site struct {
	store  Store
	keys   Keys
	static fs.FS
}

// New returns the site on top of store. All keys must be set.
func New(store Store, keys Keys) (*Site, error) {
	if keys.API == "" || keys.Admin == "" || keys.Password == "" {
		return nil, errors.New("API key, admin name and admin password must be set")
	}
	static, err := fs.Sub(assets, "static")
	if err != nil {
		return nil, err
	}
	return &Site{store: store, keys: keys, static: static}, nil
}

// Routes returns the whole site.
func (s *Site) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	mux.Handle("GET /s/{id}", s.adapt(s.show))
	mux.Handle("GET /s/{id}/raw/{path...}", s.adapt(s.raw))
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(s.static)))
	mux.HandleFunc("/contact", s.contact)

	mux.Handle("/api/v1/", http.StripPrefix("/api/v1", s.requireKey(s.api())))

	mux.Handle("GET /admin/stats", chain(s.adapt(s.stats), noStore, s.requireAdmin))
	mux.Handle("DELETE /admin/snippets/{id}", chain(s.adapt(s.remove), noStore, s.requireAdmin))
	mux.Handle("GET /admin/login", chain(http.HandlerFunc(s.loginHelp), noStore))

	return chain(mux, logged, http.NewCrossOriginProtection().Handler)
}

// api returns the routes below /api/v1; they know nothing of their prefix.
func (s *Site) api() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /snippets", s.adapt(s.list))
	mux.Handle("POST /snippets", s.adapt(s.create))
	mux.Handle("DELETE /snippets/{id}", s.adapt(s.remove))
	return mux
}
