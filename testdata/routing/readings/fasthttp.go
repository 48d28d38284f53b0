package main

import (
	"encoding/json"
	"log"

	"github.com/fasthttp/router"
	"github.com/valyala/fasthttp"
)

func byFastHTTP() *router.Router {
	r := router.New()
	r.GET("/fasthttp/{id}", func(ctx *fasthttp.RequestCtx) {
		log.Println(ctx.UserValue("id"), ctx.QueryArgs().Peek("q"), ctx.Request.Header.Peek("X-Trace"), ctx.Request.Header.Cookie("theme"))
	})
	r.POST("/fasthttp/form", func(ctx *fasthttp.RequestCtx) { log.Println(ctx.FormValue("name"), ctx.PostArgs().Peek("age")) })
	r.POST("/fasthttp/raw", func(ctx *fasthttp.RequestCtx) { log.Println(ctx.Request.Body()) })
	r.POST("/fasthttp/json", func(ctx *fasthttp.RequestCtx) {
		var n note
		_ = json.Unmarshal(ctx.PostBody(), &n)
		log.Println(n.Title)
	})
	r.POST("/fasthttp/file", func(ctx *fasthttp.RequestCtx) {
		h, err := ctx.FormFile("picture")
		if err == nil {
			log.Println(fasthttp.SaveMultipartFile(h, "/data/"+h.Filename))
		}
	})
	return r
}
