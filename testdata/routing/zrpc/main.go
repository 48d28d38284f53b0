// Command zrpc is laid out as goctl lays out an RPC service: the server is made with a function that registers what it serves.
package main

import (
	"flag"
	"fmt"

	"github.com/zeromicro/go-zero/core/conf"
	"github.com/zeromicro/go-zero/core/service"
	"github.com/zeromicro/go-zero/zrpc"
	"google.golang.org/grpc"
	"google.golang.org/grpc/reflection"

	"example.com/routing/grpc/pb"
	"example.com/routing/zrpc/config"
	"example.com/routing/zrpc/server"
	"example.com/routing/zrpc/svc"
)

var configFile = flag.String("f", "etc/orders.yaml", "the config file")

func main() {
	flag.Parse()
	var c config.Config
	if flag.Arg(0) == "routes" {
		list(&c)
	} else {
		conf.MustLoad(*configFile, &c)
	}
	ctx := svc.NewServiceContext(c)
	srv := server.NewOrdersServer(ctx)

	s := zrpc.MustNewServer(c.RpcServerConf, func(grpcServer *grpc.Server) {
		pb.RegisterOrdersServer(grpcServer, srv)
		listed = grpcServer
		if c.Mode == service.DevMode || c.Mode == service.TestMode {
			reflection.Register(grpcServer)
		}
	})
	s.AddUnaryInterceptors(server.Authenticated(c.TokenKey))
	defer s.Stop()

	fmt.Printf("Starting rpc server at %s...\n", c.ListenOn)
	s.Start()
}
