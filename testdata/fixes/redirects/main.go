// Command redirects has a route for each way in which programs keep a redirect on their own site, and for each in which they only seem
// to. Rules: open-redirect.
package main

import (
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
)

var targets = map[string]string{"home": "/", "account": "/account"}

var friends = []string{"example.com", "example.org"}

// to redirects to where f says that the request's address leads.
func to(f func(next string) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, f(r.URL.Query().Get("next")), http.StatusFound)
	}
}

func local(next string) bool {
	u, err := url.Parse(next)
	return err == nil && u.Host == "" && u.Scheme == "" && strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(next, "//") && !strings.Contains(next, `\`)
}

func relative(next string) bool {
	if u, err := url.Parse(next); err == nil {
		if !u.IsAbs() && u.Host == "" && u.Scheme == "" {
			return true
		}
	}
	return false
}

// slashed lets /\t/example.com through: browsers leave tabs out.
func slashed(next string) bool {
	return strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.HasPrefix(next, `/\`)
}

func second(next string) bool {
	return len(next) > 1 && next[0] == '/' && next[1] != '/' && next[1] != '\\'
}

func untabbed(next string) bool {
	if strings.ContainsAny(next, "\\\t\n\r") {
		return false
	}
	return strings.HasPrefix(next, "/") && !strings.Contains(next, "//")
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /flaw/plain", to(func(next string) string { return next }))
	mux.HandleFunc("GET /flaw/slash", to(func(next string) string {
		if !strings.HasPrefix(next, "/") {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /flaw/parsed", to(func(next string) string {
		u, err := url.Parse(next)
		if err != nil {
			return "/"
		}
		return u.String()
	}))
	mux.HandleFunc("GET /flaw/contains", to(func(next string) string {
		if !strings.Contains(next, "example.com") {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /flaw/host-prefix", to(func(next string) string {
		if !strings.HasPrefix(next, "https://example.com") {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /flaw/scheme", to(func(next string) string {
		if !strings.HasPrefix(next, "http") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /flaw/header", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.FormValue("next"))
		w.WriteHeader(http.StatusFound)
	})

	mux.HandleFunc("GET /flaw/relative", to(func(next string) string {
		if u, err := url.Parse(next); err == nil && !u.IsAbs() {
			return next
		}
		return "/"
	}))

	mux.HandleFunc("GET /fixed/relative", to(func(next string) string { // whether a backslash gets through is asked
		if !relative(next) {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /fixed/list", to(func(next string) string { return targets[next] }))
	mux.HandleFunc("GET /fixed/trimmed", to(func(next string) string {
		u, err := url.Parse(next)
		if err != nil {
			return "/"
		}
		return "/" + strings.TrimLeft(u.EscapedPath(), "/")
	}))
	mux.HandleFunc("GET /fixed/local", to(func(next string) string {
		if !local(next) {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /flaw/slashed", to(func(next string) string {
		if !slashed(next) {
			next = "/"
		}
		return next
	}))
	mux.HandleFunc("GET /flaw/second", to(func(next string) string {
		if second(next) {
			return next
		}
		return "/"
	}))
	mux.HandleFunc("GET /fixed/untabbed", to(func(next string) string {
		if untabbed(next) {
			return next
		}
		return "/"
	}))
	mux.HandleFunc("GET /fixed/second-untabbed", to(func(next string) string {
		if second(next) && !strings.Contains(next, "\t") {
			return next
		}
		return "/"
	}))
	mux.HandleFunc("GET /flaw/spaced", to(func(next string) string {
		if slashed(next) && !strings.ContainsAny(next, " \n") {
			return next
		}
		return "/"
	}))
	mux.HandleFunc("GET /fixed/host", to(func(next string) string {
		u, err := url.Parse(next)
		if err != nil || u.Host != "example.com" {
			return "/"
		}
		return u.String()
	}))
	mux.HandleFunc("GET /fixed/own-host", func(w http.ResponseWriter, r *http.Request) {
		u, err := url.Parse(r.FormValue("next"))
		if err != nil || u.Host != "www.example.com" && u.Host != "example.com" {
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		http.Redirect(w, r, u.String(), http.StatusFound)
	})
	mux.HandleFunc("GET /fixed/friends", to(func(next string) string {
		u, err := url.Parse(next)
		if err != nil {
			return "/"
		}
		for _, f := range friends {
			if u.Hostname() == f {
				return next
			}
		}
		return "/"
	}))
	mux.HandleFunc("GET /fixed/setting", to(func(next string) string {
		for _, t := range strings.Split(os.Getenv("TRUSTED"), ",") {
			if next == t {
				return next
			}
		}
		return "/"
	}))
	mux.HandleFunc("GET /flaw/not-the-setting", to(func(next string) string {
		if next == os.Getenv("REFUSED") {
			return "/"
		}
		return next
	}))
	mux.HandleFunc("GET /fixed/query-of-a-set-address", to(func(next string) string { return os.Getenv("BASE") + "/login?next=" + next }))
	mux.HandleFunc("GET /flaw/end-of-a-set-address", to(func(next string) string { return os.Getenv("BASE") + next }))
	mux.HandleFunc("GET /fixed/query", to(func(next string) string { return "/login?next=" + url.QueryEscape(next) }))
	mux.HandleFunc("GET /fixed/base", to(func(next string) string { return "https://example.com/" + next }))
	hosts(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
