package link

// A call that is evaluated again with more in its arguments goes on with the instance that it had: the instance takes the new
// arguments, unless others call it too. An instance more for each step on the way to a value would use up the contexts that a
// function has, and what was true only on the way would stay.

// leave gives up what an instruction called, before it is evaluated again.
func (l *linker) leave(i *inst, at int32) []*inst {
	old := i.calls[at]
	for _, t := range old {
		t.refs--
	}
	delete(i.calls, at)
	return old
}

// goOn lets an instance that this call had for itself take its arguments of now, and gives what it then is called with.
func (l *linker) goOn(s *site, g *fn, args []set, free int32) []set {
	for len(args) < len(g.f.Params) {
		args = append(args, 0)
	}
	args = args[:len(g.f.Params)]
	for _, p := range s.had {
		if p.fn != g || g.cycle != 0 || p.free != free || !p.unused() || p.merged || p.key == "" {
			continue
		}
		more := append([]set(nil), args...)
		for n := range more {
			more[n] = l.widen(l.sets.union(more[n], p.args[n]))
		}
		k := instKey(more, free, s.apart()...)
		if k == p.key || g.insts[k] != nil || g.insts[p.key] != p {
			return args
		}
		delete(g.insts, p.key)
		g.insts[k], p.key = p, k
		for n := range more {
			if p.args[n] != more[n] { // in place: clones share them
				p.args[n] = more[n]
				p.touchArg(n)
			}
		}
		p.done = false
		return more
	}
	return args
}

// unused says that nothing calls an instance.
func (i *inst) unused() bool { return i.refs == 0 && !i.root && i.busy == 0 && i.split == nil }
