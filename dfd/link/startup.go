package link

import (
	"maps"
	"slices"
)

// startNext evaluates a function that the process runs after those before it.
func (l *linker) startNext(g *fn) *inst {
	if !g.ordered {
		l.startingUp = true
		return l.instance(g, nil, -1, nil)
	}
	i := l.newInstance(g, nil, -1, nil)
	i.root, i.setup, i.key = true, true, instKey(nil, -1)
	g.insts[i.key] = i
	entry := noStage
	if last := l.lastStage; last != nil {
		last.order.next = i
		if entry = last.order.exit; entry == noStage {
			entry = last.order.entry
		}
	}
	l.startInOrder(i, entry, true)
	l.lastStage = i
	l.eval(i)
	return i
}

// startUp makes what is called from outside a part of the set-up code: a command, or in a library whatever others may call.
func (l *linker) startUp(i *inst) {
	i.setup = true
	if i.fn.ordered {
		l.startInOrder(i, noStage, true)
	}
}

// inSetup says that the set-up code calls an instance, and so what that calls.
func (l *linker) inSetup(i *inst) {
	if i.setup {
		return
	}
	i.setup = true
	l.wake(i)
	for _, at := range slices.Sorted(maps.Keys(i.calls)) {
		for _, t := range i.calls[at] {
			l.inSetup(t)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(i.splits)) {
		for _, c := range i.splits[at] {
			l.inSetup(c)
		}
	}
}

// handleCommand evaluates the handler of a command, which goes on where the program's commands are run.
func (l *linker) handleCommand(s *site, a atom) {
	l.startingUp = true
	is := l.handle(a)
	l.startingUp = false
	if s.i == nil || s.i.order == nil {
		return
	}
	for _, i := range is {
		if now := l.stageOf(s.i, s.at); i.order != nil && i.root && i.order.entry != now {
			i.order.entry = now
			l.wake(i)
		}
	}
}
