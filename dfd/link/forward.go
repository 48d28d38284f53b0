package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// A reverse proxy of the standard library asks a function of the program, its Director or Rewrite, where a request goes. What that
// function sets of the request that it is given is where this proxy sends what it is sent.

// proxied calls such a function, with a request of the proxy's own, and keeps where it sends that.
func (l *linker) proxied(s *site, proxies, fs set) {
	l.eachObj(proxies, func(o int32) {
		l.each(fs, func(f atom) {
			params := l.paramsOf(f, false)
			if len(params) == 0 {
				return
			}
			l.eachObj(params[0], func(p int32) {
				req := l.sub(o, l.strs.get("forwarded"), l.objs[p].typ)
				if out := l.sentOn(req); out != req {
					l.put(l.cell(req, l.strs.get("net/http/httputil.ProxyRequest.Out")), l.sets.of(l.objAtom(out)))
					l.put(l.cell(req, l.strs.get("net/http/httputil.ProxyRequest.In")), l.paramSet(l.typeID("*net/http.Request"), false))
				}
				l.callWith(s, f, []set{l.sets.of(l.objAtom(req))})
				l.put(l.cell(o, l.strs.get("made:target")), l.forwardedTo(s.i, req))
			})
		})
	})
}

// forwardedTo is where a request that such a function was given is sent: what it names as target, or sets as the host.
func (l *linker) forwardedTo(i *inst, req int32) set {
	out := l.sentOn(req)
	b := builder{t: l.sets, s: l.take(i, l.cell(req, l.strs.get("target")))}
	if host := l.take(i, l.cell(out, l.strs.get("net/url.URL.Host"))); host != 0 {
		b.addSet(l.concat([]set{l.sets.of(l.text("https://")), host}, ""))
	}
	if b.set() == 0 {
		return l.urlText(i, l.fieldNamed(i, l.sets.of(l.objAtom(out)), "URL"))
	}
	return b.set()
}

// sentOn is the request that is sent on: the one that a Director is given, the one in what a Rewrite is given.
func (l *linker) sentOn(req int32) int32 {
	if t := l.objs[req].typ; t >= 0 && l.typeTab[t].name == "net/http/httputil.ProxyRequest" {
		return l.sub(req, l.strs.get("net/http/httputil.ProxyRequest.Out"), l.typeID("*net/http.Request"))
	}
	return req
}

// settled switches something, and where that is the target of a proxy notes it.
func (l *linker) settled(s *site, h *hit, r *catalog.Row) []set {
	if r.Attr["kind"] == "forward" {
		l.aimed(s, h, r)
	}
	return l.library(s, h, r)
}

// aimed notes where a Rewrite sends a request: pr.SetURL(target).
func (l *linker) aimed(s *site, h *hit, r *catalog.Row) {
	v := l.urlText(s.i, l.arg(s, h, r, "value"))
	l.eachObj(h.recv, func(o int32) { l.put(l.cell(o, l.strs.get("target")), v) })
}

// forwardsFrom has the functions of a proxy that is served called from where it is.
func (l *linker) forwardsFrom(s *site) {
	l.eachObj(s.recv, func(o int32) {
		for _, f := range []string{"Director", "Rewrite"} {
			l.proxied(s, l.sets.of(l.objAtom(o)), l.take(s.i, l.cell(o, l.strs.get("net/http/httputil.ReverseProxy."+f))))
		}
	})
}

// forwarder is the call that a proxy of the program's, or a struct that embeds one, makes when it is served; nil for any other value.
func (l *linker) forwarder(o int32) (*catalog.Row, *hit) {
	ob := &l.objs[o]
	m, ok := l.method(ob.typ, "ServeHTTP")
	if !ok || ob.inst == nil {
		return nil, nil
	}
	sym := l.syms.get(m.Sym)
	rows := l.lookup(sym)
	n := slices.IndexFunc(rows, func(r *catalog.Row) bool { return r.Attr["kind"] == "forward" })
	if n < 0 {
		return nil, nil
	}
	return rows[n], &hit{i: ob.inst, at: ob.at, sym: sym, rows: rows, recv: l.embedded(l.sets.of(l.objAtom(o)), m), made: -1}
}

// forwarding are the functions that such proxies ask, as they call them.
func (l *linker) forwarding(proxies set) []*inst {
	var out []*inst
	l.eachObj(proxies, func(o int32) {
		req, ok := l.objIDs[objKey{oSub, o, l.strs.get("forwarded"), 0}]
		if !ok {
			return
		}
		for _, i := range l.insts {
			if slices.ContainsFunc(i.args, func(v set) bool { return slices.Contains(l.sets.list[v], l.objAtom(req)) }) {
				out = append(out, i)
			}
		}
	})
	return out
}
