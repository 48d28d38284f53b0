package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// A loop that runs through a list which is known, in a function that is evaluated in order, is one turn after the other: for _, o := range options
// { o(server) }. Each turn is a clone that begins at the stage where the one before has ended. For that a turn has to be one straight way.

// loopDone is what became of such a loop.
type loopDone struct {
	shape *loopShape
	after int32 // the stage behind it
	none  bool  // its list is empty
}

// ordersTurns makes a turn all that the loop does, where that is one straight way and may touch fields that are kept in order.
func (g *fn) ordersTurns(s *loopShape, at, head, counter int32, loop []bool) {
	if !g.ordered || !g.straight(at, head, loop) {
		return
	}
	counts := g.neededBy(at)
	for n := range g.code {
		in := &g.code[n]
		if !loop[g.block[n]] || g.block[n] == head || in.Op == summary.OpJump || counts[n] || in.Dst >= 0 && slices.Contains(g.code[counter].Args, summary.MakeRef(summary.RefReg, int(in.Dst))) {
			continue
		}
		if !s.inOrder { // what depends on the element only is what any loop hands on
			s.own = slices.Clone(s.own)
		}
		s.own[n], s.inOrder = true, true
	}
	s.head, s.loop = head, loop
	s.within = g.turnOutside(head, loop)
}

// neededBy marks what an instruction is made of.
func (g *fn) neededBy(at int32) []bool {
	out := make([]bool, len(g.code))
	for work := []int32{at}; len(work) > 0; work = work[1:] {
		for _, a := range g.code[work[0]].Args {
			if d := g.defOf(a); d >= 0 && !out[d] {
				out[d] = true
				work = append(work, d)
			}
		}
	}
	return out
}

// turnOutside says that a loop is part of another one.
func (g *fn) turnOutside(head int32, loop []bool) bool {
	return !slices.Equal(g.loopBlocks(head), loop)
}

// eachInOrder evaluates the turns of a loop in order, where its function is.
func (l *linker) eachInOrder(i *inst, at int32, u *unroll) {
	o := i.order
	if o == nil || !u.shape.inOrder {
		for _, turn := range u.turns {
			for _, c := range turn {
				l.eval(c)
			}
		}
		return
	}
	now := l.stageOf(i, at)
	for n, turn := range u.turns {
		left := noStage
		if u.maybe[n] {
			left = now
		}
		for _, c := range turn {
			c.order.turn, c.order.entry, c.order.once, c.full = true, now, o.once && !u.shape.within, true
			l.eval(c)
			if left == noStage {
				left = c.order.exit
			}
			left = l.meetStages(left, c.order.exit)
		}
		now = left
	}
	l.loopIs(i, &loopDone{shape: u.shape, after: now})
}

// loopIs notes what became of a loop; nil for one of which the order is not known.
func (l *linker) loopIs(i *inst, t *loopDone) {
	if i.order.turned == nil {
		i.order.turned = map[int32]*loopDone{}
	}
	i.order.turned[t.shape.head] = t
}

// stageOf gives the stage before an instruction.
func (l *linker) stageOf(i *inst, at int32) int32 {
	switch {
	case i.split == nil:
		return i.order.before[at]
	case i.order.turn:
		return i.order.now
	case i.split.of.split != nil: // what the turn around it has done so far is not known here
		return lostStage
	}
	return i.split.of.order.before[at]
}

// inSequence says that an instance is evaluated in order: no clone, or one for a turn.
func (i *inst) inSequence() bool { return i.order != nil && (i.split == nil || i.order.turn) }

// endTurn notes where a turn has ended, and has its loop evaluated again where that is not where it ended before.
func (l *linker) endTurn(c *inst) {
	if c.order.exit != c.order.now {
		c.order.exit = c.order.now
		if of := c.split.of; of.busy == 0 {
			l.wake(of)
		}
	}
}

// stageNow is the stage that an instance has come to.
func (l *linker) stageNow(i *inst) int32 {
	if i.inSequence() {
		return i.order.now
	}
	return lostStage
}
