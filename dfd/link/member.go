package link

import "github.com/gostride/gostride/analyzers/summary"

// A text that is a key of a map of the program's own is one of its keys wherever it goes from there: what is returned, stored in a field
// or chosen past such a check carries the mark "allowlisted". The check itself is a guard, which holds only as long as its function runs.

// listedIn lists the maps of which a text is a key on the only way by which it comes.
func (g *fn) listedIn(at int32, n int) []summary.Ref {
	k := capKey{at, n}
	if out, ok := g.member[k]; ok {
		return out
	}
	var out []summary.Ref
	if r := g.plain(g.code[at].Args[n]); r.Kind() == summary.RefReg || r.Kind() == summary.RefParam {
		g.past(at, n, func(b int32, is bool) {
			if m, ok := g.keyOf(g.condition(b), is, r); ok {
				out = append(out, m)
			}
		})
	}
	if g.member == nil {
		g.member = map[capKey][]summary.Ref{}
	}
	g.member[k] = out
	return out
}

// keyOf gives the map of which r is a key where a condition came out as said: _, ok := m[r]; ok, or m[r] itself.
func (g *fn) keyOf(cond summary.Ref, out bool, r summary.Ref) (summary.Ref, bool) {
	d := g.defOf(cond)
	if d < 0 {
		return 0, false
	}
	in := &g.code[d]
	switch {
	case in.Op == summary.OpUn:
		return g.keyOf(in.Args[0], !out, r)
	case !out:
		return 0, false
	case in.Op == summary.OpExtract && in.N == 1:
		if d = g.defOf(in.Args[0]); d < 0 {
			return 0, false
		}
		in = &g.code[d]
	}
	if in.Op != summary.OpLoadElem || len(in.Args) < 2 || g.plain(in.Args[1]) != r {
		return 0, false
	}
	return in.Args[0], true
}

// equalTo gives the constant that a text is equal to on the only way by which it comes: dir in if dir != "asc" && dir != "desc" { dir = "desc" }.
func (g *fn) equalTo(at int32, n int) (text summary.Ref, ok bool) {
	r := g.plain(g.code[at].Args[n])
	if r.Kind() != summary.RefReg && r.Kind() != summary.RefParam {
		return 0, false
	}
	g.past(at, n, func(b int32, is bool) {
		d := g.defOf(g.condition(b))
		if ok || d < 0 || g.code[d].Op != summary.OpBin {
			return
		}
		in := &g.code[d]
		x, y := g.plain(in.Args[0]), g.plain(in.Args[1])
		if y == r {
			x, y = y, x
		}
		if op := g.p.p.Syms[in.Sym]; x == r && y.Kind() == summary.RefConst && (op == "==" && is || op == "!=" && !is) {
			text, ok = y, true
		}
	})
	return text, ok
}

// held marks a text that is returned, stored or chosen where it is a key of a map that holds constant keys only; where it is equal to a
// constant, it is that.
func (l *linker) held(i *inst, at int32, n int, v set) set {
	if !l.hasOrigin(v, "input") {
		return v
	}
	if text, ok := i.fn.equalTo(at, n); ok {
		return l.get(i, text)
	}
	for _, m := range i.fn.listedIn(at, n) {
		if l.constantKeys(l.get(i, m)) {
			return l.mark(v, "allowlisted")
		}
	}
	return v
}

// constantKeys says that all keys of maps are written in the code.
func (l *linker) constantKeys(s set) bool {
	keys, all := 0, len(l.sets.list[s]) > 0
	for _, a := range l.sets.list[s] {
		all = all && l.inner(a).kind == aObj
	}
	l.eachObj(s, func(o int32) {
		all = all && l.content(o, l.fElem) == 0 && l.content(o, l.fWild) == 0 && l.content(o, l.fAlias) == 0
		for _, f := range l.objs[o].keys {
			if l.elemKey(f) && f != l.fElem {
				keys++
			}
		}
	})
	return all && keys > 0
}

// narrowed is what a function returns, stores or chooses: a number below what it was held below, a text that is one of a list.
func (l *linker) narrowed(i *inst, at int32, n int, typ int32, v set) set {
	switch l.kindOf(typ) {
	case summary.KindNumber:
		return l.bounded(i, at, n, v)
	case summary.KindString:
		return l.held(i, at, n, v)
	}
	return v
}
