package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A url.URL is kept as an object with what it was parsed from and the parts that the program sets. The text that it gives has these
// parts in their order, so that what is in the path or the query is known to come behind the host.

// urlParts are the fields of url.URL that come behind the host.
var urlParts = []string{"Path", "RawPath", "Opaque", "RawQuery", "Fragment"}

// parsedURL is the result of url.Parse: the text, and an object for the parts that are set later.
func (l *linker) parsedURL(s *site, h *hit, r *catalog.Row) []set {
	v := l.arg(s, h, r, "value")
	if t := l.resultType(s, 0); t < 0 || !l.opaque(t) {
		return []set{v}
	}
	return []set{l.sets.union(v, l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))}
}

// urlText is the text of URLs.
func (l *linker) urlText(i *inst, v set) set {
	b := builder{t: l.sets}
	whole := builder{t: l.sets}
	found := false
	l.eachObj(v, func(o int32) {
		from, text := l.urlOf(i, o)
		whole.addSet(from)
		b.addSet(text)
		found = found || text != 0
	})
	if !found {
		return v
	}
	known := map[atom]bool{}
	for _, a := range l.sets.list[whole.set()] {
		known[a] = true
	}
	for _, a := range l.sets.list[v] {
		if l.atoms.list[a].kind != aObj && !known[a] {
			b.add(a)
		}
	}
	return l.widen(b.set())
}

// urlOf is the text of one URL, and what it was parsed from.
func (l *linker) urlOf(i *inst, o int32) (from, text set) {
	part := map[string]set{}
	for _, x := range l.copied(i, o) {
		if ob := &l.objs[x]; ob.hit != nil && ob.row != nil && ob.row.Attr["kind"] == "url" {
			from = l.sets.union(from, l.arg(&site{}, ob.hit, ob.row, "value"))
		}
		for _, f := range append([]string{"Scheme", "Host"}, urlParts...) {
			if c, ok := l.cellAt(x, l.strs.get("net/url.URL."+f)); ok {
				part[f] = l.sets.union(part[f], l.take(i, c))
			}
		}
	}
	behind := builder{t: l.sets}
	for _, f := range urlParts {
		behind.addSet(part[f])
	}
	b := builder{t: l.sets}
	if from != 0 {
		b.addSet(l.extended(from, behind.set()))
	}
	if host := part["Host"]; host != 0 {
		scheme := part["Scheme"]
		if scheme == 0 {
			scheme = l.sets.of(l.text("https"))
		}
		b.addSet(l.extended(l.concat([]set{scheme, l.sets.of(l.text("://")), host}, ""), behind.set()))
	}
	return from, b.set()
}

// extended is the text of an address with a path or a query behind it.
func (l *linker) extended(front, behind set) set {
	if behind == 0 {
		return front
	}
	return l.concat([]set{front, l.sets.of(l.text("/")), behind}, "")
}

// joinedURL is an address with more of a path.
func (l *linker) joinedURL(s *site, h *hit, r *catalog.Row) []set {
	b := builder{t: l.sets}
	for _, x := range l.argList(s.i, h, r, "values") {
		b.addSet(x)
	}
	return []set{l.extended(l.urlText(s.i, l.arg(s, h, r, "value")), b.set())}
}

// encoded is the text of url.Values: all that they hold.
func (l *linker) encoded(s *site, h *hit, _ *catalog.Row) []set {
	b := builder{t: l.sets}
	b.addSet(l.rest(h.recv))
	b.addSet(l.contents(s.i, h.recv))
	l.eachObj(h.recv, func(o int32) {
		for n, k := range l.objs[o].keys {
			if n > 40 {
				break
			}
			b.addSet(l.contents(s.i, l.take(s.i, l.cell(o, k))))
		}
	})
	return []set{l.mark(l.widen(b.set()), "escape-query")}
}

// urlSet keeps with a request what the program sets in its URL: req.URL.Host = h.
func (l *linker) urlSet(i *inst, in *summary.Instr, field int32, v set) {
	if !strings.HasPrefix(l.strs.list[field], "net/url.URL.") {
		return
	}
	if at := i.fn.fieldRead(in.Args[0]); at >= 0 && i.fn.p.p.Syms[i.fn.code[at].Sym] == "net/http.Request.URL" {
		l.eachObj(l.get(i, i.fn.code[at].Args[0]), func(o int32) { l.put(l.cell(o, field), v) })
	}
}

// requestURL is the address of a request: what it was made with, and what was set of it since.
func (l *linker) requestURL(i *inst, of, v set) set {
	out := l.urlText(i, v)
	l.eachObj(of, func(o int32) {
		if c, ok := l.cellAt(o, l.strs.get("net/url.URL.Host")); ok {
			out = l.sets.union(out, l.concat([]set{l.sets.of(l.text("https://")), l.take(i, c)}, ""))
		}
		behind := builder{t: l.sets}
		for _, f := range urlParts {
			if c, ok := l.cellAt(o, l.strs.get("net/url.URL."+f)); ok {
				behind.addSet(l.take(i, c))
			}
		}
		out = l.extended(out, behind.set())
	})
	return out
}
