// Package negroni has declarations of github.com/urfave/negroni/v3.
package negroni

import "net/http"

type Handler interface {
	ServeHTTP(rw http.ResponseWriter, r *http.Request, next http.HandlerFunc)
}

type HandlerFunc func(rw http.ResponseWriter, r *http.Request, next http.HandlerFunc)

func (h HandlerFunc) ServeHTTP(rw http.ResponseWriter, r *http.Request, next http.HandlerFunc)

type Recovery struct{ _ int }

func (rec *Recovery) ServeHTTP(rw http.ResponseWriter, r *http.Request, next http.HandlerFunc)

type Negroni struct{ _ int }

func New(handlers ...Handler) *Negroni
func NewRecovery() *Recovery
func Wrap(handler http.Handler) Handler
func (n *Negroni) Use(handler Handler)
func (n *Negroni) UseHandler(handler http.Handler)
func (n *Negroni) ServeHTTP(rw http.ResponseWriter, r *http.Request)
