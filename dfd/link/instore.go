package link

import (
	"cmp"
	"maps"
	"slices"
)

// makeInOrder notes that an object with fields that are kept in order is new.
func (l *linker) makeInOrder(i *inst, at, o int32) {
	if t := l.objs[o].typ; i.order == nil || t < 0 || !l.orderedIn[l.deref(t)] {
		return
	}
	if !i.order.once || !l.runsOnce(i, at) || i.order.now == lostStage {
		return
	}
	l.sequenced[o] = true
	i.order.now = l.stage(i.order.now, l.cell(o, l.stages.made), 0)
}

// storeInOrder takes in that a field of some objects is given a value.
func (l *linker) storeInOrder(i *inst, to set, field int32, v set) {
	only := len(l.sets.list[to]) == 1
	l.eachObj(to, func(o int32) { l.giveInOrder(i, o, field, v, only) })
}

// giveInOrder takes in that a field holds a value from now on, or, where it may be another object's, that it may.
func (l *linker) giveInOrder(i *inst, o, field int32, v set, certain bool) {
	c := l.cell(o, field)
	if !i.inSequence() || i.order.now == lostStage {
		l.holdAnyhow(c)
		return
	}
	old, ok := l.fieldAt(i.order.now, o, field)
	if !ok {
		l.holdAnyhow(c)
		return
	}
	if !certain {
		v = l.widen(l.sets.union(old, v))
	}
	if v != old {
		i.order.now = l.stage(i.order.now, c, v)
	}
}

// copyInOrder takes in that a struct is copied.
func (l *linker) copyInOrder(i *inst, to, from set) {
	only := len(l.sets.list[to]) == 1
	l.eachObj(to, func(o int32) {
		if t := l.objs[o].typ; t >= 0 && l.orderedIn[t] {
			l.copyFields(i, o, from, t, only, 0)
		}
	})
}

func (l *linker) copyFields(i *inst, o int32, from set, t int32, only bool, depth int) {
	for _, f := range l.typeTab[t].fields {
		name := fieldSym(l.typeTab[t].name, f.Name)
		k := l.strs.get(name)
		ft := l.typeID(f.Type)
		switch {
		case l.ordered[l.syms.get(name)]:
			v, ok := l.copiedField(i, from, k)
			if !ok {
				l.holdAnyhow(l.cell(o, k))
				continue
			}
			l.giveInOrder(i, o, k, v, only)
		case l.orderedIn[ft] && depth < 3:
			parts := builder{t: l.sets}
			l.eachObj(from, func(x int32) { parts.add(l.objAtom(l.sub(x, k, ft))) })
			l.copyFields(i, l.sub(o, k, ft), parts.set(), ft, only, depth+1)
		}
	}
}

// copiedField gives what a field of the structs that are copied holds.
func (l *linker) copiedField(i *inst, from set, field int32) (set, bool) {
	b, ok := builder{t: l.sets}, i.order != nil
	l.eachObj(from, func(x int32) {
		if ok {
			var v set
			v, ok = l.fieldAt(l.stageNow(i), x, field)
			b.addSet(v)
		}
	})
	return b.set(), ok && l.hasObj(from)
}

// loadInOrder reads a field that is kept in order; ok is false where it holds what it holds anyhow.
func (l *linker) loadInOrder(i *inst, at, o, field int32) (set, bool) {
	l.take(i, l.cell(o, field)) // who reads it is told of what else it may hold
	if i.order != nil {
		return l.fieldAt(l.stageOf(i, at), o, field)
	}
	if i.setup || !l.sequenced[l.partRoot(o)] {
		return 0, false
	}
	return l.heldServing(i, o, field)
}

// mayServe notes at which stage a server is started, by a call that is not evaluated in order itself.
func (l *linker) mayServe(s *site, g *fn) {
	if g == nil || g.cost&mayServe != 0 {
		l.servedAt(s)
	}
}

func (l *linker) servedAt(s *site) {
	if s.i == nil || s.i.order == nil {
		return
	}
	at := callAt{s.i, s.at}
	if now := l.stageOf(s.i, s.at); l.serving[at] != now {
		l.serving[at] = now
	}
}

// heldServing gives what a field holds when requests come: what it holds where a server is started. Before that is known it is nothing.
func (l *linker) heldServing(i *inst, o, field int32) (set, bool) {
	c := l.cell(o, field)
	if l.anyhow[c] {
		return 0, false
	}
	k := cellKey{o, field}
	l.take(i, l.cell(o, l.strs.get("serving")))
	v, known := l.whenServing[k]
	if !known {
		l.whenServing[k] = 0
		return 0, true
	}
	return v, v != anyOrder
}

// settleServing finds out what fields hold when requests come, and says whether that is new.
func (l *linker) settleServing() bool {
	changed := false
	for _, k := range slices.SortedFunc(maps.Keys(l.whenServing), func(a, b cellKey) int { return cmp.Or(cmp.Compare(a.obj, b.obj), cmp.Compare(a.field, b.field)) }) {
		v := l.atServing(k)
		if v == l.whenServing[k] {
			continue
		}
		l.whenServing[k], changed = v, true
		l.wakeReaders(l.cell(k.obj, l.strs.get("serving")))
	}
	return changed
}

// atServing gives what a field holds where servers are started.
func (l *linker) atServing(k cellKey) set {
	var v set
	found := false
	for _, at := range l.servers() {
		st := l.serving[at]
		if st == lostStage {
			return anyOrder
		}
		if !l.madeBefore(st, k.obj) {
			continue
		}
		x, ok := l.fieldAt(st, k.obj, k.field)
		if !ok {
			return anyOrder
		}
		v, found = l.sets.union(v, x), true
	}
	if !found {
		return anyOrder
	}
	return l.widen(v)
}

// servers lists the calls that start servers.
func (l *linker) servers() []callAt {
	out := make([]callAt, 0, len(l.serving))
	for at := range l.serving {
		if !at.i.retired && !at.i.unused() {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, func(a, b callAt) int { return cmp.Or(cmp.Compare(a.i.id, b.i.id), cmp.Compare(a.at, b.at)) })
	return out
}
