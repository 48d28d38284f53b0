package link

import (
	"github.com/gostride/gostride/analyzers/summary"
)

// Some libraries find out who calls before any handler runs, and leave it in a field of the request: pocketbase's
// RequestEvent.Auth. Their models say that the field is a credential that was verified, where it is set.

// identified is what holds where such a field is set. Where the program itself writes it, it may be another's word: a question.
func (m *must) identified(at int32, in *summary.Instr) facts {
	l, sym := m.l, m.i.fn.p.syms[in.Sym]
	f := none
	if l.isOwn(sym) {
		return f
	}
	rows := l.lookup(sym)
	for _, r := range rows {
		if r.Role != "verify" || r.Attr["success"] != "nonnil" {
			continue
		}
		g := guard{kind: "auth", scheme: r.Attr["scheme"], i: m.i, at: at, row: r,
			h: &hit{i: m.i, at: at, sym: sym, rows: rows, recv: l.get(m.i, in.Args[0]), made: -1}}
		if l.writes(sym) {
			g.kind, g.value = "switched", "auth"
		}
		f = f.plus(l.guard(g))
	}
	return f
}

// writes says that the program sets a field of a library's type.
func (l *linker) writes(field int32) bool {
	if l.fieldsSet == nil {
		l.fieldsSet = map[int32]bool{}
		for _, g := range l.funcs {
			for at := range g.code {
				if g.code[at].Op == summary.OpStoreField {
					l.fieldsSet[g.p.syms[g.code[at].Sym]] = true
				}
			}
		}
	}
	return l.fieldsSet[field]
}
