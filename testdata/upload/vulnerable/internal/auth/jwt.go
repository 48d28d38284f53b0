// Package auth checks bearer tokens and tells handlers who is calling.
package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

type contextKey struct{}

// Authenticator verifies HS256 access tokens.
type Authenticator struct {
	key []byte
}

// New returns an Authenticator for tokens signed with key.
func New(key []byte) *Authenticator {
	return &Authenticator{key: key}
}

// Require lets a request through only if it carries a valid token, and puts
// the token's subject into the request's context.
func (a *Authenticator) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok {
			http.Error(w, "missing bearer token", http.StatusUnauthorized)
			return
		}
		userID, err := a.verify(raw)
		if err != nil {
			http.Error(w, "invalid token", http.StatusUnauthorized)
			return
		}
		ctx := context.WithValue(r.Context(), contextKey{}, userID)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// verify returns the subject of a token whose signature and expiry hold.
func (a *Authenticator) verify(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(raw, &claims,
		func(*jwt.Token) (any, error) { return a.key, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
	)
	if err != nil {
		return "", fmt.Errorf("parse token: %w", err)
	}
	if claims.Subject == "" {
		return "", errors.New("token has no subject")
	}
	return claims.Subject, nil
}

// UserID returns the caller's id, or "" outside of Require.
func UserID(ctx context.Context) string {
	id, _ := ctx.Value(contextKey{}).(string)
	return id
}
