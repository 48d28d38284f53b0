package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// The functions of the set-up code that get to fields which are kept in order (ordered.go) are evaluated once for each call that leads to them
// from where the process starts, and their instructions one after the other: each knows the stage (stage.go) that those before it have
// left. So a route is given what its router had been told to use by then, two groups that are made alike are two, and a copy of a list does not
// grow with it. Where ways meet, or a loop leads back, a field holds what either way left.
//
// What is stored by anybody else (a goroutine, a handler, a function beyond the limits) may be stored at any time: such a field holds
// everything that it ever does, as any other field. So do the fields of what is made more than once.

// inOrder is what an instance has that is evaluated in order.
type inOrder struct {
	entry  int32   // the stage where it is called
	exit   int32   // where it returns, noStage before that is known
	before []int32 // by instruction
	out    []int32 // by block, noStage before it was come by
	now    int32
	met    int32               // what the call under way left, noStage for nothing so far
	maybe  bool                // the call under way may have led elsewhere
	once   bool                // it runs once for each run of where it all starts
	next   *inst               // what runs next in the process
	loops  bool                // some block leads back
	lost   bool                // nothing is known of its order
	moved  bool                // a block has left something else than the last time
	turn   bool                // of a clone: it is one turn of a loop, see turns.go
	turned map[int32]*loopDone // loops by where they begin
}

const (
	maxInOrder = 6000 // instances that are evaluated in order; further ones are not
	maxAround  = 16   // how often the blocks of one are gone through before nothing is known of its order
)

// startInOrder makes an instance one that is evaluated in order.
func (l *linker) startInOrder(i *inst, entry int32, once bool) {
	l.ordering++
	n := len(i.fn.code)
	i.order = &inOrder{entry: entry, before: make([]int32, n), out: make([]int32, len(i.fn.f.Blocks)), once: once}
	place := map[int32]int{}
	for k, b := range i.fn.sequence() {
		place[b] = k
	}
	for b := range i.fn.f.Blocks {
		for _, p := range i.fn.f.Blocks[b].Preds {
			i.order.loops = i.order.loops || place[p] >= place[int32(b)]
		}
	}
}

// enterInOrder gives the instance of g for one call of the set-up code, nil where g is not evaluated in order there.
func (l *linker) enterInOrder(s *site, g *fn, args []set, free int32) *inst {
	if s.i == nil || s.i.order == nil {
		return nil
	}
	o := s.i.order
	if !l.goesInOrder(s, g, args) {
		o.maybe = true
		l.mayServe(s, g)
		return nil
	}
	for len(args) < len(g.f.Params) {
		args = append(args, 0)
	}
	args = args[:len(g.f.Params)]
	t := l.sameCall(s, g, args, free)
	if t == nil {
		k := "in order" + instKey([]set{set(s.i.id), set(s.at)}, -1) + instKey(args, free, s.targs...)
		if t = g.insts[k]; t == nil {
			t = l.newInstance(g, slices.Clone(args), free, s.i)
			t.targs, t.lit, t.setup = s.targs, s.lit, true
			l.startInOrder(t, o.now, o.once && l.runsOnce(s.i, s.at))
			g.insts[k] = t
		}
	}
	l.addCaller(t, s.i)
	if t.order.entry != o.now {
		t.order.entry, t.full = o.now, true
	}
	if lit := t.lit & s.lit; lit != t.lit {
		t.lit, t.full = lit, true
	}
	if (!t.done || t.full) && t.busy == 0 {
		if l.depth < 400 {
			l.depth++
			under := t.under
			t.under = s.i
			l.eval(t)
			t.under = under
			l.depth--
		} else {
			l.wake(t)
		}
	} else if t.full {
		l.enqueue(t)
	}
	if t.order.exit == noStage {
		o.maybe = true
	} else if o.met == noStage {
		o.met = t.order.exit
	} else {
		o.met = l.meetStages(o.met, t.order.exit)
	}
	return t
}

// runsOnce says that an instruction runs once where its function does.
func (l *linker) runsOnce(i *inst, at int32) bool {
	return i.split != nil && i.order.turn || i.split == nil && i.fn.loopBlocks(i.fn.block[at]) == nil
}

// goesInOrder says that a call of g is one of those that are evaluated in order.
func (l *linker) goesInOrder(s *site, g *fn, args []set) bool {
	if s.in == nil || s.in.Op != summary.OpCall || s.in.N&(summary.CallGo|summary.CallDefer) != 0 || g.fan || l.ordering >= maxInOrder {
		return false
	}
	if !g.ordered && !slices.ContainsFunc(args, l.passesOrdered) {
		return false
	}
	return g.cycle == 0 || g.cycle != s.i.fn.cycle
}

// passesOrdered says that a function which is to be evaluated in order is passed to another.
func (l *linker) passesOrdered(s set) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		g := l.funcs[k.x]
		return (k.kind == aFunc || k.kind == aClosure) && g != nil && g.ordered
	})
}

// sameCall gives the instance that this call had when it was evaluated last, with the arguments of now.
func (l *linker) sameCall(s *site, g *fn, args []set, free int32) *inst {
	var had *inst
	for _, p := range s.had {
		if p.fn != g || p.order == nil || p.free != free || !p.unused() || !slices.Equal(p.targs, s.targs) {
			continue
		}
		if slices.Equal(p.args, args) {
			return p
		}
		if had == nil {
			had = p
		}
	}
	if had == nil {
		return nil
	}
	for n, v := range args {
		if u := l.widen(l.sets.union(had.args[n], v)); u != had.args[n] {
			had.args[n], had.full = u, true
		}
	}
	return had
}

// passInOrder evaluates each instruction once, in order.
func (l *linker) passInOrder(i *inst) {
	o := i.order
	i.closed = l.closedBlocks(i)
	exit := noStage
	o.moved = false
	for _, b := range i.fn.sequence() {
		if i.closed != nil && i.closed[b] {
			continue
		}
		o.now = l.stageInto(i, b)
		for at := i.fn.first[b]; at < i.fn.end(b); at++ {
			o.before[at] = o.now
			if !i.skip[at] && !o.unentered(b, &i.fn.code[at]) {
				l.exec(i, at)
			}
			if i.fn.code[at].Op == summary.OpReturn {
				if exit == noStage {
					exit = o.now
				}
				exit = l.meetStages(exit, o.now)
			}
		}
		o.moved = o.moved || o.out[b] != o.now
		o.out[b] = o.now
	}
	if exit != o.exit {
		o.exit = exit
		for _, c := range i.callers {
			l.wakeCaller(c, i)
		}
		if o.next != nil && o.next.order.entry != exit {
			o.next.order.entry = exit
			l.wake(o.next)
		}
	}
}

// againInOrder says that the blocks have to be gone through again.
func (l *linker) againInOrder(i *inst, n int) bool {
	if i.order == nil || i.split != nil || !i.order.loops || !i.order.moved {
		return false
	}
	if n >= maxAround {
		i.order.lost = true
	}
	return true
}

// stageInto gives the stage where a block begins.
func (l *linker) stageInto(i *inst, b int32) int32 {
	o := i.order
	if o.lost {
		return lostStage
	}
	at := noStage
	if b == 0 {
		at = o.entry
	}
	for _, p := range i.fn.f.Blocks[b].Preds {
		if i.closed != nil && i.closed[p] || o.out[p] == noStage {
			continue
		}
		k := slices.Index(i.fn.f.Blocks[p].Succs, b)
		if t := o.turned[b]; t != nil && t.shape.loop[p] || l.closedEdge(i, p, k) {
			continue
		}
		left := o.out[p]
		if t := o.turned[p]; t != nil && !t.shape.loop[b] {
			left = t.after
		}
		if at == noStage {
			at = left
		}
		at = l.meetStages(at, left)
	}
	return at
}

// unentered says that an instruction is in a loop of which the list is empty; loads of its element find out about that.
func (o *inOrder) unentered(b int32, in *summary.Instr) bool {
	if in.Op != summary.OpCall && in.Op != summary.OpStoreField && in.Op != summary.OpStore {
		return false
	}
	for _, t := range o.turned {
		if t.none && b != t.shape.head && t.shape.loop[b] {
			return true
		}
	}
	return false
}

// beginCall notes that a call is evaluated, and endCall what it has left.
func (l *linker) beginCall(i *inst, at int32) {
	if o := i.order; o != nil {
		o.now = l.stageOf(i, at)
		o.met, o.maybe = noStage, false
	}
}

func (l *linker) endCall(i *inst) {
	o := i.order
	if o == nil || o.met == noStage {
		return
	}
	left := o.met
	if o.maybe {
		left = l.meetStages(o.now, left)
	}
	if !i.inSequence() { // one of several turns, of which the order is not known
		l.changedAnyhow(o.now, left)
		return
	}
	o.now = left
}

// changedAnyhow has the fields that differ between two stages hold everything that they ever do.
func (l *linker) changedAnyhow(from, to int32) {
	for to > lostStage && l.stages.depth[to] > l.stages.depth[from] {
		n := &l.stages.list[to]
		if l.cells[n.cell].key.field != l.stages.made {
			l.holdAnyhow(n.cell)
		}
		to = n.before
	}
	if to != from {
		for x := from; x > lostStage; x = l.stages.list[x].before {
			l.holdAnyhow(l.stages.list[x].cell)
		}
	}
}

func (l *linker) holdAnyhow(c int32) {
	if !l.anyhow[c] {
		l.anyhow[c] = true
		l.wakeReaders(c)
	}
}
