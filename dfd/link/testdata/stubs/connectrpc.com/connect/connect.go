package connect

import (
	"context"
	"net/http"
)

type Spec struct{ Procedure string }

type AnyRequest interface {
	Any() any
	Spec() Spec
	Header() http.Header
	internalOnly()
}

type AnyResponse interface {
	Any() any
	internalOnly()
}

type Request[T any] struct {
	Msg  *T
	spec Spec
}

func (r *Request[T]) Any() any            { return r.Msg }
func (r *Request[T]) Spec() Spec          { return r.spec }
func (r *Request[T]) Header() http.Header { return nil }
func (r *Request[T]) internalOnly()       {}

type Response[T any] struct{ Msg *T }

func (r *Response[T]) Any() any      { return r.Msg }
func (r *Response[T]) internalOnly() {}

func NewResponse[T any](m *T) *Response[T] { return &Response[T]{Msg: m} }

type UnaryFunc func(context.Context, AnyRequest) (AnyResponse, error)
type StreamingClientConn interface{ internalOnly() }
type StreamingHandlerConn interface {
	Spec() Spec
	RequestHeader() http.Header
}
type StreamingClientFunc func(context.Context, Spec) StreamingClientConn
type StreamingHandlerFunc func(context.Context, StreamingHandlerConn) error

type Interceptor interface {
	WrapUnary(UnaryFunc) UnaryFunc
	WrapStreamingClient(StreamingClientFunc) StreamingClientFunc
	WrapStreamingHandler(StreamingHandlerFunc) StreamingHandlerFunc
}

type UnaryInterceptorFunc func(UnaryFunc) UnaryFunc

func (f UnaryInterceptorFunc) WrapUnary(next UnaryFunc) UnaryFunc { return f(next) }
func (f UnaryInterceptorFunc) WrapStreamingClient(next StreamingClientFunc) StreamingClientFunc {
	return next
}
func (f UnaryInterceptorFunc) WrapStreamingHandler(next StreamingHandlerFunc) StreamingHandlerFunc {
	return next
}

type HandlerOption interface{ applyToHandler() }

type Handler struct{}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

type ServerStream[T any] struct{}

func (s *ServerStream[T]) Send(m *T) error { return nil }

type Code uint32

const CodeUnauthenticated Code = 16

type Error struct{}

func (e *Error) Error() string { return "" }

func NewError(c Code, err error) *Error { return nil }

func WithInterceptors(i ...Interceptor) HandlerOption              { return nil }
func WithHandlerOptions(o ...HandlerOption) HandlerOption          { return nil }
func WithRecover(f func(context.Context, any) error) HandlerOption { return nil }

func NewUnaryHandler[Req, Res any](procedure string, unary func(context.Context, *Request[Req]) (*Response[Res], error), options ...HandlerOption) *Handler {
	return nil
}

func NewServerStreamHandler[Req, Res any](procedure string, f func(context.Context, *Request[Req], *ServerStream[Res]) error, options ...HandlerOption) *Handler {
	return nil
}
