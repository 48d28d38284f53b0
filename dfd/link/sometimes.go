package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Options that own code fills in: a field that is set behind a condition only has that value on some ways, and on the others
// what the library takes where nothing is said.

// sometimes names the options of a call that are set on some ways only.
func (l *linker) sometimes(h *hit, r *catalog.Row) []string {
	var out []string
	for _, name := range sortedKeys(r.Args) {
		for _, a := range r.Args[name] {
			if l.optional(h, a) {
				out = append(out, name)
			}
		}
	}
	return out
}

// optional says that an argument is a field of options that is set on some ways only.
func (l *linker) optional(h *hit, a catalog.Arg) bool {
	last := len(a.Fields) - 1
	if last < 0 {
		return false
	}
	of := a
	of.Fields = a.Fields[:last]
	return l.setSometimes(h, l.argAt(nil, h, of), a.Fields[last])
}

// setSometimes says that a field of objects is set, and nowhere on every way.
func (l *linker) setSometimes(h *hit, of set, field string) bool {
	all := l.withCopied(of)
	found, certain := false, false
	l.eachStore(all, field, func(i *inst, at int32) bool {
		found, certain = true, l.certainlySet(h, all, i, at)
		return !certain
	})
	return found && !certain
}

// withCopied gives objects and those that they are copies of.
func (l *linker) withCopied(of set) map[int32]bool {
	all := map[int32]bool{}
	l.eachObj(of, func(o int32) {
		for _, x := range append(l.copied(nil, o), o) {
			all[x] = true
		}
	})
	return all
}

// eachStore calls f for the instructions that set a field of one of the objects, until it returns false.
func (l *linker) eachStore(of map[int32]bool, field string, f func(i *inst, at int32) bool) {
	for _, i := range l.insts {
		for at := range i.fn.code {
			in := &i.fn.code[at]
			if in.Op != summary.OpStoreField || in.Sym < 0 || !strings.HasSuffix(i.fn.p.p.Syms[in.Sym], "."+field) {
				continue
			}
			hits := false
			l.eachObj(l.get(i, in.Args[0]), func(o int32) { hits = hits || of[o] })
			if hits && !f(i, int32(at)) {
				return
			}
		}
	}
}

// certainlySet says that a field is set whenever its object is made, or before the call that looks at it.
func (l *linker) certainlySet(h *hit, of map[int32]bool, i *inst, at int32) bool {
	u := framed(i, at)
	if h.i != nil && h.i.whole().fn == u.i.fn && dominates(u.i.fn.dominators(), u.i.fn.block[at], u.i.fn.block[h.at]) {
		return true
	}
	made := false
	for o := range of {
		if ob := &l.objs[o]; ob.inst != nil && ob.at >= 0 && ob.inst.whole().fn == u.i.fn {
			if made = true; l.everyWay(u, u.i.fn.block[ob.at]) {
				return true
			}
		}
	}
	return !made && l.alwaysRun(u, 3)
}

// alwaysRun says that an instruction is run whenever its function is, and that one of the function's callers always calls it.
func (l *linker) alwaysRun(u frame, depth int) bool {
	if !l.everyWay(u, -1) {
		return false
	}
	if depth == 0 || len(u.i.callers) == 0 {
		return true
	}
	for _, c := range u.i.callers {
		for n := range c.fn.code {
			if c.fn.code[n].Op == summary.OpCall && contains(c.targets(int32(n)), u.i) && l.alwaysRun(framed(c, int32(n)), depth-1) {
				return true
			}
		}
	}
	return false
}

// everyWay says that an instruction is run on every way from a block to where the function returns without an error, or, where it
// never returns, as main does not behind ListenAndServe, to its last line.
func (l *linker) everyWay(u frame, from int32) bool {
	g, m := u.i.fn, l.must(u.i, false)
	for b := range g.f.Blocks {
		if m.gives(int32(b), true) {
			return l.always(u, from, true)
		}
	}
	all := g.program()
	return dominates(g.dominators(), g.block[u.at], g.block[all[len(all)-1]])
}
