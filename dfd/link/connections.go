package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// kindsOfConnection are the kinds of consumers that clients connect to, without a broker between.
var kindsOfConnection = map[string]bool{"tcp": true, "udp": true, "ssh": true, "sftp": true, "dns": true, "coap": true, "ldap": true}

// connections gives the entry points of a listener that the program accepts connections of by itself: the loop that accepts,
// with what it starts for each of them.
func (a *assembly) connections(e event) []*entry {
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
	x.path = a.address(e.h, e.row)
	if k := e.row.Attr["kind"]; k != "tcp" {
		x.path = strings.TrimSpace(k + " " + x.path)
	}
	return []*entry{x}
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
			t, part := l.texts(l.arg(&site{}, ob.hit, ob.row, "addr"))
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

// standalone keeps apart what runs by itself from what starts it: a command does not do what the handlers that it registers do,
// nor what the loops of consumers, timers and listeners do that it starts.
func standalone(list []*entry) {
	loops, handlers := map[*inst]bool{}, map[*inst]bool{}
	for _, e := range list {
		if e.kind == "cli" {
			continue
		}
		for _, i := range append(append([]*inst(nil), e.insts...), e.inner...) {
			handlers[i] = true
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
