// Command goframe binds controllers whose requests say where they are asked for, groups with middleware of their own, and plain
// handlers.
package main

import (
	"fmt"
	"os"

	"github.com/gogf/gf/v2/frame/g"
	"github.com/gogf/gf/v2/net/ghttp"
	"github.com/gogf/gf/v2/os/gcmd"
	"github.com/gogf/gf/v2/os/gctx"

	"context"

	"example.com/routing/goframe/controller"
	"example.com/routing/goframe/logic"
)

var serve = gcmd.Command{
	Name: "serve",
	Func: func(ctx context.Context, parser *gcmd.Parser) error {
		s := g.Server()
		routes(s)
		s.SetAddr(":8000")
		s.Run()
		return nil
	},
}

func routes(s *ghttp.Server) {
	s.Use(ghttp.MiddlewareHandlerResponse)
	notes := controller.New(logic.New())
	s.Group("/v1", func(group *ghttp.RouterGroup) {
		group.Middleware(ghttp.MiddlewareCORS)
		group.Bind(notes, controller.Tags)
		group.GET("/ping", func(r *ghttp.Request) { r.Response.Write("pong") })
		group.Group("/", func(group *ghttp.RouterGroup) {
			group.Middleware(logic.Authenticated)
			group.ALLMap(g.Map{"/notes/export": controller.Export})
			group.DELETE("/notes/{id}", notes.Remove)
		})
		group.Group("/", func(group *ghttp.RouterGroup) {
			group.Middleware(logic.SignedIn)
			group.GET("/mine", func(r *ghttp.Request) { r.Response.Write("mine") })
		})
		group.Group("/", func(group *ghttp.RouterGroup) {
			group.Middleware(logic.Known)
			group.GET("/anybody", func(r *ghttp.Request) { r.Response.Write("anybody") })
		})
		group.GET("/late", func(r *ghttp.Request) { r.Response.Write("late") })
		group.Middleware(logic.Authenticated)
		group.GET("/closed", func(r *ghttp.Request) { r.Response.Write("closed") })
	})
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "routes" {
		s := g.Server()
		routes(s)
		s.SetDumpRouterMap(false)
		s.SetAddr("127.0.0.1:0")
		s.Start()
		for _, r := range s.GetRoutes() {
			if !r.IsServiceHandler {
				continue
			}
			method := r.Method
			if method == "ALL" {
				method = "ANY"
			}
			fmt.Println(method, r.Route)
		}
		return
	}
	serve.Run(gctx.New())
}
