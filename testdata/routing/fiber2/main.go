// Command fiber2 routes with fiber v2: groups, Route, All, a mounted app, parameters that may be left out.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
)

type books struct{ shelf string }

func (b *books) all(c *fiber.Ctx) error   { return c.JSON(b.shelf) }
func (b *books) one(c *fiber.Ctx) error   { return c.SendString(c.Params("isbn")) }
func (b *books) store(c *fiber.Ctx) error { return c.SendStatus(201) }

func admin() *fiber.App {
	sub := fiber.New()
	sub.Get("/stats", func(c *fiber.Ctx) error { return c.SendString("0") })
	sub.Delete("/cache", func(c *fiber.Ctx) error { return c.SendStatus(204) })
	return sub
}

func routes() *fiber.App {
	app := fiber.New()
	app.Use(func(c *fiber.Ctx) error { return c.Next() })
	app.Get("/health", func(c *fiber.Ctx) error { return c.SendStatus(200) })
	b := &books{shelf: "a"}
	api := app.Group("/api")
	v1 := api.Group("/v1", func(c *fiber.Ctx) error { return c.Next() })
	v1.Get("/books", b.all)
	v1.Get("/books/:isbn", b.one)
	v1.Post("/books", b.store)
	app.All("/echo", func(c *fiber.Ctx) error { return c.Send(c.Body()) })
	app.Add("PATCH", "/raw", func(c *fiber.Ctx) error { return nil })
	app.Use("/admin", basicauth.New(basicauth.Config{Users: map[string]string{"root": os.Getenv("ROOT_PASSWORD")}}))
	app.Mount("/admin", admin())
	return app
}

func main() {
	app := routes()
	if len(os.Args) > 1 {
		app.Handler() // mounts what is mounted
		for _, r := range app.GetRoutes(true) {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	log.Fatal(app.Listen(":3000"))
}
