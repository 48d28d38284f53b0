// Command hertz routes with hertz: groups, Any, static files.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
)

type songs struct{}

func (songs) list(ctx context.Context, c *app.RequestContext) { c.JSON(200, nil) }
func (songs) get(ctx context.Context, c *app.RequestContext)  { c.String(200, c.Param("id")) }

func routes() *server.Hertz {
	h := server.Default(server.WithHostPorts(":8888"))
	s := songs{}
	h.GET("/ping", s.list)
	g := h.Group("/v1")
	g.GET("/songs/:id", s.get)
	g.POST("/songs", s.list)
	g.Any("/any", s.list)
	return h
}

func main() {
	h := routes()
	if len(os.Args) > 1 {
		for _, r := range h.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	h.Spin()
}
