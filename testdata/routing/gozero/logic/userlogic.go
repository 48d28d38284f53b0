package logic

import (
	"context"

	"github.com/zeromicro/go-zero/core/logx"

	"example.com/routing/gozero/svc"
	"example.com/routing/gozero/types"
)

type UserLogic struct {
	logx.Logger
	ctx    context.Context
	svcCtx *svc.ServiceContext
}

func NewUserLogic(ctx context.Context, svcCtx *svc.ServiceContext) *UserLogic {
	return &UserLogic{Logger: logx.WithContext(ctx), ctx: ctx, svcCtx: svcCtx}
}

func (l *UserLogic) Login(req *types.LoginReq) (*types.LoginResp, error) {
	var hash string
	if err := l.svcCtx.Conn.QueryRowCtx(l.ctx, &hash, "SELECT password FROM user WHERE mobile = ?", req.Mobile); err != nil {
		l.Errorf("login: %v", err)
		return nil, err
	}
	return &types.LoginResp{AccessToken: hash}, nil
}

func (l *UserLogic) Detail(req *types.DetailReq) (name string, err error) {
	err = l.svcCtx.Conn.QueryRowCtx(l.ctx, &name, "SELECT name FROM user WHERE id = ?", req.Id)
	return name, err
}

func (l *UserLogic) Ban(req *types.BanReq) error {
	_, err := l.svcCtx.Conn.ExecCtx(l.ctx, "UPDATE user SET banned = 1 WHERE id = ?", req.Id)
	return err
}
