package main

import (
	"context"
	"log"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
)

// search is filled from all parts of a request by hertz's Bind.
type search struct {
	ID     string `path:"id"`
	Tag    string `query:"tag"`
	Tenant string `header:"X-Tenant"`
	Theme  string `cookie:"theme"`
	Name   string `form:"name"`
	Title  string `json:"title"`
}

func byHertz() *server.Hertz {
	h := server.Default(server.WithHostPorts(":8087"))
	h.GET("/hertz/:id", func(ctx context.Context, c *app.RequestContext) {
		log.Println(c.Param("id"), c.Query("q"), c.DefaultQuery("page", "1"), c.GetHeader("X-Trace"), c.Cookie("theme"))
	})
	h.POST("/hertz/form", func(ctx context.Context, c *app.RequestContext) { log.Println(c.PostForm("name"), c.FormValue("age")) })
	h.POST("/hertz/raw", func(ctx context.Context, c *app.RequestContext) {
		b, _ := c.Body()
		log.Println(b)
	})
	h.POST("/hertz/json", func(ctx context.Context, c *app.RequestContext) {
		var n note
		_ = c.BindJSON(&n)
		log.Println(n.Title)
	})
	h.POST("/hertz/:id/find", func(ctx context.Context, c *app.RequestContext) {
		var s search
		_ = c.BindAndValidate(&s)
		log.Println(s.ID, s.Tag, s.Tenant, s.Theme, s.Name, s.Title)
	})
	h.GET("/hertz/:id/parts", func(ctx context.Context, c *app.RequestContext) {
		var f find
		if c.BindPath(&f) == nil && c.BindQuery(&f) == nil && c.BindHeader(&f) == nil {
			log.Println(f.ID, f.Tag, f.Tenant)
		}
	})
	h.POST("/hertz/file", func(ctx context.Context, c *app.RequestContext) {
		f, err := c.FormFile("picture")
		if err == nil {
			err = c.SaveUploadedFile(f, "/data/"+f.Filename)
		}
		log.Println(err)
	})
	return h
}
