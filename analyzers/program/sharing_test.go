package program_test

// sharing are programs that say which other sites may read their answers.
var sharing = []breaking{
	{
		name: "cors of a library", rule: "control cors", needs: []string{"github.com/go-chi/cors"}, want: "present",
		src: `package main

import (
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/go-chi/cors"
)

func ours(r *http.Request, origin string) bool { return origin == "https://app.example.com" }

func anyone(r *http.Request, origin string) bool { return true }

func from(name string) []string { return strings.Split(os.Getenv(name), ",") }

func options() cors.Options {
	return cors.Options{AllowedMethods: []string{"GET"}, AllowedOrigins: []string{"https://app.example.com"}}
}

func hello(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello")) }

func main() {
	http.Handle("GET /hello", cors.Handler(options())(http.HandlerFunc(hello)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"a star", []string{`[]string{"https://app.example.com"}`, `[]string{"https://app.example.com", "*"}`}, "weak"},
			{"any host", []string{`[]string{"https://app.example.com"}`, `[]string{"https://*"}`}, "weak"},
			{"none named", []string{`, AllowedOrigins: []string{"https://app.example.com"}`, ""}, "weak"},
			{"a function that says yes", []string{`AllowedOrigins: []string{"https://app.example.com"}`, "AllowOriginFunc: anyone"}, "weak"},
			{"deleted", []string{`cors.Handler(options())(http.HandlerFunc(hello))`, `http.HandlerFunc(hello)`, "func main() {", "var _ = cors.Handler\n\nfunc main() {"}, ""},
			{"a function that looks", []string{`AllowedOrigins: []string{"https://app.example.com"}`, "AllowOriginFunc: ours"}, "present"},
			{"a part of a host", []string{`"https://app.example.com"}}`, `"https://*.example.com"}}`}, "present"},
			{"a setting", []string{`[]string{"https://app.example.com"}}`, `from("ORIGINS")}`}, "present"},
		},
	},
	{
		name: "cors of a library, with credentials", rule: "cors-any-origin", needs: []string{"github.com/go-chi/cors"}, want: "open",
		src: `package main

import (
	"log"
	"net/http"
	"os"

	"github.com/go-chi/cors"
)

func ours(r *http.Request, origin string) bool { return origin == "https://app.example.com" }

func anyone(r *http.Request, origin string) bool { return true }

func hello(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("user"); err == nil {
		w.Write([]byte(c.Value))
	}
}

func main() {
	with := cors.Handler(cors.Options{AllowOriginFunc: anyone, AllowCredentials: true})
	http.Handle("GET /hello", with(http.HandlerFunc(hello)))
	log.Fatal(http.ListenAndServe(os.Getenv("ADDR"), nil))
}
`,
		edits: []edit{
			{"no cookies", []string{"r.Cookie(\"user\"); err == nil {\n		w.Write([]byte(c.Value))", "os.ReadFile(\"/srv/news\"); err == nil {\n		w.Write(c)"}, ""},
			{"every host", []string{"AllowOriginFunc: anyone", "AllowedOrigins: []string{\"https://*\", \"http://*\"}"}, "open"},
			{"credentials by a setting", []string{"AllowCredentials: true", "AllowCredentials: os.Getenv(\"SHARE\") == \"1\""}, "to-confirm"},
			{"a function that looks", []string{"AllowOriginFunc: anyone", "AllowOriginFunc: ours"}, ""},
			{"a star", []string{"AllowOriginFunc: anyone", "AllowedOrigins: []string{\"*\"}"}, ""},
			{"of a list", []string{"AllowOriginFunc: anyone", "AllowedOrigins: []string{\"https://app.example.com\"}"}, ""},
			{"no credentials", []string{", AllowCredentials: true", ""}, ""},
		},
	},
	{
		name: "headers of every answer", rule: "control security-headers", want: "present",
		src: `package main

import (
	"errors"
	"log"
	"net/http"
)

func page(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Security-Policy", "default-src 'self'")
	w.WriteHeader(status)
	w.Write([]byte(text))
}

func plain(w http.ResponseWriter, text string) { w.Write([]byte(text)) }

func find(name string) (string, error) {
	if name == "" {
		return "", errors.New("none")
	}
	return name, nil
}

func hello(w http.ResponseWriter, r *http.Request) {
	s, err := find(r.FormValue("name"))
	if err != nil {
		page(w, 404, "none")
		return
	}
	page(w, 200, s)
}

func main() {
	http.HandleFunc("GET /hello", hello)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"of errors only", []string{"page(w, 200, s)", "plain(w, s)"}, ""},
			{"of one page only", []string{"	page(w, 200, s)", "	if s == \"x\" {\n\t\tplain(w, s)\n\t\treturn\n\t}\n\tpage(w, 200, s)"}, ""},
			{"another header", []string{"Content-Security-Policy", "X-Policy"}, ""},
		},
	},
	{
		name: "a header of the program's own", rule: "control cors", want: "present",
		src: `package main

import (
	"log"
	"net/http"
	"os"
)

var origin = os.Getenv("ORIGIN")

func shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Methods", "GET")
		if r.Method == "OPTIONS" {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func hello(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello")) }

func main() {
	http.Handle("GET /hello", shared(http.HandlerFunc(hello)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"where a setting names one", []string{`		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Methods", "GET")
`, `		if origin != "" {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Methods", "GET")
		}
`}, "unknown"},
			{"in an answer to one path", []string{`func hello(w http.ResponseWriter, r *http.Request) { w`, `func hello(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("q") == "x" {
		w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
		w.Write([]byte("x"))
		return
	}
	w`, "shared(http.HandlerFunc(hello))", "http.HandlerFunc(hello)"}, "unknown"},
			{"in the answer", []string{`func hello(w http.ResponseWriter, r *http.Request) { w`, `func hello(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
	w`, "shared(http.HandlerFunc(hello))", "http.HandlerFunc(hello)"}, "present"},
			{"every site", []string{`"Access-Control-Allow-Origin", origin`, `"Access-Control-Allow-Origin", "*"`}, "weak"},
		},
	},
	{
		name: "every origin, with credentials", rule: "cors-any-origin", want: "to-confirm",
		src: `package main

import (
	"log"
	"net/http"
	"os"
)

func shared(dev bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		if dev {
			w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		}
		next.ServeHTTP(w, r)
	})
}

func hello(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("user"); err == nil {
		w.Write([]byte(c.Value))
	}
}

func main() {
	http.Handle("GET /hello", shared(os.Getenv("DEV") == "1", http.HandlerFunc(hello)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"always, without cookies", []string{"		if dev {\n			w.Header().Set(\"Access-Control-Allow-Origin\", r.Header.Get(\"Origin\"))\n		}\n", "		w.Header().Set(\"Access-Control-Allow-Origin\", r.Header.Get(\"Origin\"))\n", "r.Cookie(\"user\"); err == nil {\n		w.Write([]byte(c.Value))", "os.ReadFile(\"/srv/news\"); err == nil {\n		w.Write(c)"}, ""},
			{"always", []string{"		if dev {\n			w.Header().Set(\"Access-Control-Allow-Origin\", r.Header.Get(\"Origin\"))\n		}\n", "		w.Header().Set(\"Access-Control-Allow-Origin\", r.Header.Get(\"Origin\"))\n"}, "open"},
			{"the program's own", []string{`r.Header.Get("Origin")`, `"https://app.example.com"`}, ""},
		},
	},
	{
		name: "cors by headers", rule: "control cors", want: "present",
		src: `package main

import (
	"log"
	"net/http"
)

func shared(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
		next.ServeHTTP(w, r)
	})
}

func hello(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello")) }

func main() {
	http.Handle("GET /hello", shared(http.HandlerFunc(hello)))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"a star", []string{`"https://app.example.com"`, `"*"`}, "weak"},
			{"whoever asks", []string{`"https://app.example.com"`, `r.Header.Get("Origin")`}, "weak"},
			{"another header", []string{"Access-Control-Allow-Origin", "X-Origin"}, ""},
		},
	},
}
