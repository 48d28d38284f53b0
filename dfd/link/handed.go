package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// What a library without a model is given a router for is not known: token.Middleware(group) attaches middleware, pages.Register(group)
// a route. Where its name says that it may ask who calls, the routes that are registered afterwards are a question.

// handedRows say that a call of such a library uses the router in its argument n.
var handedRows = func() []*catalog.Row {
	var out []*catalog.Row
	for n := range 4 {
		out = append(out, &catalog.Row{Role: "use", Attr: map[string]string{"order": "after"}, Args: map[string][]catalog.Arg{"router": {{Base: "arg", Index: n}}}})
	}
	return out
}()

// handedRouters lists the routers that a call which no model describes may attach middleware to.
func (l *linker) handedRouters(h *hit, path []frame) []event {
	if len(h.rows) > 0 || h.sym < 0 || l.isOwn(h.sym) || !l.mayAuthenticate(h.sym) {
		return nil
	}
	var out []event
	for n, row := range handedRows {
		if n < len(h.args) && l.isRouter(h.args[n]) {
			out = append(out, event{h: h, row: row, path: slices.Clone(path)})
		}
	}
	return out
}

// isRouter says that a value may be a router, or a group of one, that takes middleware.
func (l *linker) isRouter(s set) bool {
	found := false
	l.eachObj(s, func(o int32) {
		r := l.objs[o].row
		found = found || r != nil && (r.Role == "router" || r.Role == "group" || r.Role == "with")
	})
	return found
}
