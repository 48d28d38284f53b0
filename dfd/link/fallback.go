package link

import "slices"

// A router may ask another one for the paths that it does not know: engine.NoRoute(gin.WrapH(api)), r.NotFound(api.ServeHTTP).
// What is registered there are routes like any others. Anything else that stands there answers what nobody registered, and is no
// entry point.

// fallback notes what a router asks for the paths that it does not know.
func (rs *routers) fallback(e event) {
	it := item{kind: itemFallback, h: e.h, row: e.row, path: e.path, sure: rs.l.sureArgs(e.h), prefix: []string{""}}
	rs.fill(&it, e)
	it.prefix = []string{""}
	for _, o := range rs.on(e) {
		if r := rs.of(o); !r.has(it) {
			r.items = append(r.items, it)
		}
	}
}

// fallback emits the routes of routers that are asked for what another one does not know.
func (w *routeWalk) fallback(it *item, st walkState) {
	at, n := it.h.i.at(it.h.at), len(w.out)
	w.handler(it.handler, st, "/{path...}", []string{"ANY"}, at)
	w.out = append(w.out[:n], slices.DeleteFunc(slices.Clone(w.out[n:]), func(e *entry) bool { return e.reg == at })...)
}
