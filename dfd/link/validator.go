package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// A library's middleware may ask a function of the program whether a credential is good: echo's KeyAuth its validator, echo-jwt its
// ParseTokenFunc. What is checked is then what that function checks; the library only reads the credential.

// askValidator calls such functions with what the caller sent: of a name and a password the password is the credential.
func (l *linker) askValidator(s *site, h *hit, r *catalog.Row) {
	l.each(l.arg(s, h, r, "asked"), func(f atom) {
		params := l.paramsOf(f, false)
		texts := 0
		for n := range params {
			if params[n] != 0 || !l.textParam(f, n) {
				continue
			}
			sent := "header:authorization"
			if texts++; texts == 1 && r.Attr["scheme"] == "basic" {
				sent = "header:user"
			}
			params[n] = l.sets.of(l.origin("input", sent, l.placeID(s.i, s.at)))
		}
		l.callWith(s, f, params)
	})
}

// textParam says that a parameter of a function that a library calls is a text, or bytes.
func (l *linker) textParam(f atom, n int) bool {
	k := l.inner(f)
	g := l.funcs[k.x]
	if g == nil {
		return false
	}
	params := g.f.Params
	if k.kind == aClosure && g.f.Recv && len(params) > 0 {
		params = params[1:]
	}
	if n >= len(params) {
		return false
	}
	t := l.typ(g.p, params[n].Type)
	return t >= 0 && slices.Contains([]string{"string", "[]byte"}, l.typeTab[t].name)
}

// runBy are the functions that a library was given in an argument, as it was seen to run them.
func (l *linker) runBy(h *hit, r *catalog.Row, arg string) []*inst {
	if h == nil || h.i == nil {
		return nil
	}
	var out []*inst
	for _, given := range l.argList(nil, h, r, arg) {
		for _, t := range h.i.calls[h.at] {
			if l.isFunc(given, t.fn) && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// validated is what holds when all of them let somebody in; everything where none is asked. Not ok where one lets in who proves
// nothing, or could not be followed.
func (l *linker) validated(r *catalog.Row, h *hit) (f facts, ok bool) {
	if h == nil || len(r.Args["asked"]) == 0 {
		return everything, true
	}
	asked := l.arg(&site{}, h, r, "asked")
	if !l.real(asked) {
		return everything, true
	}
	is := l.runBy(h, r, "asked")
	if len(is) == 0 {
		return none, false
	}
	seen := map[int32]bool{}
	for _, i := range is {
		seen[i.fn.sym] = true
	}
	for _, a := range l.sets.list[asked] {
		if k := l.inner(a); k.kind != aNil && !seen[k.x] {
			return none, false
		}
	}
	f = l.renamed(l.askedFacts(is), r.Attr["scheme"])
	return f, l.hasKind(f, "auth")
}
