package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A middleware of the program often wraps the next handler in one of a library, or in several, and goes on through that:
// return keyAuth(next)(c). What the library's checks holds past it.

// around is what is checked by libraries' middleware between a call that continues and the next handler.
func (l *linker) around(i *inst, at int32) facts {
	in := &i.fn.code[at]
	if in.Op != summary.OpCall || len(in.Args) == 0 {
		return none
	}
	f := l.wrapping(l.get(i, in.Args[0]), map[int32]bool{})
	if f.top {
		return none
	}
	return f
}

// wrapping is what holds past the wrappers in a value, whichever of them it is; everything where it holds no next handler.
func (l *linker) wrapping(s set, seen map[int32]bool) facts {
	f := everything
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aNext {
			return none
		}
		if k.kind != aObj || l.objs[k.x].kind != oWrap || seen[k.x] || l.objs[k.x].row == nil {
			continue
		}
		seen[k.x] = true
		c, ok := l.cellAt(k.x, l.strs.get("handler"))
		if !ok {
			continue
		}
		if inner := l.wrapping(l.cells[c].s, seen); !inner.top {
			f = l.meet(f, inner.plus(l.wrappedBy(&l.objs[k.x])))
		}
	}
	return f
}

// ranMiddleware is what a library's middleware checks that is not put around a handler here but run, where whoever it refuses gets no
// further: jwt(c), of gin.
func (l *linker) ranMiddleware(i *inst, at int32) facts {
	in := &i.fn.code[at]
	if in.Op != summary.OpCall || in.N&summary.CallMode != summary.CallDynamic || len(in.Args) != 2 || len(i.targets(at)) > 0 {
		return none
	}
	if t := l.refType(i, in.Args[1]); t < 0 || base(l.typeTab[t].name) != "github.com/gin-gonic/gin.Context" {
		return none
	}
	f := everything
	for _, a := range l.sets.list[l.get(i, in.Args[0])] {
		k := l.inner(a)
		if k.kind != aObj || l.objs[k.x].kind != oMiddle {
			return none
		}
		f = l.either(f, l.wrappedBy(&l.objs[k.x]))
	}
	if f.top {
		return none
	}
	return f
}

// wrappedBy is what a library's wrapper checks; where that is not known, it may check who somebody is.
func (l *linker) wrappedBy(ob *object) facts {
	f, does := l.libraryLink(ob.row, ob.hit)
	switch {
	case ob.row.Attr["control"] == "optional-auth":
		return none
	case does == "unknown":
		g := guard{kind: "switched", scheme: "other", value: "auth", at: -1, h: ob.hit, row: ob.row}
		if ob.hit != nil && ob.hit.i != nil {
			g.i, g.at = ob.hit.i, ob.hit.at
		}
		return l.guard(g)
	}
	return f
}

// libraryLink gives the guards that a library's middleware stands for, on the route that is followed.
func (l *linker) libraryLink(r *catalog.Row, h *hit) (facts, string) {
	if r.Attr["conditional"] != "" {
		return l.libraryPerhaps(r, h)
	}
	if r.Attr["control"] == "ratelimit" && h != nil {
		switch some, nothing := l.limitersOf(h, r); {
		case nothing && some:
			return l.libraryPerhaps(r, h)
		case nothing:
			return none, "pass"
		}
	}
	if h == nil || !l.skips(h, r) {
		return l.libraryAlways(r, h)
	}
	let, kept := l.skipped(h, r)
	switch {
	case let.top:
		return l.libraryAlways(r, h)
	case kept.top:
		return none, "pass"
	case l.hasKind(let, "auth"): // it lets those through whom it has asked itself
		if g, does := l.libraryAlways(r, h); l.hasKind(g, "auth") {
			return l.either(g, let), does
		}
	}
	return l.libraryPerhaps(r, h)
}

// limitersOf says whether some of the limiters that a library's middleware may ask limit something, and whether one limits nothing.
func (l *linker) limitersOf(h *hit, r *catalog.Row) (some, nothing bool) {
	for _, p := range r.Args["limit"] {
		l.eachObj(l.argAt(nil, h, p), func(o int32) {
			ob := &l.objs[o]
			unlimited := ob.row != nil && ob.row.Role == "limiter" && ob.row.Attr["kind"] == "none"
			some, nothing = some || !unlimited, nothing || unlimited
		})
	}
	return some, nothing
}

// libraryGuard is what a library's middleware checks, by its model.
func libraryGuard(r *catalog.Row, h *hit) guard {
	g := guard{kind: r.Attr["control"], scheme: r.Attr["scheme"], h: h, row: r, library: true}
	if h != nil && h.i != nil {
		g.i, g.at = h.i, h.at
	}
	return g
}

// libraryPerhaps is what a middleware stands for that does its work for some requests only: for which, a function of the program's
// says, which was not understood.
func (l *linker) libraryPerhaps(r *catalog.Row, h *hit) (facts, string) {
	g := libraryGuard(r, h)
	switch g.kind {
	case "", "auth", "optional-auth", "role", "session":
		return none, "unknown"
	}
	return l.switchedLimit(g), "pass" // sometimes it does something, but never decides who the caller is
}

// libraryAlways is what a middleware stands for that lets no request by.
func (l *linker) libraryAlways(r *catalog.Row, h *hit) (facts, string) {
	g := libraryGuard(r, h)
	switch g.kind {
	case "bodylimit":
		if h == nil || l.byDefault(h, r, "limit") {
			g.value = r.Attr["default_limit"]
		}
	case "auth", "optional-auth":
		if g.scheme == "" {
			g.scheme = "other"
		}
		g.kind = "auth"
		if f, ok := l.validated(r, h); !ok {
			return none, "unknown"
		} else if !f.top {
			return f, "gate"
		}
	case "":
		if r == foreignRow && (h == nil || l.mayAuthenticate(h.sym) || l.givenMore(h)) {
			return none, "unknown"
		}
		switch r.Role {
		case "wrap", "handler", "request-derive":
			return none, "pass"
		case "verify":
			g.kind = "auth"
		default:
			return none, "unknown"
		}
	case "pass", "recover", "log", "compress", "session", "realip", "cache", "rewrite", "trace", "method-override", "static", "host", "https":
		return none, "pass"
	}
	return l.guard(g), "gate"
}

// answersItself says that a middleware of the program never goes on: it is made with the next handler and does not look at it,
// func(next echo.HandlerFunc) echo.HandlerFunc { return func(c echo.Context) error { return err } }.
func (l *linker) answersItself(c *chainLink) bool {
	made := false
	for _, i := range c.insts {
		if l.implicitNext(i) || l.usesNext(i) {
			return false
		}
		for _, s := range i.args {
			made = made || l.holdsNext(s)
		}
	}
	return made && c.row == nil
}

// usesNext says that an instance does anything with the next handler.
func (l *linker) usesNext(i *inst) bool {
	for at := range i.fn.code {
		for _, r := range i.fn.code[at].Args {
			if l.holdsNext(l.get(i, r)) {
				return true
			}
		}
		if in := &i.fn.code[at]; in.Dst >= 0 && l.holdsNext(i.regs[in.Dst]) {
			return true
		}
	}
	return false
}
