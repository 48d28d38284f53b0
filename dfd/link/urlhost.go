package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// What is compared of an address: its host says whose it is, its scheme and its path say nothing of that.

// behindHost are the fields of url.URL that say nothing about the host of an address that was parsed.
var behindHost = map[string]bool{"Path": true, "RawPath": true, "RawQuery": true, "Fragment": true, "RawFragment": true}

// besideHost says that an operand is the scheme of a URL, or what is behind the host of one that was parsed: that it is known says
// nothing about the rest. The path of a request is not behind a host that somebody chose.
func (l *linker) besideHost(i *inst, r summary.Ref) bool {
	for n := 0; n < 4; n++ {
		r = i.fn.plain(r)
		d := i.fn.defOf(r)
		if d < 0 {
			return false
		}
		switch in := &i.fn.code[d]; {
		case in.Op == summary.OpLoadField:
			sym := i.fn.p.p.Syms[in.Sym]
			return sym == "net/url.URL.Scheme" || strings.HasPrefix(sym, "net/url.URL.") && behindHost[lastName(sym)] && l.isParsedURL(l.get(i, in.Args[0]))
		case in.Op == summary.OpCall && len(in.Args) == 1: // strings.ToLower
			r = in.Args[0]
		default:
			return false
		}
	}
	return false
}

// isParsedURL says that a value holds a URL that url.Parse made.
func (l *linker) isParsedURL(s set) bool {
	found := false
	l.eachObj(s, func(o int32) { found = found || l.fromURL(o) })
	return found
}

// fromURL says that an object is a URL that was parsed, or a part of one.
func (l *linker) fromURL(o int32) bool {
	for n := 0; n < 4 && o >= 0; n++ {
		if ob := &l.objs[o]; ob.row != nil && ob.row.Attr["kind"] == "url" {
			return true
		}
		o = l.objs[o].parent
	}
	return false
}

// withoutURLs leaves out the URL that a part of it was read from: what is compared is the part's text.
func (l *linker) withoutURLs(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.inner(a); k.kind != aObj || !l.fromURL(k.x) {
			b.add(a)
		}
	}
	return b.set()
}

// ownHost says that a text is the host that the request was sent to.
func (l *linker) ownHost(s set) bool {
	list := l.sets.list[s]
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind != aOrigin || l.origins.list[k.x].kind != "input" || l.origins.list[k.x].name != "header:Host" {
			return false
		}
	}
	return len(list) > 0
}

// isHost says that an operand is the host of a URL that was parsed.
func (l *linker) isHost(i *inst, r summary.Ref) bool {
	d := i.fn.fieldRead(i.fn.plain(r))
	return d >= 0 && i.fn.p.p.Syms[i.fn.code[d].Sym] == "net/url.URL.Host" && l.isParsedURL(l.get(i, i.fn.code[d].Args[0]))
}

// onSite is what is known of an address that has no host or a known one: the same of either, so that it holds where the ways meet.
func (l *linker) onSite(of set) facts {
	text := l.unmarked(of)
	if text == 0 {
		return none
	}
	return l.guard(guard{kind: "confine", value: "on site", at: int32(text), subject: text})
}
