// Command fiberdebug has a route for each way in which programs keep strangers from what fiber's middleware tells about the program by
// itself. Rules: debug-exposed metrics-exposed.
package main

import (
	"log"
	"os"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
	"github.com/gofiber/fiber/v2/middleware/expvar"
	"github.com/gofiber/fiber/v2/middleware/pprof"
)

func main() {
	app := fiber.New()
	app.Use(pprof.New(pprof.Config{Prefix: "/flaw"}))
	app.Use("/flaw/other", basicauth.New(basicauth.Config{Users: map[string]string{"operator": os.Getenv("PASSWORD")}}))
	app.Use("/fixed", basicauth.New(basicauth.Config{Users: map[string]string{"operator": os.Getenv("PASSWORD")}}))
	app.Use(pprof.New(pprof.Config{Prefix: "/fixed"}))
	inside := app.Group("/fixed/inside")
	inside.Use(expvar.New())
	late := app.Group("/flaw/late")
	late.Use(expvar.New())
	late.Use(basicauth.New(basicauth.Config{Users: map[string]string{"operator": os.Getenv("PASSWORD")}}))
	app.Get("/fixed/hello", func(c *fiber.Ctx) error { return c.SendString("hello") })
	log.Fatal(app.Listen(":8080"))
}
