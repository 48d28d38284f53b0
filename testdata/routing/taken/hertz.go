package main

import (
	"context"
	"log"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
)

// byHertz reads from the request itself.
func byHertz() *server.Hertz {
	h := server.Default(server.WithHostPorts(":8087"))
	h.POST("/hertz/:id", func(ctx context.Context, c *app.RequestContext) {
		r := &c.Request
		log.Println(c.Param("id"), r.Header.Get("X-Trace"), string(r.Header.Cookie("theme")), string(r.URI().QueryArgs().Peek("q")))
		log.Println(string(r.Body()))
	})
	h.POST("/hertz/form", func(ctx context.Context, c *app.RequestContext) {
		log.Println(c.PostFormArray("name"))
		f, err := c.Request.FormFile("picture")
		if err == nil {
			log.Println(f.Filename)
		}
	})
	return h
}
