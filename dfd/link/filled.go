package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Whether a row was found is often told by its number: db.Where("token = ?", t).First(u); if u.Id == 0 { … }. A record that is made
// empty and filled by looking somebody up has a number only where it was found.

// filledRecord is what holds where the number of a record is not zero: what held where the record was filled, and that what it was looked
// up by was found.
func (m *must) filledRecord(in *summary.Instr, w want) facts {
	l := m.l
	if w.kind != isNot || w.text != "0" && w.text != "" || in.Op != summary.OpLoadField || !strings.HasSuffix(strings.ToLower(lastName(m.i.fn.p.p.Syms[in.Sym])), "id") {
		return none
	}
	f, of := everything, m.i.fn.whole(in.Args[0])
	for _, a := range l.sets.list[l.get(m.i, of)] {
		k := l.inner(a)
		if k.kind == aNil {
			continue
		}
		o := k.x
		if k.kind != aObj || l.objs[o].kind != oVar || l.objs[o].inst == nil || l.setByHand(o, m.i.fn.p.syms[in.Sym]) {
			return none
		}
		for _, s := range l.fillsOf(o) {
			x := m
			if s.i.whole() != m.i {
				x = l.must(s.i, false)
			}
			if x != m && x.busy || s.i.fn != l.objs[o].inst.fn { // one that outlives the request may be anybody's
				return none
			}
			if at := x.before(s.at); !at.top {
				f = l.either(f, at.plus(l.lookups(s.i, s.at)))
			}
		}
	}
	if f.top {
		return none
	}
	return f
}

// lookups is what a call that looks something up says of who sent what it looks for.
func (l *linker) lookups(i *inst, at int32) facts {
	f := none
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "orm" || r.Role == "sql" || r.Role == "doc" {
				f = f.plus(l.lookupGuard(i, at, h, r))
			}
		}
	}
	return f
}

// whole gives the record that an operand is an embedded part of.
func (g *fn) whole(r summary.Ref) summary.Ref {
	for d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpFieldAddr; d = g.defOf(r) {
		r = g.code[d].Args[0]
	}
	return r
}

// setByHand says that own code sets a field of an object, or of an embedded part of it.
func (l *linker) setByHand(o int32, field int32) bool {
	if l.fieldStores == nil {
		l.fieldStores = map[int32][]callAt{}
		l.eachOf(summary.OpStoreField, func(i *inst, at int32, in *summary.Instr) {
			f := i.fn.p.syms[in.Sym]
			l.fieldStores[f] = append(l.fieldStores[f], callAt{i, at})
		})
	}
	for _, s := range l.fieldStores[field] {
		found := false
		l.eachObj(l.get(s.i, s.i.fn.whole(s.i.fn.code[s.at].Args[0])), func(x int32) { found = found || x == o })
		if found {
			return true
		}
	}
	return false
}

// fillsOf lists the calls that read a row into an object.
func (l *linker) fillsOf(o int32) []callAt {
	if l.rowsInto == nil {
		l.rowsInto = map[int32][]callAt{}
		for _, i := range l.insts {
			if i.unused() {
				continue
			}
			i.eachRow(func(at int32, h *hit, r *catalog.Row) {
				if (r.Role == "orm" || r.Role == "sql" || r.Role == "doc") && r.Op != "write" && r.Op != "delete" {
					l.eachObj(l.arg(&site{i: i, at: at}, h, r, "dest"), func(o int32) { l.rowsInto[o] = append(l.rowsInto[o], callAt{i, at}) })
				}
			})
		}
	}
	return l.rowsInto[o]
}
