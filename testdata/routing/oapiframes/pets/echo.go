package pets

import (
	"crypto/subtle"

	"github.com/labstack/echo/v4"

	"example.com/routing/oapiframes/echoapi"
)

type ForEcho struct{ Store *Store }

func (f ForEcho) ListPets(ctx echo.Context, params echoapi.ListPetsParams) error {
	names, err := f.Store.Names(ctx.Request().Context(), params.Tag)
	if err != nil {
		return err
	}
	return ctx.JSON(200, names)
}

func (f ForEcho) AddPet(ctx echo.Context) error {
	var p echoapi.Pet
	if err := ctx.Bind(&p); err != nil {
		return err
	}
	return f.Store.Add(ctx.Request().Context(), p.Name)
}

func (f ForEcho) DeletePet(ctx echo.Context, id int64) error {
	return f.Store.Delete(ctx.Request().Context(), id)
}

func (f ForEcho) GetPet(ctx echo.Context, id int64) error {
	name, err := f.Store.Name(ctx.Request().Context(), id)
	if err != nil {
		return err
	}
	return ctx.JSON(200, name)
}

// EchoKey asks for a key.
func EchoKey(key string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(ctx echo.Context) error {
			if subtle.ConstantTimeCompare([]byte(ctx.Request().Header.Get("X-Api-Key")), []byte(key)) != 1 {
				return echo.ErrUnauthorized
			}
			return next(ctx)
		}
	}
}
