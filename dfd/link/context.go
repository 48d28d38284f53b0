package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// context is what an instance is made for besides its arguments.
type context struct {
	targs []int32 // program types that a generic function's type parameters stand for
	lit   uint64  // arguments that stand in the call as constants or functions, counted from the last
	by    []int32 // the call itself, of a function that begins a record of code: see begins
}

// apart is what tells a context from others with the same arguments.
func (c *context) apart() []int32 {
	if len(c.by) == 0 {
		return c.targs
	}
	return slices.Concat(c.targs, c.by)
}

// typeArgs gives the type arguments of a call or closure, with what the caller's own stand for.
func (l *linker) typeArgs(i *inst, in *summary.Instr) []int32 {
	n := int(in.N >> summary.CallTypeArgs)
	if n == 0 || n > len(i.fn.p.p.TypeArgs) {
		return nil
	}
	args := i.fn.p.p.TypeArgs[n-1]
	out := make([]int32, len(args))
	for k, t := range args {
		out[k] = l.resolve(i, l.typ(i.fn.p, t))
	}
	return out
}

// targsOf gives the type arguments that a closure or a value of a generic type was made with.
func (l *linker) targsOf(s set) []int32 {
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		o := k.x
		switch k.kind {
		case aClosure:
			o = k.y
		case aObj:
		default:
			continue
		}
		if t := l.objs[o].targs; t != nil {
			return t
		}
	}
	return nil
}

// resolve gives the type that a type stands for in an instance of a generic function: T, *T, []T, map[K]T.
func (l *linker) resolve(i *inst, t int32) int32 {
	if t < 0 || len(i.targs) == 0 {
		return t
	}
	ti := l.typeTab[t]
	if ti.kind == summary.KindTypeParam {
		for g := i.fn; g != nil; g = l.funcs[g.parent] { // a closure uses those of the function around it
			for n, p := range g.f.TypeParams {
				if l.typ(g.p, p) == t && n < len(i.targs) {
					return i.targs[n]
				}
			}
		}
		return t
	}
	if ti.named && ti.kind != summary.KindPointer || ti.elem == "" || !strings.HasSuffix(ti.name, ti.elem) {
		return t
	}
	e, ok := l.types[ti.elem]
	if !ok {
		return t
	}
	r := l.resolve(i, e)
	if r == e || r < 0 {
		return t
	}
	id := l.typeID(strings.TrimSuffix(ti.name, ti.elem) + l.typeTab[r].name)
	if x := l.typeTab[id]; x.kind == summary.KindOther {
		x.kind, x.elem, x.named = ti.kind, l.typeTab[r].name, ti.kind == summary.KindPointer && l.typeTab[r].named
	}
	return id
}

// literals notes which arguments of a call stand there as constants, nil, functions or literals of them, or are a parameter of
// which that is known of every caller. Bit 0 is the last argument.
func (l *linker) literals(i *inst, args []summary.Ref) uint64 {
	var lit uint64
	for k := 0; k < len(args) && k < 64; k++ {
		if i.literal(args[len(args)-1-k]) {
			lit |= 1 << k
		}
	}
	return lit
}

func (i *inst) literal(r summary.Ref) bool {
	switch r.Kind() {
	case summary.RefConst, summary.RefNil, summary.RefFunc:
		return true
	case summary.RefParam:
		k := len(i.fn.f.Params) - 1 - r.Index()
		return k < 64 && i.lit&(1<<k) != 0
	case summary.RefReg:
		at := i.fn.def[r.Index()]
		return at >= 0 && i.fn.code[at].Op == summary.OpClosure
	}
	return false
}

// known is what is certain of an operand: that it is nil, that it is not, or its constant.
type known uint8

const (
	notKnown known = iota
	knownNil
	knownNonNil
	knownText
)

func (l *linker) certain(i *inst, r summary.Ref) (known, string) {
	switch r.Kind() {
	case summary.RefNil:
		return knownNil, ""
	case summary.RefFunc:
		return knownNonNil, ""
	case summary.RefConst:
		return knownText, i.fn.p.p.Consts[r.Index()].Text
	case summary.RefParam:
		list := l.sets.list[l.get(i, r)]
		if i.order != nil && l.onlyFuncs(list) { // of one call
			return knownNonNil, ""
		}
		if !i.literal(r) || len(list) != 1 {
			return notKnown, ""
		}
		k := l.inner(list[0])
		switch k.kind {
		case aNil:
			return knownNil, ""
		case aFunc, aClosure:
			return knownNonNil, ""
		case aConst:
			return knownText, k.s
		}
	case summary.RefReg:
		if text, ok := l.captured(i, r); ok {
			return knownText, text
		}
		return l.flags(i, r)
	}
	return notKnown, ""
}

// onlyFuncs says that a value is a function, or one of several.
func (l *linker) onlyFuncs(list []atom) bool {
	for _, a := range list {
		if k := l.inner(a); k.kind != aFunc && k.kind != aClosure {
			return false
		}
	}
	return len(list) > 0
}

// captured gives the constant that a closure has captured, where the function around it was called with it: requireLogin(true).
func (l *linker) captured(i *inst, r summary.Ref) (string, bool) {
	at := i.fn.def[r.Index()]
	if at < 0 || i.fn.code[at].Op != summary.OpLoad || i.fn.code[at].Args[0].Kind() != summary.RefFree || i.merged {
		return "", false
	}
	list := l.sets.list[l.get(i, i.fn.code[at].Args[0])]
	if len(list) != 1 || l.atoms.list[list[0]].kind != aObj {
		return "", false
	}
	o := l.atoms.list[list[0]].x
	ob := &l.objs[o]
	if ob.kind != oVar || ob.inst == nil || ob.inst.merged || ob.inst.split != nil || ob.at < 0 {
		return "", false
	}
	c := l.cell(o, l.fStar)
	v := l.sets.list[l.take(i, c)]
	if l.cells[c].blank || len(v) != 1 || l.atoms.list[v[0]].kind != aConst {
		return "", false
	}
	addr, stores := summary.MakeRef(summary.RefReg, int(ob.inst.fn.code[ob.at].Dst)), 0
	for n := range ob.inst.fn.code {
		if in := &ob.inst.fn.code[n]; in.Op == summary.OpStore && in.Args[0] == addr {
			if stores++; !ob.inst.literal(in.Args[1]) {
				return "", false
			}
		}
	}
	return l.atoms.list[v[0]].s, stores == 1
}

// fixed evaluates a condition on what the caller wrote into the call: if debug { … }, if mw != nil { … }, switch kind { … }.
func (l *linker) fixed(i *inst, r summary.Ref, depth int) (v, ok bool) {
	if k, text := l.certain(i, r); k == knownText {
		return text == "true", text == "true" || text == "false"
	}
	if r.Kind() != summary.RefReg || depth > 4 || i.fn.def[r.Index()] < 0 {
		return false, false
	}
	in := &i.fn.code[i.fn.def[r.Index()]]
	switch in.Op {
	case summary.OpUn:
		v, ok = l.fixed(i, in.Args[0], depth+1)
		return !v, ok
	case summary.OpBin:
		op := i.fn.p.p.Syms[in.Sym]
		if op != "==" && op != "!=" {
			return false, false
		}
		a, x := l.certain(i, in.Args[0])
		b, y := l.certain(i, in.Args[1])
		switch {
		case a == notKnown || b == notKnown || a == knownNonNil && b == knownNonNil:
			return false, false
		case a == knownText && b == knownText:
			return (x == y) == (op == "=="), true
		case a == knownText || b == knownText: // a constant and the zero value
			return false, false
		}
		return (a == b) == (op == "=="), true
	}
	return false, false
}

// closedEdge says that a branch is not taken in this context.
func (l *linker) closedEdge(i *inst, b int32, k int) bool {
	blk := &i.fn.f.Blocks[b]
	if len(blk.Succs) != 2 || blk.Succs[0] == blk.Succs[1] || !i.fn.asksParams() && i.split == nil {
		return false
	}
	last := &blk.Instrs[len(blk.Instrs)-1]
	if last.Op != summary.OpIf {
		return false
	}
	of := i.whole()
	v, ok := false, false
	if !of.merged {
		v, ok = l.fixed(of, last.Args[0], 0)
	}
	if !ok && i.split != nil {
		v, ok = l.elementSays(i, last.Args[0], 0)
	}
	return ok && v == (k == 1)
}

// asksParams says that some branch may depend on what callers write.
func (g *fn) asksParams() bool {
	if g.asks == 0 {
		g.asks = 1
		for b := range g.f.Blocks {
			instrs := g.f.Blocks[b].Instrs
			if len(instrs) > 0 && instrs[len(instrs)-1].Op == summary.OpIf && g.onParams(instrs[len(instrs)-1].Args[0], 0) {
				g.asks = 2
				break
			}
		}
	}
	return g.asks == 2
}

func (g *fn) onParams(r summary.Ref, depth int) bool {
	switch r.Kind() {
	case summary.RefParam, summary.RefConst:
		return true
	case summary.RefReg:
		if at := g.def[r.Index()]; at >= 0 && depth < 5 {
			switch in := &g.code[at]; in.Op {
			case summary.OpLoad:
				return in.Args[0].Kind() == summary.RefFree
			case summary.OpUn:
				return g.onParams(in.Args[0], depth+1)
			case summary.OpBin:
				x, y := in.Args[0].Kind(), in.Args[1].Kind()
				return x == summary.RefParam && y != summary.RefReg || y == summary.RefParam && x != summary.RefReg ||
					x == summary.RefReg && y != summary.RefReg && g.onParams(in.Args[0], depth+1)
			}
		}
	}
	return false
}

// closedBlocks marks the blocks that are not reached in this context; nil for none.
func (l *linker) closedBlocks(i *inst) []bool {
	if i.split == nil && (!i.fn.asksParams() || i.merged) {
		return nil
	}
	out := make([]bool, len(i.fn.f.Blocks))
	var work []int32
	for b := range out {
		if out[b] = len(i.fn.f.Blocks[b].Preds) > 0 && b > 0; !out[b] {
			work = append(work, int32(b))
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for k, s := range i.fn.f.Blocks[b].Succs {
			if out[s] && !l.closedEdge(i, b, k) {
				out[s] = false
				work = append(work, s)
			}
		}
	}
	return out
}
