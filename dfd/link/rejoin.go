package link

import (
	"maps"
	"slices"
)

// A table may turn out to have too many elements after the first of them got their clones. They are taken back then: the
// function itself evaluates for all elements together what depends on them, and goes on doing so.

// rejoin takes the clones for the elements that an instruction loads back.
func (l *linker) rejoin(i *inst, at int32) {
	if i.joined == nil {
		i.joined = map[int32]bool{}
	}
	i.joined[at] = true
	clones := i.splits[at]
	if len(clones) == 0 {
		return
	}
	delete(i.splits, at)
	for _, c := range clones {
		l.retire(c)
	}
	for n := range i.skip {
		delete(i.skip, n)
	}
	for _, other := range slices.Sorted(maps.Keys(i.splits)) {
		for n, own := range i.splits[other][0].split.own {
			if own && int32(n) != other {
				i.skip[int32(n)] = true
			}
		}
		i.skip[other] = false
	}
	l.wake(i)
}

// retire ends an instance: it calls nothing any more.
func (l *linker) retire(i *inst) {
	i.retired = true
	for at, ts := range i.calls {
		for _, t := range ts {
			t.refs--
		}
		delete(i.calls, at)
	}
	clear(i.hits)
	clear(i.open)
	for at, cs := range i.splits {
		for _, c := range cs {
			l.retire(c)
		}
		delete(i.splits, at)
	}
}
