// Disputed is a program some of whose findings a comment disputes: every driver has to heed the comment.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"time"
)

// fetch is disputed by a comment on the call.
func fetch(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(r.FormValue("url")) //gostride:ignore ssrf -- runs in a sandbox without a network of its own
	if err != nil {
		http.Error(w, "no answer", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

// read is disputed as a whole, in golangci-lint's form.
//
//nolint:gostride // the folder holds nothing that is not public
func read(w http.ResponseWriter, r *http.Request) {
	b, err := os.ReadFile("/srv/public/" + r.FormValue("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(b)
}

// again is the same as fetch, and its comment gives no reason.
func again(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(r.FormValue("url")) //gostride:ignore ssrf
	if err == nil {
		resp.Body.Close()
	}
}

// safe needs no comment.
func safe(w http.ResponseWriter, r *http.Request) {
	//gostride:ignore ssrf -- the host is fixed
	resp, err := http.Get("https://example.com/")
	if err == nil {
		resp.Body.Close()
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fetch", fetch)
	mux.HandleFunc("GET /read", read)
	mux.HandleFunc("GET /again", again)
	mux.HandleFunc("GET /safe", safe)
	srv := &http.Server{Addr: ":8080", Handler: mux, ReadTimeout: time.Second, WriteTimeout: time.Second, ReadHeaderTimeout: time.Second, IdleTimeout: time.Second}
	log.Fatal(srv.ListenAndServe())
}
