package link

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// listener adds a server.
func (a *assembly) listener(n int, s event, pr *dfd.Process) {
	if opensNothing(s.row) {
		return
	}
	l := a.l
	text, usual := l.listensAt(s)
	li := &dfd.Listener{ID: fmt.Sprintf("listener:%s:%d", pr.Package, n+1), Process: pr.ID, Network: l.network(s.h, s.row), Address: text, Default: usual, TLS: l.secured(s), Exposure: exposure(text),
		Evidence: []dfd.Place{s.h.i.at(s.h.at)}}
	a.certs[li.ID] = l.clientCert(s)
	li.ClientCert = a.certs[li.ID].verdict
	a.p.Listeners = append(a.p.Listeners, li)
	a.serverTimeouts(s, li)
}

// opensNothing says that what is served comes from a broker, from a platform, or on a connection that is already there.
func opensNothing(r *catalog.Row) bool {
	switch r.Attr["kind"] {
	case "queue", "lambda":
		return true
	case "rpc", "mcp", "bot": // the standard input, or a connection that is opened to somebody else
		return len(r.Args["addr"])+len(r.Args["listener"]) == 0
	}
	return false
}

// address is where a server listens.
func (l *linker) address(s event) string {
	text, _ := l.listensAt(s)
	return text
}

// listensAt is what a server is told, what its listener was told, or what the server was made with. usual is the default of an address
// that is a setting, where the program has one.
func (l *linker) listensAt(s event) (text, usual string) {
	st := &site{}
	v := l.arg(st, s.h, s.row, "addr")
	if v == 0 {
		l.eachObj(l.arg(st, s.h, s.row, "listener"), func(o int32) {
			if ob := &l.objs[o]; ob.hit != nil && ob.row != nil && v == 0 {
				v = l.arg(st, ob.hit, ob.row, "addr")
			}
		})
	}
	if v == 0 { // server.Default(WithHostPorts(":8888"))
		l.eachServed(s, func(o int32) {
			l.eachOption(l.objs[o].hit, "serve", func(h *hit, r *catalog.Row) {
				if v == 0 {
					v = l.arg(st, h, r, "addr")
				}
			})
		})
	}
	if v == 0 { // server.SetAddr(":8000")
		l.eachServed(s, func(o int32) {
			l.eachOptionOn(o, "serve", func(h *hit, r *catalog.Row) { v = l.sets.union(v, l.arg(st, h, r, "addr")) })
		})
	}
	addr, part := l.texts(v)
	if l.hasObj(v) && len(addr) == 0 { // a list of them
		addr, part = l.texts(l.listedAt(s.h.i, v))
	}
	sort.Strings(addr)
	text = s.row.Attr["default_addr"]
	switch {
	case v == 0 && text != "" && !slices.ContainsFunc(s.row.Args["addr"], func(a catalog.Arg) bool { return l.givenUnknown(s.h, a) }):
	case part == "{config}": // what else there is are defaults
		text = part
		if len(addr) == 1 && !strings.Contains(addr[0], "{") {
			usual = addr[0]
		}
	case len(addr) == 1 && part == "", len(addr) > 0 && strings.Contains(addr[0], "{"):
		text = addr[0]
	case len(addr) > 0:
		text = strings.Join(addr, " or ")
	default:
		text = "{config}"
	}
	return strings.ReplaceAll(text, "{}", "{config}"), usual
}

// listedAt is what the elements of a list are, or of the one that a pointer leads to.
func (l *linker) listedAt(i *inst, v set) set {
	at, out := builder{t: l.sets, s: v}, builder{t: l.sets}
	l.eachObj(v, func(o int32) { at.addSet(l.take(i, l.cell(o, l.fStar))) })
	for _, e := range l.elems(i, at.set()) {
		out.addSet(e)
	}
	return out.set()
}

// givenUnknown says that something is given at a place of a call of which nothing is known: a setting that a library without a model
// fills in.
func (l *linker) givenUnknown(h *hit, a catalog.Arg) bool {
	found := false
	switch {
	case a.Base == "arg" && !a.Spread && len(a.Fields) == 0:
		found = a.Index < len(h.args)
	case a.Base == "recv" && len(a.Fields) == 1:
		l.eachObj(h.recv, func(o int32) {
			for _, x := range l.copied(nil, o) {
				for _, f := range l.objs[x].keys {
					c, ok := l.cellAt(x, f)
					found = found || ok && l.cells[c].blank && lastName(l.strs.list[f]) == a.Fields[0]
				}
			}
		})
	}
	return found
}

// handlerOf is what a server serves.
func (l *linker) handlerOf(s event) set {
	if s.served != 0 {
		return s.served
	}
	return l.arg(&site{}, s.h, s.row, "handler")
}

// eachServed calls f for what a server serves, where a modelled call made that.
func (l *linker) eachServed(s event, f func(o int32)) {
	b := builder{t: l.sets, s: s.h.recv}
	b.addSet(l.handlerOf(s))
	l.eachObj(b.set(), func(o int32) {
		if l.objs[o].hit != nil && l.objs[o].row != nil {
			f(o)
		}
	})
}

// eachOptionOn calls f for the options of a kind that a server was given after it was made.
func (l *linker) eachOptionOn(o int32, role string, f func(h *hit, r *catalog.Row)) {
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role != "option" || r.Attr["for"] != role || h.recv == 0 {
				return
			}
			on := false
			l.eachObj(h.recv, func(p int32) { on = on || p == o })
			if on {
				f(h, r)
			}
		})
	}
}

// secured says whether a server speaks TLS: by what it is started with, by its listener, or by how the server was made.
func (l *linker) secured(s event) string {
	out := "unknown"
	l.eachObj(l.arg(&site{}, s.h, s.row, "listener"), func(o int32) {
		if r := l.objs[o].row; r != nil && r.Role == "listen" && r.Attr["tls"] == "yes" {
			out = "yes"
		}
	})
	if t := s.row.Attr["tls"]; t != "" && out != "yes" {
		return t
	}
	l.eachServed(s, func(o int32) {
		if ob := &l.objs[o]; ob.row.Role == "router" && out != "yes" {
			out = l.madeSecure(ob)
		}
	})
	return out
}

// madeSecure says whether a server was made with TLS. Options that could not be followed leave it open.
func (l *linker) madeSecure(ob *object) string {
	out := "unknown"
	l.eachOption(ob.hit, "serve", func(h *hit, r *catalog.Row) {
		if r.Attr["option"] != "tls" {
			return
		}
		out = "yes"
		l.eachObj(l.arg(&site{}, h, r, "value"), func(o int32) {
			if x := l.objs[o].row; x != nil && x.Attr["kind"] == "insecure" {
				out = "no"
			}
		})
	})
	if out == "unknown" && ob.row.Attr["tls"] == "no" && l.allModelled(ob.hit) {
		return "no"
	}
	return out
}

// allModelled says that every argument of a call is what a modelled call made.
func (l *linker) allModelled(h *hit) bool {
	for _, x := range h.args {
		es := l.elems(nil, x)
		if len(es) == 0 {
			es = []set{x}
		}
		for _, e := range es {
			known := !l.real(e)
			l.eachObj(e, func(o int32) { known = known || l.objs[o].row != nil })
			if !known {
				return false
			}
		}
	}
	return true
}
