package link

import (
	"cmp"
	"slices"
	"unsafe"
)

// A set is an interned, sorted set of atoms; 0 is the empty one. Equal sets have equal numbers.
type set int32

type sets struct {
	list    [][]atom
	ids     map[string]set
	unions  map[[2]set]set
	singles []set // by atom, 0 before they are asked for
}

func newSets() *sets {
	return &sets{list: [][]atom{nil}, ids: map[string]set{"": 0}, unions: map[[2]set]set{}}
}

func key[T atom | int32](a []T) string {
	if len(a) == 0 {
		return ""
	}
	return unsafe.String((*byte)(unsafe.Pointer(&a[0])), len(a)*4)
}

// intern takes a sorted slice without duplicates; it keeps a copy.
func (t *sets) intern(a []atom) set {
	if s, ok := t.ids[key(a)]; ok {
		return s
	}
	c := slices.Clone(a)
	s := set(len(t.list))
	t.list = append(t.list, c)
	t.ids[key(c)] = s
	return s
}

func (t *sets) of(a ...atom) set {
	if len(a) == 1 {
		return t.single(a[0])
	}
	slices.Sort(a)
	return t.intern(slices.Compact(a))
}

// single is the set of one atom.
func (t *sets) single(a atom) set {
	for int(a) >= len(t.singles) {
		t.singles = append(t.singles, make([]set, 1+len(t.singles))...)
	}
	if t.singles[a] == 0 {
		t.singles[a] = t.intern([]atom{a})
	}
	return t.singles[a]
}

func (t *sets) union(a, b set) set {
	if a == b || b == 0 {
		return a
	}
	if a == 0 {
		return b
	}
	if a > b {
		a, b = b, a
	}
	s, ok := t.unions[[2]set{a, b}]
	if !ok {
		s = t.intern(merge(t.list[a], t.list[b]))
		t.unions[[2]set{a, b}] = s
	}
	return s
}

// merge joins two sorted slices without duplicates.
func merge[T cmp.Ordered](x, y []T) []T {
	out := make([]T, 0, len(x)+len(y))
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] < y[0]:
			out, x = append(out, x[0]), x[1:]
		case y[0] < x[0]:
			out, y = append(out, y[0]), y[1:]
		default:
			out, x, y = append(out, x[0]), x[1:], y[1:]
		}
	}
	return append(append(out, x...), y...)
}

// joined joins many sets at once: only the result is interned.
func (t *sets) joined(list []set) set {
	slices.Sort(list)
	list = slices.Compact(list)
	if len(list) > 0 && list[0] == 0 {
		list = list[1:]
	}
	switch len(list) {
	case 0:
		return 0
	case 1:
		return list[0]
	case 2:
		return t.union(list[0], list[1])
	}
	n := 0
	for _, s := range list {
		n += len(t.list[s])
	}
	all := make([]atom, 0, n)
	for _, s := range list {
		all = append(all, t.list[s]...)
	}
	return t.of(all...)
}

// builder collects atoms and sets.
type builder struct {
	t    *sets
	a    []atom
	s    set
	more []set
}

func (b *builder) add(a atom) { b.a = append(b.a, a) }

func (b *builder) addSet(s set) {
	switch {
	case s == 0 || s == b.s:
	case b.s == 0:
		b.s = s
	case len(b.more) == 0 || b.more[len(b.more)-1] != s:
		b.more = append(b.more, s)
	}
}

func (b *builder) set() set {
	if len(b.more) > 0 {
		b.s = b.t.joined(append(b.more, b.s))
		b.more = b.more[:0]
	}
	if len(b.a) == 0 {
		return b.s
	}
	return b.t.union(b.s, b.t.of(b.a...))
}

func (t *sets) has(s set, a atom) bool {
	_, ok := slices.BinarySearch(t.list[s], a)
	return ok
}
