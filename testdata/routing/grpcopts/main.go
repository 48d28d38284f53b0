// Command grpcopts puts the options of its servers together before: for one of them always, for the other where a setting says so.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net"
	"os"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
	"google.golang.org/grpc"

	"example.com/routing/grpc/guard"
	"example.com/routing/grpc/orders"
	"example.com/routing/grpc/pb"
	"example.com/routing/grpc/store"
)

// always has its interceptor whatever is set.
func always(st *store.Store) *grpc.Server {
	opts := []grpc.ServerOption{grpc.MaxRecvMsgSize(1 << 20)}
	opts = append(opts, grpc.UnaryInterceptor(guard.New([]byte(os.Getenv("TOKEN_KEY"))).Unary()))
	s := grpc.NewServer(opts...)
	pb.RegisterOrdersServer(s, orders.New(st))
	return s
}

// sometimes lets everybody in where it listens on this machine only.
func sometimes(st *store.Store, addr string) *grpc.Server {
	opts := []grpc.ServerOption{grpc.MaxRecvMsgSize(1 << 20)}
	if !strings.HasPrefix(addr, "localhost") {
		opts = append(opts, grpc.UnaryInterceptor(guard.Operator(os.Getenv("OPERATOR_SECRET"))))
	}
	s := grpc.NewServer(opts...)
	pb.RegisterAdminServer(s, &orders.Admin{Store: st})
	return s
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	st, addr := store.New(db), os.Getenv("ADMIN_ADDR")
	if len(os.Args) > 1 {
		list(always(st))
		list(sometimes(st, addr))
		return
	}
	go serve(sometimes(st, addr), addr)
	serve(always(st), ":9090")
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
		for _, m := range info.Methods {
			fmt.Printf("GRPC /%s/%s\n", name, m.Name)
		}
	}
}
