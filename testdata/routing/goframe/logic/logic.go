// Package logic keeps notes.
package logic

import (
	"context"
	"net/http"
	"os"
	"strings"

	"github.com/gogf/gf/v2/frame/g"
	"github.com/gogf/gf/v2/net/ghttp"
	"github.com/golang-jwt/jwt/v5"
)

type Notes struct{}

func New() *Notes { return &Notes{} }

func (*Notes) Add(ctx context.Context, title, body string) (int64, error) {
	return g.Model("notes").Ctx(ctx).InsertAndGetId(g.Map{"title": title, "body": body})
}

func (*Notes) Titles(ctx context.Context, tag string) ([]string, error) {
	var out []string
	err := g.Model("notes").Ctx(ctx).Where("tag", tag).Scan(&out)
	return out, err
}

func (*Notes) Remove(ctx context.Context, id int64) error {
	_, err := g.Model("notes").Ctx(ctx).Where("id", id).Delete()
	return err
}

// Authenticated asks for a token.
func Authenticated(r *ghttp.Request) {
	token := strings.TrimPrefix(r.GetHeader("Authorization"), "Bearer ")
	key := []byte(os.Getenv("TOKEN_KEY"))
	if _, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"})); err != nil {
		r.Response.WriteStatus(http.StatusUnauthorized)
		return
	}
	r.Middleware.Next()
}

// SignedIn asks for a session of somebody.
func SignedIn(r *ghttp.Request) {
	if v := r.Session.MustGet("user"); !v.IsNil() {
		r.Middleware.Next()
		return
	}
	r.Response.WriteStatus(http.StatusForbidden)
}

// Known asks for nobody: who has no session is a guest.
func Known(r *ghttp.Request) {
	if v := r.Session.MustGet("user", "guest"); !v.IsNil() {
		r.Middleware.Next()
		return
	}
	r.Response.WriteStatus(http.StatusForbidden)
}
