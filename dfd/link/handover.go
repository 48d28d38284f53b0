package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// What a request leaves to others is its doing too: a function that it puts on a queue and a worker calls, a job that it sends
// to the loop of a goroutine. Such instances are followed as asynchronous, from where the function was made or the job sent.
// Of a worker, only what it does with what it received is followed.

// handOver collects what the instances that were visited leave to others.
func (t *travel) handOver(v *visit, push func(i *inst, f factID, from *visit, at int32, how manner) *visit) {
	l := t.l
	for _, n := range l.leaving(v.i) {
		in := &v.i.fn.code[n]
		if t.outside(v.i, n) {
			continue
		}
		before := v.m.before(n)
		if before.top {
			continue
		}
		for _, x := range v.i.withClones(n) {
			if in.Op == summary.OpClosure {
				for _, a := range l.sets.list[x.regs[in.Dst]] {
					for _, j := range l.calledElsewhere(a) {
						if w := t.visit(j); w != nil {
							t.passAnything(w)
						} else if l.interesting(j) && !t.stop[j] && !t.routed[j] {
							t.passAnything(push(j, l.factSet.of(v.facts.plus(before)), v, n, manner{true, v.how.pick}))
						}
					}
				}
				continue
			}
			l.eachObj(l.get(x, in.Args[0]), func(ch int32) {
				for _, r := range l.workers(ch) {
					if t.visit(r.i) == nil && l.interesting(r.i) && !t.stop[r.i] {
						w := push(r.i, l.factSet.of(v.facts.plus(before)), v, n, manner{true, v.how.pick})
						w.within, w.handed, w.anything = r.within, true, true
					}
				}
			})
		}
	}
}

// handing lists the instructions of a function that may leave something to others.
func (g *fn) handing() []int32 {
	if !g.handed {
		g.handed = true
		for at := range g.code {
			if op := g.code[at].Op; op == summary.OpClosure || op == summary.OpSend {
				g.hands = append(g.hands, int32(at))
			}
		}
	}
	return g.hands
}

// leaving lists those of them that do.
func (l *linker) leaving(i *inst) []int32 {
	y := l.layout(i)
	if !y.left {
		y.left = true
		for _, at := range i.fn.handing() {
			if slices.ContainsFunc(i.withClones(at), func(x *inst) bool { return l.leavesAt(x, at) }) {
				y.leaving = append(y.leaving, at)
			}
		}
	}
	return y.leaving
}

// leaves says that an instance leaves something to others.
func (l *linker) leaves(i *inst) bool {
	return slices.ContainsFunc(i.fn.handing(), func(at int32) bool { return l.leavesAt(i, at) })
}

func (l *linker) leavesAt(i *inst, at int32) bool {
	found := false
	switch in := &i.fn.code[at]; in.Op {
	case summary.OpClosure:
		l.each(i.regs[in.Dst], func(a atom) { found = found || len(l.calledElsewhere(a)) > 0 })
	case summary.OpSend:
		l.eachObj(l.get(i, in.Args[0]), func(ch int32) { found = found || len(l.workers(ch)) > 0 })
	}
	return found
}

// withClones gives the instances that evaluate an instruction: itself, or its clones for the elements of a table.
func (i *inst) withClones(at int32) []*inst {
	if !i.skip[at] {
		return []*inst{i}
	}
	var out []*inst
	for k := range i.fn.code {
		for _, c := range i.splits[int32(k)] {
			if c.split.own[at] {
				out = append(out, c.withClones(at)...)
			}
		}
	}
	return out
}

// calledElsewhere gives the instances that run when a function value is called as such.
func (l *linker) calledElsewhere(a atom) []*inst {
	if l.calledAs == nil {
		l.calledAs = map[atom][]*inst{}
		for _, i := range l.insts {
			for at := range i.fn.code {
				if in := &i.fn.code[at]; in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallDynamic {
					l.noteCalls(i, int32(at), l.get(i, in.Args[0]))
				}
			}
		}
	}
	return l.calledAs[a]
}

func (l *linker) noteCalls(i *inst, at int32, f set) {
	for _, a := range l.sets.list[f] {
		a = l.untyped(a)
		k := l.atoms.list[a]
		if k.kind != aClosure {
			continue
		}
		for _, t := range i.calls[at] {
			bound := t.fn.f.Recv && len(t.args) > 0 && t.args[0] == l.content(k.y, l.freeField(0))
			if t.fn.sym == k.x && (t.free == k.y || bound) && !contains(l.calledAs[a], t) {
				l.calledAs[a] = append(l.calledAs[a], t)
			}
		}
	}
}

// receiver is a loop of a goroutine that receives from a channel.
type receiver struct {
	i      *inst
	within []bool // what is done with what it receives
}

// workers lists the loops that receive from a channel, in goroutines.
func (l *linker) workers(ch int32) []receiver {
	if out, ok := l.receiving[ch]; ok {
		return out
	}
	if l.receiving == nil {
		l.receiving = map[int32][]receiver{}
	}
	var out []receiver
	if c, ok := l.cellAt(ch, l.fElem); ok {
		seen := map[*inst]bool{}
		for _, r := range l.cells[c].readers {
			i := r.i
			if i != nil && !seen[i] && i.split == nil && i.inGoroutine() {
				seen[i] = true
				if w := l.receivesFrom(i, ch); w != nil {
					out = append(out, receiver{i, w})
				}
			}
		}
	}
	l.receiving[ch] = out
	return out
}

// inGoroutine says that an instance runs in a goroutine of its own.
func (i *inst) inGoroutine() bool {
	for ; i != nil; i = i.maker {
		if i.goes {
			return true
		}
	}
	return false
}

// receivesFrom gives the blocks in which an instance handles what it receives from a channel, again and again; nil where it
// does not.
func (l *linker) receivesFrom(i *inst, ch int32) []bool {
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op != summary.OpRecv && in.Op != summary.OpSelect {
			continue
		}
		for k, r := range in.Args {
			found := false
			l.eachObj(l.get(i, r), func(o int32) { found = found || o == ch })
			if !found {
				continue
			}
			loop := i.fn.loopBlocks(i.fn.block[at])
			if loop == nil || in.Op == summary.OpRecv {
				return loop
			}
			return i.fn.caseBlocks(int32(at), k, loop)
		}
	}
	return nil
}

// caseBlocks gives the blocks of case k of a select, as far as they can be told.
func (g *fn) caseBlocks(at int32, k int, loop []bool) []bool {
	if at > 0 && g.code[at-1].Op == summary.OpSend { // cases that send: their numbers are not known
		return loop
	}
	for b := range g.f.Blocks {
		instrs := g.f.Blocks[b].Instrs
		if len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpIf {
			continue
		}
		cond := instrs[len(instrs)-1].Args[0]
		if cond.Kind() != summary.RefReg || !g.isCase(g.def[cond.Index()], at, k) {
			continue
		}
		head := g.f.Blocks[b].Succs[0]
		out := make([]bool, len(loop))
		for n := range out {
			out[n] = loop[n] && dominates(g.dominators(), head, int32(n))
		}
		return out
	}
	return loop
}

// isCase recognises the comparison of a select's index with k.
func (g *fn) isCase(at, sel int32, k int) bool {
	if at < 0 || g.code[at].Op != summary.OpBin || g.code[at].Args[1].Kind() != summary.RefConst || g.code[at].Args[0].Kind() != summary.RefReg {
		return false
	}
	x := g.def[g.code[at].Args[0].Index()]
	return x >= 0 && g.code[x].Op == summary.OpExtract && g.code[x].N == 0 && g.code[x].Args[0].Kind() == summary.RefReg &&
		g.def[g.code[x].Args[0].Index()] == sel && g.p.p.Consts[g.code[at].Args[1].Index()].Text == itoa(k)
}
