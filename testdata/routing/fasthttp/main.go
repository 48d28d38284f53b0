// Command fasthttp routes with fasthttp/router, wrapped in middleware, and on a second port with a plain handler.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"os"

	"github.com/fasthttp/router"
	"github.com/valyala/fasthttp"

	"example.com/routing/fasthttp/api"
	"example.com/routing/fasthttp/guard"
)

func routes(a *api.API) *router.Router {
	r := router.New()
	r.GET("/", func(ctx *fasthttp.RequestCtx) { ctx.WriteString("hello") })
	v1 := r.Group("/v1")
	v1.GET("/cars/{id}", a.Get)
	v1.POST("/cars", guard.Basic("admin", os.Getenv("ADMIN_PASSWORD"), a.Add))
	r.ServeFiles("/static/{filepath:*}", "./public")
	return r
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil && len(os.Args) == 1 {
		log.Fatal(err)
	}
	r := routes(api.New(db))
	if len(os.Args) > 1 {
		for method, paths := range r.List() {
			for _, p := range paths {
				fmt.Println(method, p)
			}
		}
		fmt.Println("ANY /") // the second server has no router that could list it
		return
	}
	go func() { log.Fatal(fasthttp.ListenAndServe("127.0.0.1:9000", api.Plain)) }()
	s := &fasthttp.Server{Handler: guard.Logged(r.Handler), MaxRequestBodySize: 1 << 20}
	log.Fatal(s.ListenAndServe(":8080"))
}
