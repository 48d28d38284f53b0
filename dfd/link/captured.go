package link

import (
	"github.com/gostride/gostride/analyzers/summary"
)

// What a request is found out to be is often kept in a variable that several literals share: session is set in once.Do(func() { … }) and
// returned by the literal around it. Where it is found set, one of the places that set it was passed, and what held there holds.

// captured is what holds where a variable that several functions share is as wanted, which its zero value is not. A variable that
// outlives the request tells of anybody's.
func (m *must) captured(addr summary.Ref, w want) facts {
	if w.fitsZero() || w == wantAny {
		return none
	}
	l := m.l
	list := l.sets.list[l.get(m.i, addr)]
	if len(list) != 1 || l.atoms.list[list[0]].kind != aObj || !l.perRequest(l.atoms.list[list[0]].x) {
		return none
	}
	f := everything
	for _, s := range l.storesTo(l.atoms.list[list[0]].x) {
		x := l.must(s.i, false)
		if x.busy {
			return none
		}
		if at := x.before(s.at); !at.top {
			f = l.either(f, at.plus(x.value(s.i.fn.code[s.at].Args[1], w, 6)))
		}
	}
	if f.top {
		return none
	}
	return f
}

// perRequest says that a variable is made anew for each request: where it is made, the request is at hand.
func (l *linker) perRequest(o int32) bool {
	ob := &l.objs[o]
	if ob.kind != oVar || ob.inst == nil {
		return false
	}
	for _, p := range ob.inst.fn.f.Params {
		if t := l.typ(ob.inst.fn.p, p.Type); t >= 0 && l.requestType(t) {
			return true
		}
	}
	return false
}

// storesTo lists the instructions that store to a variable.
func (l *linker) storesTo(o int32) []callAt {
	if l.stores == nil {
		l.stores = map[int32][]callAt{}
		l.eachOf(summary.OpStore, func(i *inst, at int32, in *summary.Instr) {
			for _, a := range l.sets.list[l.get(i, in.Args[0])] {
				if k := l.atoms.list[a]; k.kind == aObj && l.objs[k.x].kind == oVar {
					l.stores[k.x] = append(l.stores[k.x], callAt{i, at})
				}
			}
		})
	}
	return l.stores[o]
}
