package main

import (
	"net/http"
	"net/url"
	"os"
)

// where redirects to the address that the request names, if f says yes to it.
func where(f func(r *http.Request, u *url.URL) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		next := r.FormValue("next")
		u, err := url.Parse(next)
		if err != nil || !f(r, u) {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
		http.Redirect(w, r, next, http.StatusFound)
	}
}

// site knows the address under which it is served.
type site struct{ external string }

func (s site) own(next string) bool {
	own, err := url.Parse(s.external)
	if err != nil {
		return false
	}
	u, err := url.Parse(next)
	if err != nil {
		return false
	}
	if u.Scheme != own.Scheme || u.Host != own.Host {
		return false
	}
	return true
}

// later redirects from a function that is made before it is known where to.
func (s site) later(check func(next string) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		next := r.FormValue("next")
		var to *url.URL
		var query string
		back := func() { http.Redirect(w, r, to.String()+"?"+query, http.StatusFound) }
		if next != "" {
			if !check(next) {
				http.Error(w, "no", http.StatusBadRequest)
				return
			}
			if u, err := url.Parse(next); err == nil {
				to = u
			}
			q := to.Query()
			q.Set("state", "done")
			to.RawQuery, query = "", q.Encode()
		}
		if r.FormValue("auto") == "1" && check(next) {
			back()
		}
	}
}

// hosts are routes that compare a part of an address with that of one that is set, or with the request's own host.
func hosts(mux *http.ServeMux) {
	s := site{os.Getenv("EXTERNAL")}
	own, err := url.Parse(os.Getenv("EXTERNAL"))
	if err != nil {
		panic(err)
	}
	mux.HandleFunc("GET /fixed/set-host", where(func(_ *http.Request, u *url.URL) bool { return u.Host == own.Host }))
	mux.HandleFunc("GET /fixed/set-hostname", where(func(_ *http.Request, u *url.URL) bool { return u.Hostname() == own.Hostname() }))
	mux.HandleFunc("GET /fixed/set-scheme-and-host", where(func(_ *http.Request, u *url.URL) bool { return s.own(u.String()) }))
	mux.HandleFunc("GET /fixed/asked-host", where(func(r *http.Request, u *url.URL) bool { return u.Host == r.Host }))
	mux.HandleFunc("GET /fixed/asked-host-or-none", where(func(r *http.Request, u *url.URL) bool { return u.Host == "" || u.Host == r.Host }))
	mux.HandleFunc("GET /fixed/known-host-or-none", where(func(_ *http.Request, u *url.URL) bool { return u.Host == "" || u.Host == "example.com" }))
	mux.HandleFunc("GET /fixed/set-host-later", s.later(s.own))
	mux.HandleFunc("GET /flaw/nothing-later", s.later(func(next string) bool { return next != "/" }))
	mux.HandleFunc("GET /flaw/set-scheme", where(func(_ *http.Request, u *url.URL) bool { return u.Scheme == own.Scheme }))
	mux.HandleFunc("GET /flaw/set-path", where(func(_ *http.Request, u *url.URL) bool { return u.Path == own.Path }))
	mux.HandleFunc("GET /flaw/known-path", where(func(_ *http.Request, u *url.URL) bool { return u.Path == "/welcome" }))
	mux.HandleFunc("GET /flaw/another-host", where(func(_ *http.Request, u *url.URL) bool { return u.Host != own.Host }))
	mux.HandleFunc("GET /flaw/any-header", where(func(r *http.Request, u *url.URL) bool { return u.Host == r.Header.Get("X-Host") }))
}
