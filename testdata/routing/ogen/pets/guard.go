package pets

import (
	"context"
	"crypto/subtle"
	"errors"
	"log"

	"github.com/golang-jwt/jwt/v5"
	"github.com/ogen-go/ogen/middleware"

	"example.com/routing/ogen/api"
)

type guard struct{ token, operator []byte }

func NewGuard(token, operator string) api.SecurityHandler {
	return &guard{[]byte(token), []byte(operator)}
}

func (g *guard) HandleBearer(ctx context.Context, operation api.OperationName, t api.Bearer) (context.Context, error) {
	_, err := jwt.Parse(t.Token, func(*jwt.Token) (any, error) { return g.token, nil }, jwt.WithValidMethods([]string{"HS256"}))
	return ctx, err
}

func (g *guard) HandleOperator(ctx context.Context, operation api.OperationName, t api.Operator) (context.Context, error) {
	if subtle.ConstantTimeCompare([]byte(t.APIKey), g.operator) != 1 {
		return ctx, errors.New("operators only")
	}
	return ctx, nil
}

func Logged(req middleware.Request, next middleware.Next) (middleware.Response, error) {
	res, err := next(req)
	log.Println(req.OperationName, err)
	return res, err
}
