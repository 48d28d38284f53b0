package asynq

import "context"

type Task struct{}

func (t *Task) Payload() []byte { return nil }

type Handler interface {
	ProcessTask(context.Context, *Task) error
}

type HandlerFunc func(context.Context, *Task) error

func (f HandlerFunc) ProcessTask(ctx context.Context, t *Task) error { return f(ctx, t) }

type ServeMux struct{}

func NewServeMux() *ServeMux                                                              { return nil }
func (m *ServeMux) HandleFunc(pattern string, handler func(context.Context, *Task) error) {}
func (m *ServeMux) Handle(pattern string, handler Handler)                                {}
func (m *ServeMux) ProcessTask(ctx context.Context, task *Task) error                     { return nil }

type RedisClientOpt struct{ Addr string }
type Config struct{ Concurrency int }
type Server struct{}

func NewServer(r RedisClientOpt, cfg Config) *Server { return nil }
func (s *Server) Run(h Handler) error                { return nil }
