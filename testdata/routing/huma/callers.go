package main

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/golang-jwt/jwt/v5"
)

type user struct{ name string }

// caller is kept on the context for everybody; user is nil where nobody has signed in.
type caller struct{ user *user }

func (c caller) with(u *user) caller {
	c = caller{user: u}
	return c
}

func (c *caller) known() bool { return c.user != nil }

type callers struct {
	api huma.API
	key []byte
}

func newCallers(api huma.API, key []byte) callers { return callers{api, key} }

// find lets everybody on, and refuses tokens that are not good.
func (c callers) find(ctx huma.Context, next func(huma.Context)) {
	token := ctx.Header("Authorization")
	if token == "" {
		next(huma.WithValue(ctx, "caller", caller{}.with(nil)))
		return
	}
	var claims jwt.RegisteredClaims
	if _, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return c.key, nil }, jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired()); err != nil {
		huma.WriteErr(c.api, ctx, http.StatusUnauthorized, "not a good token")
		return
	}
	next(huma.WithValue(ctx, "caller", caller{}.with(&user{claims.Subject})))
}

// require lets nobody on who has not signed in.
func (c callers) require(ctx huma.Context, next func(huma.Context)) {
	v, ok := ctx.Context().Value("caller").(caller)
	if !ok {
		huma.WriteErr(c.api, ctx, http.StatusInternalServerError, "nobody was looked for")
		return
	}
	if !v.known() {
		huma.WriteErr(c.api, ctx, http.StatusUnauthorized, "sign in")
		return
	}
	next(ctx)
}
