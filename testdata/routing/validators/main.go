// Command validators has routes behind middleware of libraries that ask a function of the program whether a credential is good.
package main

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"os"

	"github.com/golang-jwt/jwt/v5"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func main() {
	e := echo.New()

	// a function that compares, and those that let in who proves nothing
	e.GET("/key/compared", show, middleware.KeyAuth(func(key string, c echo.Context) (bool, error) { return key == os.Getenv("KEY"), nil }))
	e.GET("/key/anybody", show, middleware.KeyAuth(func(string, echo.Context) (bool, error) { return true, nil }))
	e.GET("/key/some", show, middleware.KeyAuth(func(key string, c echo.Context) (bool, error) { return key != "", nil }))
	e.GET("/key/no-error", show, middleware.KeyAuth(func(key string, c echo.Context) (bool, error) {
		if key != os.Getenv("KEY") {
			return true, nil
		}
		return true, nil
	}))
	e.GET("/key/error", show, middleware.KeyAuth(func(key string, c echo.Context) (bool, error) {
		if key != os.Getenv("KEY") {
			return true, errors.New("no")
		}
		return true, nil
	}))
	e.GET("/key/chosen", show, middleware.KeyAuth(validator()))

	// the name alone proves nothing
	e.GET("/basic/both", show, middleware.BasicAuth(func(user, password string, c echo.Context) (bool, error) {
		return same(user, "joe") && same(password, os.Getenv("PASSWORD")), nil
	}))
	e.GET("/basic/name", show, middleware.BasicAuth(func(user, password string, c echo.Context) (bool, error) { return same(user, "joe"), nil }))

	// what takes the place of a library's own check
	e.GET("/token/default", show, echojwt.WithConfig(echojwt.Config{SigningKey: []byte(os.Getenv("KEY"))}))
	e.GET("/token/parsed", show, echojwt.WithConfig(echojwt.Config{ParseTokenFunc: func(c echo.Context, auth string) (any, error) {
		return jwt.Parse(auth, func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil })
	}}))
	e.GET("/token/read", show, echojwt.WithConfig(echojwt.Config{ParseTokenFunc: func(c echo.Context, auth string) (any, error) {
		t, _, err := jwt.NewParser().ParseUnverified(auth, jwt.MapClaims{})
		return t, err
	}}))
	e.GET("/token/any", show, echojwt.WithConfig(echojwt.Config{ParseTokenFunc: func(c echo.Context, auth string) (any, error) { return auth, nil }}))

	if len(os.Args) > 1 { // routes
		for _, r := range e.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	e.Logger.Fatal(e.Start(":8080"))
}

func show(c echo.Context) error { return c.String(200, "a note") }

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// validator is one of two, by a setting.
func validator() middleware.KeyAuthValidator {
	if os.Getenv("OPEN") != "" {
		return func(string, echo.Context) (bool, error) { return true, nil }
	}
	return func(key string, c echo.Context) (bool, error) { return key == os.Getenv("KEY"), nil }
}
