// Command gin routes with gin: groups, tables of routes, Any, Match, static files.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type handler struct{}

func (h *handler) list(c *gin.Context)  { c.JSON(http.StatusOK, nil) }
func (h *handler) show(c *gin.Context)  { c.String(http.StatusOK, c.Param("id")) }
func (h *handler) store(c *gin.Context) { c.Status(http.StatusCreated) }

type route struct {
	method, path string
	do           gin.HandlerFunc
}

func (h *handler) Routes() []route {
	return []route{{"GET", "", h.list}, {http.MethodPost, "", h.store}, {"GET", "/:id", h.show}}
}

func mount(r gin.IRouter, h *handler) {
	for _, x := range h.Routes() {
		r.Handle(x.method, x.path, x.do)
	}
}

func routes() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(gin.Recovery())
	h := &handler{}
	v1 := r.Group("/v1")
	{
		mount(v1.Group("/articles"), h)
		v1.PUT("/profile", h.store)
	}
	r.Any("/any", h.list)
	r.Match([]string{"GET", "HEAD"}, "/match", h.list)
	r.Static("/assets", "./public")
	r.StaticFile("/favicon.ico", "./public/favicon.ico")
	r.NoRoute(func(c *gin.Context) { c.Status(http.StatusNotFound) })
	return r
}

func main() {
	r := routes()
	if len(os.Args) > 1 {
		for _, x := range r.Routes() {
			fmt.Println(x.Method, x.Path)
		}
		return
	}
	log.Fatal(r.Run(":8080"))
}
