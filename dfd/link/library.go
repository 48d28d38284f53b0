package link

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// exportedHandlers gives, where there is no main package, the exported functions that have the form of a handler and that no
// route seen here leads to: whoever imports the package mounts them, nobody here knows under which path.
func (a *assembly) exportedHandlers(r *root, known []*entry) []*entry {
	routed := map[int32]bool{}
	for _, e := range known {
		for _, i := range e.insts {
			routed[i.fn.sym] = true
		}
		for _, i := range e.inner {
			routed[i.fn.sym] = true
		}
	}
	var out []*entry
	for _, i := range r.start[:r.own] {
		g := i.fn
		if routed[g.sym] || !g.f.Export || g.f.Parent != "" || !a.l.handlerShaped(g) {
			continue
		}
		routed[g.sym] = true
		out = append(out, &entry{kind: "http", method: "ANY", path: "/{mount}/" + dottedName(g.name), innerSym: g.sym, insts: []*inst{i}, inner: []*inst{i},
			handler: -1, listener: -1, reg: dfd.Place{File: g.file(), Line: int(g.f.Line), Func: g.name}, mounted: true})
	}
	return out
}

// handlerShaped says that a function is passed a request, or is an action of a controller.
func (l *linker) handlerShaped(g *fn) bool {
	for n, p := range g.f.Params {
		if n == 0 && g.f.Recv {
			continue
		}
		if t := l.typ(g.p, p.Type); t >= 0 && l.inputType(t) {
			return true
		}
	}
	return g.f.Recv && len(g.f.Params) == 1 && len(g.f.Results) == 0 && l.controller(l.deref(l.typ(g.p, g.f.Params[0].Type)), 0)
}

// controller says that a type embeds a framework's controller: beego calls its methods without arguments.
func (l *linker) controller(t int32, depth int) bool {
	if t < 0 || depth > 3 {
		return false
	}
	for _, f := range l.typeTab[t].fields {
		if !f.Embedded {
			continue
		}
		name := base(f.Type)
		if strings.HasSuffix(name, ".Controller") && strings.Contains(name, "beego") {
			return true
		}
		if id, ok := l.types[name]; ok && l.controller(id, depth+1) {
			return true
		}
	}
	return false
}

// dottedName gives a symbol without its import path and without parentheses: controllers.ApiController.Login.
func dottedName(sym string) string {
	s := catKey(sym)
	return s[strings.LastIndexByte(s, '/')+1:]
}
