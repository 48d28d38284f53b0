package main

import (
	"log"

	"github.com/kataras/iris/v12"
)

func byIris() *iris.Application {
	app := iris.New()
	app.Get("/iris/{id}", func(ctx iris.Context) {
		log.Println(ctx.Params().Get("id"), ctx.URLParam("q"), ctx.GetHeader("X-Trace"), ctx.GetCookie("theme"))
	})
	app.Post("/iris/form", func(ctx iris.Context) { log.Println(ctx.FormValue("name"), ctx.PostValue("age")) })
	app.Post("/iris/json", func(ctx iris.Context) {
		var n note
		_ = ctx.ReadJSON(&n)
		log.Println(n.Title)
	})
	app.Post("/iris/filled", func(ctx iris.Context) {
		var f struct {
			Name string `form:"name"`
		}
		_ = ctx.ReadForm(&f)
		log.Println(f.Name)
	})
	app.Get("/iris/{id}/find", func(ctx iris.Context) {
		var f find
		if ctx.ReadParams(&f) == nil && ctx.ReadQuery(&f) == nil && ctx.ReadHeaders(&f) == nil {
			log.Println(f.ID, f.Tag, f.Tenant)
		}
	})
	app.Post("/iris/file", func(ctx iris.Context) {
		_, h, err := ctx.FormFile("picture")
		if err == nil {
			_, err = ctx.SaveFormFile(h, "/data/"+h.Filename)
		}
		log.Println(err)
	})
	app.Post("/iris/files", func(ctx iris.Context) {
		_, n, err := ctx.UploadFormFiles("/data")
		log.Println(n, err)
	})
	return app
}
