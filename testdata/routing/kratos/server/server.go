// Package server makes the servers.
package server

import (
	"context"
	"crypto/subtle"

	"github.com/go-kratos/kratos/v2/errors"
	"github.com/go-kratos/kratos/v2/log"
	"github.com/go-kratos/kratos/v2/middleware"
	"github.com/go-kratos/kratos/v2/middleware/auth/jwt"
	"github.com/go-kratos/kratos/v2/middleware/logging"
	"github.com/go-kratos/kratos/v2/middleware/recovery"
	"github.com/go-kratos/kratos/v2/middleware/selector"
	"github.com/go-kratos/kratos/v2/transport"
	"github.com/go-kratos/kratos/v2/transport/grpc"
	"github.com/go-kratos/kratos/v2/transport/http"
	jwtv4 "github.com/golang-jwt/jwt/v5"

	"example.com/routing/grpc/pb"
	"example.com/routing/kratos/api"
	"example.com/routing/kratos/conf"
	"example.com/routing/kratos/service"
)

// open lists what needs no token.
func open() selector.MatchFunc {
	list := make(map[string]struct{})
	list[api.OperationOrdersList] = struct{}{}
	return func(ctx context.Context, operation string) bool {
		if _, ok := list[operation]; ok {
			return false
		}
		return true
	}
}

func NewHTTPServer(c *conf.Config, s *service.OrderService, logger log.Logger) *http.Server {
	srv := http.NewServer(
		http.Address(":8000"),
		http.Middleware(
			recovery.Recovery(),
			logging.Server(logger),
			selector.Server(jwt.Server(func(*jwtv4.Token) (any, error) { return []byte(c.TokenKey), nil })).Match(open()).Build(),
		),
	)
	api.RegisterOrdersHTTPServer(srv, s)
	return srv
}

func NewGRPCServer(c *conf.Config, s *service.OrderService) *grpc.Server {
	srv := grpc.NewServer(
		grpc.Address("127.0.0.1:9000"),
		grpc.Middleware(
			recovery.Recovery(),
			selector.Server(jwt.Server(func(*jwtv4.Token) (any, error) { return []byte(c.TokenKey), nil })).
				Path(pb.Orders_Create_FullMethodName).Build(),
			selector.Server(operators(c.OperatorKey)).Prefix("/shop.v1.Orders/Ca").Build(),
		),
	)
	pb.RegisterOrdersServer(srv, s)
	return srv
}

// operators asks for the operators' key.
func operators(key string) middleware.Middleware {
	return func(next middleware.Handler) middleware.Handler {
		return func(ctx context.Context, req any) (any, error) {
			tr, ok := transport.FromServerContext(ctx)
			if !ok || subtle.ConstantTimeCompare([]byte(tr.RequestHeader().Get("x-operator-key")), []byte(key)) != 1 {
				return nil, errors.Unauthorized("OPERATOR", "operators only")
			}
			return next(ctx, req)
		}
	}
}
