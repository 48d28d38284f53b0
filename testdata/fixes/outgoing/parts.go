package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

// base is the address of another service, as an administrator set it.
var base = ""

type hook struct {
	Confirm string `json:"confirm"`
}

// parts are routes that ask for addresses put together of several parts, and for addresses that a message names.
func parts(mux *http.ServeMux) {
	plain := &http.Client{Timeout: time.Second}
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	read := func() (a string) {
		db.QueryRow("SELECT value FROM options WHERE key = 'base'").Scan(&a)
		return a
	}
	base = read()
	mux.HandleFunc("GET /flaw/end-of-a-stored-host", asked(func(w http.ResponseWriter, at string) { show(w, plain, read()+at) }))
	mux.HandleFunc("GET /flaw/host-behind-a-stored-scheme", asked(func(w http.ResponseWriter, at string) { show(w, plain, fmt.Sprintf("%s://%s/x", read(), at)) }))
	mux.HandleFunc("GET /flaw/both-parts", asked(func(w http.ResponseWriter, at string) { show(w, plain, fmt.Sprintf("%s/users/%s", at, at)) }))
	mux.HandleFunc("GET /fixed/path-of-a-stored-host", asked(func(w http.ResponseWriter, at string) { show(w, plain, read()+"/users/"+at) }))
	mux.HandleFunc("GET /fixed/query-of-a-kept-host", asked(func(w http.ResponseWriter, at string) { show(w, plain, fmt.Sprintf("%s/user?code=%s", base, at)) }))
	mux.HandleFunc("GET /fixed/path-of-a-set-host", asked(func(w http.ResponseWriter, at string) {
		show(w, plain, fmt.Sprintf("https://%s:%d/users/%s", os.Getenv("USERS_HOST"), 8080, at))
	}))
	mux.HandleFunc("GET /fixed/placeholder-of-a-set-address", asked(func(w http.ResponseWriter, at string) {
		touch(w, plain, strings.ReplaceAll(os.Getenv("API"), "{mode}", at))
	}))
	mux.HandleFunc("GET /flaw/placeholder-of-the-host", asked(func(w http.ResponseWriter, at string) {
		touch(w, plain, strings.ReplaceAll("https://{region}.example.com/x", "{region}", at))
	}))
	mux.HandleFunc("POST /flaw/unsigned", func(w http.ResponseWriter, r *http.Request) { confirm(w, r, plain, false) })
	mux.HandleFunc("POST /fixed/signed", func(w http.ResponseWriter, r *http.Request) { confirm(w, r, plain, true) })
}

// touch asks for an address and shows nothing of the answer.
func touch(w http.ResponseWriter, c *http.Client, at string) {
	resp, err := c.Get(at)
	if err != nil {
		refuse(w)
		return
	}
	resp.Body.Close()
}

// confirm asks for the address that a message names, past its signature where signed.
func confirm(w http.ResponseWriter, r *http.Request, c *http.Client, signed bool) {
	b, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	if err != nil {
		refuse(w)
		return
	}
	if signed {
		mac := hmac.New(sha256.New, []byte(os.Getenv("HOOK_KEY")))
		mac.Write(b)
		sent, err := hex.DecodeString(r.Header.Get("X-Signature"))
		if err != nil || !hmac.Equal(sent, mac.Sum(nil)) {
			refuse(w)
			return
		}
	}
	var h hook
	if json.Unmarshal(b, &h) != nil {
		refuse(w)
		return
	}
	c.Get(h.Confirm)
}
