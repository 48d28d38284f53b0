package link

import (
	"math/big"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A table of routes is a slice or map of elements whose parts belong together: the path of one goes with the handler of the
// same one. Where a function walks such a table, what depends on the element is evaluated once per element, in a clone of
// the instance.
type split struct {
	of   *inst
	at   int32
	vals []set
	own  []bool // instructions that depend on the element
	key  string // dispatch: the key that the element has
}

const maxTable = 20000

// splitAt decides whether the load of an element is one of a table. In a clone it yields the clone's element.
func (l *linker) splitAt(i *inst, at int32, x set, index summary.Ref) (set, bool) {
	if i.split != nil && i.split.at == at {
		return i.split.vals[0], true
	}
	if index.Kind() == summary.RefConst {
		return 0, false
	}
	var elems [][]set
	for _, e := range l.elems(i, x) {
		for _, a := range l.sets.list[e] {
			elems = append(elems, []set{l.sets.of(a)})
		}
	}
	return 0, l.clone(i, at, elems, 0)
}

// splitNext is splitAt for a range over a map with constant keys.
func (l *linker) splitNext(i *inst, at int32, x set) bool {
	if i.split != nil && i.split.at == at {
		l.tuple(i, at, nil, i.split.vals...)
		return true
	}
	var elems [][]set
	l.eachObj(x, func(o int32) {
		l.take(i, l.cell(o, l.fElem))
		for _, f := range l.objs[o].keys {
			if n := l.strs.list[f]; strings.HasPrefix(n, "[") && f != l.fElem {
				k := l.sets.of(l.text(n[1 : len(n)-1]))
				elems = append(elems, []set{0, k, l.take(i, l.cell(o, f))})
			}
		}
	})
	return l.clone(i, at, elems, 2)
}

func (l *linker) clone(i *inst, at int32, elems [][]set, val int) bool {
	if len(elems) < 2 || len(elems) > maxTable || i.depth > maxDepth {
		return false
	}
	own := i.fn.dependents(at)
	if own == nil || !l.registers(i, own) {
		return false
	}
	callable := false
	for _, e := range elems {
		callable = callable || l.callable(e[val], 0)
	}
	if !callable {
		return false
	}
	l.makeClones(i, at, own, elems, nil)
	return true
}

// registers says whether what depends on the element may register something.
func (l *linker) registers(i *inst, own []bool) bool {
	for n, o := range own {
		if in := &i.fn.code[n]; o && in.Op == summary.OpCall {
			if in.N&summary.CallMode == summary.CallBuiltin {
				continue
			}
			if in.Sym < 0 {
				continue
			}
			sym := i.fn.p.syms[in.Sym]
			if g := l.funcs[sym]; g != nil && g.cost&mayRegister != 0 || l.hasRole(sym, registering) || g == nil && in.N&summary.CallMode == summary.CallInvoke {
				return true
			}
		}
	}
	return false
}

// callable says whether a value holds a function, itself or in a field.
func (l *linker) callable(s set, depth int) bool {
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		switch k.kind {
		case aFunc, aClosure:
			return true
		case aObj:
			if depth > 2 {
				continue
			}
			if kd := l.objs[k.x].kind; kd == oRouter || kd == oWrap || kd == oHandler {
				return true
			}
			for _, f := range l.objs[k.x].keys {
				if l.callable(l.cells[l.cell(k.x, f)].s, depth+1) {
					return true
				}
			}
			if al := l.cells[l.cell(k.x, l.fAlias)].s; al != s && l.callable(al, depth+1) {
				return true
			}
		}
	}
	return false
}

func (l *linker) evalSplit(i *inst) {
	for at, o := range i.split.own {
		switch {
		case int32(at) == i.split.at:
			in := &i.fn.code[at]
			i.regs[in.Dst] = i.split.vals[0]
			l.tuple(i, int32(at), in, i.split.vals...)
		case o && !i.skip[int32(at)]:
			l.step(i, int32(at))
		}
	}
	for at := range i.fn.code {
		for _, c := range i.splits[int32(at)] {
			l.wake(c)
		}
	}
}

// dependents lists the instructions that depend on the result of instruction at, through registers and through variables
// made after it.
func (g *fn) dependents(at int32) []bool {
	own := make([]bool, len(g.code))
	own[at] = true
	doms := g.dominators()
	for changed := true; changed; {
		changed = false
		for n := range g.code {
			in := &g.code[n]
			if own[n] && (in.Op == summary.OpStore || in.Op == summary.OpStoreField || in.Op == summary.OpStoreElem) {
				changed = g.claim(own, in.Args[0], at, doms) || changed
			}
			if own[n] || in.Op == summary.OpIf || in.Op == summary.OpJump {
				continue
			}
			for _, a := range in.Args {
				if a.Kind() == summary.RefReg && own[g.def[a.Index()]] {
					own[n], changed = true, true
					break
				}
			}
		}
	}
	return own
}

// claim makes the variable behind an address depend on the element, where the variable is made after it.
func (g *fn) claim(own []bool, r summary.Ref, at int32, doms []int32) bool {
	for r.Kind() == summary.RefReg {
		d := g.def[r.Index()]
		if d < 0 || own[d] {
			return false
		}
		in := &g.code[d]
		switch in.Op {
		case summary.OpAlloc, summary.OpMake:
			if dominates(doms, g.block[at], g.block[d]) && (g.block[at] != g.block[d] || d > at) {
				own[d] = true
				return true
			}
			return false
		case summary.OpFieldAddr, summary.OpElemAddr, summary.OpSlice:
			r = in.Args[0]
		default:
			return false
		}
	}
	return false
}

// arith computes with two numeric constants: 7*24*time.Hour.
func (l *linker) arith(op string, x, y set) (set, bool) {
	a, b := l.number(x), l.number(y)
	if a == nil || b == nil {
		return 0, false
	}
	n := new(big.Int)
	switch {
	case op == "*":
		n.Mul(a, b)
	case op == "+":
		n.Add(a, b)
	case op == "-":
		n.Sub(a, b)
	case op == "/" && b.Sign() != 0:
		n.Quo(a, b)
	default:
		return 0, false
	}
	return l.sets.of(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindNumber), s: n.String()})), true
}

func (l *linker) number(s set) *big.Int {
	list := l.sets.list[s]
	if len(list) != 1 {
		return nil
	}
	k := l.atoms.list[list[0]]
	if k.kind == aTyped {
		k = l.atoms.list[k.y]
	}
	if k.kind != aConst || summary.Kind(k.x) != summary.KindNumber || len(k.s) > 30 {
		return nil
	}
	n, ok := new(big.Int).SetString(k.s, 10)
	if !ok {
		return nil
	}
	return n
}
