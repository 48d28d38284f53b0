package link

import "strings"

// A program that may be served below a prefix (if base != "" { r = r.PathPrefix(base).Subrouter() }) registers each route on one of two routers:
// that is one route, named without the prefix, which is there only where somebody sets it.

// withoutOptional joins the entries that differ from others of the same registration only by a prefix from a setting.
func (a *assembly) withoutOptional(list []*entry) []*entry {
	type route struct {
		kind, method, path string
		handler            int32
		file               string
		line               int
	}
	key := func(e *entry, path string) route {
		return route{e.kind, e.method, "/" + strings.TrimPrefix(path, "/"), e.innerSym, e.reg.File, e.reg.Line}
	}
	plain := map[route]*entry{}
	for _, e := range list {
		plain[key(e, e.path)] = e
	}
	var out []*entry
	for _, e := range list {
		path, prefixed := strings.CutPrefix(e.path, "/{config}/")
		if x := plain[key(e, path)]; prefixed && x != nil && x != e {
			x.also = append(x.also, e)
			x.also = append(x.also, e.also...)
			continue
		}
		out = append(out, e)
	}
	return out
}
