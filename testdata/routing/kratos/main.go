// Command kratos serves one service over gRPC and HTTP, with a token for all operations but some.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/go-kratos/kratos/v2"
	"github.com/go-kratos/kratos/v2/log"
	"github.com/go-kratos/kratos/v2/transport/grpc"
	"github.com/go-kratos/kratos/v2/transport/http"

	"example.com/routing/kratos/conf"
	"example.com/routing/kratos/data"
	"example.com/routing/kratos/server"
	"example.com/routing/kratos/service"
)

func newApp(hs *http.Server, gs *grpc.Server) *kratos.App {
	return kratos.New(
		kratos.Name("orders"),
		kratos.Server(
			hs,
			gs,
		),
	)
}

func main() {
	c := conf.Load()
	logger := log.NewStdLogger(os.Stderr)
	d, err := data.New(c.Database)
	if err != nil && len(os.Args) == 1 {
		panic(err)
	}
	s := service.New(d)
	hs, gs := server.NewHTTPServer(c, s, logger), server.NewGRPCServer(c, s)
	if len(os.Args) > 1 && os.Args[1] == "routes" {
		hs.WalkRoute(func(r http.RouteInfo) error {
			fmt.Println(r.Method, r.Path)
			return nil
		})
		for name, info := range gs.GetServiceInfo() {
			for _, m := range info.Methods {
				if strings.Contains(name, "v1alpha") {
					continue // the same service by its old name
				}
				fmt.Println("GRPC", "/"+name+"/"+m.Name)
			}
		}
		return
	}
	if err := newApp(hs, gs).Run(); err != nil {
		panic(err)
	}
}
