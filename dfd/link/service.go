package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// service gives the entry points of a registered service: one per method that its descriptor lists and the program
// implements.
func (a *assembly) service(e event, rs *routers) []*entry {
	l := a.l
	if strings.HasPrefix(l.syms.list[e.h.sym], "net/rpc.") {
		return a.gobService(e)
	}
	names := l.descriptor(e.h, e.row).names
	if len(names) == 0 {
		names = []string{unknownPart}
	}
	reg := e.h.i.at(e.h.at)
	server := e.h.recv
	if v := l.arg(&site{}, e.h, e.row, "router"); v != 0 {
		server = v
	}
	ics := l.interceptorsOf(server)
	var out []*entry
	for _, m := range l.rpcMethods(e.h, e.row) {
		is := l.callMethod(m.sym, m.recv, false)
		for _, n := range names {
			x := &entry{kind: "grpc", path: rpcPath(n, m.name), reg: reg, innerSym: m.sym, listener: a.servedBy(server, rs), insts: is, inner: is, handler: -1}
			x.chain = a.intercepted(ics, m, x.path, rs)
			out = append(out, x)
		}
	}
	for _, x := range a.ready(e, names, reg) {
		if server != 0 {
			x.listener = a.servedBy(server, rs)
			x.chain = a.intercepted(ics, serviceMethod{name: lastElement(x.path), stream: slices.Contains(listed(e.row.Attr["streams"]), lastElement(x.path))}, x.path, rs)
		}
		out = append(out, x)
	}
	return out
}

// gobService gives the methods that net/rpc serves of a value, called by the name of its type or the one that is given.
func (a *assembly) gobService(e event) []*entry {
	l := a.l
	names := l.descriptor(e.h, e.row).names
	if len(names) == 0 {
		l.each(l.arg(&site{}, e.h, e.row, "impl"), func(x atom) {
			if t := l.dynamicType(x); t >= 0 {
				names = append(names, lastName(l.typeTab[t].name))
			}
		})
	}
	var out []*entry
	for _, m := range l.rpcMethods(e.h, e.row) {
		if len(l.funcs[m.sym].f.Params) != 3 || m.stream {
			continue
		}
		is := l.callMethod(m.sym, m.recv, false)
		for _, n := range names {
			out = append(out, &entry{kind: "tcp", method: "RPC", path: n + "." + m.name, reg: e.h.i.at(e.h.at), innerSym: m.sym, listener: -1, insts: is, inner: is, handler: -1})
		}
	}
	return out
}

// readyMethods are the methods of a library's own service: reflection, health.
func readyMethods(r *catalog.Row) []string { return listed(r.Attr["methods"]) }

// listed takes a list in an attribute apart.
func listed(names string) []string {
	return strings.FieldsFunc(names, func(c rune) bool { return c == ',' || c == ' ' })
}

// ready gives the methods of a library's own service that the library implements itself. In an older version it may have fewer.
func (a *assembly) ready(e event, names []string, reg dfd.Place) []*entry {
	var out []*entry
	impl := a.l.arg(&site{}, e.h, e.row, "impl")
	for _, m := range readyMethods(e.row) {
		if !a.l.mayHave(impl, m) {
			continue
		}
		for _, n := range names {
			out = append(out, &entry{kind: "grpc", path: rpcPath(n, m), reg: reg, innerSym: e.h.sym, listener: -1, handler: -1, lib: e.row, libHit: e.h})
		}
	}
	return out
}

// mayHave says that nothing is against a library's value having a method: none of the program's own is there, and the methods
// of its type, where they are known, include it.
func (l *linker) mayHave(s set, method string) bool {
	for _, a := range l.sets.list[s] {
		t := l.dynamicType(a)
		if t < 0 {
			continue
		}
		if l.typeTab[l.deref(t)].own {
			return false
		}
		if !l.hasMethod(t, method) && len(l.methodsOf(t)) > 0 {
			return false
		}
	}
	return true
}

// intercepted is the chain of interceptors before a method.
func (a *assembly) intercepted(ics []interceptor, m serviceMethod, path string, rs *routers) []chainLink {
	w := &routeWalk{rs: rs, l: a.l}
	var out []chainLink
	for _, ic := range ics {
		if m.stream && !ic.stream || !m.stream && !ic.unary {
			continue
		}
		for _, c := range w.link(ic.mw, ic.hit.i.at(ic.hit.at)) {
			c.loose = c.loose || ic.loose
			if c.row != nil && len(c.insts) == 0 {
				c = a.l.asked(c)
			} else {
				c.method, c.insts = path, nil
				a.l.each(c.mw, func(x atom) { c.insts = append(c.insts, a.l.pin(x, path)...) })
			}
			out = append(out, c)
		}
	}
	return out
}

// asked: a library's interceptor that asks a function of the program who the caller is does what that function does.
func (l *linker) asked(c chainLink) chainLink {
	if c.hit == nil || len(c.row.Args["fn"]) == 0 || c.row.Attr["control"] != "auth" {
		return c
	}
	l.each(l.arg(&site{}, c.hit, c.row, "fn"), func(f atom) {
		f = l.untyped(f)
		k := l.atoms.list[f]
		if g := l.funcs[k.x]; g != nil && (k.kind == aFunc || k.kind == aClosure) {
			c.asks = append(c.asks, l.target(f, false)...)
		}
	})
	return c
}

// askedFacts is what holds when the functions that a library's interceptor or server asks let the caller through. Who gave the
// right password is known.
func (l *linker) askedFacts(is []*inst) facts {
	f := everything
	for _, i := range is {
		n := int32(len(i.fn.f.Results) - 1)
		if n < 0 {
			return none
		}
		w := wantNil
		if t := l.typ(i.fn.p, i.fn.f.Results[n]); l.kindOf(t) == summary.KindBool {
			w = wantTrue
		}
		lets := l.outcome(i, n, w, false)
		if w == wantNil && n > 0 && l.kindOf(l.typ(i.fn.p, i.fn.f.Results[0])) == summary.KindBool { // yes, and no error
			lets = lets.plus(l.outcome(i, 0, wantTrue, false))
		}
		f = f.and(lets)
	}
	if f.top {
		return none
	}
	return l.signedIn(f)
}

// signedIn: who gave the right password is known.
func (l *linker) signedIn(f facts) facts {
	if f.top {
		return f
	}
	for _, id := range l.only(f, "login").ids {
		g := l.guards[id]
		g.kind, g.scheme = "auth", "basic"
		f = f.plus(l.guard(g))
	}
	return f
}

// renamed is what functions found out, where it is known by which scheme they are asked.
func (l *linker) renamed(f facts, scheme string) facts {
	out := none
	for _, id := range f.ids {
		g := l.guards[id]
		if g.kind == "auth" && g.scheme != "any" && scheme != "" {
			g.scheme = scheme
		}
		out = out.plus(l.guard(g))
	}
	return out
}

// servedBy finds the listener that serves a server, -1 where none is seen.
func (a *assembly) servedBy(server set, rs *routers) int {
	n := -1
	for k, s := range rs.serves {
		h := a.l.handlerOf(s)
		if len(s.row.Args["handler"]) == 0 {
			h = s.h.recv
		}
		a.l.eachObj(h, func(o int32) {
			a.l.eachObj(server, func(p int32) {
				if a.l.ownerOf(o) == a.l.ownerOf(p) && n < 0 {
					n = k
				}
			})
		})
	}
	return n
}

// undecided says that a middleware depends on the name of the called method in a way that could not be followed.
func (l *linker) undecided(c *chainLink) bool {
	if c.method == "" || l.decided[c.method] {
		return false
	}
	for _, i := range c.insts {
		if l.asksMethod(i.fn, map[int32]bool{}) {
			return true
		}
	}
	return false
}
