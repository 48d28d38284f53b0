package logic

import (
	"context"
	"errors"
	"io"

	"github.com/zeromicro/go-zero/core/logx"

	"example.com/routing/grpc/pb"
	"example.com/routing/zrpc/svc"
)

type CreateLogic struct {
	ctx    context.Context
	svcCtx *svc.ServiceContext
	logx.Logger
}

func NewCreateLogic(ctx context.Context, svcCtx *svc.ServiceContext) *CreateLogic {
	return &CreateLogic{ctx: ctx, svcCtx: svcCtx, Logger: logx.WithContext(ctx)}
}

func (l *CreateLogic) Create(in *pb.Order) (*pb.Order, error) {
	_, err := l.svcCtx.Conn.ExecCtx(l.ctx, "INSERT INTO orders (customer, address) VALUES (?, ?)", in.Customer, in.Address)
	return in, err
}

type ListLogic struct {
	ctx    context.Context
	svcCtx *svc.ServiceContext
	logx.Logger
}

func NewListLogic(ctx context.Context, svcCtx *svc.ServiceContext) *ListLogic {
	return &ListLogic{ctx: ctx, svcCtx: svcCtx, Logger: logx.WithContext(ctx)}
}

func (l *ListLogic) List(in *pb.Query) (*pb.OrderList, error) {
	var out []*pb.Order
	err := l.svcCtx.Conn.QueryRowsCtx(l.ctx, &out, "SELECT id, customer FROM orders WHERE customer = ?", in.Customer)
	return &pb.OrderList{Orders: out}, err
}

func (l *ListLogic) Watch(in *pb.Query, stream pb.Orders_WatchServer) error {
	all, err := l.List(in)
	if err != nil {
		return err
	}
	for _, o := range all.Orders {
		if err := stream.Send(o); err != nil {
			return err
		}
	}
	return nil
}

func (l *CreateLogic) Import(stream pb.Orders_ImportServer) error {
	for {
		o, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.SendAndClose(&pb.Empty{})
		}
		if err != nil {
			return err
		}
		if _, err := l.Create(o); err != nil {
			return err
		}
	}
}

type CancelLogic struct {
	ctx    context.Context
	svcCtx *svc.ServiceContext
	logx.Logger
}

func NewCancelLogic(ctx context.Context, svcCtx *svc.ServiceContext) *CancelLogic {
	return &CancelLogic{ctx: ctx, svcCtx: svcCtx, Logger: logx.WithContext(ctx)}
}

func (l *CancelLogic) Cancel(in *pb.Order) (*pb.Empty, error) {
	_, err := l.svcCtx.Conn.ExecCtx(l.ctx, "DELETE FROM orders WHERE id = ?", in.Id)
	return &pb.Empty{}, err
}
