package link

import "strings"

// Some routers are told of a route in steps: mux.Methods("GET").PathPrefix("/x").Handler(h), ws.GET("/x").To(h). The first
// step begins a route of the router, the others add to it; a sub-router takes over what was said so far.

// holdsRoute says that a value is a route that was begun or registered.
func (l *linker) holdsRoute(s set) bool {
	found := false
	l.eachObj(s, func(o int32) { found = found || l.objs[o].kind == oRoute })
	return found
}

// begin adds a route of which only a part is known so far.
func (rs *routers) begin(e event) {
	it := item{kind: itemRoute, h: e.h, row: e.row, bare: true, prefix: []string{""}}
	rs.amend(&it, e)
	for _, o := range rs.on(e) {
		r := rs.of(o)
		r.items = append(r.items, it)
	}
}

// rebase gives a router the prefix that all its routes have.
func (rs *routers) rebase(e event) {
	for _, o := range rs.on(e) {
		rs.of(o).base = rs.paths(e, "prefix")
	}
}

// modify applies a route-set to the routes that its receiver is.
func (rs *routers) modify(e event) {
	rs.eachItem(e.h.recv, func(_ *router, it *item) { rs.amend(it, e) })
}

// eachItem calls f for what was registered by the calls that made the routes in s.
func (rs *routers) eachItem(s set, f func(*router, *item)) {
	l := rs.l
	l.eachObj(s, func(o int32) {
		if l.objs[o].kind != oRoute || l.objs[o].hit == nil {
			return
		}
		made := l.objs[o].hit
		for _, r := range rs.ordered() {
			for n := range r.items {
				if it := &r.items[n]; it.h.i == made.i && it.h.at == made.at {
					f(r, it)
				}
			}
		}
	})
}

// amend adds what a call says of a route.
func (rs *routers) amend(it *item, e event) {
	l := rs.l
	if m := rs.methods(e); len(m) > 0 {
		it.methods = m
	}
	if h := l.argList(nil, e.h, e.row, "handler"); len(h) > 0 {
		it.handler = h[len(h)-1]
	}
	if len(e.row.Args["handler"]) > 0 {
		it.bare = false
	}
	if len(e.row.Args["route"]) > 0 {
		it.name = "{}"
		if t, part := l.texts(l.arg(&site{}, e.h, e.row, "route")); part == "" && len(t) == 1 {
			it.name = t[0]
		}
	}
	for _, name := range []string{"path", "prefix"} {
		if len(e.row.Args[name]) == 0 {
			continue
		}
		var out []string
		for _, p := range it.prefix {
			for _, q := range rs.paths(e, name) {
				out = append(out, strings.TrimRight(p, "/")+q)
			}
		}
		it.prefix, it.tree = out, name == "prefix"
	}
	it.mw = append(append(it.mw, l.argList(nil, e.h, e.row, "middleware")...), l.metaLinks(e)...)
}

// subrouter turns routes that were begun into groups: their prefix and middleware are those of the sub-router. Served by
// itself, such a router still matches whole paths.
func (rs *routers) subrouter(e event) bool {
	l := rs.l
	only := e.h.recv != 0
	l.eachObj(e.h.recv, func(o int32) { only = only && l.objs[o].kind == oRoute })
	if !only || e.h.made < 0 {
		return false
	}
	rs.eachItem(e.h.recv, func(r *router, it *item) {
		it.kind, it.router, it.live, it.bare = itemGroup, e.h.made, e.row.Attr["use"] != "copy", false
		sub := rs.of(e.h.made)
		sub.child, sub.whole = true, prefixed(r.whole, it.prefix)
	})
	return true
}

// prefixed joins each of some prefixes with each path.
func prefixed(prefixes, paths []string) []string {
	if len(prefixes) == 0 {
		return paths
	}
	var out []string
	for _, p := range prefixes {
		for _, q := range paths {
			out = append(out, joinPattern(p, q))
		}
	}
	return out
}
