package runtime

import "net/http"

type HandlerFunc func(w http.ResponseWriter, r *http.Request, pathParams map[string]string)
type Middleware func(HandlerFunc) HandlerFunc
type ServeMuxOption func(*ServeMux)
type ServeMux struct{}
type Pattern struct{}

func NewServeMux(opts ...ServeMuxOption) *ServeMux                                  { return nil }
func (s *ServeMux) Handle(meth string, pat Pattern, h HandlerFunc)                  {}
func (s *ServeMux) HandlePath(meth string, pathPattern string, h HandlerFunc) error { return nil }
func (s *ServeMux) ServeHTTP(w http.ResponseWriter, r *http.Request)                {}
func WithMiddlewares(m ...Middleware) ServeMuxOption                                { return nil }
func NewPattern(version int, ops []int, pool []string, verb string) (Pattern, error) {
	return Pattern{}, nil
}
func MustPattern(p Pattern, err error) Pattern { return p }
