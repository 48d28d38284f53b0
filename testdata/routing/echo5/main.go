// Command echo5 routes with echo v5.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

type orders struct{ prefix string }

func (o *orders) list(c *echo.Context) error { return c.JSON(http.StatusOK, []string{}) }
func (o *orders) get(c *echo.Context) error  { return c.String(http.StatusOK, c.Param("id")) }
func (o *orders) put(c *echo.Context) error  { return c.NoContent(http.StatusNoContent) }

func routes() *echo.Echo {
	e := echo.New()
	e.Use(middleware.Recover())
	o := &orders{prefix: "/orders"}
	g := e.Group("/v2" + o.prefix)
	g.GET("", o.list)
	g.GET("/:id", o.get)
	g.PUT("/:id", o.put)
	e.POST("/login", func(c *echo.Context) error { return c.NoContent(http.StatusOK) })
	return e
}

func main() {
	e := routes()
	if len(os.Args) > 1 {
		for _, r := range e.Router().Routes() {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	if err := e.Start(":8080"); err != nil {
		log.Fatal(err)
	}
}
