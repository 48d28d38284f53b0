package link

import "testing"

// What is woken first is evaluated first, and what is evaluated first has the contexts: the order is that of the calls, not a map's.
func TestSetUpInTheOrderOfCalls(t *testing.T) {
	i := &inst{calls: map[int32][]*inst{}, splits: map[int32][]*inst{}}
	for at := range int32(12) {
		i.calls[at] = []*inst{{id: at}}
		i.splits[at] = []*inst{{id: 12 + at}}
	}
	l := &linker{}
	l.inSetup(i)
	for n, x := range l.queue[1:] {
		if x.id != int32(n) {
			t.Fatalf("woken as number %d: %d", n, x.id)
		}
	}
}
