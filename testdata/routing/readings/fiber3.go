package main

import (
	"log"

	"github.com/gofiber/fiber/v3"
)

func byFiber3() *fiber.App {
	app := fiber.New()
	app.Get("/fiber3/:id", func(c fiber.Ctx) error {
		log.Println(c.Params("id"), c.Query("q"), c.Get("X-Trace"), c.Cookies("theme"), fiber.Query[int](c, "page"), fiber.Params[int](c, "id"))
		return nil
	})
	app.Post("/fiber3/form", func(c fiber.Ctx) error { log.Println(c.FormValue("name")); return nil })
	app.Post("/fiber3/raw", func(c fiber.Ctx) error { log.Println(c.Body()); return nil })
	app.Post("/fiber3/json", func(c fiber.Ctx) error {
		var n note
		err := c.Bind().Body(&n)
		log.Println(n.Title)
		return err
	})
	app.Get("/fiber3/:id/find", func(c fiber.Ctx) error {
		var f find
		err := c.Bind().URI(&f)
		if err == nil && c.Bind().Query(&f) == nil && c.Bind().Header(&f) == nil && c.Bind().Cookie(&f) == nil {
			log.Println(f.ID, f.Tag, f.Tenant, f.Theme)
		}
		return err
	})
	app.Get("/fiber3/:id/all", func(c fiber.Ctx) error {
		var f find
		err := c.Bind().All(&f)
		log.Println(f.ID, f.Tag, f.Tenant, f.Theme)
		return err
	})
	app.Post("/fiber3/file", func(c fiber.Ctx) error {
		h, err := c.FormFile("picture")
		if err == nil {
			return c.SaveFile(h, "/data/"+h.Filename)
		}
		return err
	})
	return app
}
