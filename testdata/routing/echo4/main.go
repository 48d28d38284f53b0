// Command echo4 routes with echo v4 as people do: groups in groups, handlers that are methods, Any, Match, static files.
package main

import (
	"fmt"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

type users struct{}

func (users) list(c echo.Context) error   { return c.JSON(http.StatusOK, []string{}) }
func (users) get(c echo.Context) error    { return c.String(http.StatusOK, c.Param("id")) }
func (users) create(c echo.Context) error { return c.NoContent(http.StatusCreated) }
func (users) remove(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

func (u users) register(g *echo.Group) {
	g.GET("", u.list)
	g.POST("", u.create)
	g.GET("/:id", u.get)
	g.DELETE("/:id", u.remove, middleware.BodyLimit("1M"))
}

func routes() *echo.Echo {
	e := echo.New()
	e.Use(middleware.Recover(), middleware.Logger())
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok") })
	api := e.Group("/api")
	v1 := api.Group("/v1")
	users{}.register(v1.Group("/users"))
	v1.Match([]string{"GET", "PUT"}, "/settings", settings)
	v1.Add("PATCH", "/settings", settings)
	e.Any("/hook/*", hook)
	e.Static("/assets", "public")
	e.File("/favicon.ico", "public/favicon.ico")
	return e
}

func settings(c echo.Context) error { return c.NoContent(http.StatusOK) }

func hook(c echo.Context) error { return c.NoContent(http.StatusOK) }

func main() {
	e := routes()
	if len(os.Args) > 1 {
		for _, r := range e.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	e.Logger.Fatal(e.Start(":8080"))
}
