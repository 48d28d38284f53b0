package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// protocols are the kinds of servers that speak neither HTTP nor gRPC. What connects is served by a handler, by handlers that
// were registered on a router or by default, or by the sessions that a backend makes.
var protocols = map[string]bool{"ssh": true, "smtp": true, "dns": true, "ldap": true, "coap": true, "ftp": true, "tcp": true}

// protocol gives the entry points of such a server that are not registered one by one: its handler, or the commands of a session.
func (w *routeWalk) protocol(e event, n int) {
	name := e.row.Attr["kind"] + " " + w.l.address(e)
	x := entry{kind: "tcp", path: name, reg: e.h.i.at(e.h.at), innerSym: -1, listener: n, tech: e.row.Attr["kind"], handler: -1, chain: w.askedBy(e.h, e.row)}
	if len(e.row.Attr["methods"]) > 0 {
		w.session(e, x)
		return
	}
	w.l.each(w.l.handlerOf(e), func(a atom) {
		if is := w.l.handle(a); len(is) > 0 {
			x.insts, x.inner, x.innerSym = append(x.insts, is...), append(x.inner, is...), is[0].fn.sym
		}
	})
	if len(x.insts) > 0 {
		w.out = append(w.out, &x)
	}
}

// session gives an entry point per command. Where a client may sign in, a command asks for that where it, or the one that has to
// come first, checks what the sign-in left in the session; else it is not known.
func (w *routeWalk) session(e event, x entry) {
	ms := w.l.sessionMethods(e.h, e.row)
	signsIn := slices.ContainsFunc(ms, func(m serviceMethod) bool { return m.name == "Auth" || m.stream })
	first := w.l.asksFirst(ms)
	for _, m := range ms {
		c := x
		c.path += " " + strings.ToUpper(m.name)
		c.insts = w.l.callMethod(m.sym, m.recv, false)
		c.inner, c.innerSym = c.insts, m.sym
		switch {
		case !signsIn || m.name == "Auth":
		case w.l.knowsWho(c.insts):
			if !slices.ContainsFunc(c.insts, func(i *inst) bool { return i.fn.cost&mayReach != 0 }) { // it only notes what is sent later
				c.chain, c.insts, c.inner = []chainLink{{at: x.reg, asks: c.insts, row: asksRow}}, nil, nil
			}
		case len(first) > 0:
			c.chain = []chainLink{{at: x.reg, asks: first, row: asksRow}}
		default:
			c.chain = []chainLink{{at: x.reg}}
		}
		w.out = append(w.out, &c)
	}
}

// knowsWho says that a command goes on only for who has signed in.
func (l *linker) knowsWho(is []*inst) bool { return len(is) > 0 && l.hasKind(l.askedFacts(is), "auth") }

// asksFirst gives the command without which the protocol takes no recipients and no mail, where that asks who it is.
func (l *linker) asksFirst(ms []serviceMethod) []*inst {
	for _, m := range ms {
		if is := l.callMethod(m.sym, m.recv, false); m.name == "Mail" && l.knowsWho(is) {
			return is
		}
	}
	return nil
}

// sessionMethods gives what runs for the commands of a session: methods of what a backend's constructors return. One that takes
// a name and a password (Login) says that its sessions are signed in: stream.
func (l *linker) sessionMethods(h *hit, r *catalog.Row) []serviceMethod {
	var out []serviceMethod
	seen := map[int32]bool{}
	l.each(l.arg(&site{}, h, r, "handler"), func(a atom) {
		for _, name := range l.exportedMethods(a) {
			for _, c := range l.methodsNamed(a, name, 0) {
				for _, i := range l.callMethod(c.sym, c.recv, false) {
					if len(i.rets) == 0 {
						continue
					}
					l.each(i.rets[0], func(s atom) {
						for _, n := range readyMethods(r) {
							for _, m := range l.methodsNamed(s, n, 0) {
								if m.stream = name == "Login"; !seen[m.sym] {
									seen[m.sym] = true
									out = append(out, m)
								}
							}
						}
					})
				}
			}
		}
	})
	return out
}

// serversOf lists the servers that a handler is registered for: those that serve the router that it is registered on, or those
// that serve the default one; else the only one of its kind.
func (a *assembly) serversOf(e event, rs *routers) []int {
	var out, kind []int
	for n, s := range rs.serves {
		if s.row.Attr["kind"] != e.row.Attr["kind"] {
			continue
		}
		kind = append(kind, n)
		h := a.l.handlerOf(s)
		if e.h.recv == 0 && !a.l.real(h) {
			out = append(out, n)
			continue
		}
		a.l.eachObj(h, func(o int32) {
			a.l.eachObj(e.h.recv, func(p int32) {
				if o == p && !slices.Contains(out, n) {
					out = append(out, n)
				}
			})
		})
	}
	if len(out) == 0 && len(kind) == 1 {
		return kind
	}
	return out
}
