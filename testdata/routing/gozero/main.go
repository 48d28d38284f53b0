// Command gozero is laid out as goctl lays it out: routes with a token, routes with a middleware, open ones.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/zeromicro/go-zero/core/conf"
	"github.com/zeromicro/go-zero/rest"

	"example.com/routing/gozero/config"
	"example.com/routing/gozero/handler"
	"example.com/routing/gozero/svc"
)

var configFile = flag.String("f", "etc/user.yaml", "the config file")

func main() {
	var c config.Config
	if len(os.Args) > 1 && os.Args[1] == "routes" {
		c.Name, c.Port, c.Auth.AccessSecret = "user", 8888, "a secret of 8"
		server := rest.MustNewServer(c.RestConf)
		handler.RegisterHandlers(server, svc.NewServiceContext(c))
		for _, r := range server.Routes() {
			fmt.Println(r.Method, r.Path)
		}
		return
	}
	flag.Parse()
	conf.MustLoad(*configFile, &c)

	server := rest.MustNewServer(c.RestConf)
	defer server.Stop()

	ctx := svc.NewServiceContext(c)
	handler.RegisterHandlers(server, ctx)
	fmt.Printf("Starting server at %s:%d...\n", c.Host, c.Port)
	server.Start()
}
