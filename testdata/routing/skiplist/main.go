// Command skiplist asks for a token at all paths but those of a list, by a cookie, by another one that renews it, or by a header.
package main

import (
	"errors"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func ok(c *fiber.Ctx) error {
	b, err := os.ReadFile("/srv/data")
	if err != nil {
		return err
	}
	return c.Send(b)
}

func parse(token string) (jwt.MapClaims, error) {
	parts := strings.Split(token, "Bearer ")
	if len(parts) != 2 {
		return nil, errors.New("malformed")
	}
	t, err := jwt.Parse(parts[1], func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil })
	if err != nil {
		return nil, err
	}
	claims, _ := t.Claims.(jwt.MapClaims)
	return claims, nil
}

func fromHeader(c *fiber.Ctx) (jwt.MapClaims, error) {
	token := c.Get("Authorization")
	if token == "" {
		return nil, errors.New("none")
	}
	claims, err := parse(token)
	if err != nil {
		return nil, err
	}
	return claims, nil
}

func fromCookie(c *fiber.Ctx, name string) (jwt.MapClaims, error) {
	token := c.Cookies(name)
	if token == "" {
		return nil, errors.New("none")
	}
	claims, err := parse("Bearer " + token)
	if err != nil {
		return nil, err
	}
	return claims, nil
}

// renewed looks for another token where the first was not good.
func renewed(c *fiber.Ctx, claims jwt.Claims, err error) (jwt.Claims, error) {
	if err == nil {
		return claims, nil
	}
	if !strings.HasPrefix(err.Error(), "none") {
		return nil, err
	}
	again, err := fromCookie(c, "refresh")
	if err != nil {
		return nil, err
	}
	return again, nil
}

func byHeader(skip ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if slices.Contains(skip, c.Path()) {
			return c.Next()
		}
		if _, err := fromHeader(c); err != nil {
			return c.SendStatus(fiber.StatusUnauthorized)
		}
		return c.Next()
	}
}

func byRawPath(skip ...string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		path := string(c.Request().URI().Path())
		if slices.Contains(skip, path) {
			return c.Next()
		}
		if _, err := fromHeader(c); err != nil {
			return c.SendStatus(fiber.StatusUnauthorized)
		}
		return c.Next()
	}
}

func byAny(c *fiber.Ctx) error {
	claims, err := fromCookie(c, "access")
	if err != nil {
		again, err := renewed(c, claims, err)
		if err == nil {
			c.Locals("claims", again)
			return c.Next()
		}
	} else {
		c.Locals("claims", claims)
		return c.Next()
	}
	if claims, err = fromHeader(c); err != nil {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	c.Locals("claims", claims)
	return c.Next()
}

// byNothing lets everybody in: without an error there is nothing to renew.
func byNothing(c *fiber.Ctx) error {
	if _, err := renewed(c, nil, nil); err != nil {
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Next()
}

// byOther looks at one error and hands on another, which is nil where the file is there.
func byOther(c *fiber.Ctx) error {
	_, missing := os.Stat("/srv/data")
	if _, err := fromHeader(c); err != nil {
		if _, err := renewed(c, nil, missing); err != nil {
			return c.SendStatus(fiber.StatusUnauthorized)
		}
	}
	return c.Next()
}

var skip = []string{"/list/login", "/raw/login"}

// managed asks for a key at all routes but one.
func managed() *echo.Echo {
	e := echo.New()
	read := func(c echo.Context) error { return c.File("/srv/data") }
	m := e.Group("/-", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		Validator: func(key string, _ echo.Context) (bool, error) { return key == os.Getenv("SECRET"), nil },
		Skipper: func(c echo.Context) bool {
			switch c.Path() {
			case "/-/ready":
				return true
			}
			return false
		},
	}))
	m.GET("/ready", read)
	m.GET("/healthy", read)
	other := e.Group("/other", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
		Validator: func(key string, _ echo.Context) (bool, error) { return key == os.Getenv("SECRET"), nil },
		Skipper:   func(c echo.Context) bool { return c.Request().Header.Get("X-Internal") != "" },
	}))
	other.GET("/data", read)
	return e
}

func main() {
	app := fiber.New()
	list := app.Group("/list", byHeader(skip...))
	list.Get("/login", ok)
	list.Get("/data", ok)
	list.Get("/data/:id", ok)
	raw := app.Group("/raw", byRawPath(skip...))
	raw.Get("/login", ok)
	raw.Get("/data", ok)
	raw.Get("/data/:id", ok) // may be asked for as /raw/data/..%2flogin
	app.Get("/plain", byHeader(), ok)
	app.Get("/case", byHeader("/CASE"), ok)
	slash := app.Group("/slash", byHeader("/slash")) // asked for without the slash, it is let by
	slash.Get("/", ok)
	any := app.Group("/any", byAny)
	any.Get("/data", ok)
	app.Get("/nothing", byNothing, ok)
	app.Get("/other", byOther, ok)
	go func() { log.Fatal(app.Listen(":8080")) }()
	log.Fatal(managed().Start(":8081"))
}
