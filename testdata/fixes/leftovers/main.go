// Command leftovers has a pair of routes for each of the small things that are left behind. Rules: identity-header refusal-ignored spend-limit
// weak-random fast-password-hash world-writable directory-listing plaintext-connection tls-old-version.
package main

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"database/sql"
	"encoding/hex"
	"fmt"
	"log"
	mrand "math/rand"
	"net/http"
	"net/smtp"
	"os"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/time/rate"
)

var db, _ = sql.Open("pgx", os.Getenv("DSN"))

// allowed turns away who has no key, and goes on or not.
func allowed(stops bool, next http.HandlerFunc) http.HandlerFunc {
	if stops {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("X-Key") != os.Getenv("KEY") {
				http.Error(w, "no", http.StatusUnauthorized)
				return
			}
			next(w, r)
		}
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != os.Getenv("KEY") {
			http.Error(w, "no", http.StatusUnauthorized)
		}
		next(w, r)
	}
}

func touch(w http.ResponseWriter, r *http.Request) { db.Exec("DELETE FROM jobs") }

func mail(w http.ResponseWriter, r *http.Request) {
	smtp.SendMail("mail.example.com:587", nil, "app@example.com", []string{r.FormValue("to")}, []byte("hello"))
}

// held lets one caller send a mail a minute.
func held(next http.HandlerFunc) http.HandlerFunc {
	limiters := map[string]*rate.Limiter{}
	return func(w http.ResponseWriter, r *http.Request) {
		if limiters[r.RemoteAddr] == nil {
			limiters[r.RemoteAddr] = rate.NewLimiter(1.0/60, 1)
		}
		if !limiters[r.RemoteAddr].Allow() {
			http.Error(w, "slower", http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}

func get(client *http.Client, url string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if resp, err := client.Get(url); err == nil {
			resp.Body.Close()
		}
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("DELETE /flaw/refused", allowed(false, touch))
	mux.HandleFunc("DELETE /fixed/refused", allowed(true, touch))

	mux.HandleFunc("GET /flaw/header", func(w http.ResponseWriter, r *http.Request) {
		db.Query("SELECT text FROM notes WHERE owner = $1", r.Header.Get("X-Forwarded-User"))
	})
	mux.HandleFunc("GET /fixed/header", func(w http.ResponseWriter, r *http.Request) {
		db.Query("SELECT text FROM notes WHERE lang = $1", r.Header.Get("Accept-Language"))
	})

	mux.HandleFunc("POST /flaw/mail", mail)
	mux.HandleFunc("POST /fixed/mail", held(mail))

	mux.HandleFunc("POST /flaw/session", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: fmt.Sprint(mrand.Int63()), Secure: true, HttpOnly: true})
	})
	mux.HandleFunc("POST /fixed/session", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: rand.Text(), Secure: true, HttpOnly: true})
	})

	mux.HandleFunc("POST /flaw/password", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.FormValue("password")))
		db.Exec("UPDATE accounts SET password = $1", hex.EncodeToString(sum[:]))
	})
	mux.HandleFunc("POST /fixed/password", func(w http.ResponseWriter, r *http.Request) {
		sum, err := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), bcrypt.DefaultCost)
		if err != nil {
			return
		}
		db.Exec("UPDATE accounts SET password = $1", string(sum))
	})

	mux.HandleFunc("POST /flaw/mode", func(w http.ResponseWriter, r *http.Request) { os.WriteFile("/srv/state", []byte("x"), 0o666) })
	mux.HandleFunc("POST /fixed/mode", func(w http.ResponseWriter, r *http.Request) { os.WriteFile("/srv/state", []byte("x"), 0o600) })

	mux.Handle("GET /flaw/files/", http.StripPrefix("/flaw/files/", http.FileServer(http.Dir("/srv/files"))))
	mux.HandleFunc("GET /fixed/files", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "/srv/files/index.html") })

	mux.HandleFunc("GET /flaw/plain", get(http.DefaultClient, "http://api.example.com/rates"))
	mux.HandleFunc("GET /fixed/plain", get(http.DefaultClient, "https://api.example.com/rates"))
	mux.HandleFunc("GET /flaw/version", func(w http.ResponseWriter, r *http.Request) {
		get(&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS10}}}, "https://old.example.com/rates")(w, r)
	})
	mux.HandleFunc("GET /fixed/version", func(w http.ResponseWriter, r *http.Request) {
		get(&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}}, "https://new.example.com/rates")(w, r)
	})
	log.Fatal(http.ListenAndServe(":8080", mux))
}
