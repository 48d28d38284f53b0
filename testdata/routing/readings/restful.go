package main

import (
	"log"

	"github.com/emicklei/go-restful/v3"
)

func byRestful() *restful.Container {
	ws := new(restful.WebService)
	ws.Path("/restful")
	ws.Route(ws.GET("/{id}").To(func(req *restful.Request, resp *restful.Response) {
		log.Println(req.PathParameter("id"), req.QueryParameter("q"), req.HeaderParameter("X-Trace"))
		c, _ := req.Request.Cookie("theme")
		log.Println(c)
	}))
	ws.Route(ws.POST("/form").To(func(req *restful.Request, resp *restful.Response) {
		name, _ := req.BodyParameter("name")
		log.Println(name)
	}))
	ws.Route(ws.POST("/json").To(func(req *restful.Request, resp *restful.Response) {
		var n note
		_ = req.ReadEntity(&n)
		log.Println(n.Title)
	}))
	ws.Route(ws.POST("/file").To(func(req *restful.Request, resp *restful.Response) {
		_, h, err := req.Request.FormFile("picture")
		log.Println(h.Filename, err)
	}))
	c := restful.NewContainer()
	c.Add(ws)
	return c
}
