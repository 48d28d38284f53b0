// Package session knows who is signed in.
package session

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/crypto/bcrypt"
)

const (
	cookieName = "poster_session"
	lifetime   = 12 * time.Hour
)

type userKey struct{}

// Store keeps sessions in a database.
type Store struct{ db *sql.DB }

// NewStore returns the store in db.
func NewStore(db *sql.DB) *Store { return &Store{db: db} }

// Start checks a password and returns the id of a new session.
func (s *Store) Start(ctx context.Context, name, password string) (string, error) {
	var hash []byte
	if err := s.db.QueryRowContext(ctx, `SELECT password FROM users WHERE name = $1`, name).Scan(&hash); err != nil {
		return "", fmt.Errorf("find user: %w", err)
	}
	if err := bcrypt.CompareHashAndPassword(hash, []byte(password)); err != nil {
		return "", err
	}
	id := rand.Text()
	_, err := s.db.ExecContext(ctx,
		`INSERT INTO sessions (id, name, expires_at) VALUES ($1, $2, $3)`, id, name, time.Now().Add(lifetime))
	if err != nil {
		return "", fmt.Errorf("start session: %w", err)
	}
	return id, nil
}

// Cookie returns the cookie that holds a session's id.
func Cookie(id string) *http.Cookie {
	return &http.Cookie{
		Name: cookieName, Value: id, Path: "/", MaxAge: int(lifetime.Seconds()),
		HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
	}
}

// lookup returns whose session a request belongs to, or "".
func (s *Store) lookup(r *http.Request) (string, error) {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return "", nil
	}
	var name string
	err = s.db.QueryRowContext(r.Context(),
		`SELECT name FROM sessions WHERE id = $1 AND expires_at > now()`, c.Value).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find session: %w", err)
	}
	return name, nil
}

// Require lets only those through who are signed in.
func (s *Store) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, err := s.lookup(r)
		if err != nil || name == "" {
			http.Error(w, "sign in first", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, name)))
	})
}

// Optional lets everybody through and knows those who are signed in.
func (s *Store) Optional(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, err := s.lookup(r); err == nil && name != "" {
			r = r.WithContext(context.WithValue(r.Context(), userKey{}, name))
		}
		next.ServeHTTP(w, r)
	})
}

// RequireUnless is like Require, but leaves alone what skip reports.
func (s *Store) RequireUnless(skip func(*http.Request) bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		guarded := s.Require(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if skip(r) {
				next.ServeHTTP(w, r)
				return
			}
			guarded.ServeHTTP(w, r)
		})
	}
}

// User returns who is signed in, or "".
func User(ctx context.Context) string {
	name, _ := ctx.Value(userKey{}).(string)
	return name
}
