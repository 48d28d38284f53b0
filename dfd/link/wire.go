package link

import "github.com/gostride/gostride/analyzers/catalog"

// wired evaluates dependency injection (fx, dig, do). What constructors return is offered by its type; functions that are
// provided or invoked get their parameters from what is offered of just that type. The order in which things are said does
// not matter: what takes an offer is evaluated again when there is more of it.
func (l *linker) wired(s *site, h *hit, r *catalog.Row) []set {
	switch r.Attr["kind"] {
	case "value":
		for _, v := range l.argList(s.i, h, r, "value") {
			l.each(v, func(a atom) {
				if t := l.typeOfAtom(a); t >= 0 {
					l.put(l.offer(t), l.sets.of(a))
					l.put(l.allOffers(), l.sets.of(a))
				}
			})
		}
	case "offered":
		return []set{l.take(s.i, l.allOffers())}
	default:
		for _, v := range l.argList(s.i, h, r, "fn") {
			l.each(v, func(f atom) { l.wire(s, f, r.Attr["kind"] != "invoke") })
		}
	}
	return l.library(s, h, r)
}

// wire calls a constructor or an invoked function, and offers what a constructor returns.
func (l *linker) wire(s *site, f atom, offers bool) {
	k := l.atoms.list[l.untyped(f)]
	g := l.funcs[k.x]
	if g == nil || k.kind != aFunc && k.kind != aClosure {
		return
	}
	params := g.f.Params
	if k.kind == aClosure && g.f.Recv && len(params) > 0 {
		params = params[1:]
	}
	args := make([]set, len(params))
	for n, p := range params {
		if t := l.typ(g.p, p.Type); t >= 0 {
			args[n] = l.take(s.i, l.offer(t))
		}
	}
	rets := l.callWith(s, f, args)
	for n, t := range g.f.Results {
		if id := l.typ(g.p, t); offers && n < len(rets) && id >= 0 && l.typeTab[id].name != "error" {
			l.put(l.offer(id), rets[n])
		}
	}
}

// offer is where what is offered of a type is kept.
func (l *linker) offer(t int32) int32 {
	o := l.object(objKey{oVar, -5, 0, 0}, func() object { return object{kind: oVar, typ: -1, fn: -1, parent: -1, sym: -1} })
	return l.cell(o, l.strs.get("offer:"+l.typeTab[t].name))
}

// allOffers is where everything is kept that values offer: what is asked for by a name is told apart by its type.
func (l *linker) allOffers() int32 {
	return l.cell(l.cells[l.offer(l.typeID("error"))].key.obj, l.fWild)
}

// pointerTo is the type of pointers to a type, itself where the program has none.
func (w *world) pointerTo(t int32) int32 {
	ti := w.typeTab[t]
	if ti.ptr == 0 {
		ti.ptr = w.types["*"+ti.name]
	}
	if ti.ptr == 0 {
		return t
	}
	return ti.ptr
}

// typeOfAtom is the type of a value that has one, -1 for others.
func (l *linker) typeOfAtom(a atom) int32 {
	switch k := l.atoms.list[a]; k.kind {
	case aTyped:
		return k.x
	case aObj:
		if t := l.objs[k.x].typ; t >= 0 {
			return l.pointerTo(t)
		}
	}
	return -1
}
