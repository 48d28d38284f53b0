package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// A library's middleware may be given a function that says which requests it lets by: some paths, or those with a key that the
// function has looked up itself. What such a function says of a route is found out as it is for the program's own middleware.

// skips says that a library's middleware is told to let some requests through.
func (l *linker) skips(h *hit, r *catalog.Row) bool {
	return slices.ContainsFunc(l.sets.list[l.arg(&site{}, h, r, "skipper")], func(a atom) bool { return !l.neverSkips(a) })
}

// neverSkips says that a function lets nothing through: none at all, or the library's own that says no.
func (l *linker) neverSkips(a atom) bool {
	k := l.inner(a)
	return k.kind == aNil || k.kind == aFunc && slices.ContainsFunc(l.lookup(k.x), func(r *catalog.Row) bool { return r.Attr["kind"] == "never" })
}

// skipped gives what is known of requests that are let by, and of those that are not; of requests that there are none of, everything.
func (l *linker) skipped(h *hit, r *catalog.Row) (let, kept facts) {
	let, kept = everything, everything
	for _, a := range l.sets.list[l.arg(&site{}, h, r, "skipper")] {
		if l.neverSkips(a) {
			kept = none
			continue
		}
		is := l.handle(a)
		if k := l.inner(a); len(is) == 0 || k.kind != aFunc && k.kind != aClosure {
			return none, none
		}
		for _, i := range is {
			let, kept = l.either(let, l.outcome(i, 0, wantTrue, false)), kept.and(l.outcome(i, 0, wantFalse, false))
		}
	}
	return let, kept
}

// letIn gives what a library's middleware checks, and what the function checks that lets requests by it: one of them was passed.
func (l *linker) letIn(c *chainLink) facts {
	if c.row == nil || c.hit == nil || len(c.insts) > 0 || !l.skips(c.hit, c.row) {
		return none
	}
	let, _ := l.skipped(c.hit, c.row)
	if let.top {
		return none
	}
	g, _ := l.libraryAlways(c.row, c.hit)
	return g.plus(let)
}
