package link

import "testing"

// TestTaken: where the first way to an entry point lets nobody through, the next one stands for it, under the entry point's own name.
func TestTaken(t *testing.T) {
	closed := chainLink{ats: []int32{0}} // continues at a call that is never reached
	e := &entry{id: "http:GET /crop", chain: []chainLink{closed}, also: []*entry{{path: "/crop"}, {chain: []chainLink{closed}}}}
	got := (&linker{}).taken(e)
	if got.id != e.id || got.path != "/crop" || len(got.also) != 0 {
		t.Errorf("taken %+v, want the second way as %s", got, e.id)
	}
}
