package dfd

import (
	"slices"
	"testing"
)

func TestWay(t *testing.T) {
	lines := func(w *Way) (out []int) {
		for _, p := range w.Trace() {
			out = append(out, p.Line)
		}
		return out
	}
	var w, other *Way
	for n := range 30 {
		w = w.To(Place{Line: n})
		if n == 3 {
			other = w.To(Place{Line: 100})
		}
	}
	if got, want := lines(other), []int{0, 1, 2, 3, 100}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	var want []int
	for n := range 30 {
		if n < 12 || n >= 18 {
			want = append(want, n)
		}
	}
	if got := lines(w); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if by := func(n int) bool { return w.By(func(p Place) bool { return p.Line == n }) }; !by(11) || by(12) || by(17) || !by(18) {
		t.Error("a way leads by what its trace does not list, or the other way round")
	}
	if got, want := NewWay(w.Trace()...).Trace(), w.Trace(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if none := NewWay(); none != nil || none.Trace() != nil || none.By(func(Place) bool { return true }) {
		t.Error("no places make no way")
	}
}
