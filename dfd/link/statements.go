package link

import (
	"encoding/binary"

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

// firstText gives the text of a value that was there first: it stays the same while others are found.
func (l *linker) firstText(s set) (atom, bool) {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aConst && k.s != "" || k.kind == aTemplate {
			return a, true
		}
	}
	return 0, false
}
