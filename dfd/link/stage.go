package link

import (
	"cmp"
	"slices"
)

// A stage is a point of the set-up code: what the fields that are kept in order hold there. It is the stage before it and what one cell was
// given, or one object that was made, since.
type stageNode struct {
	before int32
	cell   int32 // what was given something; of a new object its cell "made"
	s      set
}

const (
	noStage   = int32(0) // where a process starts: nothing is known of what was made before
	lostStage = int32(1) // nothing is known any more
	anyOrder  = set(-1)  // of a cell: what was ever stored there
)

type stages struct {
	list  []stageNode
	depth []int32
	ids   map[stageNode]int32
	made  int32 // the field that says that an object is new
}

func (l *linker) startStages() {
	l.stages = stages{list: []stageNode{{before: -1}, {before: -1}}, depth: []int32{0, 0}, ids: map[stageNode]int32{}, made: l.strs.get("made")}
}

// stage gives the stage in which one cell has been given something.
func (l *linker) stage(before, cell int32, s set) int32 {
	n := stageNode{before, cell, s}
	id, ok := l.stages.ids[n]
	if !ok {
		id = int32(len(l.stages.list))
		l.stages.list = append(l.stages.list, n)
		l.stages.depth = append(l.stages.depth, l.stages.depth[before]+1)
		l.stages.ids[n] = id
	}
	return id
}

// fieldAt gives what a field holds at a stage; ok is false where that is not known.
func (l *linker) fieldAt(at, o, field int32) (s set, ok bool) {
	c := l.cell(o, field)
	if l.anyhow[c] || l.objs[o].crowd != nil {
		return 0, false
	}
	made := l.cell(l.partRoot(o), l.stages.made)
	for ; at > lostStage; at = l.stages.list[at].before {
		switch n := &l.stages.list[at]; n.cell {
		case c:
			return n.s, n.s != anyOrder
		case made:
			return l.unfilled(o, field), true
		}
	}
	return 0, false
}

// unfilled is what a field of a new object holds.
func (l *linker) unfilled(o, field int32) set {
	if t := l.fieldType(l.strs.list[field]); l.aggregate(t) {
		return l.sets.of(l.objAtom(l.sub(o, field, t)))
	}
	return l.sets.of(l.aNilAtom)
}

// partRoot is the object that another is a part of.
func (l *linker) partRoot(o int32) int32 {
	for l.objs[o].kind == oSub {
		o = l.objs[o].parent
	}
	return o
}

// madeBefore says that an object was made before a stage.
func (l *linker) madeBefore(at, o int32) bool {
	made := l.cell(l.partRoot(o), l.stages.made)
	for ; at > lostStage; at = l.stages.list[at].before {
		if l.stages.list[at].cell == made {
			return true
		}
	}
	return false
}

// meetStages gives the stage where two ways meet: what either left. An object that only one of them made is as that one left it.
func (l *linker) meetStages(a, b int32) int32 {
	if a == b {
		return a
	}
	if a == lostStage || b == lostStage {
		return lostStage
	}
	var changed []int32
	up := func(x *int32) {
		changed = append(changed, l.stages.list[*x].cell)
		*x = l.stages.list[*x].before
	}
	x, y := a, b
	for x != y {
		if l.stages.depth[x] >= l.stages.depth[y] {
			up(&x)
		} else {
			up(&y)
		}
	}
	slices.SortFunc(changed, func(p, q int32) int { // objects first: what they hold is known from then on
		return cmp.Or(cmp.Compare(l.order(p), l.order(q)), cmp.Compare(p, q))
	})
	out := x
	for _, c := range slices.Compact(changed) {
		k := l.cells[c].key
		if k.field == l.stages.made {
			out = l.stage(out, c, 0)
			continue
		}
		out = l.stage(out, c, l.eitherHeld(a, b, k))
	}
	return out
}

func (l *linker) order(cell int32) int {
	if l.cells[cell].key.field == l.stages.made {
		return 0
	}
	return 1
}

// eitherHeld is what a cell holds where two ways meet.
func (l *linker) eitherHeld(a, b int32, k cellKey) set {
	u, inA := l.fieldAt(a, k.obj, k.field)
	v, inB := l.fieldAt(b, k.obj, k.field)
	switch {
	case inA && inB:
		return l.widen(l.sets.union(u, v))
	case inA && !l.madeBefore(b, k.obj):
		return u
	case inB && !l.madeBefore(a, k.obj):
		return v
	}
	return anyOrder
}
