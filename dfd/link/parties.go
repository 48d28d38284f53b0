package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// party is somebody else whom a use talks to.
type party struct{ id, name, tech, sub string }

// drawParties adds a use's flows to third parties: one for each host, where the address is one of several constants.
func (a *assembly) drawParties(ep *dfd.EntryPoint, el *dfd.Element, u *usedBy) {
	if a.l.carriesOn(u) {
		u.u.HandedOn = u.u.Flow == ""
		return
	}
	u.u.Element, u.u.Flow, u.u.HandedOn = "", "", false
	for _, x := range a.parties(u) {
		f := a.flow(el.ID, x.ID, externalOp(u.u), a.label(u), ep, u.u.Place, a.carried(u))
		a.by(f, ep, u, a.target(u))
		if u.u.Element == "" {
			u.u.Element, u.u.Flow = x.ID, f.ID
		}
	}
}

// carriesOn says that a use hands on a request that somebody else sends: what a transport of the program's own does in its RoundTrip, which the
// library calls for each request of a client. Who that client talks to is drawn where it is asked.
func (l *linker) carriesOn(u *usedBy) bool {
	if u.row.Tech != "http" || lastName(u.u.Symbol) != "RoundTrip" || u.v == nil || u.v.from == nil || lastName(l.syms.list[u.v.i.fn.sym]) != "RoundTrip" {
		return false
	}
	return slices.ContainsFunc(u.v.from.i.modelled(u.v.at), func(h *hit) bool {
		return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Role == "call" && r.Tech == "http" })
	})
}

// parties gives the elements of the third parties that a use talks to, one at least.
func (a *assembly) parties(u *usedBy) []*dfd.Element {
	var out []*dfd.Element
	for _, p := range a.partiesOf(u) {
		if e := a.partyElement(p, u); !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

func (a *assembly) partiesOf(u *usedBy) []party {
	p := party{sub: externalRoles[u.u.Role], tech: u.u.Tech}
	if u.row.Subkind != "" {
		p.sub = u.row.Subkind
	}
	if p.tech == "" {
		p.tech = p.sub
	}
	if u.row.Tech != "" && u.row.Tech != "http" {
		p.name, p.id = a.techName(u.row.Tech), u.row.Tech
	}
	if path, is := a.l.overSocket(u); is {
		p.id, p.name = "socket:"+cmp.Or(path, packageOf(u.u.Place.Func)), cmp.Or(path, "socket of this host")
		return []party{p}
	}
	v := u.u.Args["url"]
	if v == nil {
		v = a.clientAddress(u)
	}
	if v != nil && (u.row.Tech == "" || u.row.Tech == "http") {
		if hosts := hostsOfValue(v); len(hosts) > 0 {
			var out []party
			for _, h := range hosts {
				out = append(out, a.atHost(p, h))
			}
			return out
		}
		p = a.atAddress(p, v, u.u.Place)
	}
	if s := a.calledService(u); s != "" {
		p.id, p.name = p.tech+":"+s, s+" ("+strings.TrimSuffix(p.name, " service")+")"
	}
	if u.u.Role == "dial" {
		p.id, p.name = a.dialledTo(u)
	}
	if v := u.u.Args["command"]; u.u.Role == "exec" && v != nil && len(v.Text) > 0 {
		p.id, p.name = "exec:"+v.Text[0], "command "+v.Text[0]
	}
	return []party{p}
}

func (a *assembly) techName(tech string) string {
	if a.l.techs == nil {
		return ""
	}
	t, _ := a.l.techs.Tech(tech)
	return t.Name
}

// overSocket says that a client's connections are made by a function that opens a socket of the machine, whatever the host of the address is
// called, and which, where that is constant: http://unix/load.
func (l *linker) overSocket(u *usedBy) (path string, is bool) {
	if len(u.row.Args["dial"]) == 0 {
		return "", false
	}
	all := true
	for _, a := range l.sets.list[u.h.recv] { // each client that it may be
		if k := l.inner(a); k.kind != aObj || l.objs[k.x].kind != oVar { // what a library made may have any transport
			return "", false
		}
		h := *u.h
		h.recv = l.sets.of(a)
		opens := false
		l.each(l.arg(&site{}, &h, u.row, "dial"), func(a atom) {
			if k := l.inner(a); k.kind == aFunc || k.kind == aClosure {
				var to string
				if to, opens = l.funcs[k.x].opensSocket(); opens {
					path, is = cmp.Or(path, to), true
				}
			}
		})
		all = all && opens
	}
	return path, is && all
}

// opensSocket says that a function calls something with the name of such a network, and with which constant path.
func (g *fn) opensSocket() (path string, is bool) {
	if g == nil {
		return "", false
	}
	for n := range g.code {
		in := &g.code[n]
		for at, x := range in.Args {
			if in.Op != summary.OpCall || x.Kind() != summary.RefConst || g.p.p.Consts[x.Index()].Text != "unix" {
				continue
			}
			if at+1 < len(in.Args) && in.Args[at+1].Kind() == summary.RefConst {
				path = g.p.p.Consts[in.Args[at+1].Index()].Text
			}
			return path, true
		}
	}
	return "", false
}

// hostsOfValue lists the constant hosts of an address, each once.
func hostsOfValue(v *dfd.Value) []string {
	found := map[string]bool{}
	for _, h := range v.Hosts {
		found[h] = true
	}
	for _, t := range v.Text {
		if h := host(t); h != "" {
			found[h] = true
		}
	}
	return keysOf(found)
}

// atHost is who is at a host: a service that is known by it, else the host.
func (a *assembly) atHost(p party, host string) party {
	p.name, p.id = host, host
	if a.l.techs != nil {
		if t, ok := a.l.techs.TechByHost(host); ok {
			p = party{id: t.Tech, name: t.Name, tech: t.Tech, sub: t.Subkind}
		}
	}
	return p
}

// partyElement draws somebody.
func (a *assembly) partyElement(p party, u *usedBy) *dfd.Element {
	if p.id == "" {
		p.id = p.sub + ":" + packageOf(u.u.Place.Func)
	}
	switch {
	case p.name != "":
	case p.sub == "http-api":
		p.name = "HTTP service (address not found)"
	default:
		p.name = p.sub + " (" + u.row.Library + ")"
	}
	bound := a.boundary("third-party", "third parties", "", "assumed", "run by somebody else")
	if strings.HasPrefix(p.id, "socket:") {
		bound = a.boundary("host", "this host", "", "seen", "a socket of the machine that the process runs on")
	}
	if p.sub == "exec" {
		bound = a.boundary("os", "operating system", "", "seen", "programs started by the process")
	}
	return a.element(dfd.Element{ID: "external:" + p.id, Kind: "external", Subkind: p.sub, Tech: p.tech, Name: p.name, Boundary: bound, Level: 0}, u.u.Place)
}
