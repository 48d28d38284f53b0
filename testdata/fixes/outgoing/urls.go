package main

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"time"
)

// urls are routes that ask for addresses made as url.URL: what is in their query or path does not choose a host.
func urls(mux *http.ServeMux) {
	plain := &http.Client{Timeout: time.Second}
	fixed, err := url.Parse("https://api.example.com/v1")
	if err != nil {
		panic(err)
	}
	set, err := url.Parse(os.Getenv("API"))
	if err != nil {
		panic(err)
	}
	mux.HandleFunc("GET /fixed/literal-with-query", asked(func(w http.ResponseWriter, at string) {
		u := url.URL{Scheme: "https", Host: "api.example.com", Path: "/search", RawQuery: url.Values{"q": {at}}.Encode()}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /fixed/query-of-a-parsed-address", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse("https://api.example.com/search")
		if err != nil {
			refuse(w)
			return
		}
		q := u.Query()
		q.Set("q", at)
		u.RawQuery = q.Encode()
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /fixed/query-of-a-set-address", asked(func(w http.ResponseWriter, at string) {
		u := *set
		q := u.Query()
		q.Add("q", at)
		u.RawQuery = q.Encode()
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /fixed/path-of-a-copy", asked(func(w http.ResponseWriter, at string) {
		u := *fixed
		u.Path = path.Join(u.Path, at)
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /fixed/joined", asked(func(w http.ResponseWriter, at string) { show(w, plain, fixed.JoinPath("users", at).String()) }))
	mux.HandleFunc("GET /fixed/joined-text", asked(func(w http.ResponseWriter, at string) {
		s, err := url.JoinPath("https://api.example.com/users", at)
		if err != nil {
			refuse(w)
			return
		}
		show(w, plain, s)
	}))
	mux.HandleFunc("GET /fixed/encoded", asked(func(w http.ResponseWriter, at string) {
		q := url.Values{}
		q.Set("q", at)
		show(w, plain, os.Getenv("API")+"?"+q.Encode())
	}))
	mux.HandleFunc("GET /flaw/host-of-a-literal", asked(func(w http.ResponseWriter, at string) {
		u := url.URL{Scheme: "https", Host: at, Path: "/search"}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /flaw/query-of-a-given-address", asked(func(w http.ResponseWriter, at string) {
		u, err := url.Parse(at)
		if err != nil {
			refuse(w)
			return
		}
		u.RawQuery = url.Values{"v": {"1"}}.Encode()
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /flaw/host-set-later", asked(func(w http.ResponseWriter, at string) {
		u := *fixed
		u.Host = at
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /flaw/resolved", asked(func(w http.ResponseWriter, at string) {
		u, err := fixed.Parse(at)
		if err != nil {
			refuse(w)
			return
		}
		show(w, plain, u.String())
	}))
	mux.HandleFunc("GET /flaw/joined-to-a-given-address", asked(func(w http.ResponseWriter, at string) {
		s, err := url.JoinPath(at, "users")
		if err != nil {
			refuse(w)
			return
		}
		show(w, plain, s)
	}))
	mux.HandleFunc("GET /fixed/query-of-a-request", asked(func(w http.ResponseWriter, at string) {
		req, err := http.NewRequest(http.MethodGet, "https://api.example.com/search", nil)
		if err != nil {
			refuse(w)
			return
		}
		q := req.URL.Query()
		q.Add("q", at)
		req.URL.RawQuery = q.Encode()
		answer(w, plain, req)
	}))
	mux.HandleFunc("GET /flaw/host-of-a-request", asked(func(w http.ResponseWriter, at string) {
		req, err := http.NewRequest(http.MethodGet, "https://api.example.com/search", nil)
		if err != nil {
			refuse(w)
			return
		}
		req.URL.Host = at
		answer(w, plain, req)
	}))
}

func answer(w http.ResponseWriter, c *http.Client, req *http.Request) {
	resp, err := c.Do(req)
	if err != nil {
		refuse(w)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, io.LimitReader(resp.Body, 1<<20))
}
