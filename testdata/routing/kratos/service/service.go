package service

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"

	"example.com/routing/grpc/pb"
)

type store interface {
	Add(ctx context.Context, o *pb.Order) error
	Delete(ctx context.Context, id int64) error
	Of(ctx context.Context, customer string) ([]*pb.Order, error)
}

type OrderService struct {
	pb.UnimplementedOrdersServer
	s store
}

func New(s store) *OrderService { return &OrderService{s: s} }

func (o *OrderService) Create(ctx context.Context, in *pb.Order) (*pb.Order, error) {
	return in, o.s.Add(ctx, in)
}

func (o *OrderService) List(ctx context.Context, q *pb.Query) (*pb.OrderList, error) {
	list, err := o.s.Of(ctx, q.Customer)
	return &pb.OrderList{Orders: list}, err
}

func (o *OrderService) Cancel(ctx context.Context, in *pb.Order) (*pb.Empty, error) {
	return &pb.Empty{}, o.s.Delete(ctx, in.Id)
}

func (o *OrderService) Watch(q *pb.Query, stream grpc.ServerStreamingServer[pb.Order]) error {
	list, err := o.s.Of(stream.Context(), q.Customer)
	for _, x := range list {
		if err := stream.Send(x); err != nil {
			return err
		}
	}
	return err
}

func (o *OrderService) Import(stream grpc.ClientStreamingServer[pb.Order, pb.Empty]) error {
	for {
		in, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.SendAndClose(&pb.Empty{})
		}
		if err != nil {
			return err
		}
		if err := o.s.Add(stream.Context(), in); err != nil {
			return err
		}
	}
}
