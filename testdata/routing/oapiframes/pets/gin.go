package pets

import (
	"crypto/subtle"

	"github.com/gin-gonic/gin"

	"example.com/routing/oapiframes/ginapi"
)

type ForGin struct{ Store *Store }

func (f ForGin) ListPets(ctx *gin.Context, params ginapi.ListPetsParams) {
	names, err := f.Store.Names(ctx, params.Tag)
	if err != nil {
		ctx.AbortWithError(500, err)
		return
	}
	ctx.JSON(200, names)
}

func (f ForGin) AddPet(ctx *gin.Context) {
	var p ginapi.Pet
	if err := ctx.ShouldBindJSON(&p); err != nil {
		ctx.AbortWithError(400, err)
		return
	}
	f.Store.Add(ctx, p.Name)
}

func (f ForGin) DeletePet(ctx *gin.Context, id int64) {
	f.Store.Delete(ctx, id)
}

func (f ForGin) GetPet(ctx *gin.Context, id int64) {
	name, _ := f.Store.Name(ctx, id)
	ctx.JSON(200, name)
}

// GinKey asks for a key.
func GinKey(key string) ginapi.MiddlewareFunc {
	return func(ctx *gin.Context) {
		if subtle.ConstantTimeCompare([]byte(ctx.GetHeader("X-Api-Key")), []byte(key)) != 1 {
			ctx.AbortWithStatus(401)
			return
		}
	}
}
