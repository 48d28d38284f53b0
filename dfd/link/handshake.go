package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// asksRow stands for a server that asks functions of the program who connects.
var asksRow = &catalog.Row{Role: "middleware", Attr: map[string]string{"control": "auth"}}

// askedBy is the chain of a server that asks functions of the program who connects: any of them may let him in.
func (w *routeWalk) askedBy(h *hit, r *catalog.Row) []chainLink {
	at := h.i.at(h.at)
	c := chainLink{at: at}
	for _, f := range w.l.askedFuncs(h, r) {
		link := chainLink{at: at}
		w.l.each(f, func(a atom) { link.asks = append(link.asks, w.l.handle(a)...) })
		if len(link.asks) > 0 {
			link.row = asksRow
		}
		c.alts = append(c.alts, []chainLink{link})
	}
	if w.l.letsAnybody(h, r) {
		c.alts = append(c.alts, []chainLink{{at: at}})
	}
	switch len(c.alts) {
	case 0:
		if w.l.vague(h, r) {
			return []chainLink{c}
		}
		return nil
	case 1:
		return c.alts[0]
	}
	return []chainLink{c}
}

// letsAnybody says that a server is set to let in who proves nothing, at least on some ways, and asks no function about that.
func (l *linker) letsAnybody(h *hit, r *catalog.Row) bool {
	if len(r.Args["anybody"]) == 0 || len(l.askedFuncs(h, r)) == 0 { // who asks nobody lets everybody in, whatever is set
		return false
	}
	set, asked := r.Args["anybody"][0], r.Args["anybody"][1:]
	for _, p := range asked {
		if l.real(l.argAt(nil, h, p)) {
			return false
		}
	}
	v := l.argAt(nil, h, set)
	t, part := l.texts(v)
	return v != 0 && (part != "" || slices.Contains(t, "true"))
}

// vague says that it is not known which configuration a server has, and so not whether it asks.
func (l *linker) vague(h *hit, r *catalog.Row) bool {
	for _, p := range r.Args["auth"] {
		if len(p.Fields) == 0 || p.Base == "recv" {
			continue
		}
		p.Fields = nil
		found, doubt := false, false
		l.eachObj(l.argAt(nil, h, p), func(o int32) {
			found, doubt = true, doubt || l.open(o) || l.objs[o].crowd != nil
		})
		if !found || doubt {
			return true
		}
	}
	return false
}

// askedFuncs lists the functions that a server was given to ask: by the fields and options that its model names.
func (l *linker) askedFuncs(h *hit, r *catalog.Row) []set {
	var out []set
	for _, p := range r.Args["auth"] {
		if v := l.argAt(nil, h, p); l.real(v) {
			out = append(out, v)
		}
	}
	l.eachOption(h, "serve", func(o *hit, r *catalog.Row) {
		if v := l.arg(&site{}, o, r, "value"); r.Attr["option"] == "auth" && v != 0 {
			out = append(out, v)
		}
	})
	return out
}

// attachServer evaluates what such a server calls.
func (l *linker) attachServer(h *hit, r *catalog.Row) {
	for _, f := range l.askedFuncs(h, r) {
		l.handleAll(f)
	}
	if protocols[r.Attr["kind"]] && r.Attr["methods"] != "" {
		for _, m := range l.sessionMethods(h, r) {
			l.callMethod(m.sym, m.recv, false)
		}
	}
}

// handshake finds what a program makes of the connections that it accepts by itself: SSH, with the functions that its
// configuration names.
func (l *linker) handshake(accept *hit) (found *hit, row *catalog.Row) {
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role != "consume" || len(r.Args["auth"]) == 0 {
				return
			}
			l.eachObj(l.arg(&site{}, h, r, "topic"), func(o int32) {
				if l.objs[o].hit == accept {
					found, row = h, r
				}
			})
		})
	}
	return found, row
}
