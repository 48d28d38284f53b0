package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// kindsOfConnection are the kinds of consumers that clients connect to, without a broker between.
var kindsOfConnection = map[string]bool{"tcp": true, "udp": true, "ssh": true, "sftp": true, "dns": true, "coap": true, "ldap": true}

// connections gives the entry points of a listener that the program accepts connections of by itself: the loop that accepts,
// with what it starts for each of them.
func (a *assembly) connections(e event, rs *routers) []*entry {
	l := a.l
	x := &entry{kind: "tcp", reg: e.h.i.at(e.h.at), innerSym: -1, listener: -1, tech: e.row.Tech, handler: -1}
	for _, h := range l.argList(nil, e.h, e.row, "handler") {
		l.each(h, func(at atom) {
			for _, i := range l.handle(at) {
				x.insts, x.inner, x.innerSym = append(x.insts, i), append(x.inner, i), i.fn.sym
			}
		})
	}
	if len(x.insts) == 0 {
		is, within := l.loops(e.h.i, e.h.at)
		if within == nil {
			return nil
		}
		x.insts, x.inner, x.within, x.innerSym = is, is, within, is[0].fn.sym
	}
	if len(e.row.Args["handler"]) > 0 {
		return a.registered(e, x, rs)
	}
	if len(e.row.Args["auth"]) > 0 && a.accepted(e, rs) { // one with the connection
		return nil
	}
	address := a.address(e.h, e.row)
	x.path = address
	if h, r := l.handshake(e.h); h != nil {
		x.path, x.tech = r.Attr["kind"]+" "+x.path, r.Tech
		x.chain = (&routeWalk{rs: rs, l: l}).askedBy(h, r)
	}
	x.listens = a.bare(e, x.tech, address)
	if k := e.row.Attr["kind"]; k != "tcp" {
		x.path = strings.TrimSpace(k + " " + x.path)
	}
	return []*entry{x}
}

// accepted says that a handshake is made on a connection that the program accepted by itself.
func (a *assembly) accepted(e event, rs *routers) bool {
	for _, s := range rs.jobs {
		if h, _ := a.l.handshake(s.h); h != nil && h.sym == e.h.sym {
			return true
		}
	}
	return false
}

// registered gives the entry points of a handler that was registered for a name, an operation, or for whatever comes: one for
// each address that it is served at.
func (a *assembly) registered(e event, x *entry, rs *routers) []*entry {
	w := &routeWalk{rs: rs, l: a.l}
	what, servers := "", a.serversOf(e, rs)
	if len(e.row.Args["topic"]) > 0 {
		what = " " + a.address(e.h, e.row)
	} else if len(e.row.Args["handler"]) > 0 && e.row.Attr["kind"] == "ldap" {
		what = " " + lastName(e.row.Symbol)
	}
	if len(servers) == 0 {
		x.path = e.row.Attr["kind"] + what
		return []*entry{x}
	}
	var out []*entry
	for _, n := range servers {
		c := *x
		c.path, c.listener, c.chain = e.row.Attr["kind"]+" "+a.l.address(rs.serves[n])+what, n, w.askedBy(rs.serves[n].h, rs.serves[n].row)
		out = append(out, &c)
	}
	return out
}

// address is where a listener listens.
func (a *assembly) address(h *hit, r *catalog.Row) string {
	l := a.l
	v := l.arg(&site{}, h, r, "topic")
	if t, part := l.listTexts(v); len(t) > 0 && part == "" {
		return strings.Join(t, " or ")
	}
	text := ""
	l.eachObj(v, func(o int32) {
		if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.row.Role == "listen" && text == "" {
			at := l.arg(&site{}, ob.hit, ob.row, "addr")
			t, part := l.texts(l.sets.union(l.onlyTexts(at), l.contents(nil, at))) // a resolved address is made of its text
			switch {
			case len(t) == 1 && part == "":
				text = t[0]
			case len(t) > 0 && strings.Contains(t[0], "{"):
				text = strings.ReplaceAll(t[0], "{}", "{config}")
			}
		}
	})
	if text == "" {
		return "{config}"
	}
	return text
}

// receive makes what is read from an accepted connection, or into a datagram's buffer, what the caller sent.
func (l *linker) receive(s *site, h *hit, r *catalog.Row, conn set) {
	if k := r.Attr["kind"]; k != "tcp" && k != "udp" {
		return
	}
	in := l.sets.of(l.origin("input", "message:", l.placeID(s.i, s.at)))
	l.eachObj(conn, func(o int32) { l.put(l.cell(o, l.fWild), in) })
	l.eachObj(l.arg(s, h, r, "message"), func(o int32) { l.put(l.cell(o, l.fElem), in) })
}

// standalone keeps apart what runs by itself from what starts it: a command does not do what the handlers that it registers do,
// nor what the loops of consumers, timers and listeners do that it starts; a request that sets up routes does not do what those do.
func standalone(list []*entry) {
	loops, handlers, routed := map[*inst]bool{}, map[*inst]bool{}, map[*inst]bool{}
	for _, e := range list {
		e.routed = routed
		if e.kind == "cli" {
			continue
		}
		for _, i := range append(append([]*inst(nil), e.insts...), e.inner...) {
			handlers[i] = true
			routed[i] = routed[i] || e.kind == "http" || e.kind == "grpc"
			loops[i] = loops[i] || e.within != nil
		}
	}
	for _, e := range list {
		own := loops
		if e.kind == "cli" {
			own = handlers
		} else if e.kind != "cron" && e.kind != "queue" && e.kind != "tcp" {
			continue
		}
		e.stop = map[*inst]bool{}
		for i, yes := range own {
			if yes && !contains(e.insts, i) && !contains(e.inner, i) {
				e.stop[i] = true
			}
		}
	}
}
