// Package guard knows who calls.
package guard

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"log"
	"net/http"

	"github.com/go-openapi/errors"
	"golang.org/x/crypto/bcrypt"
)

// User is who calls.
type User struct {
	ID   int64
	Name string
}

type Guard struct {
	db       *sql.DB
	operator string
}

func New(db *sql.DB, operator string) *Guard { return &Guard{db, operator} }

// Token finds the user of a token.
func (g *Guard) Token(token string) (*User, error) {
	u := &User{}
	if err := g.db.QueryRowContext(context.Background(), "SELECT id, name FROM users WHERE token = $1", &token).Scan(&u.ID, &u.Name); err != nil {
		return nil, errors.Unauthenticated("token")
	}
	return u, nil
}

// Operator lets in who knows the operator's password.
func (g *Guard) Operator(name, password string) (*User, error) {
	if subtle.ConstantTimeCompare([]byte(name), []byte("operator")) != 1 || bcrypt.CompareHashAndPassword([]byte(g.operator), []byte(password)) != nil {
		return nil, errors.Unauthenticated("basic")
	}
	return &User{Name: name}, nil
}

// Logged notes what was asked for.
func Logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.Method, r.URL.Path)
		next.ServeHTTP(w, r)
	})
}
