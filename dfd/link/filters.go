package link

import (
	"slices"
	"strings"
)

// Beego calls filters, functions that are passed no next handler, before and after its handlers. Where one of those before has written
// an answer, nothing more is called, unless it was attached with an option that says otherwise.

// filtered says that a filter is called before an item.
func (w *routeWalk) filtered(u, it *item) bool {
	l := w.l
	if at, _ := l.texts(l.argAt(nil, u.h, u.row.Args["position"][0])); len(at) != 1 || at[0] == "3" || at[0] == "4" { // AfterExec, FinishRouter
		return false
	}
	for _, path := range w.begins(it) {
		if !slices.ContainsFunc(u.prefix, func(p string) bool { return filterCovers(p, path, it.kind != itemRoute) }) {
			return false
		}
	}
	l.goOnByThemselves(w.links(u.mw, u), len(l.spreadArgs(nil, u.h, 3)) == 0)
	return true
}

// begins lists how the paths of an item begin: where routers hang there, with their own prefixes.
func (w *routeWalk) begins(it *item) []string {
	var out []string
	add := func(o int32) {
		if r := w.rs.list[o]; r != nil {
			for _, base := range r.base {
				out = append(out, joinPattern(it.prefix[0], base))
			}
		}
	}
	if it.kind == itemGroup {
		add(it.router)
	}
	if it.kind == itemMount {
		w.l.eachObj(it.handler, add)
	}
	if out == nil {
		out = it.prefix[:1]
	}
	return out
}

// filterCovers says that a filter's pattern is that of a path, or ends in a star below which the path lies, or a group of paths.
func filterCovers(pattern, path string, group bool) bool {
	below, star := strings.CutSuffix(pattern, "/*")
	rest, ok := strings.CutPrefix(path, below)
	switch {
	case !ok:
		return false
	case !star:
		return rest == ""
	}
	return strings.HasPrefix(rest, "/") || rest == "" && group
}

// goOnByThemselves notes functions after which the next handler is called without their doing; where answers end the request, unless they
// have written one.
func (l *linker) goOnByThemselves(links []chainLink, end bool) {
	for _, c := range links {
		for _, i := range c.insts {
			before, known := l.filters[i]
			l.filters[i] = end && (before || !known) // attached elsewhere with the option, it holds nowhere for certain
		}
		for _, alt := range c.alts {
			l.goOnByThemselves(alt, end)
		}
	}
}

// goOnByResult notes functions after which the next handler is called if they give something else than nil: fastglue's, which give the
// request.
func (l *linker) goOnByResult(links []chainLink) {
	for _, c := range links {
		for _, i := range c.insts {
			l.byResult[i] = true
		}
		for _, alt := range c.alts {
			l.goOnByResult(alt)
		}
	}
}

// answersAt says that a call writes an answer.
func (l *linker) answersAt(i *inst, at int32) bool {
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "respond" && r.Attr["kind"] != "set-status" {
				return true
			}
		}
	}
	return false
}
