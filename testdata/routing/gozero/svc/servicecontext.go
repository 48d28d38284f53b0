package svc

import (
	"github.com/zeromicro/go-zero/core/stores/sqlx"
	"github.com/zeromicro/go-zero/rest"

	"example.com/routing/gozero/config"
	"example.com/routing/gozero/middleware"
)

type ServiceContext struct {
	Config config.Config
	Conn   sqlx.SqlConn
	Admin  rest.Middleware
}

func NewServiceContext(c config.Config) *ServiceContext {
	return &ServiceContext{
		Config: c,
		Conn:   sqlx.NewMysql(c.DataSource),
		Admin:  middleware.NewAdminMiddleware(c.AdminKey).Handle,
	}
}
