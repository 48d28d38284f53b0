// Package guard has middleware of the program's own: pocketbase itself reads the token.
package guard

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Only lets through whom fn says; it makes the middleware that others attach.
func Only(fn func(e *core.RequestEvent) bool) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if e.Auth == nil {
			return e.UnauthorizedError("sign in", nil)
		}
		if !fn(e) {
			return e.ForbiddenError("not yours", nil)
		}
		return e.Next()
	}
}

// Logged is a middleware as a struct with an id.
func Logged() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{Id: "logged", Func: func(e *core.RequestEvent) error {
		e.App.Logger().Info(e.Request.URL.Path)
		return e.Next()
	}}
}

// SignedIn is a check as a struct.
func SignedIn() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{Func: func(e *core.RequestEvent) error {
		if e.Auth == nil {
			return e.UnauthorizedError("sign in", nil)
		}
		return e.Next()
	}}
}
