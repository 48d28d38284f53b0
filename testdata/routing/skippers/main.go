// Command skippers has routes behind middleware of a library that is told which requests to let by.
package main

import (
	"crypto/subtle"
	"fmt"
	"os"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// open are the routes that need no sign-in.
var open = map[string]bool{"/api/login": true, "/api/docs": true, "/api/shares/:share/auth": true, "/api/teams/:team": false}

func main() {
	e := echo.New()
	e.GET("/outside", show)

	// some routes of a group, by name: all others are protected
	api := e.Group("/api", behind(func(c echo.Context) bool { return open[c.Path()] }))
	api.POST("/login", show)
	api.GET("/docs", show)
	api.GET("/notes", show)
	api.POST("/shares/:share/auth", show)
	api.GET("/shares/:share", show)
	api.POST("/shares/:id/auth/", show)
	api.GET("/shares/:id/auth", show) // the same but for a name: the framework looks for this one, too
	api.GET("/teams/:team", show)

	// by what the path begins with
	v2 := e.Group("/v2", behind(func(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/v2/public/") }))
	v2.GET("/public/logo", show)
	v2.GET("/notes", show)

	// those whom the function has asked for a key itself
	keyed := e.Group("/keyed", behind(func(c echo.Context) bool {
		if k := c.Request().Header.Get("X-Key"); k != "" {
			return known(k) == nil
		}
		return false
	}))
	keyed.GET("/notes", show)

	// those who say that they have a key
	said := e.Group("/said", behind(func(c echo.Context) bool { return c.Request().Header.Get("X-Key") != "" }))
	said.GET("/notes", show)

	// those whose key is wrong
	wrong := e.Group("/wrong", behind(func(c echo.Context) bool { return known(c.Request().Header.Get("X-Key")) != nil }))
	wrong.GET("/notes", show)

	// everybody; nobody; whoever a setting says
	all := e.Group("/all", behind(func(echo.Context) bool { return true }))
	all.GET("/notes", show)
	nobody := e.Group("/nobody", behind(func(echo.Context) bool { return false }))
	nobody.GET("/notes", show)
	never := e.Group("/never", behind(middleware.DefaultSkipper))
	never.GET("/notes", show)
	set := e.Group("/set", behind(func(echo.Context) bool { return os.Getenv("OPEN") != "" }))
	set.GET("/notes", show)

	// reads are let by, by their method
	reads := e.Group("/reads", behind(func(c echo.Context) bool { return c.Request().Method == "GET" }))
	reads.GET("/notes", show)
	reads.DELETE("/notes", show)

	// one of two functions
	skip := func(echo.Context) bool { return false }
	if os.Getenv("DEV") != "" {
		skip = func(echo.Context) bool { return true }
	}
	either := e.Group("/either", behind(skip))
	either.GET("/notes", show)

	if len(os.Args) > 1 {
		for _, r := range e.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	e.Logger.Fatal(e.Start(":8080"))
}

func behind(skip middleware.Skipper) echo.MiddlewareFunc {
	return middleware.BasicAuthWithConfig(middleware.BasicAuthConfig{
		Skipper: skip,
		Validator: func(user, password string, _ echo.Context) (bool, error) {
			return subtle.ConstantTimeCompare([]byte(password), []byte(os.Getenv("PASSWORD"))) == 1, nil
		},
	})
}

// known says that a key is the program's.
func known(key string) error {
	if subtle.ConstantTimeCompare([]byte(key), []byte(os.Getenv("KEY"))) != 1 {
		return echo.ErrUnauthorized
	}
	return nil
}

func show(c echo.Context) error { return c.String(200, "hello") }
