package main

import (
	"log"

	"github.com/labstack/echo/v5"
)

func byEcho5() *echo.Echo {
	e := echo.New()
	e.GET("/echo5/:id", func(c *echo.Context) error {
		theme, _ := c.Cookie("theme")
		log.Println(c.Param("id"), c.QueryParam("q"), c.Request().Header.Get("X-Trace"), theme)
		return nil
	})
	e.POST("/echo5/form", func(c *echo.Context) error { log.Println(c.FormValue("name")); return nil })
	e.POST("/echo5/json", func(c *echo.Context) error {
		var n note
		err := c.Bind(&n)
		log.Println(n.Title)
		return err
	})
	e.GET("/echo5/:id/find", func(c *echo.Context) error {
		var f find
		if err := c.Bind(&f); err != nil {
			return err
		}
		log.Println(f.ID, f.Tag, f.Tenant)
		return nil
	})
	e.POST("/echo5/file", func(c *echo.Context) error {
		h, err := c.FormFile("picture")
		if err == nil {
			log.Println(h.Filename)
		}
		return err
	})
	return e
}
