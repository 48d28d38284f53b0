package link

import "testing"

// Two calls of one function have checks of their own. What both hold below a limit is held, whichever of them is under way.
func TestHeldByBoth(t *testing.T) {
	bulk, other := &fn{}, &fn{}
	one, two, third := &inst{fn: bulk}, &inst{fn: bulk}, &inst{fn: other}
	first := guard{kind: "bounded", i: one, at: 3, subject: 5}
	for _, c := range []struct {
		name   string
		second guard
		held   bool
	}{
		{"same value at the same place", guard{kind: "bounded", i: two, at: 3, subject: 5}, true},
		{"another value", guard{kind: "bounded", i: two, at: 3, subject: 6}, false},
		{"another place", guard{kind: "bounded", i: two, at: 4, subject: 5}, false},
		{"another function", guard{kind: "bounded", i: third, at: 3, subject: 5}, false},
		{"another limit", guard{kind: "bounded", value: "x", i: two, at: 3, subject: 5}, false},
	} {
		l := &linker{guards: []guard{first, c.second}}
		if got := l.heldByBoth(facts{ids: []int32{0}}, facts{ids: []int32{1}}); (len(got.ids) == 1) != c.held {
			t.Errorf("%s: %v", c.name, got.ids)
		}
	}
	l := &linker{guards: []guard{{kind: "auth", i: one, at: 3, subject: 5}, {kind: "auth", i: two, at: 3, subject: 5}}}
	if got := l.heldByBoth(facts{ids: []int32{0}}, facts{ids: []int32{1}}); len(got.ids) != 0 {
		t.Errorf("who somebody is was taken from one call to another: %v", got.ids)
	}
}
