// Package guard has the middleware.
package guard

import (
	"crypto/subtle"
	"encoding/base64"
	"log"
	"strings"

	"github.com/valyala/fasthttp"
)

func Logged(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		next(ctx)
		log.Println(ctx.Response.StatusCode())
	}
}

func Basic(user, password string, next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(ctx *fasthttp.RequestCtx) {
		given := strings.TrimPrefix(string(ctx.Request.Header.Peek("Authorization")), "Basic ")
		raw, err := base64.StdEncoding.DecodeString(given)
		if err != nil || subtle.ConstantTimeCompare(raw, []byte(user+":"+password)) != 1 {
			ctx.Error("sign in", fasthttp.StatusUnauthorized)
			return
		}
		next(ctx)
	}
}
