package pets

import (
	"crypto/subtle"

	"github.com/gofiber/fiber/v2"

	"example.com/routing/oapiframes/fiberapi"
)

type ForFiber struct{ Store *Store }

func (f ForFiber) ListPets(ctx *fiber.Ctx, params fiberapi.ListPetsParams) error {
	names, err := f.Store.Names(ctx.Context(), params.Tag)
	if err != nil {
		return err
	}
	return ctx.JSON(names)
}

func (f ForFiber) AddPet(ctx *fiber.Ctx) error {
	var p fiberapi.Pet
	if err := ctx.BodyParser(&p); err != nil {
		return err
	}
	return f.Store.Add(ctx.Context(), p.Name)
}

func (f ForFiber) DeletePet(ctx *fiber.Ctx, id int64) error {
	return f.Store.Delete(ctx.Context(), id)
}

func (f ForFiber) GetPet(ctx *fiber.Ctx, id int64) error {
	name, err := f.Store.Name(ctx.Context(), id)
	if err != nil {
		return err
	}
	return ctx.JSON(name)
}

// FiberKey asks for a key.
func FiberKey(key string) fiberapi.MiddlewareFunc {
	return func(ctx *fiber.Ctx) error {
		if subtle.ConstantTimeCompare([]byte(ctx.Get("X-Api-Key")), []byte(key)) != 1 {
			return fiber.ErrUnauthorized
		}
		return ctx.Next()
	}
}
