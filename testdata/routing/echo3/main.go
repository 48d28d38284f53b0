// Command echo3 is a program that is still at echo v3, whose import path has no major version.
package main

import (
	"fmt"
	"net/http"
	"os"

	"github.com/labstack/echo"
	"github.com/labstack/echo/middleware"
)

func requireKey(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if k := os.Getenv("API_KEY"); k == "" || c.Request().Header.Get("X-API-Key") != k {
			return c.NoContent(http.StatusUnauthorized)
		}
		return next(c)
	}
}

func noticeKey(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("X-API-Key") != os.Getenv("API_KEY") {
			c.Logger().Warn("no key")
		}
		return next(c)
	}
}

func read(c echo.Context) error {
	b, err := os.ReadFile("/srv/report")
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/plain", b)
}

func routes() *echo.Echo {
	e := echo.New()
	e.Use(middleware.Recover(), middleware.Logger())
	e.GET("/open", read)
	v1 := e.Group("/v1")
	v1.Use(requireKey)
	v1.GET("/reports/:id", read)
	e.Group("/v2", noticeKey).POST("/reports", read)
	return e
}

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
