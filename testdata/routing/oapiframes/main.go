// Command oapiframes serves one description with what oapi-codegen generates for echo, for gin and for fiber, each by itself.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"

	"example.com/routing/oapiframes/echoapi"
	"example.com/routing/oapiframes/fiberapi"
	"example.com/routing/oapiframes/ginapi"
	"example.com/routing/oapiframes/pets"
)

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil && len(os.Args) == 1 {
		log.Fatal(err)
	}
	store, key := pets.New(db), os.Getenv("API_KEY")

	e := echo.New()
	echoapi.RegisterHandlers(e.Group("/echo", pets.EchoKey(key)), pets.ForEcho{Store: store})

	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	ginapi.RegisterHandlersWithOptions(g, pets.ForGin{Store: store}, ginapi.GinServerOptions{BaseURL: "/gin", Middlewares: []ginapi.MiddlewareFunc{pets.GinKey(key)}})

	f := fiber.New()
	fiberapi.RegisterHandlersWithOptions(f.Group("/fiber"), pets.ForFiber{Store: store}, fiberapi.FiberServerOptions{Middlewares: []fiberapi.MiddlewareFunc{pets.FiberKey(key)}})
	f.Get("/healthz", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusOK) })

	if len(os.Args) > 1 {
		for _, r := range e.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		for _, r := range g.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		for _, r := range f.GetRoutes(true) {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	go func() { log.Fatal(e.Start(":8001")) }()
	go func() { log.Fatal(g.Run(":8002")) }()
	log.Fatal(f.Listen(":8003"))
}
