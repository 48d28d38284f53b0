package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A list that has something in it was appended to, or filled by a statement: what held there holds for who looks whether it is empty.
// users, err := find(key); if len(users) == 0 { refuse }.

// wantSome asks of a list that it is not empty.
var wantSome = want{kind: isSome}

// lengthOf gives the list whose length an operand is.
func (m *must) lengthOf(x summary.Ref) (summary.Ref, bool) {
	d := m.i.fn.defOf(m.i.fn.plain(x))
	if d < 0 {
		return 0, false
	}
	in := &m.i.fn.code[d]
	if in.Op != summary.OpCall || in.N&summary.CallMode != summary.CallBuiltin || m.i.fn.p.p.Syms[in.Sym] != "len" || len(in.Args) != 1 {
		return 0, false
	}
	return in.Args[0], true
}

// some is what holds where a list has something in it; seen are the operands that were come by.
func (m *must) some(r summary.Ref, seen map[int32]bool) facts {
	if r.Kind() == summary.RefNil {
		return everything
	}
	at := m.i.fn.defOf(r)
	if at < 0 {
		return none
	}
	if seen[at] { // a loop adds nothing by itself
		return everything
	}
	seen[at] = true
	switch in := &m.i.fn.code[at]; in.Op {
	case summary.OpCall:
		if in.N&summary.CallMode == summary.CallBuiltin {
			return m.appended(at, in, seen)
		}
		return m.l.result(m, at, 0, wantSome)
	case summary.OpExtract:
		if d := m.i.fn.defOf(in.Args[0]); d >= 0 && m.i.fn.code[d].Op == summary.OpCall {
			return m.l.result(m, d, in.N, wantSome)
		}
	case summary.OpPhi:
		return m.someOfEach(at, in, seen)
	case summary.OpConvert:
		return m.some(in.Args[0], seen)
	case summary.OpSlice:
		if m.i.fn.emptyArray(m.i.fn.defOf(in.Args[0])) {
			return everything
		}
		if d := m.i.fn.defOf(in.Args[0]); d >= 0 && m.i.fn.code[d].Op != summary.OpAlloc {
			return m.some(in.Args[0], seen)
		}
	case summary.OpLoad:
		return m.someStored(in.Args[0], seen)
	}
	return none
}

// appended is what holds where something was appended: one of a list's elements at least, where a list was.
func (m *must) appended(at int32, in *summary.Instr, seen map[int32]bool) facts {
	if m.i.fn.p.p.Syms[in.Sym] != "append" || len(in.Args) != 2 {
		return none
	}
	if d := m.i.fn.defOf(in.Args[1]); d >= 0 && m.i.fn.code[d].Op == summary.OpSlice && !m.i.fn.emptyArray(m.i.fn.defOf(m.i.fn.code[d].Args[0])) {
		return m.before(at)
	}
	return m.l.meet(m.some(in.Args[0], seen), m.some(in.Args[1], seen)).plus(m.before(at))
}

// emptyArray says that an instruction makes room for no elements: what []T{} and make([]T, 0) are made of.
func (g *fn) emptyArray(at int32) bool {
	return at >= 0 && g.code[at].Op == summary.OpAlloc && g.code[at].Type >= 0 && strings.HasPrefix(strings.TrimPrefix(g.p.p.Types[g.code[at].Type].Name, "*"), "[0]")
}

// someOfEach is some for each way by which a list can have come.
func (m *must) someOfEach(at int32, in *summary.Instr, seen map[int32]bool) facts {
	b, f := m.i.fn.block[at], everything
	for k, p := range m.i.fn.f.Blocks[b].Preds {
		if k >= len(in.Args) {
			return none
		}
		if g := m.some(in.Args[k], seen); !g.top {
			f = m.l.meet(f, g.plus(m.through(p, len(m.i.fn.f.Blocks[p].Instrs))))
		}
	}
	return f
}

// someStored is some for a variable that the function writes, or that a statement fills: db.Find(&users).
func (m *must) someStored(addr summary.Ref, seen map[int32]bool) facts {
	d := m.i.fn.defOf(addr)
	if d < 0 || m.i.fn.code[d].Op != summary.OpAlloc {
		return none
	}
	f, held := everything, map[summary.Ref]bool{addr: true}
	for k := range m.i.fn.code {
		in := &m.i.fn.code[k]
		switch {
		case in.Op == summary.OpStore && in.Args[0] == addr:
			f = m.l.meet(f, m.some(in.Args[1], seen))
		case in.Op == summary.OpLoad:
		case in.Op == summary.OpMakeInterface && held[in.Args[0]]:
			held[summary.MakeRef(summary.RefReg, int(in.Dst))] = true
		case m.usesAny(in, held):
			g := none
			if in.Op == summary.OpCall {
				g = m.filledBy(int32(k))
			}
			f = m.l.meet(f, g)
		}
	}
	return f
}

// usesAny says that an instruction has one of some operands.
func (m *must) usesAny(in *summary.Instr, of map[summary.Ref]bool) bool {
	for _, a := range in.Args {
		if of[a] {
			return true
		}
	}
	return false
}

// filledBy is what holds where a statement found something for the list that it was passed.
func (m *must) filledBy(at int32) facts {
	f := m.l.lookups(m.i, at)
	for _, h := range m.i.modelled(at) {
		m.l.eachObj(h.recv, func(o int32) {
			if ob := &m.l.objs[o]; ob.hit != nil && ob.hit.i != nil && ob.hit != h { // cursor.All(ctx, &users)
				f = f.plus(m.l.lookups(ob.hit.i, ob.hit.at))
			}
		})
	}
	return f
}
