package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A router that a program writes itself keeps what stands before its routes in a field: Use appends to it, Get wraps a handler in what it
// holds by then, Group copies it. What such a field holds at a call depends on the calls before it, so that the functions that get to it are
// evaluated once for each call of the set-up code, in its order: see inorder.go. Here it is found out which fields and functions these are.

// findOrdered finds the fields of code that grow out of themselves, and the parts of chains that are linked by a field.
func (w *world) findOrdered() {
	w.ordered, w.orderedIn = map[int32]bool{}, map[int32]bool{}
	for _, pi := range w.pkgs {
		for n := range pi.p.Funcs {
			g := w.funcs[w.syms.ids[pi.p.Funcs[n].Sym]]
			for at := range g.code {
				in := &g.code[at]
				if in.Op == summary.OpStoreField && in.N == 0 && in.Sym >= 0 && g.madeOf(in.Args[1], in.Sym, 0) { // not of a copy
					w.orderField(g.p.syms[in.Sym])
				}
			}
		}
	}
	if len(w.ordered) == 0 || !w.keepRouters() {
		return
	}
	for t := range w.typeTab {
		w.holdsOrdered(int32(t), 0)
	}
	w.findOrderedFuncs()
}

// madeOf says that a value is made of what a field holds: append(x.list, m), wrap(x.handler).
func (g *fn) madeOf(r summary.Ref, field int32, depth int) bool {
	d := g.defOf(r)
	if d < 0 || depth > 6 {
		return false
	}
	in := &g.code[d]
	switch in.Op {
	case summary.OpLoadField:
		return depth > 0 && in.Sym == field
	case summary.OpCall, summary.OpSlice, summary.OpConvert, summary.OpPhi, summary.OpMakeInterface, summary.OpClosure:
		for _, a := range in.Args {
			if g.madeOf(a, field, depth+1) {
				return true
			}
		}
	}
	return false
}

// orderField has a field of an own struct kept in order, and the other fields of code beside it, where it is one that may hold code.
func (w *world) orderField(sym int32) {
	name := w.syms.list[sym]
	dot := strings.LastIndexByte(name, '.')
	t, ok := w.types[name[:max(dot, 0)]]
	if !ok || !w.typeTab[t].own || w.ordered[sym] || !w.mayOrder(w.fieldType(name), 0) {
		return
	}
	for _, f := range w.typeTab[t].fields {
		if w.mayOrder(w.typeID(f.Type), 0) {
			w.ordered[w.syms.get(name[:dot+1]+f.Name)] = true
		}
	}
}

// mayOrder says that a field of the type holds code: functions, handlers, lists of them, or a struct of the program's that does.
func (w *world) mayOrder(t int32, depth int) bool {
	if t < 0 || depth > 2 {
		return false
	}
	ti := w.typeTab[t]
	switch ti.kind {
	case summary.KindFunc:
		return true
	case summary.KindInterface:
		return w.handlerType(ti.name) || ti.own && len(ti.methods) > 0
	case summary.KindSlice:
		e, ok := w.types[ti.elem]
		return ok && w.typeTab[e].kind != summary.KindStruct && w.typeTab[e].kind != summary.KindPointer && w.mayOrder(e, depth+1)
	case summary.KindPointer:
		e, ok := w.types[strings.TrimPrefix(ti.name, "*")]
		return ok && w.typeTab[e].kind == summary.KindStruct && w.mayOrder(e, depth)
	case summary.KindStruct:
		for _, f := range ti.fields {
			if ft := w.typeID(f.Type); ti.own && w.typeTab[ft].kind != summary.KindPointer && w.typeTab[ft].kind != summary.KindInterface && w.mayOrder(ft, depth+1) {
				return true
			}
		}
	}
	return false
}

// holdsOrdered says that a struct has fields that are kept in order, itself or in its parts.
func (w *world) holdsOrdered(t int32, depth int) bool {
	if w.orderedIn[t] {
		return true
	}
	ti := w.typeTab[t]
	if ti.kind != summary.KindStruct || !ti.own || depth > 3 {
		return false
	}
	for _, f := range ti.fields {
		if w.ordered[w.syms.get(fieldSym(ti.name, f.Name))] || w.holdsOrdered(w.typeID(f.Type), depth+1) {
			w.orderedIn[t] = true
			return true
		}
	}
	return false
}

// findOrderedFuncs marks the functions that get to such fields, by themselves or by what they call.
func (w *world) findOrderedFuncs() {
	methods := map[string]bool{}
	for again := true; again; {
		again = false
		for _, g := range w.funcs {
			if !g.ordered && w.getsToOrdered(g, methods) {
				g.ordered, again = true, true
				if g.f.Recv {
					methods[lastName(g.name)] = true
				}
			}
		}
	}
}

// getsToOrdered says that a function reads or sets such a field, makes what has some, or calls a function that does: directly, by the name of
// a method of an own interface, or as a value that is passed what has some.
func (w *world) getsToOrdered(g *fn, methods map[string]bool) bool {
	for at := range g.code {
		in := &g.code[at]
		switch in.Op {
		case summary.OpLoadField, summary.OpStoreField, summary.OpFieldAddr:
			if w.ordered[g.p.syms[in.Sym]] {
				return true
			}
		case summary.OpAlloc:
			if t := w.typ(g.p, in.Type); t >= 0 && w.orderedIn[w.deref(t)] {
				return true
			}
		case summary.OpCall:
			switch in.N & summary.CallMode {
			case summary.CallStatic:
				if h := w.funcs[g.p.syms[in.Sym]]; h != nil && h.ordered {
					return true
				}
			case summary.CallInvoke:
				if sym := g.p.syms[in.Sym]; methods[lastName(w.syms.list[sym])] && w.isOwn(sym) {
					return true
				}
			case summary.CallDynamic:
				for _, a := range in.Args[1:] {
					if t := g.typeOf(w, a); t >= 0 && w.orderedIn[w.deref(t)] {
						return true
					}
				}
			}
		}
	}
	return false
}

// typeOf gives the type of a register or parameter, -1 for others.
func (g *fn) typeOf(w *world, r summary.Ref) int32 {
	switch n := r.Index(); r.Kind() {
	case summary.RefReg:
		if d := g.def[n]; d >= 0 {
			return w.typ(g.p, g.code[d].Type)
		}
	case summary.RefParam:
		if n < len(g.f.Params) {
			return w.typ(g.p, g.f.Params[n].Type)
		}
	}
	return -1
}
