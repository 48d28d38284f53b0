package parse

import "goyave.dev/goyave/v5"

type Middleware struct {
	goyave.Component
	MaxUploadSize float64
}

func (m *Middleware) Handle(next goyave.Handler) goyave.Handler { return next }
