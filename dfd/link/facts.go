package link

import "slices"

// facts is what holds at a point of a function on every way there: guards passed, by number. top is what holds where no way
// leads: everything.
type facts struct {
	top bool
	ids []int32
}

var none = facts{}
var everything = facts{top: true}

// and keeps what holds in both: where two ways meet.
func (f facts) and(g facts) facts {
	if f.top {
		return g
	}
	if g.top {
		return f
	}
	var out []int32
	for i, j := 0, 0; i < len(f.ids) && j < len(g.ids); {
		switch {
		case f.ids[i] < g.ids[j]:
			i++
		case f.ids[i] > g.ids[j]:
			j++
		default:
			out = append(out, f.ids[i])
			i, j = i+1, j+1
		}
	}
	return facts{ids: out}
}

// plus holds what holds in either: one after the other.
func (f facts) plus(g facts) facts {
	if f.top || g.top {
		return everything
	}
	if len(g.ids) == 0 {
		return f
	}
	if len(f.ids) == 0 {
		return g
	}
	if subset(g.ids, f.ids) {
		return f
	}
	return facts{ids: merge(f.ids, g.ids)}
}

// subset says that all of a is in b, both sorted.
func subset(a, b []int32) bool {
	if len(a) > len(b) {
		return false
	}
	n := 0
	for _, x := range b {
		if n < len(a) && a[n] == x {
			n++
		}
	}
	return n == len(a)
}

// except leaves out what drop says.
func (f facts) except(drop func(id int32) bool) facts {
	return facts{top: f.top, ids: slices.DeleteFunc(slices.Clone(f.ids), drop)}
}

func (f facts) equal(g facts) bool { return f.top == g.top && slices.Equal(f.ids, g.ids) }
