// Command scripts has a pair of routes for each way in which text of a caller becomes HTML that nobody meant: what net/http takes for HTML by
// its first bytes, and what templates are told to leave alone. Rules: reflected-xss.
package main

import (
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io"
	"log"
	"net/http"
)

var page = template.Must(template.New("page").Parse("<p>{{.Text}}</p>"))

type view struct {
	Text any
	Note template.HTML
}

func echo(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	w.WriteHeader(http.StatusAccepted)
	w.Write(b)
}

func typed(kind string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		next(w, r)
	}
}

func name(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.FormValue("name")) }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /flaw/echo", echo)
	mux.HandleFunc("POST /fixed/echo", typed("application/octet-stream", echo))
	mux.HandleFunc("PUT /fixed/echo", echo)
	mux.HandleFunc("GET /flaw/name", name)
	mux.HandleFunc("GET /fixed/name", typed("text/plain; charset=utf-8", name))
	mux.HandleFunc("GET /fixed/name-escaped", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, html.EscapeString(r.FormValue("name"))) })
	mux.HandleFunc("GET /flaw/name-first", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "%s is not known", r.FormValue("name")) })
	mux.HandleFunc("GET /fixed/name-last", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "not known: %s", r.FormValue("name")) })
	mux.HandleFunc("GET /fixed/name-json", func(w http.ResponseWriter, r *http.Request) {
		b, err := json.Marshal(r.FormValue("name"))
		if err != nil {
			return
		}
		w.Write(b)
	})
	mux.HandleFunc("GET /fixed/name-policy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
		io.WriteString(w, r.FormValue("name"))
	})

	mux.HandleFunc("GET /flaw/page", func(w http.ResponseWriter, r *http.Request) {
		page.Execute(w, view{Text: template.HTML("<b>" + r.FormValue("q") + "</b>")})
	})
	mux.HandleFunc("GET /flaw/page-address", func(w http.ResponseWriter, r *http.Request) {
		page.Execute(w, view{Text: template.URL(r.FormValue("q"))})
	})
	mux.HandleFunc("GET /fixed/page", func(w http.ResponseWriter, r *http.Request) { page.Execute(w, view{r.FormValue("q"), "<i>note</i>"}) })
	mux.HandleFunc("GET /fixed/page-cleaned", func(w http.ResponseWriter, r *http.Request) {
		page.Execute(w, view{Text: template.HTML("<b>" + template.HTMLEscapeString(r.FormValue("q")) + "</b>")})
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
