// Package guard has the interceptors.
package guard

import (
	"context"
	"crypto/subtle"
	"log"
	"strings"

	"github.com/golang-jwt/jwt/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"example.com/routing/grpc/pb"
)

// Guard checks bearer tokens.
type Guard struct {
	key   []byte
	roles map[string][]string
}

// New names who may call what; a method that is not listed needs no token.
func New(key []byte) *Guard {
	return &Guard{key: key, roles: map[string][]string{
		pb.Orders_Create_FullMethodName: {"user", "admin"},
		pb.Orders_Cancel_FullMethodName: {"admin"},
		pb.Orders_Import_FullMethodName: {"admin"},
	}}
}

func Recover(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = status.Errorf(codes.Internal, "panic")
		}
	}()
	return handler(ctx, req)
}

func Log(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	resp, err := handler(ctx, req)
	log.Printf("%s: %v", info.FullMethod, err)
	return resp, err
}

func (g *Guard) Unary() grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if err := g.authorize(ctx, info.FullMethod); err != nil {
			return nil, err
		}
		return handler(ctx, req)
	}
}

func (g *Guard) Stream(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := g.authorize(stream.Context(), info.FullMethod); err != nil {
		return err
	}
	return handler(srv, stream)
}

type claims struct {
	jwt.RegisteredClaims
	Role string `json:"role"`
}

func (g *Guard) authorize(ctx context.Context, method string) error {
	roles, ok := g.roles[method]
	if !ok {
		return nil
	}
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return status.Errorf(codes.Unauthenticated, "no metadata")
	}
	values := md["authorization"]
	if len(values) == 0 {
		return status.Errorf(codes.Unauthenticated, "no token")
	}
	c, err := g.verify(strings.TrimPrefix(values[0], "Bearer "))
	if err != nil {
		return status.Errorf(codes.Unauthenticated, "bad token: %v", err)
	}
	for _, r := range roles {
		if r == c.Role {
			return nil
		}
	}
	return status.Error(codes.PermissionDenied, "not for you")
}

func (g *Guard) verify(token string) (*claims, error) {
	c := &claims{}
	t, err := jwt.ParseWithClaims(token, c, func(*jwt.Token) (any, error) { return g.key, nil }, jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		return nil, err
	}
	if !t.Valid {
		return nil, jwt.ErrTokenUnverifiable
	}
	return c, nil
}

// Operator lets through who knows the secret.
func Operator(secret string) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		md, _ := metadata.FromIncomingContext(ctx)
		got := md.Get("x-operator-secret")
		if len(got) != 1 || subtle.ConstantTimeCompare([]byte(got[0]), []byte(secret)) != 1 {
			return nil, status.Error(codes.Unauthenticated, "who are you?")
		}
		return handler(ctx, req)
	}
}
