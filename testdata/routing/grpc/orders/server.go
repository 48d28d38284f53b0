// Package orders implements the services.
package orders

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"example.com/routing/grpc/pb"
)

// Store is what the service needs of one.
type Store interface {
	Add(ctx context.Context, o *pb.Order) error
	Of(ctx context.Context, customer string) ([]*pb.Order, error)
	Delete(ctx context.Context, id int64) error
}

type server struct {
	pb.UnimplementedOrdersServer
	store Store
}

func New(s Store) pb.OrdersServer { return &server{store: s} }

func (s *server) Create(ctx context.Context, o *pb.Order) (*pb.Order, error) {
	if o.GetCustomer() == "" {
		return nil, status.Error(codes.InvalidArgument, "no customer")
	}
	return o, s.store.Add(ctx, o)
}

func (s *server) List(ctx context.Context, q *pb.Query) (*pb.OrderList, error) {
	os, err := s.store.Of(ctx, q.GetCustomer())
	return &pb.OrderList{Orders: os}, err
}

func (s *server) Cancel(ctx context.Context, o *pb.Order) (*pb.Empty, error) {
	return &pb.Empty{}, s.store.Delete(ctx, o.Id)
}

func (s *server) Watch(q *pb.Query, stream grpc.ServerStreamingServer[pb.Order]) error {
	os, err := s.store.Of(stream.Context(), q.Customer)
	if err != nil {
		return err
	}
	for _, o := range os {
		if err := stream.Send(o); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) Import(stream grpc.ClientStreamingServer[pb.Order, pb.Empty]) error {
	for {
		o, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.SendAndClose(&pb.Empty{})
		}
		if err != nil {
			return err
		}
		if err := s.store.Add(stream.Context(), o); err != nil {
			return err
		}
	}
}

// Admin is for operators.
type Admin struct {
	pb.UnsafeAdminServer
	Store interface{ Purge(context.Context) error }
}

func (a *Admin) Purge(ctx context.Context, _ *pb.Empty) (*pb.Empty, error) {
	return &pb.Empty{}, a.Store.Purge(ctx)
}
