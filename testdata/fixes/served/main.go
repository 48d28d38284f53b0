// Command served has a pair of routes for each way in which programs keep a browser from running what others have uploaded: the row is
// that of the upload. Rules: inline-upload.
package main

import (
	"io"
	"log"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func put(dir string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			return
		}
		os.WriteFile(filepath.Join(dir, filepath.Base(r.FormValue("name"))), b, 0o600)
	}
}

func send(w http.ResponseWriter, r *http.Request, dir string) {
	b, err := os.ReadFile(filepath.Join(dir, filepath.Base(r.FormValue("name"))))
	if err != nil {
		return
	}
	w.Write(b)
}

func sandboxed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "sandbox")
		next(w, r)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /flaw/plain", put("/srv/a"))
	mux.HandleFunc("GET /fixed/plain-itself", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(r.FormValue("name"))))
		send(w, r, "/srv/a")
	})
	mux.HandleFunc("PUT /flaw/frames-only", put("/srv/f"))
	mux.HandleFunc("GET /fixed/frames-only-itself", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "frame-ancestors 'none'")
		send(w, r, "/srv/f")
	})

	mux.HandleFunc("PUT /fixed/attachment", put("/srv/b"))
	mux.HandleFunc("GET /fixed/attachment", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Disposition", "attachment; filename=\""+strings.ReplaceAll(r.FormValue("name"), `"`, "")+"\"")
		send(w, r, "/srv/b")
	})
	mux.HandleFunc("PUT /fixed/policy", put("/srv/c"))
	mux.HandleFunc("GET /fixed/policy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(r.FormValue("name"))))
		send(w, r, "/srv/c")
	})
	mux.HandleFunc("PUT /fixed/no-scripts", put("/srv/d"))
	mux.HandleFunc("GET /fixed/no-scripts", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "script-src 'none'")
		send(w, r, "/srv/d")
	})
	mux.HandleFunc("PUT /fixed/octets", put("/srv/e"))
	mux.HandleFunc("GET /fixed/octets", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		send(w, r, "/srv/e")
	})
	mux.HandleFunc("PUT /fixed/sandboxed", put("/srv/g"))
	mux.HandleFunc("GET /fixed/sandboxed", sandboxed(func(w http.ResponseWriter, r *http.Request) { send(w, r, "/srv/g") }))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
