package auth

import (
	"context"

	"goyave.dev/goyave/v5"
)

const MetaAuth = "goyave.require-auth"

type (
	Authenticator[T any] interface {
		Authenticate(request *goyave.Request) (*T, error)
	}
	UserService[T any] interface {
		FindByUsername(ctx context.Context, username any) (*T, error)
	}
	JWTAuthenticator[T any] struct{}
	Handler[T any]          struct{ goyave.Component }
)

func NewJWTAuthenticator[T any](s UserService[T]) *JWTAuthenticator[T]          { return nil }
func (a *JWTAuthenticator[T]) Authenticate(request *goyave.Request) (*T, error) { return nil, nil }
func Middleware[T any](authenticator Authenticator[T]) *Handler[T]              { return nil }
func (m *Handler[T]) Handle(next goyave.Handler) goyave.Handler                 { return next }
