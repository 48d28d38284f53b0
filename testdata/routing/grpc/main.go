// Command grpc serves two services: a public one with unary and stream interceptors, health and reflection behind TLS, and one
// for operators on a local port.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection"

	"example.com/routing/grpc/guard"
	"example.com/routing/grpc/orders"
	"example.com/routing/grpc/pb"
	"example.com/routing/grpc/store"
)

func public(st *store.Store, creds credentials.TransportCredentials) *grpc.Server {
	auth := guard.New([]byte(os.Getenv("TOKEN_KEY")))
	s := grpc.NewServer(
		grpc.Creds(creds),
		grpc.ChainUnaryInterceptor(guard.Recover, guard.Log, auth.Unary()),
		grpc.ChainStreamInterceptor(auth.Stream),
	)
	pb.RegisterOrdersServer(s, orders.New(st))
	grpc_health_v1.RegisterHealthServer(s, health.NewServer())
	reflection.Register(s)
	return s
}

func operators(st *store.Store) *grpc.Server {
	s := grpc.NewServer(grpc.UnaryInterceptor(guard.Operator(os.Getenv("OPERATOR_SECRET"))))
	pb.RegisterAdminServer(s, &orders.Admin{Store: st})
	return s
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil && len(os.Args) == 1 {
		log.Fatal(err)
	}
	creds, err := credentials.NewServerTLSFromFile("server.crt", "server.key")
	if err != nil && len(os.Args) == 1 {
		log.Fatal(err)
	}
	st := store.New(db)
	s, op := public(st, creds), operators(st)
	if len(os.Args) > 1 {
		list(s)
		list(op)
		return
	}
	go serve(op, "127.0.0.1:9091")
	serve(s, ":9090")
}

func serve(s *grpc.Server, addr string) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(s.Serve(ln))
}

func list(s *grpc.Server) {
	for name, info := range s.GetServiceInfo() {
		if name == "grpc.reflection.v1alpha.ServerReflection" {
			continue // the same service under its former name
		}
		for _, m := range info.Methods {
			fmt.Printf("GRPC /%s/%s\n", name, m.Name)
		}
	}
}
