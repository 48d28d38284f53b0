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

// mayPassBy says that, of what a handler may pass the request on to, some turn away who has not proved who he is, and others may not: middleware
// that is wrapped around a handler under a condition, or one of several lists of it. Which stands there is not known.
func (l *linker) mayPassBy(wraps []*inst) bool {
	gate, parts := false, false
	for _, i := range wraps {
		m, asks := l.must(i, true), false
		for n, p := range l.passes(i) {
			asks = (n == 0 || asks) && l.hasKind(m.before(p.at), "auth")
			parts = parts || len(i.targets(p.at)) > 1
		}
		gate = gate || asks
	}
	return gate && parts
}
