package link

import "slices"

// bySome gives the checks of who is calling that some implementations of a method make and others do not, as checks that may not be
// made: which of them runs is a matter of the configuration.
func (l *linker) bySome(targets []*inst, all facts, of func(*inst) facts) facts {
	out := none
	if all.top || !slices.ContainsFunc(targets, func(t *inst) bool { return t.fn != targets[0].fn }) {
		return out
	}
	for _, t := range targets {
		f := of(t)
		named := l.namesCheck(f)
		for _, id := range f.ids {
			x := l.guards[id]
			if f.top || x.kind != "auth" || hasID(all, id) || x.scheme == "any" && named {
				continue
			}
			out = out.plus(l.guard(doubted(x)))
		}
	}
	return out
}
