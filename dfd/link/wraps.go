package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A library without a model may put something around a handler: gzip(h), otel.NewHandler(h, "x"). Its type says that the result
// is a handler, and that a handler went in; so what went in still runs.

// foreignRow stands for the model that such a library does not have.
var foreignRow = &catalog.Row{Role: "wrap", Library: "unmodelled"}

// foreignWrap gives the wrapped handler that a call of a function without a model makes.
func (l *linker) foreignWrap(s *site, sym int32) (set, bool) {
	t := l.resultType(s, 0)
	if s.i == nil || !l.servesHTTP(t) {
		return 0, false
	}
	for _, x := range s.args {
		if !l.handles(x) {
			continue
		}
		h := &hit{sym: sym, made: -1}
		l.addHit(s, h)
		o := l.lib(s, h, oWrap, 0, foreignRow)
		l.each(x, func(a atom) {
			if l.atoms.list[a].kind != aNext {
				l.handle(a)
			}
		})
		l.put(l.cell(o, l.strs.get("handler")), x)
		return l.sets.of(l.objAtom(o)), true
	}
	return 0, false
}

// heldHandler gives the handler in a struct of a library that is a handler itself: &ochttp.Handler{Handler: mux}.
func (l *linker) heldHandler(o int32) (set, bool) {
	ob := &l.objs[o]
	if ob.kind != oVar || ob.typ < 0 || l.typeTab[ob.typ].own || !strings.Contains(l.typeTab[ob.typ].name, ".") || ob.row != nil {
		return 0, false
	}
	b := builder{t: l.sets}
	for _, f := range ob.keys {
		if v := l.content(o, f); !l.elemKey(f) && l.handles(v) {
			b.addSet(v)
		}
	}
	return b.set(), b.set() != 0
}

// embeddedHandler gives what answers for a struct of the program's that has no ServeHTTP but that of an http.Handler in it: struct{ http.Handler }.
func (l *linker) embeddedHandler(o int32) (set, bool) {
	ob := &l.objs[o]
	if ob.kind != oVar || ob.typ < 0 || !l.typeTab[ob.typ].own {
		return 0, false
	}
	m, ok := l.method(ob.typ, "ServeHTTP")
	if !ok || len(m.Embed) == 0 || m.Sym != "net/http.Handler.ServeHTTP" {
		return 0, false
	}
	s := l.embedded(l.sets.of(l.objAtom(o)), m)
	return s, s != 0
}

// servesHTTP says that a type is that of handlers of net/http.
func (l *linker) servesHTTP(t int32) bool {
	if t < 0 {
		return false
	}
	switch l.typeTab[t].name {
	case "net/http.Handler", "net/http.HandlerFunc", "func(net/http.ResponseWriter, *net/http.Request)":
		return true
	}
	return false
}

// handles says that a value is a handler: a function that answers requests, a router, what is already wrapped.
func (l *linker) handles(s set) bool {
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		switch k.kind {
		case aNext:
			return true
		case aFunc, aClosure:
			if g := l.funcs[k.x]; g != nil && l.answers(g) {
				return true
			}
			if of, ok := l.servedBy(k); ok && l.handles(of) { // the method of a library's handler
				return true
			}
		case aObj:
			ob := &l.objs[k.x]
			if ob.kind == oRouter || ob.kind == oWrap || ob.kind == oHandler {
				return true
			}
			if m, ok := l.method(ob.typ, "ServeHTTP"); ok && l.funcs[l.syms.get(m.Sym)] != nil {
				return true
			}
		}
	}
	return false
}

func (w *world) answers(g *fn) bool {
	for _, p := range g.f.Params {
		if t := w.typ(g.p, p.Type); t >= 0 && w.typeTab[t].name == "net/http.ResponseWriter" {
			return true
		}
	}
	return false
}

// givenMore says that a library without a model is given a function that goes around handlers, or answers itself, beside the handler that
// it wraps: that may decide who gets there.
func (l *linker) givenMore(h *hit) bool {
	n := slices.IndexFunc(h.args, l.handles)
	return n >= 0 && slices.ContainsFunc(h.args[n+1:], l.holdsMiddleware)
}

func (l *linker) holdsMiddleware(s set) bool {
	around := func(s set) bool {
		for _, a := range l.sets.list[s] {
			if k := l.inner(a); k.kind == aFunc || k.kind == aClosure {
				if g := l.funcs[k.x]; g != nil && (l.higherOrder(g) || l.answers(g) || l.givesAlike(g)) {
					return true
				}
			}
		}
		return false
	}
	return around(s) || slices.ContainsFunc(l.elems(nil, s), around)
}

// givesAlike says that a function gives something of a type that it takes: a handler for a handler.
func (l *linker) givesAlike(g *fn) bool {
	return len(g.f.Results) == 1 && l.opaque(l.typ(g.p, g.f.Results[0])) && slices.ContainsFunc(g.f.Params, func(p summary.Param) bool {
		return l.typ(g.p, p.Type) == l.typ(g.p, g.f.Results[0])
	})
}

// mayAuthenticate says, of a library without a model, that its name speaks of who the caller is. Others (compression, logging,
// tracing, metrics) are taken as letting everybody through: what they wrap is as open as it is without them.
func (l *linker) mayAuthenticate(sym int32) bool {
	if sym < 0 {
		return true
	}
	name := strings.ToLower(l.syms.list[sym])
	for _, w := range authWords {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

var authWords = []string{"auth", "jwt", "oidc", "saml", "login", "session", "casbin", "token", "credential", "permission", "rbac", "acl", "guard", "secur", "firewall", "access",
	"keycloak", "identity", "sso", "basic", "hmac", "apikey", "verif", "protect", "policy", "admin", "require", "signin", "signed", "passwd", "password"}

// libraryStruct is the type of a value of a library's struct that the program itself made, -1 for others.
func (l *linker) libraryStruct(k atomKey) int32 {
	if k.kind != aObj {
		return -1
	}
	if ob := &l.objs[k.x]; ob.kind == oVar && ob.row == nil && ob.typ >= 0 && l.kindOf(ob.typ) == summary.KindStruct && !l.typeTab[ob.typ].own {
		return ob.typ
	}
	return -1
}

// harmless says that a middleware is a library's without a model, and that nothing in its name speaks of who the caller is.
func (l *linker) harmless(mw set) bool {
	sym, n := int32(-1), 0
	for _, a := range l.sets.list[mw] {
		k := l.inner(a)
		n++
		if t := l.libraryStruct(k); t >= 0 { // &parse.Middleware{}
			sym = l.syms.get(base(l.typeTab[t].name))
		}
		switch k.kind {
		case aFunc, aClosure:
			sym = k.x
		case aObj:
			if ob := &l.objs[k.x]; ob.kind == oLib {
				sym = ob.sym
			}
		}
	}
	if n != 1 || sym < 0 || l.isOwn(sym) {
		return false
	}
	return !l.mayAuthenticate(sym)
}
