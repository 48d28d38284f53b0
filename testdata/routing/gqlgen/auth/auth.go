// Package auth knows who asks: a token is looked at where one is sent, and fields that need one say so.
package auth

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/golang-jwt/jwt/v5"

	"example.com/routing/gqlgen/graph/model"
)

type key struct{}

type claims struct {
	jwt.RegisteredClaims
	Role model.Role `json:"role"`
}

// Middleware keeps the claims of a valid token on the context; who has none goes on.
func Middleware(secret []byte) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
			var c claims
			if _, err := jwt.ParseWithClaims(token, &c, func(*jwt.Token) (any, error) { return secret, nil }, jwt.WithValidMethods([]string{"HS256"})); err != nil {
				next.ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, &c)))
		})
	}
}

// HasRole is the directive.
func HasRole(ctx context.Context, obj any, next graphql.Resolver, role model.Role) (any, error) {
	c, ok := ctx.Value(key{}).(*claims)
	if !ok {
		return nil, errors.New("sign in")
	}
	if role == model.RoleAdmin && c.Role != model.RoleAdmin {
		return nil, errors.New("not allowed")
	}
	return next(ctx)
}
