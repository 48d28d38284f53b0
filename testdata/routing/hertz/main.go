// Command hertz routes with hertz: groups, Any, and a router as hz writes it, with a function for the middleware of each part.
package main

import (
	"context"
	"crypto/subtle"
	"fmt"
	"os"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
)

type songs struct{}

func (songs) list(ctx context.Context, c *app.RequestContext) { c.JSON(200, nil) }
func (songs) get(ctx context.Context, c *app.RequestContext)  { c.String(200, c.Param("id")) }

// keyed lets on who knows the key.
func keyed() app.HandlerFunc {
	return func(ctx context.Context, c *app.RequestContext) {
		if subtle.ConstantTimeCompare(c.GetHeader("X-Key"), []byte(os.Getenv("KEY"))) != 1 {
			c.AbortWithStatus(401)
			return
		}
		c.Next(ctx)
	}
}

func rootMw() []app.HandlerFunc {
	// your code...
	return nil
}

func _ownMw() []app.HandlerFunc { return []app.HandlerFunc{keyed()} }

func _listMw() []app.HandlerFunc {
	// your code...
	return nil
}

func _purgeMw() []app.HandlerFunc { return []app.HandlerFunc{keyed()} }

func routes() *server.Hertz {
	h := server.Default(server.WithHostPorts(":8888"))
	s := songs{}
	h.GET("/ping", s.list)
	g := h.Group("/v1")
	g.GET("/songs/:id", s.get)
	g.POST("/songs", s.list)
	g.Any("/any", s.list)
	root := h.Group("/", rootMw()...)
	{
		_all := root.Group("/all", rootMw()...)
		_all.GET("/list", append(_listMw(), s.list)...)
		_all.POST("/purge", append(_purgeMw(), s.list)...)
		{
			_own := _all.Group("/own", _ownMw()...)
			_own.GET("/list", append(_listMw(), s.list)...)
		}
	}
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
