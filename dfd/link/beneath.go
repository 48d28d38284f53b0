package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A handler that a generator wrote reads parameters and answers; in between it calls what the program implements, through an
// interface of the generated package or a function type of it. That is the handler.

// maxBeneath bounds how many functions are looked through for it.
const maxBeneath = 120

// generated says that a function is in a file that a generator wrote.
func (g *fn) generated() bool {
	return g.f.File >= 0 && slices.Contains(g.p.p.Made, g.f.File)
}

// beneath puts what the program implements in the place of a generated handler.
func (l *linker) beneath(e *entry) {
	if is := l.soleBeneath(e.inner); len(is) > 0 {
		e.inner, e.innerSym = is, is[0].fn.sym
	}
}

// soleBeneath is what a generated handler calls of the program, where that is one function; nil for a handler of another kind.
func (l *linker) soleBeneath(inner []*inst) []*inst {
	if len(inner) == 0 || slices.ContainsFunc(inner, func(i *inst) bool { return !i.fn.generated() }) {
		return nil
	}
	found := l.withoutStubs(l.implemented(inner))
	if len(found) == 0 || slices.ContainsFunc(found, func(i *inst) bool { return i.fn != found[0].fn }) {
		return nil
	}
	return found
}

// withoutStubs leaves out what a generator put there until the program has something better, where it has.
func (l *linker) withoutStubs(is []*inst) []*inst {
	stub := func(i *inst) bool {
		for _, hs := range i.hits {
			for _, h := range hs {
				if slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Attr["kind"] == "stub" }) {
					return true
				}
			}
		}
		return false
	}
	if real := slices.DeleteFunc(slices.Clone(is), stub); len(real) > 0 {
		return real
	}
	return is
}

// implemented lists what generated code calls of the program: from these on, by way of its own functions and of the middleware
// that it passes itself to.
func (l *linker) implemented(work []*inst) []*inst {
	var out []*inst
	seen := map[*inst]bool{}
	for ; len(work) > 0 && len(seen) < maxBeneath; work = work[1:] {
		i := work[0]
		if seen[i] {
			continue
		}
		seen[i] = true
		for at := range i.fn.code {
			in := &i.fn.code[at]
			for _, t := range i.targets(int32(at)) {
				switch {
				case t.fn.generated():
					work = append(work, t)
				case l.implementedBy(i.fn, in) && !l.answersContext(t):
					if !contains(out, t) {
						out = append(out, t)
					}
				case in.N&summary.CallMode != summary.CallStatic: // middleware
					work = append(work, t)
				}
			}
		}
	}
	return out
}

// implementedBy says that a call in generated code is of what the program implements: a method of an interface of the package,
// or the function that the receiver is.
func (l *linker) implementedBy(g *fn, in *summary.Instr) bool {
	if in.Op != summary.OpCall || !g.generated() {
		return false
	}
	switch in.N & summary.CallMode {
	case summary.CallInvoke:
		return in.Sym >= 0 && l.pkgOf(g.p.syms[in.Sym]) == g.p.p.Path
	case summary.CallDynamic:
		return g.f.Recv && in.Args[0] == summary.MakeRef(summary.RefParam, 0)
	}
	return false
}

// answersContext says that a function gives a context back: it prepares the call, as a check of who calls does.
func (l *linker) answersContext(i *inst) bool {
	return slices.ContainsFunc(i.fn.f.Results, func(r int32) bool {
		t := l.typ(i.fn.p, r)
		return t >= 0 && strings.HasPrefix(l.typeTab[t].name, "context.Context")
	})
}
