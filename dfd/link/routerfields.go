package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// Lists of code grow in much that is no router: the subscribers of a bus, the options of an application. To keep them in order costs an
// evaluation for each call and tells nothing of a route.

// keepRouters takes the structs that no registration and no request gets to out of those whose fields are kept in order: where nothing
// that reads such a field registers, is given a request or makes a handler of another, and nothing that calls it registers by itself. It says whether any are left.
func (w *world) keepRouters() bool {
	readers, kept := w.readersOfOrdered(), map[string]bool{}
	names := map[string][]string{} // by what a reader is called: the structs
	for name, gs := range readers {
		for _, g := range gs {
			if g.cost&mayRegister != 0 || w.givenRequest(g) || w.wrapsHandlers(g) {
				kept[name] = true
			}
			names[lastName(g.name)] = append(names[lastName(g.name)], name)
		}
	}
	for _, g := range w.funcs {
		if !w.registersItself(g) {
			continue
		}
		for at := range g.code {
			if in := &g.code[at]; in.Op == summary.OpCall && in.Sym >= 0 && w.isOwn(g.p.syms[in.Sym]) {
				for _, name := range names[lastName(w.syms.list[g.p.syms[in.Sym]])] {
					kept[name] = true
				}
			}
		}
	}
	for sym := range w.ordered {
		if !kept[structOf(w.syms.list[sym])] {
			delete(w.ordered, sym)
		}
	}
	return len(w.ordered) > 0
}

// structOf gives the type that a field's symbol begins with.
func structOf(field string) string { return field[:strings.LastIndexByte(field, '.')] }

// readersOfOrdered lists the functions that read a field that is kept in order, by its struct.
func (w *world) readersOfOrdered() map[string][]*fn {
	out := map[string][]*fn{}
	for _, g := range w.funcs {
		for at := range g.code {
			in := &g.code[at]
			if (in.Op == summary.OpLoadField || in.Op == summary.OpFieldAddr) && in.Sym >= 0 && w.ordered[g.p.syms[in.Sym]] {
				name := structOf(w.syms.list[g.p.syms[in.Sym]])
				out[name] = append(out[name], g)
			}
		}
	}
	return out
}

// givenRequest says that a function has a request, or the answer to one, among its parameters.
func (w *world) givenRequest(g *fn) bool {
	return w.answers(g) || slices.ContainsFunc(g.f.Params, func(p summary.Param) bool {
		t := w.typ(g.p, p.Type)
		return t >= 0 && strings.HasSuffix(w.typeTab[t].name, "net/http.Request")
	})
}

// wrapsHandlers says that a function makes a handler of another that it is given, as what a builder of chains gives does.
func (w *world) wrapsHandlers(g *fn) bool {
	return slices.ContainsFunc(g.f.Params, func(p summary.Param) bool { return w.code(w.typ(g.p, p.Type)) }) &&
		slices.ContainsFunc(g.f.Results, func(t int32) bool { return w.answering(w.typ(g.p, t)) })
}

// answering says that a type is that of handlers: net/http's, or a library's functions that have a name.
func (w *world) answering(t int32) bool {
	if !w.code(t) {
		return false
	}
	ti := w.typeTab[t]
	host, _, _ := strings.Cut(ti.name, "/")
	return w.handlerType(ti.name) || strings.Contains(ti.name, "net/http.ResponseWriter") || ti.named && !ti.own && (strings.Contains(host, ".") || strings.HasPrefix(ti.name, "net/http."))
}

// registersItself says that a function calls a library to register something.
func (w *world) registersItself(g *fn) bool {
	if g.cost&mayRegister == 0 {
		return false
	}
	for at := range g.code {
		if in := &g.code[at]; in.Op == summary.OpCall && in.Sym >= 0 && in.N&summary.CallMode != summary.CallBuiltin && w.hasRole(g.p.syms[in.Sym], registering) {
			return true
		}
	}
	return false
}
