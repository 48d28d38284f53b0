package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A call for which no function was found is either one that could not be followed, or one that does not happen: a hook that is
// nowhere set, the options of a caller who gives none. It does not happen where what is called is taken from variables, fields
// and elements that the program itself made, and nothing but nil was ever stored there.

// idle says that a dynamic call calls nothing.
func (l *linker) idle(i *inst, at int32) bool {
	in := &i.fn.code[at]
	switch in.N & summary.CallMode {
	case summary.CallDynamic, summary.CallInvoke:
		return len(in.Args) > 0 && l.never(i, in.Args[0], 0)
	}
	return false
}

// never says that an operand has no value but nil.
func (l *linker) never(i *inst, r summary.Ref, depth int) bool {
	if depth > 8 || !l.onlyNil(l.get(i, r)) {
		return false
	}
	switch r.Kind() {
	case summary.RefNil:
		return true
	case summary.RefParam:
		return l.neverPassed(i.whole(), r.Index(), depth)
	case summary.RefReg:
		for i.split != nil && !i.split.own[i.fn.def[r.Index()]] {
			i = i.split.of
		}
		return l.neverMade(i, i.fn.def[r.Index()], depth+1)
	}
	return false
}

func (l *linker) neverMade(i *inst, at int32, depth int) bool {
	in := &i.fn.code[at]
	switch in.Op {
	case summary.OpPhi:
		for _, a := range in.Args {
			if !l.never(i, a, depth) {
				return false
			}
		}
		return true
	case summary.OpConvert, summary.OpElemAddr, summary.OpFieldAddr: // a place in what is not there
		return l.never(i, in.Args[0], depth)
	case summary.OpAssert:
		return l.get(i, in.Args[0]) != 0 && l.suitsNone(i, in) || l.never(i, in.Args[0], depth)
	case summary.OpLoadField:
		return l.neverStored(i, in.Args[0], l.fieldKey(i.fn.p.syms[in.Sym]), depth)
	case summary.OpLoad:
		return l.neverStored(i, in.Args[0], l.fStar, depth)
	case summary.OpLoadElem:
		return l.neverStored(i, in.Args[0], l.elemName(i, in.Args[1]), depth)
	case summary.OpExtract:
		if in.Args[0].Kind() != summary.RefReg {
			return false
		}
		switch d := &i.fn.code[i.fn.def[in.Args[0].Index()]]; d.Op {
		case summary.OpAssert:
			return in.N == 0 && (l.get(i, d.Args[0]) != 0 && l.suitsNone(i, d) || l.never(i, d.Args[0], depth))
		case summary.OpLoadElem:
			return in.N == 0 && l.neverStored(i, d.Args[0], l.elemName(i, d.Args[1]), depth)
		case summary.OpNext:
			rg := &i.fn.code[i.fn.def[d.Args[0].Index()]]
			return in.N == 2 && l.neverStored(i, rg.Args[0], l.fElem, depth)
		}
	}
	return false
}

// suitsNone says that nothing a value may be has the type that it is asserted to have.
func (l *linker) suitsNone(i *inst, in *summary.Instr) bool {
	t := l.typ(i.fn.p, in.Type)
	return t >= 0 && l.kindOf(t) == summary.KindInterface && l.implementers(l.get(i, in.Args[0]), t) == 0
}

// neverPassed says that all callers pass nil.
func (l *linker) neverPassed(i *inst, n, depth int) bool {
	if len(i.callers) == 0 || i.merged {
		return false
	}
	k := len(i.args) - n // counted from the end: a call through a function value has no operand for the receiver
	for _, c := range i.callers {
		found := false
		for at := range i.callersAt(c) {
			args := c.fn.code[at].Args
			found = true
			if k > len(args) || !l.never(c, args[len(args)-k], depth+1) {
				return false
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// callersAt gives the calls of c that lead to i.
func (i *inst) callersAt(c *inst) map[int32]bool {
	out := map[int32]bool{}
	for at, ts := range c.calls {
		if contains(ts, i) {
			out[at] = true
		}
	}
	return out
}

// neverStored says that a field, or the elements, of what an operand holds were never set. The field fStar is the variable itself.
func (l *linker) neverStored(i *inst, of summary.Ref, field int32, depth int) bool {
	s := l.get(i, of)
	if l.onlyNil(s) {
		return l.never(i, of, depth)
	}
	l.findLost()
	for _, a := range l.sets.list[s] {
		switch k := l.atoms.list[a]; k.kind {
		case aNil:
		case aRef:
			if !l.onlyNil(l.cells[k.x].s) || l.isLost(l.cells[k.x].key, depth) || !l.ours(l.cells[k.x].key.obj) {
				return false
			}
		case aObj:
			if !l.unset(k.x, field, map[int32]bool{}, depth) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// unset says that nothing but nil was stored in a field of an object or of those that it is a copy of.
func (l *linker) unset(o, field int32, seen map[int32]bool, depth int) bool {
	if seen[o] {
		return true
	}
	seen[o] = true
	if !l.ours(o) || l.content(o, l.fWild) != 0 {
		return false
	}
	fields := []int32{field}
	if l.elemKey(field) {
		fields = append(fields, l.fElem)
		for _, f := range l.objs[o].keys {
			if l.elemKey(f) && (field == l.fElem || strings.HasPrefix(l.strs.list[f], "[+")) {
				fields = append(fields, f)
			}
		}
	}
	for _, f := range fields {
		if !l.onlyNil(l.content(o, f)) || l.isLost(cellKey{o, f}, depth) {
			return false
		}
	}
	ok := true
	for _, a := range l.sets.list[l.content(o, l.fAlias)] {
		k := l.atoms.list[a]
		ok = ok && (k.kind == aNil || k.kind == aObj && l.unset(k.x, field, seen, depth))
	}
	return ok && !l.isLost(cellKey{o, l.fAlias}, depth)
}

// ours says that only code that was followed writes to an object.
func (l *linker) ours(o int32) bool {
	for l.objs[o].kind == oSub {
		if l.escaped[o] {
			return false
		}
		o = l.objs[o].parent
	}
	ob := &l.objs[o]
	if ob.crowd != nil && (ob.crowd.obj == o || l.escaped[ob.crowd.obj]) {
		return false
	}
	return !l.escaped[o] && (ob.kind == oVar || ob.kind == oGlobal && l.isOwn(ob.sym))
}

func (l *linker) onlyNil(s set) bool {
	for _, a := range l.sets.list[s] {
		if l.atoms.list[a].kind != aNil {
			return false
		}
	}
	return true
}

// findLost lists the cells into which a value was stored that could not be followed.
func (l *linker) findLost() {
	if l.lost != nil {
		return
	}
	l.lost = map[cellKey][]lostStore{}
	for _, i := range l.insts {
		for at := range i.fn.code {
			in := &i.fn.code[at]
			switch in.Op {
			case summary.OpStore:
				l.lose(i, in.Args[0], in.Args[1], l.fStar)
			case summary.OpStoreField:
				l.lose(i, in.Args[0], in.Args[1], l.fieldKey(i.fn.p.syms[in.Sym]))
			case summary.OpStoreElem:
				l.lose(i, in.Args[0], in.Args[2], l.elemName(i, in.Args[1]))
			case summary.OpSend:
				l.lose(i, in.Args[0], in.Args[1], l.fElem)
			case summary.OpCall:
				if in.N&summary.CallMode != summary.CallBuiltin || i.fn.p.p.Syms[in.Sym] != "append" || in.Dst < 0 {
					continue
				}
				for _, a := range in.Args {
					l.lose(i, summary.MakeRef(summary.RefReg, int(in.Dst)), a, l.fAlias)
				}
			}
		}
	}
}

func (l *linker) lose(i *inst, to, v summary.Ref, field int32) {
	if l.get(i, v) != 0 {
		return
	}
	add := func(k cellKey) { l.lost[k] = append(l.lost[k], lostStore{i, v}) }
	for _, a := range l.sets.list[l.get(i, to)] {
		switch k := l.atoms.list[a]; k.kind {
		case aObj:
			add(cellKey{k.x, field})
			if field == l.fStar { // a struct that is copied: any field
				add(cellKey{k.x, l.fAlias})
			}
		case aRef:
			add(l.cells[k.x].key)
		}
	}
}

// lostStore is a store of a value of which nothing is known.
type lostStore struct {
	i *inst
	v summary.Ref
}

// isLost says that a cell may hold what could not be followed. What is never but nil was followed: a field that a copy takes
// over from options which leave it out.
func (l *linker) isLost(k cellKey, depth int) bool {
	for _, s := range l.lost[k] {
		if !l.never(s.i, s.v, depth+2) {
			return true
		}
	}
	return false
}
