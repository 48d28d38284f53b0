// Command examples finds who asks by records and maps of what is to be equal, and by caches that load what they do not hold.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/motoki317/sc"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type record struct {
	UserID int
	Token  string
	Digest string
}

type session struct{ user int }

var errNone = errors.New("none")

type store struct {
	db                   *gorm.DB
	cache, open, nothing *sc.Cache[string, *session]
}

func (s *store) one(tx *gorm.DB) (*session, error) {
	var r record
	if err := tx.Take(&r).Error; err != nil {
		return nil, err
	}
	return &session{r.UserID}, nil
}

func (s *store) compared(token string) (*session, error) {
	if len(token) == 0 {
		return nil, errNone
	}
	return s.one(s.db.Where(&record{Token: token}))
}

func (s *store) byMap(token string) (*session, error) {
	return s.one(s.db.Where(map[string]any{"token": token}))
}

func (s *store) hashed(token string) (*session, error) {
	sum := sha256.Sum256([]byte(token))
	return s.one(s.db.Where(record{Digest: hex.EncodeToString(sum[:])}))
}

func (s *store) prefixed(token string) (*session, error) {
	return s.one(s.db.Where(record{Token: "sid:" + token}))
}

func (s *store) cached(token string) (*session, error) {
	if token == "" {
		return nil, errNone
	}
	return s.cache.Get(context.Background(), token)
}

func (s *store) load(ctx context.Context, token string) (*session, error) {
	var r record
	if err := s.db.WithContext(ctx).First(&r, &record{Token: token}).Error; err != nil {
		return nil, err
	}
	return &session{r.UserID}, nil
}

// empty asks for any row where no token was sent.
func (s *store) empty(token string) (*session, error) {
	return s.one(s.db.Where(&record{Token: token}))
}

// long lets short tokens by.
func (s *store) long(token string) (*session, error) {
	by := &record{}
	if len(token) > 20 {
		by.Token = token
	}
	return s.one(s.db.Where(by))
}

// guest has a setting stand in for some tokens.
func (s *store) guest(token string) (*session, error) {
	if token == "guest" || token == "" {
		token = os.Getenv("GUEST")
	}
	if token == "" {
		return nil, errNone
	}
	return s.one(s.db.Where(&record{Token: token}))
}

// anybody is what a cache gives that makes up what it does not hold.
func (s *store) anybody(token string) (*session, error) {
	return s.open.Get(context.Background(), token)
}

// mayBeEmpty asks a cache for any row where no token was sent.
func (s *store) mayBeEmpty(token string) (*session, error) {
	return s.nothing.Get(context.Background(), token)
}

func signedIn(find func(token string) (*session, error), next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var token string
		if c, err := r.Cookie("sid"); err == nil {
			token = c.Value
		}
		who, err := find(token)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r.WithContext(context.WithValue(r.Context(), "user", who.user)))
	}
}

func main() {
	db, err := gorm.Open(postgres.Open(os.Getenv("DSN")))
	if err != nil {
		log.Fatal(err)
	}
	s := &store{db: db}
	s.cache = sc.NewMust(s.load, time.Hour, time.Hour)
	s.nothing = sc.NewMust(s.load, time.Hour, time.Hour)
	s.open = sc.NewMust(func(context.Context, string) (*session, error) { return &session{}, nil }, time.Hour, time.Hour)
	secret := func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "/srv/secret") }
	http.HandleFunc("GET /asked/compared", signedIn(s.compared, secret))
	http.HandleFunc("GET /asked/map", signedIn(s.byMap, secret))
	http.HandleFunc("GET /asked/hashed", signedIn(s.hashed, secret))
	http.HandleFunc("GET /asked/prefixed", signedIn(s.prefixed, secret))
	http.HandleFunc("GET /asked/cached", signedIn(s.cached, secret))
	http.HandleFunc("GET /open/empty", signedIn(s.empty, secret))
	http.HandleFunc("GET /open/long", signedIn(s.long, secret))
	http.HandleFunc("GET /open/guest", signedIn(s.guest, secret))
	http.HandleFunc("GET /open/anybody", signedIn(s.anybody, secret))
	http.HandleFunc("GET /open/cached", signedIn(s.mayBeEmpty, secret))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
