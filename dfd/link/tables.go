package link

import (
	"sort"

	"github.com/gostride/gostride/analyzers/catalog"
)

// tableRoute is one element of a list of routes that is registered as a whole.
type tableRoute struct {
	elem set
	mw   []set
}

// tableRoutes lists the elements of a registered table: of a list, of one route, or of a list that was given middleware.
func (l *linker) tableRoutes(h *hit, r *catalog.Row) []tableRoute {
	if r.Attr["kind"] != "table" || len(h.args) == 0 {
		return nil
	}
	return l.tableOf(h.args[0], nil, 0)
}

func (l *linker) tableOf(s set, mw []set, depth int) []tableRoute {
	var out []tableRoute
	if depth > 4 {
		return nil
	}
	l.eachObj(s, func(o int32) {
		if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.row.Attr["for"] == "routes" { // WithMiddlewares(ms, routes…)
			inner := append(mw[:len(mw):len(mw)], l.argList(nil, ob.hit, ob.row, "middleware")...)
			for _, x := range ob.row.Args["value"] {
				for n := x.Index; n < len(ob.hit.args); n++ {
					out = append(out, l.tableOf(ob.hit.args[n], inner, depth+1)...)
				}
			}
			return
		}
		es := l.elems(nil, l.sets.of(l.objAtom(o)))
		if len(es) == 0 {
			es = []set{l.sets.of(l.objAtom(o))}
		}
		for _, e := range es {
			out = append(out, tableRoute{elem: e, mw: mw})
		}
	})
	return out
}

// attachTable evaluates the handlers and middleware of a table.
func (l *linker) attachTable(h *hit, r *catalog.Row) {
	for _, t := range l.tableRoutes(h, r) {
		l.handleAll(l.rowField(t.elem, r, "handler"))
		for _, m := range t.mw {
			l.each(m, func(a atom) { l.middleware(a) })
		}
	}
}

// rowField reads the field of a table's element that a row names last: Path in 0.Path.
func (l *linker) rowField(elem set, r *catalog.Row, name string) set {
	for _, a := range r.Args[name] {
		if n := len(a.Fields); n > 0 {
			return l.deepField(elem, a.Fields[n-1], 0)
		}
	}
	return 0
}

// table registers the elements of a table, under the prefix and behind the checks that its options say.
func (rs *routers) table(e event) {
	l := rs.l
	prefix, mw := "", []set(nil)
	l.eachOption(e.h, "route", func(o *hit, r *catalog.Row) {
		if t, part := l.texts(l.arg(&site{}, o, r, "prefix")); len(r.Args["prefix"]) > 0 && len(t) == 1 && part == "" {
			prefix = t[0]
		} else if len(r.Args["prefix"]) > 0 {
			prefix = "/{unknown}"
		}
	})
	for n := 1; n < len(e.h.args); n++ {
		for _, x := range append(l.elems(nil, e.h.args[n]), e.h.args[n]) {
			l.eachObj(x, func(o int32) {
				if ob := &l.objs[o]; ob.kind == oMiddle && ob.row != nil && ob.row.Role == "middleware" {
					mw = append(mw, l.sets.of(l.objAtom(o)))
				}
			})
		}
	}
	for _, t := range l.tableRoutes(e.h, e.row) {
		it := item{kind: itemRoute, h: e.h, row: e.row, path: e.path, handler: l.rowField(t.elem, e.row, "handler")}
		it.mw = append(append(it.mw, mw...), t.mw...)
		it.methods, _ = l.texts(l.rowField(t.elem, e.row, "method"))
		paths, part := l.texts(l.rowField(t.elem, e.row, "path"))
		if part != "" || len(paths) == 0 {
			paths = append(paths, "/{unknown}")
		}
		sort.Strings(paths)
		for _, p := range paths {
			it.prefix = append(it.prefix, joinPattern(prefix, p))
		}
		for _, o := range rs.on(e) {
			rs.of(o).items = append(rs.of(o).items, it)
		}
	}
}
