package link

import "github.com/gostride/gostride/analyzers/summary"

// Flags that are kept in a field and only set while the process starts (app.requiresAuth = true, where there are users) say as much of
// each request as settings do.

// noteStart adds to what runs when a process starts.
func (l *linker) noteStart(reached map[*inst]bool) {
	if l.started == nil {
		l.started = map[*inst]bool{}
	}
	for i := range reached {
		l.started[i.whole()] = true
	}
	l.forgetTentative()
}

// decidedAtStart says that an instruction reads such a flag.
func (l *linker) decidedAtStart(i *inst, in *summary.Instr) bool {
	if in.Op != summary.OpLoadField || l.kindOf(l.typ(i.fn.p, in.Type)) != summary.KindBool {
		return false
	}
	if l.tentative = true; l.started == nil {
		return false
	}
	found := false
	for _, a := range l.sets.list[l.get(i, in.Args[0])] {
		k := l.inner(a)
		if k.kind == aNil {
			continue
		}
		if k.kind != aObj {
			return false
		}
		ob := &l.objs[k.x]
		if ob.kind != oVar && ob.kind != oGlobal || ob.kind == oVar && (ob.inst == nil || !l.started[ob.inst.whole()]) {
			return false
		}
		for _, c := range l.storesOf(cellKey{k.x, l.fieldKey(i.fn.p.syms[in.Sym])}) {
			if !l.started[c.i.whole()] {
				return false
			}
			found = true
		}
	}
	return found
}

// storesOf lists the instructions that store into a variable or field.
func (l *linker) storesOf(k cellKey) []callAt { return l.unsetValues().stores[k] }
