package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// Routes are often put together step by step: route.Get("/x").SecuredWith(check).Handle(h). Each step makes a record of what it is
// given, and does nothing else: it costs little to keep all of them apart, and without that a route gets the path of one and the
// handler of another.

// maxStep is how many instructions such a step has.
const maxStep = 24

// fluent says that a function only makes a record of an own type that holds functions, or that goes on to be given some.
func (l *linker) fluent(g *fn) bool {
	if known, ok := l.steps[g]; ok {
		return known
	}
	if l.steps == nil {
		l.steps = map[*fn]bool{}
	}
	l.steps[g] = l.isStep(g)
	return l.steps[g]
}

// begins says that a function makes such a record that further steps add to, in a field that is kept in order: NewBuilder(config).With(first)
// and NewBuilder(config).With(second) are two chains, although both begin in the same way.
func (l *linker) begins(g *fn) bool {
	if len(l.orderedIn) == 0 || len(g.f.Results) != 1 || len(g.code) > maxStep {
		return false
	}
	known, ok := l.beginning[g]
	if !ok {
		known = l.makesOrdered(g)
		l.beginning[g] = known
	}
	return known
}

func (l *linker) makesOrdered(g *fn) bool {
	t := l.deref(l.typ(g.p, g.f.Results[0]))
	if t < 0 || !l.orderedIn[t] {
		return false
	}
	return slices.ContainsFunc(g.code, func(in summary.Instr) bool { return in.Op == summary.OpAlloc && l.deref(l.typ(g.p, in.Type)) == t })
}

func (l *linker) isStep(g *fn) bool {
	if len(g.f.Results) != 1 || len(g.code) > maxStep || len(g.f.Params) == 0 || len(g.f.Free) > 0 {
		return false
	}
	makes := false
	for at := range g.code {
		switch in := &g.code[at]; in.Op {
		case summary.OpCall:
			return false
		case summary.OpAlloc:
			makes = true
		}
	}
	t := l.deref(l.typ(g.p, g.f.Results[0]))
	if !makes || t < 0 || !l.typeTab[t].own || l.kindOf(t) != summary.KindStruct {
		return false
	}
	if l.holdsCode(t) {
		return true
	}
	for _, m := range l.typeTab[t].methods {
		f := l.funcs[l.syms.get(m.Sym)]
		if f == nil || f.cost&mayReach != 0 {
			continue
		}
		for n, p := range f.f.Params {
			if n > 0 && l.code(l.typ(f.p, p.Type)) {
				return true
			}
		}
	}
	return false
}
