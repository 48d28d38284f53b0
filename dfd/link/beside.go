package link

// What an adapter around a handler does by itself, or the middleware that it has captured, is no work of the handler: a route that only
// reads does not write because a wrapper looks up who asks.

// beside says that a visit is not on any way by which the handler that is shown for an entry point goes on.
func (t *travel) beside(v *visit) bool {
	if t.shown == nil {
		return false
	}
	if t.byHandler == nil {
		t.goOn()
	}
	return len(t.byHandler) > 0 && !t.byHandler[v]
}

// goOn finds what the handler leads to, itself included.
func (t *travel) goOn() {
	t.byHandler = map[*visit]bool{}
	var work []*visit
	add := func(v *visit) {
		if v != nil && !t.byHandler[v] {
			t.byHandler[v] = true
			work = append(work, v)
		}
	}
	for _, v := range t.order {
		if v.i.fn == t.shown || v.from != nil && t.byHandler[v.from] { // also what takes over from it: a worker that is handed a job
			add(v)
		}
	}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		for _, targets := range t.l.layout(v.i).targets {
			for _, c := range targets {
				add(t.visit(c))
			}
		}
	}
}
