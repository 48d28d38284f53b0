// Command proxies sends requests on: with the standard library's proxy, whose functions say where they go.
package main

import (
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
)

// inner is a proxy with something of its own.
type inner struct {
	httputil.ReverseProxy
	name string
}

func main() {
	target, err := url.Parse(os.Getenv("TARGET_URL"))
	if err != nil {
		log.Fatal(err)
	}

	// where it goes is a constant, a setting, or what the caller says
	http.Handle("/fixed/", &httputil.ReverseProxy{Director: func(r *http.Request) { r.URL.Scheme, r.URL.Host = "http", "backend:9000" }})
	http.Handle("/set/", &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Host = r.In.Host
	}})
	http.Handle("/chosen/", &httputil.ReverseProxy{Director: func(r *http.Request) { r.URL.Host = r.URL.Query().Get("host") }})
	http.Handle("/header/", &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.Out.URL.Host = r.In.Header.Get("X-Target") }})

	// embedded, behind a prefix
	http.Handle("/inner/", http.StripPrefix("/inner", &inner{ReverseProxy: httputil.ReverseProxy{Rewrite: toInner}, name: "inner"}))

	// served by a handler of the program's
	whole := &httputil.ReverseProxy{Director: func(r *http.Request) {
		if u, err := url.Parse(r.Header.Get("X-Upstream")); err == nil {
			r.URL = u
		}
	}}
	http.HandleFunc("/whole/", func(w http.ResponseWriter, r *http.Request) { whole.ServeHTTP(w, r) })

	// the library's own function, and one around it
	single := httputil.NewSingleHostReverseProxy(target)
	before := single.Director
	single.Director = func(r *http.Request) {
		before(r)
		r.Header.Set("X-From", "proxies")
	}
	http.Handle("/single/", single)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func toInner(r *httputil.ProxyRequest) {
	u, err := url.Parse("http://inner:8081")
	if err != nil {
		return
	}
	r.SetURL(u)
}
