package link

// useHandler emits what a library's middleware answers by itself, at the path that its row names: fiber's pprof. It is an entry point behind
// what was attached before it.
func (w *routeWalk) useHandler(r *router, n int, it *item, st walkState) {
	st.paths = append(st.paths[:len(st.paths):len(st.paths)], it.path)
	for _, mw := range it.mw {
		w.l.eachObj(mw, func(o int32) {
			ob := &w.l.objs[o]
			if ob.row == nil || ob.hit == nil || ob.row.Attr["serves"] == "" {
				return
			}
			under, _ := w.l.texts(w.l.arg(&site{i: ob.hit.i, at: ob.hit.at}, ob.hit, ob.row, "prefix"))
			if len(under) == 0 {
				under = []string{""}
			}
			for _, p := range under {
				path, s := joinPattern(p, ob.row.Attr["serves"]), st
				s.doubt = st.doubt || it.loose
				s.chain = append(append([]chainLink(nil), st.chain...), w.earlier(r, n, path)...)
				w.emit(entry{handler: -1, lib: ob.row, libHit: ob.hit, innerSym: ob.hit.sym, static: true}, s, path, []string{"GET"}, it.h.i.at(it.h.at))
			}
		})
	}
}

// earlier gives the middleware that was attached before a router's item n, which answers at this path.
func (w *routeWalk) earlier(r *router, n int, path string) []chainLink {
	var out []chainLink
	for k := range r.items[:n] {
		if u := &r.items[k]; u.kind == itemUse && covers(u.prefix, path) {
			for _, c := range w.links(u.mw, u) {
				c.loose = c.loose || !w.l.sure(u.path, r.items[n].path)
				out = append(out, c)
			}
		}
	}
	return out
}
