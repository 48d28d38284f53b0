// Command gorestful routes with go-restful v3: a web service with a root path.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/emicklei/go-restful/v3"
)

type beans struct{}

func (b *beans) list(req *restful.Request, resp *restful.Response) {}
func (b *beans) get(req *restful.Request, resp *restful.Response) {
	resp.Write([]byte(req.PathParameter("id")))
}

func routes() *restful.Container {
	b := &beans{}
	ws := new(restful.WebService)
	ws.Path("/beans").Consumes(restful.MIME_JSON).Produces(restful.MIME_JSON)
	ws.Route(ws.GET("/").To(b.list))
	ws.Route(ws.GET("/{id}").To(b.get).Param(ws.PathParameter("id", "identifier")))
	ws.Route(ws.POST("").To(b.list))
	c := restful.NewContainer()
	c.Add(ws)
	return c
}

func main() {
	c := routes()
	if len(os.Args) > 1 {
		for _, ws := range c.RegisteredWebServices() {
			for _, r := range ws.Routes() {
				fmt.Println(r.Method, r.Path)
			}
		}
		return
	}
	log.Fatal(http.ListenAndServe(":8080", c))
}
