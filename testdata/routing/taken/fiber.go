package main

import (
	"log"

	"github.com/gofiber/fiber/v3"
)

// byFiber reads by the part of the context that is the request.
func byFiber() *fiber.App {
	app := fiber.New()
	app.Post("/fiber/:id", func(c fiber.Ctx) error {
		r := c.Req()
		log.Println(r.Params("id"), r.Query("q"), r.Get("X-Trace"), r.Cookies("theme"), string(r.Body()))
		return nil
	})
	app.Post("/fiber/form", func(c fiber.Ctx) error {
		f, err := c.Req().FormFile("picture")
		if err != nil {
			return err
		}
		return c.SaveFile(f, "/data/"+f.Filename)
	})
	app.Get("/fiber/agent", func(c fiber.Ctx) error { return c.SendString(c.UserAgent()) })
	return app
}
