package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// A verification that fails with an error is acted on where every function on the way hands that error on, up to one that does something
// else then and does not come back to what follows a good token. That says nothing of requests that bring no token at all.

// heeded says that the error of a call ends what is done on each of the ways by which the entry point gets there.
func (t *travel) heeded(v *visit, at int32) bool { return t.heeds(v, at, map[*visit]bool{}) }

func (t *travel) heeds(v *visit, at int32, seen map[*visit]bool) bool {
	ends, handsOn := t.l.must(v.i, false).onError(at)
	if !ends || !handsOn || seen[v] {
		return ends
	}
	seen[v] = true
	calls := t.callsOf(v.i)
	for _, c := range calls {
		if c.v.i.fn.code[c.at].Op != summary.OpCall || !t.heeds(c.v, c.at, seen) {
			return false
		}
	}
	return len(calls) > 0
}

// onError says whether a function looks at the error of a call and, where there is one, does not come back to where there is none; and
// whether it returns an error then.
func (m *must) onError(at int32) (ends, handsOn bool) {
	r, ok := m.failure(at)
	g := m.i.fn
	if !ok {
		return false, false
	}
	for b := range g.f.Blocks {
		bad, good := g.asksNil(int32(b), r)
		if bad < 0 {
			continue
		}
		if on := g.blocksFrom(bad); !on[good] {
			on[bad] = true
			return !g.usesResult(at, r, on), m.l.returnsError(g) && !g.returnsNil(on)
		}
		return false, false
	}
	for n := range g.code { // return verify(r)
		if in := &g.code[n]; in.Op == summary.OpReturn && len(in.Args) > 0 && in.Args[len(in.Args)-1] == r {
			return true, true
		}
	}
	return false, false
}

// asksNil gives where a block goes on if a value is not nil, and if it is; -1 where it does not ask.
func (g *fn) asksNil(b int32, r summary.Ref) (bad, good int32) {
	succs := g.f.Blocks[b].Succs
	c := g.defOf(g.condition(b))
	if len(succs) != 2 || c < 0 || g.code[c].Op != summary.OpBin {
		return -1, -1
	}
	in := &g.code[c]
	op := g.p.p.Syms[in.Sym]
	switch {
	case !g.reads(in.Args[0], r) || in.Args[1].Kind() != summary.RefNil:
	case op == "!=":
		return succs[0], succs[1]
	case op == "==":
		return succs[1], succs[0]
	}
	return -1, -1
}

// returnsNil says that in some of the blocks a function returns nil as its last result.
func (g *fn) returnsNil(blocks []bool) bool {
	for n := range g.code {
		if in := &g.code[n]; in.Op == summary.OpReturn && blocks[g.block[n]] && len(in.Args) > 0 && in.Args[len(in.Args)-1].Kind() == summary.RefNil {
			return true
		}
	}
	return false
}

// usesResult says that some of the blocks go on with what a call gave beside its error.
func (g *fn) usesResult(at int32, err summary.Ref, blocks []bool) bool {
	dst := summary.MakeRef(summary.RefReg, int(g.code[at].Dst))
	for n := range g.code {
		for _, a := range g.code[n].Args {
			d := g.defOf(a)
			of := d >= 0 && g.code[d].Op == summary.OpExtract && g.code[d].Args[0] == dst && a != err
			if of && blocks[g.block[n]] {
				return true
			}
		}
	}
	return false
}

// reads says that an operand is a value, or a variable that it was stored in.
func (g *fn) reads(x, r summary.Ref) bool {
	if x == r {
		return true
	}
	d := g.defOf(x)
	if d < 0 || g.code[d].Op != summary.OpLoad {
		return false
	}
	for n := range g.code {
		if in := &g.code[n]; in.Op == summary.OpStore && in.Args[0] == g.code[d].Args[0] && in.Args[1] == r {
			return true
		}
	}
	return false
}

// ignored says that a call gives an error that nobody looks at: token, _ := parse(raw); or that is only told, and what is done goes on as if
// there were none.
func (l *linker) ignored(i *inst, at int32) bool {
	r, ok := l.must(i.whole(), false).failure(at)
	return !ok || !slices.ContainsFunc(i.fn.code, func(in summary.Instr) bool { return slices.Contains(in.Args, r) }) || i.fn.goesOnWith(r)
}

// goesOnWith says that a function asks whether an error is nil, comes back to where it is wherever it is not, and does not return it as it is.
func (g *fn) goesOnWith(r summary.Ref) bool {
	if slices.ContainsFunc(g.code, func(in summary.Instr) bool {
		return (in.Op == summary.OpReturn || in.Op == summary.OpPhi || in.Op == summary.OpStore || in.Op == summary.OpStoreField) && slices.Contains(in.Args, r)
	}) {
		return false
	}
	asked := false
	for b := range g.f.Blocks {
		if bad, good := g.asksNil(int32(b), r); bad >= 0 {
			if asked = true; !g.blocksFrom(bad)[good] {
				return false
			}
		}
	}
	return asked
}
