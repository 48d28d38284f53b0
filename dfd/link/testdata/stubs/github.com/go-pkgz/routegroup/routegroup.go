// Package routegroup declares what the archives use of the library.
package routegroup

import "net/http"

type Bundle struct{}

func New(mux *http.ServeMux) *Bundle                               { return nil }
func (b *Bundle) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
func (b *Bundle) Group() *Bundle                                   { return nil }
func (b *Bundle) Mount(path string) *Bundle                        { return nil }
func (b *Bundle) Route(configure func(*Bundle))                    {}
func (b *Bundle) Use(middleware func(http.Handler) http.Handler, more ...func(http.Handler) http.Handler) {
}
func (b *Bundle) HandleFunc(pattern string, handler http.HandlerFunc) {}
