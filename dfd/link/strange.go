package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A library without a model may be a router: the handlers that it is given are routes that are not seen, and whatever it stands in front of is
// behind what is not known. It may start the server, too. Both are listed, and what goes through it is a question, not open to all.

// stranger is a library without a model that was given handlers, or a server.
type stranger struct {
	pkg      string
	handlers int
	at       dfd.Place
	hit      *hit
}

// givenAt is a handler that a call is passed.
type givenAt struct {
	fn *fn
	at int32
	v  set
}

// strangers are the libraries that are given handlers, by package. What only goes around one handler, and gives one, is no router.
func (a *assembly) strangers() map[string]*stranger {
	if a.strange != nil {
		return a.strange
	}
	a.strange = map[string]*stranger{}
	seen := map[givenAt]bool{}
	for _, i := range a.l.insts {
		for at, hs := range i.hits {
			for _, h := range hs {
				if !a.fromStranger(h) {
					continue
				}
				for _, x := range a.l.handlersGiven(i, h) {
					if k := (givenAt{i.fn, at, x}); !seen[k] {
						seen[k] = true
						a.stranger(i.at(at), h).handlers++
					}
				}
			}
		}
	}
	for _, s := range a.strange {
		id := "unresolved:handlers:" + s.pkg
		a.open[id] = &dfd.Unresolved{ID: id, Kind: "handlers", What: s.pkg, File: s.at.File, Line: s.at.Line, EntryPoints: []string{},
			Reason: counted(s.handlers, "handler is", "handlers are") + " handed to it, and no model describes it: their routes are not listed"}
	}
	return a.strange
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}

// fromStranger says that a call is one of a library's that no model describes.
func (a *assembly) fromStranger(h *hit) bool {
	if len(h.rows) > 0 || h.sym < 0 || h.i == nil || !summary.Hosted(a.l.pkgOf(h.sym)) || a.l.isOwn(h.sym) || a.l.quiet(h.sym) {
		return false
	}
	_, known := a.l.cat.KnownPackage(a.l.pkgOf(h.sym))
	return !known
}

// stranger gives the entry of a call's package, at the first of the places where it is called.
func (a *assembly) stranger(at dfd.Place, h *hit) *stranger {
	pkg := a.l.pkgOf(h.sym)
	s := a.strange[pkg]
	if s == nil {
		s = &stranger{pkg: pkg, at: at, hit: h}
		a.strange[pkg] = s
	}
	if at.File < s.at.File || at.File == s.at.File && at.Line < s.at.Line {
		s.at, s.hit = at, h
	}
	return s
}

// handlersGiven lists the handlers among the arguments of a call that sets the program up. What gives a handler goes around one.
func (l *linker) handlersGiven(i *inst, h *hit) (out []set) {
	if t := l.typ(i.fn.p, i.fn.code[h.at].Type); l.requested(i) || l.servesHTTP(t) || t >= 0 && l.kindOf(t) == summary.KindFunc {
		return nil
	}
	for k, v := range h.args {
		if l.isHandler(v) {
			out = append(out, v)
		}
		if k == len(h.args)-1 {
			out = append(out, slices.DeleteFunc(l.elems(nil, v), func(s set) bool { return !l.isHandler(s) })...)
		}
	}
	return out
}

// requested says that a function is given a request: what it calls is not how the program is set up.
func (l *linker) requested(i *inst) bool {
	return slices.ContainsFunc(i.fn.f.Params, func(p summary.Param) bool {
		t := l.typ(i.fn.p, p.Type)
		return t >= 0 && (l.inputType(t) || l.typeTab[t].name == "net/http.ResponseWriter")
	})
}

// isHandler says that a value is a function that is called with a request, the program's own or the method of a library's handler.
func (l *linker) isHandler(s set) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		if k.kind != aFunc && k.kind != aClosure {
			return false
		}
		g := l.funcs[k.x]
		return g == nil && lastName(l.syms.list[k.x]) == "ServeHTTP" ||
			g != nil && slices.ContainsFunc(g.f.Params, func(p summary.Param) bool { t := l.typ(g.p, p.Type); return t >= 0 && l.inputType(t) })
	})
}

// throughStranger gives the library that answers an entry point, or that its handlers hand the request on to, where handlers were given to it.
func (a *assembly) throughStranger(e *entry, t *travel) *stranger {
	list := a.strangers()
	if len(list) == 0 {
		return nil
	}
	if e.innerSym >= 0 && !a.l.isOwn(e.innerSym) {
		if s := list[a.l.pkgOf(e.innerSym)]; s != nil {
			return s
		}
	}
	for _, v := range t.order {
		for _, at := range a.l.layout(v.i).hits {
			for _, h := range v.i.modelled(at) {
				if s := a.handedTo(h, list); s != nil {
					return s
				}
			}
		}
	}
	return nil
}

// handedTo gives the library by whose handler a call of ServeHTTP answers.
func (a *assembly) handedTo(h *hit, list map[string]*stranger) (found *stranger) {
	if h.sym < 0 || lastName(a.l.syms.list[h.sym]) != "ServeHTTP" {
		return nil
	}
	a.l.eachObj(h.recv, func(o int32) {
		if ob := &a.l.objs[o]; ob.hit != nil && ob.hit.sym >= 0 && found == nil {
			found = list[a.l.pkgOf(ob.hit.sym)]
		}
	})
	if found == nil && len(h.rows) == 0 {
		found = list[a.l.pkgOf(h.sym)]
	}
	return found
}

// startedBy notes that a library without a model was given what serves these routes, and makes a question of who may call them.
func (a *assembly) startedBy(list []*entry, h *hit) {
	if len(list) == 0 {
		return
	}
	name := a.l.syms.list[h.sym]
	id := "unresolved:server:" + name
	if a.open[id] == nil {
		at := h.i.at(h.at)
		a.open[id] = &dfd.Unresolved{ID: id, Kind: "server", What: name, File: at.File, Line: at.Line, EntryPoints: []string{},
			Reason: counted(len(list), "route is", "routes are") + " handed to it, and no model describes it: where they are served, and who may call them, is not known"}
	}
	for _, e := range list {
		e.mounted, e.startedBy = true, id
	}
}

// behindStranger says that a library without a model answers an entry point, which makes who may call it a question.
func (a *assembly) behindStranger(ep *dfd.EntryPoint, e *entry, t *travel) bool {
	s := a.throughStranger(e, t)
	if s == nil && a.madeOfOwn(e) {
		ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
		ep.Auth.Evidence = append(ep.Auth.Evidence, e.reg)
		return true
	}
	if s == nil {
		return false
	}
	ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
	ep.Auth.Evidence = append(ep.Auth.Evidence, s.at)
	addOnce(&a.open["unresolved:handlers:"+s.pkg].EntryPoints, ep.ID)
	return true
}

// madeOfOwn says that a library without a model made what answers an entry point of functions or handlers that it was given: who gets there, and whether
// one of them asks, is not known.
func (a *assembly) madeOfOwn(e *entry) bool {
	l, h := a.l, e.libHit
	if len(e.inner) > 0 || e.lib != nil && e.lib != foreignRow || h == nil || !a.fromStranger(h) {
		return false
	}
	runs := func(s set) bool {
		return l.holdsFunc(s) || l.handles(s)
	}
	return slices.ContainsFunc(h.args, func(s set) bool { return runs(s) || slices.ContainsFunc(l.elems(nil, s), runs) })
}
