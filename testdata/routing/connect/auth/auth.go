// Package auth checks bearer tokens, in front of procedures and of plain handlers.
package auth

import (
	"context"
	"errors"
	"log"
	"net/http"
	"slices"
	"strings"

	"connectrpc.com/connect"
	"github.com/golang-jwt/jwt/v5"
)

// NewLogger notes every unary call.
func NewLogger() connect.UnaryInterceptorFunc {
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			res, err := next(ctx, req)
			log.Println(req.Spec().Procedure, err)
			return res, err
		}
	}
}

type interceptor struct {
	key  []byte
	open []string
}

// New lets the procedures in open through without a token.
func New(key string, open ...string) *interceptor {
	return &interceptor{key: []byte(key), open: open}
}

type subject struct{}

func (i *interceptor) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		if req.Spec().IsClient || slices.Contains(i.open, req.Spec().Procedure) {
			return next(ctx, req)
		}
		sub, err := i.subject(req.Header())
		if err != nil {
			return nil, connect.NewError(connect.CodeUnauthenticated, err)
		}
		return next(context.WithValue(ctx, subject{}, sub), req)
	}
}

func (i *interceptor) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

func (i *interceptor) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		sub, err := i.subject(conn.RequestHeader())
		if err != nil {
			return connect.NewError(connect.CodeUnauthenticated, err)
		}
		return next(context.WithValue(ctx, subject{}, sub), conn)
	}
}

// Require is the same for plain handlers.
func (i *interceptor) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := i.subject(r.Header); err != nil {
			http.Error(w, "sign in", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (i *interceptor) subject(h http.Header) (string, error) {
	token, ok := strings.CutPrefix(h.Get("Authorization"), "Bearer ")
	if !ok {
		return "", errors.New("no token")
	}
	claims := jwt.MapClaims{}
	if _, err := jwt.ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return i.key, nil }); err != nil {
		return "", err
	}
	return claims.GetSubject()
}
