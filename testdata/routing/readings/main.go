// Command readings reads each kind of input by each of the frameworks that inputs does not: path, query, header, cookie, body, form,
// files with their names, and structs filled by tags.
package main

import (
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/beego/beego/v2/server/web"
	"github.com/valyala/fasthttp"
)

// note is what is sent as JSON.
type note struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// find is filled by tags from several parts of a request.
type find struct {
	ID     string `uri:"id" param:"id" path:"id"`
	Tag    string `query:"tag" url:"tag" form:"tag"`
	Tenant string `header:"X-Tenant"`
	Theme  string `cookie:"theme"`
}

func main() {
	go func() { log.Fatal(byFiber3().Listen(":8081")) }()
	go func() { log.Fatal(http.ListenAndServe(":8082", byHTTPRouter())) }()
	go func() { log.Fatal(fasthttp.ListenAndServe(":8083", byFastHTTP().Handler)) }()
	go func() { log.Fatal(byIris().Listen(":8084")) }()
	go func() { log.Fatal(http.ListenAndServe(":8085", byRestful())) }()
	go func() { log.Fatal(http.ListenAndServe(":8086", byHuma())) }()
	go byHertz().Spin()
	go func() { log.Fatal(byEcho5().Start(":8088")) }()
	go func() { log.Fatal(http.ListenAndServe(":8089", byGorilla())) }()
	port, _ := strconv.Atoi(os.Getenv("ZERO_PORT"))
	go byZero(port).Start()
	go byFrame().Run()
	byBeego()
	web.Run(":8080")
}
