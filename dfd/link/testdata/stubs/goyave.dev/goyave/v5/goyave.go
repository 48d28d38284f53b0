package goyave

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"
)

type (
	Handler    func(response *Response, request *Request)
	Options    struct{}
	Server     struct{}
	Component  struct{ server *Server }
	Router     struct{ Component }
	Route      struct{}
	Response   struct{}
	Middleware interface {
		Init(server *Server)
		Handle(next Handler) Handler
	}
	Registrer interface {
		Init(server *Server)
		RegisterRoutes(router *Router)
	}
	Request struct {
		Now         time.Time
		Data        any
		User        any
		Query       map[string]any
		Extra       map[any]any
		Route       *Route
		RouteParams map[string]string
	}
)

func New(opts Options) (*Server, error)                     { return nil, nil }
func (s *Server) Start() error                              { return nil }
func (s *Server) RegisterRoutes(f func(*Server, *Router))   {}
func (c *Component) Init(server *Server)                    {}
func (r *Router) Subrouter(prefix string) *Router           { return nil }
func (r *Router) Group() *Router                            { return nil }
func (r *Router) Get(uri string, handler Handler) *Route    { return nil }
func (r *Router) Post(uri string, handler Handler) *Route   { return nil }
func (r *Router) Delete(uri string, handler Handler) *Route { return nil }
func (r *Router) Controller(c Registrer) *Router            { return nil }
func (r *Router) GlobalMiddleware(m ...Middleware) *Router  { return nil }
func (r *Router) Middleware(m ...Middleware) *Router        { return nil }
func (r *Router) SetMeta(key string, value any) *Router     { return nil }
func (r *Route) SetMeta(key string, value any) *Route       { return nil }
func (r *Response) JSON(status int, data any)               {}
func (r *Response) Status(status int)                       {}
func (r *Request) Request() *http.Request                   { return nil }
func (r *Request) URL() *url.URL                            { return nil }
func (r *Request) Header() http.Header                      { return nil }
func (r *Request) Cookies() []*http.Cookie                  { return nil }
func (r *Request) Body() io.ReadCloser                      { return nil }
func (r *Request) BearerToken() (string, bool)              { return "", false }
func (r *Request) Context() context.Context                 { return nil }
func (r *Request) WithContext(ctx context.Context) *Request { return nil }
