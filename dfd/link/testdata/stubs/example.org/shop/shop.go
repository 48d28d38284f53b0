// Package shop stands for generated code that another module holds: by a newer generator, with the methods' full names, and by an older one.
package shop

import (
	"context"

	"google.golang.org/grpc"
)

const (
	Orders_Create_FullMethodName = "/shop.v1.Orders/Create"
	Orders_List_FullMethodName   = "/shop.v1.Orders/List"
)

type Order struct{ ID string }

func NewID() string { return "" }

type OrdersServer interface {
	Create(context.Context, *Order) (*Order, error)
	List(context.Context, *Order) (*Order, error)
	mustEmbedUnimplementedOrdersServer()
}

type UnimplementedOrdersServer struct{}

func (UnimplementedOrdersServer) Create(context.Context, *Order) (*Order, error) { return nil, nil }
func (UnimplementedOrdersServer) List(context.Context, *Order) (*Order, error)   { return nil, nil }
func (UnimplementedOrdersServer) mustEmbedUnimplementedOrdersServer()            {}

func RegisterOrdersServer(s grpc.ServiceRegistrar, srv OrdersServer) {}

type StockServer interface {
	Count(context.Context, *Order) (*Order, error)
	Purge(context.Context, *Order) (*Order, error)
}

func RegisterStockServer(s *grpc.Server, srv StockServer) {}

// Pages is no service: it is not registered on a server of gRPC.
type PagesServer interface {
	Page(context.Context, *Order) (*Order, error)
}

type Router struct{}

func RegisterPagesServer(r *Router, srv PagesServer) {}
