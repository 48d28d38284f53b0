package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// network is what a server or listener listens on: tcp, udp or unix.
func (l *linker) network(h *hit, r *catalog.Row) string {
	v := l.arg(&site{}, h, r, "network")
	l.eachObj(l.arg(&site{}, h, r, "listener"), func(o int32) {
		if ob := &l.objs[o]; ob.hit != nil && ob.row != nil && v == 0 && l.arg(&site{}, h, r, "addr") == 0 {
			v = l.arg(&site{}, ob.hit, ob.row, "network")
		}
	})
	t, _ := l.texts(v)
	if len(t) == 1 {
		for _, n := range []string{"udp", "unix"} {
			if strings.HasPrefix(t[0], n) {
				return n
			}
		}
	}
	return "tcp"
}

// plain says whether what is spoken on a bare connection is encrypted by itself.
var plain = map[string]string{"tcp": "no", "udp": "no", "ssh": "yes"}

// bare adds the listener of connections that the program accepts by itself.
func (a *assembly) bare(e event, tech, address string) string {
	pr := a.p.Processes[len(a.p.Processes)-1]
	li := &dfd.Listener{Process: pr.ID, Network: e.row.Attr["kind"], Address: address, TLS: plain[tech], Exposure: exposure(address), Evidence: []dfd.Place{}}
	a.l.eachObj(a.l.arg(&site{}, e.h, e.row, "topic"), func(o int32) {
		ob := &a.l.objs[o]
		if ob.row == nil || ob.hit == nil || ob.hit.i == nil || ob.row.Role != "listen" {
			return
		}
		li.Evidence = append(li.Evidence, ob.hit.i.at(ob.hit.at))
		if n := a.l.network(ob.hit, ob.row); n != "tcp" {
			li.Network = n
		}
		if t := ob.row.Attr["tls"]; t != "" {
			li.TLS = t
		}
	})
	if len(li.Evidence) == 0 {
		return ""
	}
	li.ID = "listener:" + pr.Package + ":" + li.Evidence[0].File + ":" + itoa(li.Evidence[0].Line)
	if !slices.ContainsFunc(a.p.Listeners, func(x *dfd.Listener) bool { return x.ID == li.ID }) {
		a.p.Listeners = append(a.p.Listeners, li)
	}
	return li.ID
}
