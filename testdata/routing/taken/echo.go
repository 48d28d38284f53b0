package main

import (
	"log"

	"github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
)

func byEcho4() *echo.Echo {
	e := echo.New()
	e.POST("/echo4/:id", func(c echo.Context) error {
		id, err := echo.PathParam[int](c, "id")
		if err != nil {
			return err
		}
		q, err := echo.QueryParam[string](c, "q")
		if err != nil {
			return err
		}
		name, err := echo.FormParam[string](c, "name")
		log.Println(id, q, name)
		return err
	})
	e.GET("/echo4/bound", func(c echo.Context) error {
		var (
			page int32
			tags []string
		)
		err := echo.QueryParamsBinder(c).Int32("page", &page).BindWithDelimiter("tags", &tags, ",").BindError()
		log.Println(page, tags)
		return err
	})
	return e
}

func byEcho5() *echo5.Echo {
	e := echo5.New()
	e.POST("/echo5/:id", func(c *echo5.Context) error {
		id, err := echo5.PathParam[int](c, "id")
		if err != nil {
			return err
		}
		q, err := echo5.QueryParam[string](c, "q")
		if err != nil {
			return err
		}
		name, err := echo5.FormValue[string](c, "name")
		log.Println(id, q, name)
		return err
	})
	e.GET("/echo5/bound", func(c *echo5.Context) error {
		var page int
		err := echo5.QueryParamsBinder(c).Int("page", &page).BindError()
		log.Println(page)
		return err
	})
	return e
}
