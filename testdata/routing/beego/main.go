// Command beego routes with beego v2: functions, controllers, namespaces, filters.
package main

import (
	"crypto/subtle"
	"fmt"
	"os"

	"github.com/beego/beego/v2/server/web"
	"github.com/beego/beego/v2/server/web/context"
)

type NoteController struct{ web.Controller }

func (c *NoteController) Get()    { c.Ctx.WriteString(c.Ctx.Input.Param(":id")) }
func (c *NoteController) Post()   { c.Ctx.WriteString("made") }
func (c *NoteController) Search() { c.Ctx.WriteString(c.GetString("q")) }

var key = os.Getenv("KEY")

func keyed(ctx *context.Context) {
	if subtle.ConstantTimeCompare([]byte(ctx.Input.Header("X-Key")), []byte(key)) != 1 {
		ctx.WriteString("no")
	}
}

func noted(ctx *context.Context) {
	if subtle.ConstantTimeCompare([]byte(ctx.Input.Header("X-Key")), []byte(key)) != 1 {
		ctx.WriteString("no")
	}
}

func main() {
	web.InsertFilter("/v1/*", web.BeforeRouter, keyed)
	web.InsertFilter("/ping", web.FinishRouter, keyed)
	web.InsertFilter("/notes", web.BeforeRouter, keyed)
	web.InsertFilter("/search", web.BeforeRouter, noted, web.WithReturnOnOutput(false))
	web.Get("/ping", func(ctx *context.Context) { ctx.WriteString("pong") })
	web.Router("/notes/:id", &NoteController{})
	web.Router("/search", &NoteController{}, "get:Search")
	ns := web.NewNamespace("/v1",
		web.NSGet("/info", func(ctx *context.Context) { ctx.WriteString("info") }),
		web.NSRouter("/notes", &NoteController{}, "get:Search;post:Post"),
	)
	web.AddNamespace(ns)
	if len(os.Args) > 1 {
		list()
		return
	}
	web.Run(":8080")
}

// list prints what beego lists: a controller whose methods are not told is in the tree of each.
func list() {
	for method, routes := range web.PrintTree()["Data"].(web.M) {
		for _, r := range *routes.(*[][]string) {
			if r[1] == "map[]" && r[2] != "" {
				fmt.Println("ANY", r[0])
				continue
			}
			fmt.Println(method, r[0])
		}
	}
}
