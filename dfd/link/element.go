package link

import (
	"github.com/gostride/gostride/analyzers/summary"
)

// closedInto says that a block is not entered from its n-th predecessor in this context.
func (l *linker) closedInto(i *inst, b int32, n int) bool {
	if i.closed == nil || n >= len(i.fn.f.Blocks[b].Preds) {
		return false
	}
	p := i.fn.f.Blocks[b].Preds[n]
	if i.closed[p] {
		return true
	}
	for k, s := range i.fn.f.Blocks[p].Succs {
		if s == b {
			return l.closedEdge(i, p, k)
		}
	}
	return false
}

// elementSays evaluates a condition on what the element of a table says, in the clone for it: if rt.staff { … }.
func (l *linker) elementSays(i *inst, r summary.Ref, depth int) (v, ok bool) {
	if r.Kind() != summary.RefReg || depth > 4 || i.fn.def[r.Index()] < 0 {
		return false, false
	}
	in := &i.fn.code[i.fn.def[r.Index()]]
	switch in.Op {
	case summary.OpUn:
		v, ok = l.elementSays(i, in.Args[0], depth+1)
		return !v, ok
	case summary.OpLoadField:
		text, ok := l.constField(i, in)
		return text == "true", ok && (text == "true" || text == "false")
	case summary.OpBin:
		op := i.fn.p.p.Syms[in.Sym]
		x, y := in.Args[0], in.Args[1]
		if y.Kind() == summary.RefNil && (op == "==" || op == "!=") {
			return op == "!=", l.elementThere(i, x)
		}
		if y.Kind() != summary.RefConst || x.Kind() != summary.RefReg || i.fn.def[x.Index()] < 0 || op != "==" && op != "!=" {
			return false, false
		}
		field := &i.fn.code[i.fn.def[x.Index()]]
		if field.Op != summary.OpLoadField {
			return false, false
		}
		text, ok := l.constField(i, field)
		return (text == i.fn.p.p.Consts[y.Index()].Text) == (op == "=="), ok
	}
	return false, false
}

// elementThere says that the element of a table, in the clone for it, is a function: if mw != nil { h = mw(h) }.
func (l *linker) elementThere(i *inst, r summary.Ref) bool {
	d := i.fn.defOf(r)
	if d < 0 || i.fn.code[d].Op != summary.OpLoadElem || i.split == nil || !i.split.own[d] {
		return false
	}
	list := l.sets.list[l.get(i, r)]
	if len(list) != 1 {
		return false
	}
	k := l.inner(list[0])
	return k.kind == aFunc || k.kind == aClosure
}

// constField gives the one constant that a field of a variable was made with; its zero value where it was left out.
func (l *linker) constField(i *inst, in *summary.Instr) (string, bool) {
	t := l.typ(i.fn.p, in.Type)
	zero := ""
	switch l.kindOf(t) {
	case summary.KindBool:
		zero = "false"
	case summary.KindString:
	default:
		return "", false
	}
	list := l.sets.list[l.get(i, in.Args[0])]
	if len(list) != 1 || l.atoms.list[list[0]].kind != aObj {
		return "", false
	}
	v, ok := l.exactField(i, l.atoms.list[list[0]].x, l.fieldKey(i.fn.p.syms[in.Sym]), 0)
	switch {
	case !ok:
		return "", false
	case v == 0:
		return zero, true
	}
	if list = l.sets.list[v]; len(list) == 1 && l.atoms.list[list[0]].kind == aConst {
		return l.atoms.list[list[0]].s, true
	}
	return "", false
}

// exactField gives what was stored in a field of a variable, or of the one that it is a copy of; 0 where nothing was.
func (l *linker) exactField(i *inst, o, field int32, depth int) (set, bool) {
	ob := &l.objs[o]
	if depth > 4 || ob.kind != oVar && ob.kind != oSub {
		return 0, false
	}
	if ob.kind == oSub && (l.take(i, l.cell(ob.parent, l.fElem))|l.take(i, l.cell(ob.parent, l.fWild))) != 0 { // any element may be written
		return 0, false
	}
	c := l.cell(o, field)
	v := l.take(i, c)
	if l.cells[c].blank || l.pending[c] || l.take(i, l.cell(o, l.fWild)) != 0 {
		return 0, false
	}
	from := l.sets.list[l.take(i, l.cell(o, l.fAlias))]
	switch {
	case len(from) == 0:
		star := l.take(i, l.cell(o, l.fStar))
		return v, star == 0 || v == 0 && l.onlyNil(star) // a copy of zero values: With(Options{})
	case len(from) > 1 || v != 0 || l.atoms.list[from[0]].kind != aObj || l.atoms.list[from[0]].x == o:
		return 0, false
	}
	return l.exactField(i, l.atoms.list[from[0]].x, field, depth+1)
}
