package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A model may speak of a method by the type that embeds what declares it: Conn.Put, where Put is a method of the Tube in a Conn. A call
// that comes to it by a Conn is then one of Conn.Put, with the Conn as its receiver.

// renamePromoted gives such calls, method values and methods of types the names that models have for them.
func (w *world) renamePromoted() {
	for _, pi := range w.pkgs {
		if len(pi.p.Inherits) == 0 {
			continue
		}
		for n := range pi.p.Funcs {
			g := w.funcs[w.syms.ids[pi.p.Funcs[n].Sym]]
			for k := range g.code {
				w.renameCall(g, &g.code[k])
			}
		}
	}
	for _, t := range w.typeTab {
		for name, m := range t.methods {
			if sym := w.promotedMethod(m); sym != "" {
				t.methods[name] = summary.Method{Name: name, Sym: sym}
			}
		}
	}
}

// renameCall changes a call, or a method value, if a model speaks of it by a type that embeds what declares the method.
func (w *world) renameCall(g *fn, in *summary.Instr) {
	switch {
	case in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallStatic && in.N&summary.CallRecv != 0:
		if sym, recv, ok := w.outermost(g, g.p.p.Syms[in.Sym], in.Args[0]); ok {
			in.Sym, in.Args = g.p.also(w, sym), slices.Concat([]summary.Ref{recv}, in.Args[1:])
		}
	case in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallInvoke:
		if sym, recv, ok := w.outermost(g, g.p.p.Syms[in.Sym], in.Args[0]); ok {
			in.Sym, in.Args = g.p.also(w, sym), slices.Concat([]summary.Ref{recv}, in.Args[1:])
			in.N = in.N&^summary.CallMode | summary.CallStatic | summary.CallRecv
		}
	case in.Op == summary.OpClosure && len(in.Args) == 2 && in.Args[0].Kind() == summary.RefFunc:
		if sym, recv, ok := w.outermost(g, g.p.p.Syms[in.Args[0].Index()], in.Args[1]); ok {
			in.Args = []summary.Ref{summary.MakeRef(summary.RefFunc, int(g.p.also(w, sym))), recv}
		}
	}
}

// outermost follows a receiver back through embedded fields, to the outermost type by which a model speaks of the method.
func (w *world) outermost(g *fn, sym string, recv summary.Ref) (as string, on summary.Ref, ok bool) {
	decl, method := w.declares(sym), lastName(sym)
	for recv.Kind() == summary.RefReg && g.def[recv.Index()] >= 0 {
		in := &g.code[g.def[recv.Index()]]
		switch in.Op {
		case summary.OpLoad:
		case summary.OpLoadField, summary.OpFieldAddr:
			field := g.p.p.Syms[in.Sym]
			key := field[:max(strings.LastIndexByte(field, '.'), 0)] + "." + method
			if w.declared[key] != decl {
				return as, on, ok
			}
			if w.modelled(key) {
				as, on, ok = key, in.Args[0], true
			}
		default:
			return as, on, ok
		}
		recv = in.Args[0]
	}
	return as, on, ok
}

// declares is the name under which a method is declared.
func (w *world) declares(sym string) string {
	if d := w.declared[sym]; d != "" {
		return d
	}
	return sym
}

// promotedMethod is the name by which a model speaks of a promoted method, "" where none does.
func (w *world) promotedMethod(m summary.Method) string {
	for _, field := range m.Embed {
		if dot := strings.LastIndexByte(field, '.'); dot > 0 && w.modelled(field[:dot]+"."+m.Name) {
			return field[:dot] + "." + m.Name
		}
	}
	return ""
}

// modelled says that a model speaks of a symbol itself.
func (w *world) modelled(key string) bool {
	return slices.ContainsFunc(w.cat.Lookup(key), func(r *catalog.Row) bool { return r.Symbol != "*" })
}

// also enters a symbol that the package's summary does not have, which stays as it is.
func (pi *pkgInfo) also(w *world, sym string) int32 {
	if n := slices.Index(pi.p.Syms, sym); n >= 0 {
		return int32(n)
	}
	own := *pi.p
	own.Syms = append(slices.Clone(own.Syms), sym)
	pi.p, pi.syms = &own, append(pi.syms, w.syms.get(sym))
	return int32(len(own.Syms) - 1)
}
