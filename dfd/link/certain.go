package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Middleware counts for a route only where it is certain that it was attached when the route is served: a call behind a
// condition, in a loop of which the elements are not certain, or on one of several routers may not have been made. Such links
// are kept, with what they do not known.

// frame is a call on the way to a call of the set-up code.
type frame struct {
	i  *inst // never a clone: that has the control flow of what it was cloned from
	at int32
}

func framed(i *inst, at int32) frame { return frame{i.whole(), at} }

// sureOn says of two ways that the call at the end of one (u) was made whenever the other's (r) was.
func (l *linker) sureOn(u, r []frame) bool {
	k := 0
	for k < len(u) && k < len(r) && u[k] == r[k] {
		k++
	}
	if k == len(u) { // the same call
		return true
	}
	stops := false // an error of what is called keeps the other call from being made
	if k < len(r) && u[k].i == r[k].i {
		if !l.together(u[k], r[k].at) {
			return false
		}
		stops = l.must(u[k].i, false).stopsAt(u[k].at, u[k].i.fn.block[r[k].at])
		k++
	}
	for ; k < len(u); k++ {
		if !l.always(u[k], -1, stops) {
			return false
		}
		stops = stops && l.must(u[k].i, false).handsOn(u[k].at)
	}
	return true
}

// failure gives the error that a call returns; ok is false where nobody looks at it.
func (m *must) failure(at int32) (r summary.Ref, ok bool) {
	g := m.i.fn
	in := &g.code[at]
	if in.Op != summary.OpCall || in.Dst < 0 {
		return 0, false
	}
	dst := summary.MakeRef(summary.RefReg, int(in.Dst))
	if t := m.l.typ(g.p, in.Type); t >= 0 && m.l.kindOf(t) != summary.KindTuple {
		return dst, m.l.isError(m.i, at, 0)
	}
	for n := range g.code {
		if x := &g.code[n]; x.Op == summary.OpExtract && x.Args[0] == dst && m.l.isError(m.i, at, x.N) {
			return summary.MakeRef(summary.RefReg, int(x.Dst)), true
		}
	}
	return 0, false
}

// stopsAt says that a block is reached only where a call returned no error.
func (m *must) stopsAt(at, b int32) bool {
	r, ok := m.failure(at)
	return ok && m.refuted(b, r, wantNonNil)
}

// handsOn says that where a call returns an error, its function returns one too.
func (m *must) handsOn(at int32) bool {
	r, ok := m.failure(at)
	if !ok {
		return false
	}
	for b := range m.i.fn.f.Blocks {
		instrs := m.i.fn.f.Blocks[b].Instrs
		if m.gives(int32(b), true) && !m.refuted(int32(b), r, wantNonNil) {
			last := &instrs[len(instrs)-1]
			if n := len(last.Args); n == 0 || last.Args[n-1] != r {
				return false
			}
		}
	}
	return true
}

// together says that within one function a call is made whenever another is.
func (l *linker) together(u frame, r int32) bool {
	g := u.i.fn
	bu, br := g.block[u.at], g.block[r]
	doms := g.dominators()
	if bu == br {
		return true
	}
	loop := g.loopBlocks(bu)
	if loop != nil && !loop[br] { // a loop before: it must run through a list that is known
		head := g.head(loop)
		return head >= 0 && l.runsThrough(u, loop, head) && (dominates(doms, head, br) || l.always(frame{u.i, g.first[head]}, br, false))
	}
	return dominates(doms, bu, br) || l.always(u, br, false) || l.usual != nil && !l.passesBy(u, br)
}

// always says that a call is made on every way from a block (-1: the function's start) to a return. With failed, ways that
// return an error do not count.
func (l *linker) always(u frame, from int32, failed bool) bool {
	g := u.i.fn
	avoid := g.block[u.at]
	if loop := g.loopBlocks(avoid); loop != nil && (from < 0 || !loop[from]) {
		head := g.head(loop)
		if head < 0 || !l.runsThrough(u, loop, head) {
			return false
		}
		avoid = head
	}
	if from < 0 {
		from = 0
	}
	if from == avoid {
		return true
	}
	m := l.must(u.i, false)
	seen := make([]bool, len(g.f.Blocks))
	seen[from], seen[avoid] = true, true
	for work := []int32{from}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if m.gives(b, failed) {
			return false
		}
		for k, s := range g.f.Blocks[b].Succs {
			if !seen[s] && !l.closedEdge(u.i, b, k) && !l.closedUsually(u.i, b, k) {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return true
}

// gives says that a block returns; with failed, that it returns something else than an error.
func (m *must) gives(b int32, failed bool) bool {
	instrs := m.i.fn.f.Blocks[b].Instrs
	if len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpReturn || m.start(int32(b)).top {
		return false
	}
	last := &instrs[len(instrs)-1]
	n := len(last.Args)
	if !failed || n == 0 || n > len(m.i.fn.f.Results) {
		return true
	}
	t := m.l.typ(m.i.fn.p, m.i.fn.f.Results[n-1])
	if t < 0 || m.l.typeTab[t].name != "error" {
		return true
	}
	return !m.refuted(b, last.Args[n-1], wantNil) && !m.value(last.Args[n-1], wantNil, 0).top
}

// head gives the block through which a loop is entered, -1 where there are several.
func (g *fn) head(loop []bool) int32 {
	head := int32(-1)
	for b, in := range loop {
		if !in {
			continue
		}
		for _, p := range g.f.Blocks[b].Preds {
			if !loop[p] {
				if head >= 0 && head != int32(b) {
					return -1
				}
				head = int32(b)
			}
		}
	}
	return head
}

// runsThrough says that a loop is made for each element of a list that is known, and the call in each turn.
func (l *linker) runsThrough(u frame, loop []bool, head int32) bool {
	g := u.i.fn
	doms := g.dominators()
	for b, in := range loop {
		for _, s := range g.f.Blocks[b].Succs {
			if in && int32(b) != head && !loop[s] { // another way out
				return false
			}
		}
	}
	for _, p := range g.f.Blocks[head].Preds {
		if loop[p] && !dominates(doms, g.block[u.at], p) {
			return false
		}
	}
	for at := range g.code {
		in := &g.code[at]
		if !loop[g.block[at]] || !dominates(doms, g.block[at], g.block[u.at]) {
			continue
		}
		switch in.Op {
		case summary.OpLoadElem:
			if !g.counted(in.Args[1]) {
				continue
			}
			if list, ok := l.wholeList(nil, l.get(u.i, in.Args[0])); ok && len(list) > 0 {
				return true
			}
		case summary.OpNext:
			if d := g.defOf(in.Args[0]); d >= 0 && l.wholeMap(l.get(u.i, g.code[d].Args[0])) {
				return true
			}
		}
	}
	return false
}

func (l *linker) wholeMap(s set) bool {
	list := l.sets.list[s]
	return len(list) == 1 && l.atoms.list[list[0]].kind == aObj && l.closedTable(l.atoms.list[list[0]].x)
}

// sureArgs gives what is certainly among the arguments of a call with a variable number of them; nil where all are.
func (l *linker) sureArgs(h *hit) map[atom]bool {
	if !h.spread || len(h.args) == 0 {
		return nil
	}
	out := l.sureElems(h.args[len(h.args)-1])
	for _, v := range h.args[:len(h.args)-1] { // Use(first, more...)
		l.isSure(v, out)
	}
	return out
}

// sureListed is sureArgs of a route, whose middleware may be a list in a field: Operation.Middlewares.
func (l *linker) sureListed(h *hit, r *catalog.Row) map[atom]bool {
	for _, a := range r.Args["middleware"] {
		if len(a.Fields) > 0 {
			return l.sureElems(l.argAt(nil, h, a))
		}
	}
	return l.sureArgs(h)
}

// sureElems gives what is certainly in a list: in each of those that it may be.
func (l *linker) sureElems(s set) map[atom]bool {
	var out map[atom]bool
	for _, a := range l.sets.list[s] {
		one := map[atom]bool{}
		if k := l.atoms.list[a]; k.kind == aObj {
			l.sureIn(k.x, one, map[int32]bool{})
		}
		if out == nil {
			out = one
			continue
		}
		for x := range out {
			if !one[x] {
				delete(out, x)
			}
		}
	}
	if out == nil {
		out = map[atom]bool{}
	}
	return out
}

// sureIn adds what is certainly in a slice: what it was made with or appended, and what is in all that it may be appended to.
func (l *linker) sureIn(o int32, out map[atom]bool, seen map[int32]bool) {
	ob := &l.objs[o]
	if seen[o] || ob.kind != oVar || ob.view || l.escaped[o] || l.shrunk[o] || len(seen) > maxCopies {
		return
	}
	seen[o] = true
	if l.content(o, l.fElem) == 0 {
		var sure map[atom]bool
		if ob.row != nil && ob.hit != nil { // a library's list
			sure = l.sureArgs(ob.hit)
		}
		for _, f := range ob.keys {
			v := l.content(o, f)
			if l.elemKey(f) && !l.loose(v, sure) {
				l.isSure(v, out)
			}
		}
	}
	var before map[atom]bool
	for _, a := range l.sets.list[l.content(o, l.fAlias)] {
		k := l.atoms.list[a]
		if k.kind == aObj && seen[k.x] || k.kind == aNil && len(l.sets.list[l.content(o, l.fAlias)]) == 1 {
			continue
		}
		one := map[atom]bool{}
		if k.kind == aObj {
			l.sureIn(k.x, one, seen)
		}
		if before == nil {
			before = one
		}
		for x := range before {
			if !one[x] {
				delete(before, x)
			}
		}
	}
	for x := range before {
		out[x] = true
	}
}

// loose says that a value may not be among what is certain.
func (l *linker) loose(v set, sure map[atom]bool) bool {
	list := l.sets.list[v]
	return sure != nil && (len(list) != 1 || !sure[l.untyped(list[0])]) && !sure[l.oneOfThese(v)]
}

// isSure puts a value that is there among what is certain, where it is known what it is, or that it is one of several.
func (l *linker) isSure(v set, out map[atom]bool) {
	if list := l.sets.list[v]; len(list) == 1 {
		out[l.untyped(list[0])] = true
	} else if k := l.oneOfThese(v); k < -1 && len(list) > 0 {
		out[k] = true
	}
}

// oneOfThese stands, among what is certain, for a value of which it is not known which of several it is; it is there, though.
func (l *linker) oneOfThese(v set) atom {
	for _, a := range l.sets.list[v] {
		if l.atoms.list[a].kind == aNil {
			return -1
		}
	}
	return -2 - atom(v)
}
