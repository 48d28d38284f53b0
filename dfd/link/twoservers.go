package link

import (
	"path"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// tellServers gives entry points of two servers of a process that share method and path, but not the handler, names of their own: the
// administrators' port and the public one. Servers of which it is not known that they are two, and handlers that were not found, stay together.
func (a *assembly) tellServers(list []*entry) {
	byPath := map[string][]*entry{}
	for _, e := range list {
		if e.kind == "http" {
			k := e.method + " " + e.path
			byPath[k] = append(byPath[k], e)
		}
	}
	for _, e := range list {
		if group := byPath[e.method+" "+e.path]; e.kind == "http" && len(group) > 1 && group[0] == e {
			a.tellApart(group)
		}
	}
}

// tellApart parts entries into those that hang together by a handler or by a server. The first ones keep their name.
func (a *assembly) tellApart(group []*entry) {
	part := make([]int, len(group))
	for n := range group {
		part[n] = n
	}
	join := func(from, to int) {
		for n := range part {
			if part[n] == from {
				part[n] = to
			}
		}
	}
	for n, e := range group {
		for m, x := range group[:n] {
			if part[n] != part[m] && (e.innerSym < 0 || x.innerSym < 0 || e.innerSym == x.innerSym || a.oneServer(e, x)) {
				join(part[n], part[m])
			}
		}
	}
	names, of := map[int]string{}, map[string]int{}
	for n, e := range group {
		if part[n] == part[0] {
			continue
		}
		if names[part[n]] == "" {
			starts := a.listenerAt(group[part[n]].listener).Evidence[0].Func
			name := a.l.pathName(starts)
			if p, taken := of[name]; taken && p != part[n] {
				name = starts
			}
			names[part[n]], of[name] = name, part[n]
		}
		e.server = names[part[n]]
	}
}

// pathName is a function's name behind the last element of its package's path: admin.Server.Run.
func (w *world) pathName(sym string) string {
	pkg, _ := summary.Split(sym, w.isPackage)
	return path.Base(pkg) + "." + w.shortName(sym)
}

// oneServer says that two entries may be served at one address: in one configuration the one, in another the other.
func (a *assembly) oneServer(e, x *entry) bool {
	p, q := a.listenerAt(e.listener), a.listenerAt(x.listener)
	if p == nil || q == nil || p == q || len(p.Evidence) == 0 || len(q.Evidence) == 0 {
		return true
	}
	return p.Evidence[0].Func == q.Evidence[0].Func || p.Address == q.Address && strings.Trim(p.Address, ":") != "{config}"
}
