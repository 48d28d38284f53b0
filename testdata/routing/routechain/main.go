// Command routechain registers routes from a table, each with a chain of handlers that is put together step by step.
package main

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type route struct {
	method, path string
	handler      gin.HandlerFunc
	more         []gin.HandlerFunc
}

func keyed(key string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if subtle.ConstantTimeCompare([]byte(c.GetHeader("X-Api-Key")), []byte(key)) != 1 {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

func noted(c *gin.Context) { c.Next() }

func chain(key string, r route) []gin.HandlerFunc {
	list := make([]gin.HandlerFunc, 0)
	list = append(list, keyed(key))
	//list = append(list, r.more...)
	list = append(list, r.handler)
	return list
}

func register(g *gin.RouterGroup, key string, routes []route) {
	for _, r := range routes {
		list := chain(key, r)
		g.Handle(r.method, r.path, list...)
	}
}

// checks are for routes that are registered one by one.
func checks(key string) []gin.HandlerFunc { return []gin.HandlerFunc{noted, keyed(key)} }

// maybe are checks only where somebody says so.
func maybe(key string) []gin.HandlerFunc {
	list := []gin.HandlerFunc{noted}
	if os.Getenv("CLOSED") != "" {
		list = append(list, keyed(key))
	}
	return list
}

type api struct{}

func (api) list(c *gin.Context)   { c.Status(http.StatusOK) }
func (api) show(c *gin.Context)   { c.Status(http.StatusOK) }
func (api) store(c *gin.Context)  { c.Status(http.StatusOK) }
func (api) remove(c *gin.Context) { c.Status(http.StatusOK) }

func main() {
	r := gin.New()
	a := api{}
	register(r.Group("/api"), os.Getenv("API_KEY"), []route{
		{method: http.MethodGet, path: "/a1", handler: a.list},
		{method: http.MethodGet, path: "/a2/:id", handler: a.show},
		{method: http.MethodPost, path: "/a3", handler: a.store, more: []gin.HandlerFunc{noted}},
		{method: http.MethodDelete, path: "/a4/:id", handler: a.remove},
	})
	r.GET("/b1", append(checks(os.Getenv("API_KEY")), a.list)...)
	r.GET("/b2", append(maybe(os.Getenv("API_KEY")), a.list)...)
	either := []gin.HandlerFunc{keyed(os.Getenv("API_KEY")), a.show}
	if os.Getenv("OPEN") != "" {
		either = []gin.HandlerFunc{a.show}
	}
	r.GET("/b3", either...)
	after := []gin.HandlerFunc{a.list, keyed(os.Getenv("API_KEY"))}
	r.GET("/b4", after...) // the check comes last, when all is done
	if len(os.Args) > 1 {
		for _, x := range r.Routes() {
			fmt.Println(x.Method, x.Path)
		}
		return
	}
	r.Run(":8080")
}
