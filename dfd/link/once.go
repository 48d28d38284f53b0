package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// What fills a package variable that is still empty runs once for the process, whoever's request comes first: a logger, a
// connection, a configuration made at its first use. It is told apart by the guard "once".

// unfilled is what "v == nil" or "!v" of a package variable says: once, where what is done then fills it.
func (m *must) unfilled(addr summary.Ref) facts {
	sym := m.i.fn.p.syms[addr.Index()]
	if m.l.fillsVar(m.i, sym, 0) {
		return none.plus(m.l.guard(guard{kind: "once"}))
	}
	return none
}

// fillsVar says that a function stores to a package variable, or one that it calls does.
func (l *linker) fillsVar(i *inst, sym int32, depth int) bool {
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op == summary.OpStore && in.Args[0].Kind() == summary.RefGlobal && i.fn.p.syms[in.Args[0].Index()] == sym && in.Args[1].Kind() != summary.RefNil {
			return true
		}
	}
	if depth > 1 {
		return false
	}
	for _, ts := range i.calls {
		for _, t := range ts {
			if l.fillsVar(t, sym, depth+1) {
				return true
			}
		}
	}
	return false
}

// madeAtStart says that a package variable is declared with a value: var errNoToken = newError(401, "no token").
func (l *linker) madeAtStart(sym int32) bool {
	if l.atStart == nil {
		l.findDeclared()
	}
	return l.atStart[sym]
}

// findDeclared finds the variables that initialisers of packages give a value.
func (l *linker) findDeclared() {
	l.atStart = map[int32]bool{}
	for path := range l.byPath {
		g := l.fnNamed(path + ".init")
		if g == nil {
			continue
		}
		for at := range g.code {
			in := &g.code[at]
			if in.Op == summary.OpStore && in.Args[0].Kind() == summary.RefGlobal && in.Args[1].Kind() == summary.RefReg {
				l.atStart[g.p.syms[in.Args[0].Index()]] = true
			}
		}
	}
}

// onceOnly says that a call goes to sync.Once.Do or the like.
func (l *linker) onceOnly(i *inst, at int32) bool {
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if r.Attr["once"] != "" {
				return true
			}
		}
	}
	return false
}

// once says that an entry point only gets to a use where the process is not set up yet: that its tables or folders are made then is not what
// the request is for.
func (u *usedBy) once(entry string) bool {
	return slices.ContainsFunc(u.u.On, func(on dfd.Reach) bool { return on.Entry == entry && on.Once })
}
