package link

import "slices"

// factID is facts by number: where entry points by the hundred lead through the same code, what holds there is joined once.
type factID int32

// allFacts is the number of everything; none has 0.
const allFacts factID = 1

// factSet numbers facts, and keeps what was made of two.
type factSet struct {
	list                 []facts
	ids                  map[string]factID
	sums, meets, eithers map[[2]factID]factID
}

func newFactSet() *factSet {
	return &factSet{list: []facts{none, everything}, ids: map[string]factID{"": 0}, sums: map[[2]factID]factID{}, meets: map[[2]factID]factID{}, eithers: map[[2]factID]factID{}}
}

func (t *factSet) of(f facts) factID {
	if f.top {
		return allFacts
	}
	id, ok := t.ids[key(f.ids)]
	if !ok {
		id = factID(len(t.list))
		f.ids = slices.Clone(f.ids)
		t.list = append(t.list, f)
		t.ids[key(f.ids)] = id
	}
	return id
}

// paired is what two sets of facts come to, which is found out once.
func (t *factSet) paired(known map[[2]factID]factID, f, g factID, of func(f, g facts) facts) factID {
	if f == g {
		return f
	}
	k := [2]factID{f, g}
	id, ok := known[k]
	if !ok {
		id = t.of(of(t.list[f], t.list[g]))
		known[k] = id
	}
	return id
}

// plus is facts.plus.
func (t *factSet) plus(f, g factID) factID { return t.paired(t.sums, f, g, facts.plus) }

// meetIDs is meet.
func (l *linker) meetIDs(f, g factID) factID {
	return l.factSet.paired(l.factSet.meets, f, g, l.metOf)
}

// eitherIDs is eitherOf.
func (l *linker) eitherIDs(f, g factID) factID {
	return l.factSet.paired(l.factSet.eithers, f, g, l.eitherOf)
}
