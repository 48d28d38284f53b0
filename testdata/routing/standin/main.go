// Command standin asks for a token. At some routes another one stands in for the token that was sent, so that who sends none, or one that
// is written in the source, gets through.
package main

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	_ "github.com/lib/pq"
	"golang.org/x/crypto/bcrypt"
)

const demo = "demo-token"

var (
	db       *sql.DB
	fallback = os.Getenv("DEFAULT_TOKEN")
	signing  = []byte(os.Getenv("SIGNING_KEY"))
	sessions = map[string]int64{}
)

func ok(w http.ResponseWriter, r *http.Request) {
	_, _ = db.ExecContext(r.Context(), "UPDATE visits SET n = n + 1")
	w.WriteHeader(http.StatusNoContent)
}

// user is whose token that is, 0 for nobody's.
func user(ctx context.Context, token string) int64 {
	var id int64
	if err := db.QueryRowContext(ctx, "SELECT user_id FROM tokens WHERE token = $1", token).Scan(&id); err != nil {
		return 0
	}
	return id
}

func stored(ctx context.Context) string {
	var token string
	_ = db.QueryRowContext(ctx, "SELECT token FROM tokens WHERE user_id = 1").Scan(&token)
	return token
}

// asked stands before ok: who is not let in by check is turned away.
func asked(check func(r *http.Request) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !check(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		ok(w, r)
	}
}

// exchanged: a token that everybody can read in the source becomes the first user's.
func exchanged(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == demo {
		token = stored(r.Context())
	}
	return user(r.Context(), token) != 0
}

func constant(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		token = demo
	}
	return user(r.Context(), token) != 0
}

func configured(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		token = fallback
	}
	return user(r.Context(), token) != 0
}

func orStored(ctx context.Context, token string) string {
	if token != "" {
		return token
	}
	return stored(ctx)
}

func helper(r *http.Request) bool {
	return user(r.Context(), orStored(r.Context(), r.Header.Get("X-Token"))) != 0
}

func inTable(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		token = fallback
	}
	_, found := sessions[token]
	return found
}

func compared(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		token = fallback
	}
	return subtle.ConstantTimeCompare([]byte(token), []byte(fallback)) == 1
}

func equal(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		token = fallback
	}
	return token == fallback
}

func hashed(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == demo {
		token = stored(r.Context())
	}
	sum := sha256.Sum256([]byte(token))
	return user(r.Context(), hex.EncodeToString(sum[:])) != 0
}

func signed(r *http.Request) bool {
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if token == "" {
		token = fallback
	}
	_, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return signing, nil }, jwt.WithValidMethods([]string{"HS256"}))
	return err == nil
}

func password(r *http.Request) bool {
	name, pw, _ := r.BasicAuth()
	var hash string
	if err := db.QueryRowContext(r.Context(), "SELECT hash FROM users WHERE name = $1", name).Scan(&hash); err != nil {
		return false
	}
	if pw == "" {
		pw = fallback
	}
	return bcrypt.CompareHashAndPassword([]byte(hash), []byte(pw)) == nil
}

// itself looks up what the program holds, whoever asks.
func itself(r *http.Request) bool { return user(r.Context(), stored(r.Context())) != 0 }

type credentials struct{ token string }

func inStruct(r *http.Request) bool {
	c := credentials{token: r.Header.Get("X-Token")}
	if c.token == "" {
		c.token = fallback
	}
	return user(r.Context(), c.token) != 0
}

// The others let nobody in who sends no token.

func either(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		token = r.URL.Query().Get("token")
	}
	if token == "" {
		if c, err := r.Cookie("token"); err == nil {
			token = c.Value
		}
	}
	return user(r.Context(), token) != 0
}

func salted(r *http.Request) bool {
	sum := sha256.Sum256([]byte(fallback + r.Header.Get("X-Token")))
	return user(r.Context(), hex.EncodeToString(sum[:])) != 0
}

func prefixed(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if !strings.HasPrefix(token, "tok_") {
		token = "tok_" + token
	}
	return user(r.Context(), token) != 0
}

func bearer(r *http.Request) bool {
	kind, token, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if !found || kind != "Bearer" {
		return false
	}
	return user(r.Context(), token) != 0
}

// ofTenant looks by what was sent, and by what the program holds.
func ofTenant(r *http.Request) bool {
	var id int64
	err := db.QueryRowContext(r.Context(), "SELECT user_id FROM tokens WHERE token = $1 AND tenant = $2", r.Header.Get("X-Token"), fallback).Scan(&id)
	return err == nil
}

// asOther: who has signed in may leave the token out.
func asOther(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if token == "" {
		c, err := r.Cookie("session")
		if err != nil || user(r.Context(), c.Value) == 0 {
			return false
		}
		token = stored(r.Context())
	}
	return user(r.Context(), token) != 0
}

func main() {
	var err error
	if db, err = sql.Open("postgres", os.Getenv("DATABASE_URL")); err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /open/exchanged", asked(exchanged))
	mux.HandleFunc("POST /open/constant", asked(constant))
	mux.HandleFunc("POST /open/configured", asked(configured))
	mux.HandleFunc("POST /open/helper", asked(helper))
	mux.HandleFunc("POST /open/table", asked(inTable))
	mux.HandleFunc("POST /open/compared", asked(compared))
	mux.HandleFunc("POST /open/equal", asked(equal))
	mux.HandleFunc("POST /open/hashed", asked(hashed))
	mux.HandleFunc("POST /open/signed", asked(signed))
	mux.HandleFunc("POST /open/password", asked(password))
	mux.HandleFunc("POST /open/itself", asked(itself))
	mux.HandleFunc("POST /open/struct", asked(inStruct))
	mux.HandleFunc("POST /asked/either", asked(either))
	mux.HandleFunc("POST /asked/salted", asked(salted))
	mux.HandleFunc("POST /asked/prefixed", asked(prefixed))
	mux.HandleFunc("POST /asked/bearer", asked(bearer))
	mux.HandleFunc("POST /asked/tenant", asked(ofTenant))
	mux.HandleFunc("POST /asked/other", asked(asOther))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
