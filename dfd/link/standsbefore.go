package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// withoutEnds leaves out, of what may answer a request, what a middleware made that never goes on to the handler that it was given: a page for times of
// maintenance. It stands before the handler, where a setting says so. Where there is nothing else it is the handler.
func (l *linker) withoutEnds(inner []*inst) []*inst {
	rest := slices.DeleteFunc(slices.Clone(inner), func(i *inst) bool { return l.madeByMiddleware(i.fn) })
	if len(rest) == 0 {
		return inner
	}
	return rest
}

// madeByMiddleware says that a function literal is written in a function that is given a handler and gives one of the same type back.
func (l *linker) madeByMiddleware(g *fn) bool {
	p := l.funcs[g.parent]
	if p == nil || len(p.f.Results) != 1 {
		return false
	}
	t := l.typ(p.p, p.f.Results[0])
	return l.code(t) && slices.ContainsFunc(p.f.Params, func(x summary.Param) bool { return l.typ(p.p, x.Type) == t })
}

// mayPassBy says that, of what a handler may pass the request on to, some turn requests away, and others do not: middleware that is wrapped around
// a handler under a condition, or one of several lists of it. Which stands there is not known.
func (l *linker) mayPassBy(wraps []*inst) bool {
	asks, parts, turns := false, false, false
	for _, i := range wraps {
		m, all := l.must(i, true), false
		for n, p := range l.passes(i) {
			all = (n == 0 || all) && l.hasKind(m.before(p.at), "auth")
			if ts := i.targets(p.at); len(ts) > 1 {
				parts = true
				turns = turns || slices.ContainsFunc(ts, l.mayTurnAway) && slices.ContainsFunc(ts, func(t *inst) bool { return !l.mayTurnAway(t) })
			}
		}
		asks = asks || all
	}
	return asks && parts || turns
}

// mayTurnAway says that what a request may be passed on to may end without passing it on itself.
func (l *linker) mayTurnAway(i *inst) bool {
	g := i.whole().fn
	seen, on := make([]bool, len(g.f.Blocks)), false
	for _, p := range l.passes(i) {
		seen[g.block[p.at]], on = true, true
	}
	if !on || seen[0] {
		return false
	}
	m := l.must(i, true)
	seen[0] = true
	for work := []int32{0}; len(work) > 0; work = work[1:] {
		if m.gives(work[0], true) {
			return true
		}
		for _, s := range g.f.Blocks[work[0]].Succs {
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return false
}

// turnsAwayUnasked says that a wrapper answers 401 or 403 without looking at a credential itself: it goes by what one before it has found out and
// left somewhere, which is not followed.
func (l *linker) turnsAwayUnasked(wraps []*inst) bool {
	return slices.ContainsFunc(wraps, func(i *inst) bool {
		var out noted
		l.collect(i, 0, map[*inst]bool{}, &out)
		if len(out.all().ids) > 0 {
			return false
		}
		for at := range i.fn.code {
			if i.fn.code[at].Op == summary.OpCall && !l.continues(i, int32(at)) && !slices.ContainsFunc(l.passes(i), func(p pass) bool { return p.at == int32(at) }) && l.refusesAt(i, int32(at), false, 0) {
				return true
			}
		}
		return false
	})
}
