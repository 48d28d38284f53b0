package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A condition may be written as a record or a map of what is to be equal: db.First(&t, &Token{Access: sent}). What a map holds is
// asked for whatever it is; the fields of a record only where they are set, so that an empty text finds the first row there is.

// condPart is one field or element of a condition.
type condPart struct {
	i    *inst
	at   int32 // where it is set
	r    summary.Ref
	open bool // it is asked for only where it is not empty
}

// exampleGuard: a row found by a credential in such a condition authenticates; a question where the credential may be empty.
func (l *linker) exampleGuard(i *inst, at int32, h *hit, r *catalog.Row) facts {
	best := none
	for _, p := range l.conditionParts(i, at, h, r) {
		f := l.credentialGuard(i, at, h, r, l.rest(l.get(p.i, p.r)), l.partKept(p))
		if !l.hasKind(f, "auth") {
			best = best.plus(l.only(f, "switched"))
			continue
		}
		s := &standin{l: l, seen: map[standinKey]bool{}, params: map[int32]bool{}}
		if !s.mixed(p.i, p.r, 0) && (!p.open || l.filled(p.i, p.at, p.r, 0)) {
			return f
		}
		best = l.guard(doubted(guard{kind: "auth", i: i, at: at, h: h, row: r}))
	}
	return best
}

// partKept says how surely a part of a condition is about a secret, by the name of its field or element.
func (l *linker) partKept(p condPart) evidence {
	switch in := &p.i.fn.code[p.at]; in.Op {
	case summary.OpStoreField:
		return columnName(lastName(p.i.fn.p.p.Syms[in.Sym]))
	case summary.OpStoreElem:
		if n := l.strs.list[l.elemName(p.i, in.Args[1])]; n != "" && n != l.strs.list[l.fElem] {
			return columnName(strings.Trim(n, "[]"))
		}
	}
	return notNamed
}

// conditionParts lists what a call, and those before it in the chain of its handle, are given as conditions of this kind.
func (l *linker) conditionParts(i *inst, at int32, h *hit, r *catalog.Row) []condPart {
	parts := l.partsOf(i, at, r)
	for _, c := range l.chainHits(h.recv, map[int32]bool{}) {
		for _, row := range c.rows {
			parts = append(parts, l.partsOf(c.i, c.at, row)...)
		}
	}
	return parts
}

// partsOf lists what one call is given so.
func (l *linker) partsOf(i *inst, at int32, r *catalog.Row) []condPart {
	in := &i.fn.code[at]
	if in.Op != summary.OpCall {
		return nil
	}
	args := in.Args
	if in.N&summary.CallRecv != 0 || in.N&summary.CallMode != summary.CallStatic {
		args = args[min(1, len(args)):]
	}
	var parts []condPart
	for _, a := range r.Args["where"] {
		for n, x := range args {
			if a.Base == "arg" && len(a.Fields) == 0 && (n == a.Index || a.Spread && n > a.Index) {
				parts = append(parts, l.spelledOut(i, at, x, 0)...)
			}
		}
	}
	return parts
}

// spelledOut lists what the record, the map, or the list of such that an operand is was written with in this function.
func (l *linker) spelledOut(i *inst, at int32, x summary.Ref, depth int) []condPart {
	d := i.fn.defOf(x)
	if d < 0 || depth > 4 {
		return nil
	}
	in := &i.fn.code[d]
	switch in.Op {
	case summary.OpMakeInterface, summary.OpConvert, summary.OpSlice, summary.OpLoad:
		return l.spelledOut(i, at, in.Args[0], depth+1)
	case summary.OpAlloc, summary.OpMake:
	default:
		return nil
	}
	var parts []condPart
	for k := range i.fn.code {
		switch w := &i.fn.code[k]; {
		case w.Op == summary.OpStoreField && w.Args[0] == x:
			parts = append(parts, condPart{i, int32(k), w.Args[1], true})
		case w.Op == summary.OpStoreElem && w.Args[0] == x:
			if inner := l.spelledOut(i, at, w.Args[2], depth+1); len(inner) > 0 {
				parts = append(parts, inner...)
			} else if in.Op == summary.OpMake { // an element of a map
				parts = append(parts, condPart{i, int32(k), l.unboxedRef(i, w.Args[2]), false})
			}
		case w.Op == summary.OpStore && w.Args[0] == x && w.Args[1] != x: // a list of one, a record that is copied
			parts = append(parts, l.spelledOut(i, at, w.Args[1], depth+1)...)
		}
	}
	return slices.DeleteFunc(parts, func(p condPart) bool { return !i.fn.stands(p.at, at) })
}

// unboxedRef gives what an operand holds as an interface.
func (l *linker) unboxedRef(i *inst, r summary.Ref) summary.Ref {
	if d := i.fn.defOf(r); d >= 0 && i.fn.code[d].Op == summary.OpMakeInterface {
		return i.fn.code[d].Args[0]
	}
	return r
}

// stands says that one instruction was run whenever another is.
func (g *fn) stands(a, b int32) bool {
	if g.block[a] == g.block[b] {
		return a < b
	}
	for x, dom := g.block[b], g.dominators(); x >= 0; x = dom[x] {
		if x == g.block[a] {
			return true
		}
	}
	return false
}
