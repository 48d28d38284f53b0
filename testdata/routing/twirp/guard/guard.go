// Package guard looks at who calls: a middleware reads the token, a hook and an interceptor ask for it.
package guard

import (
	"context"
	"crypto/subtle"
	"log"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"github.com/twitchtv/twirp"
)

type subject struct{}

type operator struct{}

// Token puts who calls on the context, where a token proves it; twirp's handlers see no headers.
func Token(key []byte, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		claims := jwt.RegisteredClaims{}
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if ok {
			if _, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return key, nil }); err == nil {
				r = r.WithContext(context.WithValue(r.Context(), subject{}, claims.Subject))
			}
		}
		next.ServeHTTP(w, r)
	})
}

// Hooks turn away who has no token, but for lists.
func Hooks() *twirp.ServerHooks {
	return &twirp.ServerHooks{
		RequestRouted: func(ctx context.Context) (context.Context, error) {
			if method, _ := twirp.MethodName(ctx); method == "List" {
				return ctx, nil
			}
			if who, ok := ctx.Value(subject{}).(string); !ok || who == "" {
				return ctx, twirp.Unauthenticated.Error("no token")
			}
			return ctx, nil
		},
	}
}

// Logged notes what goes wrong.
func Logged() *twirp.ServerHooks {
	return &twirp.ServerHooks{Error: func(ctx context.Context, err twirp.Error) context.Context {
		log.Println(err.Code(), err.Msg())
		return ctx
	}}
}

// Key puts the operator's key on the context.
func Key(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), operator{}, r.Header.Get("X-Operator-Key"))))
	})
}

// Operators lets through who knows the key.
func Operators(key string) twirp.Interceptor {
	return func(next twirp.Method) twirp.Method {
		return func(ctx context.Context, req any) (any, error) {
			given, _ := ctx.Value(operator{}).(string)
			if subtle.ConstantTimeCompare([]byte(given), []byte(key)) != 1 {
				return nil, twirp.NewError(twirp.PermissionDenied, "operators only")
			}
			return next(ctx, req)
		}
	}
}
