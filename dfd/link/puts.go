package link

import "slices"

// What is kept on a context was put there by somebody else, before: what held where it was put holds where it is found. To find
// out what held there may take what others had put there before, so it is found out in rounds. The first takes nothing for
// granted, and each rests on what the one before has shown: whatever was decided so far is then decided anew.

// putAt is a call that puts something on a context.
type putAt struct {
	i    *inst
	at   int32
	v    set
	held facts // what holds there
	true facts // and what is known of the value where it is true

	later   bool // nobody finds it in the same request: see forLater
	session bool // it is a field of the state of a connection: who gave the right password has signed in
}

// maxPutRounds is how often what is put on contexts is looked at; what was shown until then holds.
const maxPutRounds = 4

// settlePuts finds out what holds where something is put on a context that somebody looks for. No route is asked for meanwhile: a
// put does not know whose request it is part of.
func (l *linker) settlePuts() {
	var all []*putAt
	for _, k := range keysOf(l.sought) {
		all = append(all, l.puts[k]...)
	}
	l.putsIn = map[*inst][]*putAt{}
	for _, p := range all {
		l.putsIn[p.i] = append(l.putsIn[p.i], p)
	}
	for range maxPutRounds {
		next, changed, up := make([]putAt, len(all)), false, map[upKey]factID{}
		for n, p := range all {
			next[n].held = l.factSet.list[l.heldAt(p.i, p.at, 0, up)]
			if p.session {
				next[n].held = l.signedIn(next[n].held)
			}
			if !next[n].held.top && !l.hasKind(next[n].held, "auth") {
				if r, ok := l.putRef(p); ok {
					next[n].held = next[n].held.plus(l.askedOnSome(p.i, p.at, r, 0))
				}
			}
			next[n].held = l.kept(next[n].held)
			next[n].true = l.kept(l.putAs(p))
			changed = changed || !next[n].held.equal(p.held) || !next[n].true.equal(p.true)
		}
		if !changed {
			return
		}
		for n, p := range all {
			p.held, p.true = next[n].held, next[n].true
		}
		l.forgetTentative()
	}
}

// kept is what of facts is known of somebody who was put on a context; where nothing leads there, everything.
func (l *linker) kept(f facts) facts {
	if f.top {
		return f
	}
	return l.only(f, "auth", "role", "graded").plus(l.doubtful(f))
}

// doubtful gives the checks of who somebody is that may not have been made.
func (l *linker) doubtful(f facts) facts {
	return f.except(func(id int32) bool { return l.guards[id].kind != "switched" || l.guards[id].value != "auth" })
}

// either is what holds where one of two things was done, and which is not known: where only one of them was a check of who
// somebody is, that may have been made.
func (l *linker) either(f, g facts) facts {
	return l.factSet.list[l.eitherIDs(l.factSet.of(f), l.factSet.of(g))]
}

func (l *linker) eitherOf(f, g facts) facts {
	out := f.and(g)
	if f.top || g.top || l.hasKind(out, "auth") {
		return out
	}
	named := l.namesCheck(f) || l.namesCheck(g)
	for _, id := range slices.Concat(f.ids, g.ids) {
		switch x := l.guards[id]; {
		case x.kind == "switched" && x.value == "auth":
			out = out.plus(facts{ids: []int32{id}})
		case x.kind == "auth" && (x.scheme != "any" || !named):
			out = out.plus(l.guard(doubted(x)))
		}
	}
	return out
}

// keptOn gives the checks of who somebody is behind which what was found is kept on a context, on the way of an entry point.
func (l *linker) keptOn(t *travel) facts {
	f := none
	for _, v := range t.order {
		for _, p := range l.putsIn[v.i] {
			if !p.held.top {
				f = f.plus(l.only(p.held, "auth"))
			}
		}
	}
	return f
}
