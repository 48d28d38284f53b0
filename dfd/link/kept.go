package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// contextFacts: what is kept on the request's context was put there; what held at every place that puts it holds. A place that
// puts nil, or false, did not put what was found.
func (l *linker) contextFacts(s *site, h *hit, r *catalog.Row, w want) facts {
	if r.Attr["after"] != "" { // put there by a middleware of the library: see assembly.met
		return l.guard(guard{kind: "auth", scheme: r.Attr["scheme"], i: s.i, at: s.at, h: h, row: r})
	}
	f := everything
	for _, k := range l.keyNames(l.arg(s, h, r, "key")) {
		for _, p := range l.puts[k] {
			l.tentative = true
			switch {
			case l.onlyZero(p.v, w):
			case w == wantTrue:
				f = l.either(f, p.held.plus(p.true))
			default:
				f = l.either(f, p.held)
			}
		}
	}
	if f.top {
		return none
	}
	return f
}

// putAs is what is known of what was put on a context where it is true: user.IsAdmin.
func (l *linker) putAs(p *putAt) facts {
	if r, ok := l.putRef(p); ok && p.i.fn.code[p.at].Op == summary.OpCall {
		return l.must(p.i, false).value(r, wantTrue, 4)
	}
	return none
}

// onlyZero says that a value is never what is wanted of it.
func (l *linker) onlyZero(s set, w want) bool {
	list := l.sets.list[s]
	for _, a := range list {
		k := l.inner(a)
		if k.kind == aNil && l.atoms.list[a].kind == aTyped && w == wantNonNil { // a pointer of which nothing is known, in an interface
			return false
		}
		if k.kind != aNil && !(k.kind == aConst && (w == wantTrue && k.s == "false" || w == wantNonNil && k.s == "" && summary.Kind(k.x) == summary.KindString)) {
			return false
		}
	}
	return len(list) > 0
}

// heldAt is what holds when an instruction is reached, also by what its function was called after: request.Set(r, "user", u) is
// as good as the places that call it. up has what is known of callers: many ways lead through the same ones.
func (l *linker) heldAt(i *inst, at int32, depth int, up map[upKey]factID) factID {
	f := l.must(i, false).before(at)
	id := l.factSet.of(f)
	if f.top || i.root || depth > maxUp || l.hasKind(f, "auth") {
		return id
	}
	k := upKey{i, depth}
	above, ok := up[k]
	if !ok {
		above = allFacts
		for _, c := range l.calledFrom(i) {
			above = l.eitherIDs(above, l.heldAt(c.i, c.at, depth+1, up))
		}
		up[k] = above
	}
	return l.factSet.plus(id, above) // everything where nobody calls it
}

// upKey is an instance whose callers are looked at, and how far it is from where that began.
type upKey struct {
	i     *inst
	depth int
}

const maxUp = 4 // callers of callers that are looked at

// isSession says that a value is what is kept in a session.
func (l *linker) isSession(s set) bool {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "identity" && l.origins.list[k.x].name == "session" {
			return true
		}
	}
	return false
}

// signsIn says that what is kept in a session under a key may be who signed in: a name that says it is something else is not.
func (l *linker) signsIn(key set) bool {
	t, part := l.texts(key)
	if part != "" || len(t) == 0 {
		return true
	}
	for _, x := range t {
		x = strings.ToLower(x)
		for _, w := range []string{"csrf", "xsrf", "state", "nonce", "verifier", "flash", "redirect", "return", "next", "lang", "locale", "theme", "cart", "captcha", "error", "message"} {
			if strings.Contains(x, w) {
				return false
			}
		}
	}
	return true
}
