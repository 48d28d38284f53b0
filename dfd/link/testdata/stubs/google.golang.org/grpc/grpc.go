// Package grpc holds the declarations of the real one that the tests need.
package grpc

import (
	"context"
	"net"
)

type ServiceRegistrar interface {
	RegisterService(desc *ServiceDesc, impl any)
}

type ServiceDesc struct {
	ServiceName string
	HandlerType any
	Methods     []MethodDesc
	Streams     []StreamDesc
	Metadata    any
}

type MethodDesc struct {
	MethodName string
	Handler    func(srv any, ctx context.Context, dec func(any) error, interceptor UnaryServerInterceptor) (any, error)
}

type StreamDesc struct {
	StreamName    string
	Handler       func(srv any, stream ServerStream) error
	ServerStreams bool
	ClientStreams bool
}

type ServerStream interface {
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}

type UnaryServerInfo struct {
	Server     any
	FullMethod string
}

type StreamServerInfo struct {
	FullMethod     string
	IsClientStream bool
	IsServerStream bool
}

type UnaryHandler func(ctx context.Context, req any) (any, error)
type UnaryServerInterceptor func(ctx context.Context, req any, info *UnaryServerInfo, handler UnaryHandler) (any, error)
type StreamHandler func(srv any, stream ServerStream) error
type StreamServerInterceptor func(srv any, ss ServerStream, info *StreamServerInfo, handler StreamHandler) error

type ServerOption interface{ apply() }

type Server struct{}

func NewServer(opt ...ServerOption) *Server                             { return nil }
func (s *Server) RegisterService(sd *ServiceDesc, ss any)               {}
func (s *Server) Serve(lis net.Listener) error                          { return nil }
func UnaryInterceptor(i UnaryServerInterceptor) ServerOption            { return nil }
func ChainUnaryInterceptor(is ...UnaryServerInterceptor) ServerOption   { return nil }
func StreamInterceptor(i StreamServerInterceptor) ServerOption          { return nil }
func ChainStreamInterceptor(is ...StreamServerInterceptor) ServerOption { return nil }
func MaxRecvMsgSize(m int) ServerOption                                 { return nil }
