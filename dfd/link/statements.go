package link

import (
	"encoding/binary"
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A helper that runs statements, asks another service, or opens a part of a store, is passed by each caller what to run: by that its contexts are told apart
// first, so that each caller reaches its own tables also where many share the helper.

// statements lists the texts in the arguments of a function that reaches something outside the program, or names a part of it; "" where there are none.
func (l *linker) statements(g *fn, args []set) string {
	if g.cost&(mayReach|mayName) == 0 {
		return ""
	}
	var out []byte
	for n, s := range args {
		if l.kindOf(l.typ(g.p, g.f.Params[n].Type)) != summary.KindString {
			continue
		}
		if a, ok := l.firstText(s); ok {
			out = binary.LittleEndian.AppendUint32(append(out, byte(n)), uint32(a))
		}
	}
	return string(out)
}

// runsStatements says that a function itself hands statements to a library: few do, and what they run is what their callers do, so that their
// contexts are told apart in crowded programs, too.
func (l *linker) runsStatements(g *fn) bool {
	runs, known := l.runners[g]
	if !known {
		runs = slices.ContainsFunc(g.code, func(in summary.Instr) bool {
			return in.Op == summary.OpCall && in.Sym >= 0 && slices.ContainsFunc(l.lookup(g.p.syms[in.Sym]), func(r *catalog.Row) bool { return r.Role == "sql" && len(r.Args["query"]) > 0 })
		})
		l.runners[g] = runs
	}
	return runs
}

// firstText gives the text of a value that was there first: it stays the same while others are found.
func (l *linker) firstText(s set) (atom, bool) {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aConst && k.s != "" || k.kind == aTemplate {
			return a, true
		}
	}
	return 0, false
}
