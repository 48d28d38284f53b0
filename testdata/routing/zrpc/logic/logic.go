package logic

import (
	"context"

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
