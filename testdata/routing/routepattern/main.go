// Command routepattern lets some routes past its checks by the pattern that they were registered by.
package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func signedIn(r *http.Request) bool { return r.Header.Get("X-Key") == os.Getenv("KEY") }

// unless lets one route past.
func unless(open string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if c.Path() == open || signedIn(c.Request()) {
				return next(c)
			}
			return echo.ErrUnauthorized
		}
	}
}

// early runs before a route is found: the pattern is empty there, and nobody is asked.
func early(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Path() == "/admin" && !signedIn(c.Request()) {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

// only asks for a key at one route, and at those of its versions.
func only(c *gin.Context) {
	if c.FullPath() == "/g/items/:id" && !signedIn(c.Request) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func main() {
	e := echo.New()
	e.Pre(early)
	e.GET("/admin", func(c echo.Context) error { return c.NoContent(204) })
	g := e.Group("/items", unless("/items/:id"))
	g.GET("/feed", func(c echo.Context) error { return c.NoContent(204) })
	g.GET("/:id", func(c echo.Context) error { return c.NoContent(204) })
	go e.Start(":8080")

	r := gin.New()
	r.Use(only)
	r.GET("/g/items/:id", func(c *gin.Context) { c.Status(204) })
	r.GET("/g/open", func(c *gin.Context) { c.Status(204) })
	r.Run(":8081")
}
