// Command iris routes with iris v12: parties, PartyFunc, parameters with types.
package main

import (
	"fmt"
	"os"

	"github.com/kataras/iris/v12"
)

type pets struct{}

func (pets) list(ctx iris.Context) { ctx.JSON([]string{}) }
func (pets) get(ctx iris.Context)  { ctx.WriteString(ctx.Params().Get("id")) }

func routes() *iris.Application {
	app := iris.New()
	p := pets{}
	app.Get("/health", func(ctx iris.Context) { ctx.WriteString("ok") })
	api := app.Party("/api")
	api.Get("/pets", p.list)
	api.Get("/pets/{id:uint64}", p.get)
	api.PartyFunc("/admin", func(r iris.Party) {
		r.Delete("/pets/{id}", p.get)
		r.Handle("PUT", "/pets", p.list)
	})
	return app
}

func main() {
	app := routes()
	if len(os.Args) > 1 {
		for _, r := range app.GetRoutes() {
			fmt.Println(r.Method, r.Tmpl().Src)
		}
		return
	}
	app.Listen(":8080")
}
