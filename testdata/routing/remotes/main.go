// Command remotes talks to other parties without HTTP: two gRPC services, one of them found by discovery, connections to a constant
// address, to one that a setting says, to one that the caller chooses, and to a socket of the machine.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"example.com/routing/grpc/pb"
)

type api struct {
	orders pb.OrdersClient
	admin  pb.AdminClient
}

func dial(target string) *grpc.ClientConn {
	c, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func (a *api) list(w http.ResponseWriter, r *http.Request) {
	all, err := a.orders.List(r.Context(), &pb.Query{Customer: r.FormValue("customer")})
	fmt.Fprintln(w, all, err)
}

func (a *api) purge(w http.ResponseWriter, r *http.Request) {
	_, err := a.admin.Purge(r.Context(), &pb.Empty{})
	fmt.Fprintln(w, err)
}

// send writes a line to who listens at an address.
func send(network, addr, line string) error {
	c, err := net.Dial(network, addr)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = fmt.Fprintln(c, line)
	return err
}

func main() {
	a := &api{pb.NewOrdersClient(dial("discovery:///orders")), pb.NewAdminClient(dial("admin:9090"))}
	http.HandleFunc("GET /orders", a.list)
	http.HandleFunc("POST /purge", a.purge)
	http.HandleFunc("POST /print", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, send("tcp", "printer.shop:9100", r.FormValue("text")))
	})
	http.HandleFunc("POST /metric", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, send("tcp", os.Getenv("STATSD_ADDR"), "orders:1|c"))
	})
	http.HandleFunc("POST /probe", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, send("tcp", r.FormValue("host"), ""))
	})
	http.HandleFunc("POST /reload", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, send("unix", "/run/shop.sock", "reload"))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
