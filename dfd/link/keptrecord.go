package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// What somebody may do is often kept on the context as a record that is made for everybody, and filled in for those who have signed in: perm := new(Perm);
// if user != nil { perm = find(user, repo) }; c.Set("perm", perm). A field of it that is true says that somebody was asked where each way by which it
// may have become true leads through a check. As libraries fill such records too, that is a question at best.

// keptRecord gives, as doubts, what was asked wherever a field of a record that is found on a context has become as wanted.
func (m *must) keptRecord(in *summary.Instr, w want) facts {
	l := m.l
	if in.Op != summary.OpLoadField || w != wantTrue && w != wantNonNil && !w.saysWho() {
		return none
	}
	f := everything
	for _, k := range l.foundUnder(m.i, in.Args[0], 0) {
		for _, p := range l.puts[k] {
			r, ok := l.putRef(p)
			if !ok {
				return none
			}
			l.tentative = true
			g := l.filledIn(p, r, m.i.fn.p.syms[in.Sym], w)
			if f = l.meet(f, g); !f.top && !l.asks(f) {
				return none
			}
		}
	}
	if f.top {
		return none
	}
	return l.asDoubts(f)
}

// asDoubts makes questions of checks of who somebody is.
func (l *linker) asDoubts(f facts) facts {
	out := l.doubtful(f)
	for _, id := range l.only(f, "auth").ids {
		out = out.plus(l.guard(doubted(l.guards[id])))
	}
	return out
}

// foundUnder gives the keys of contexts under which a value was found: here, or by a function that was called for it.
func (l *linker) foundUnder(i *inst, r summary.Ref, depth int) []string {
	d := i.fn.defOf(i.fn.plain(r))
	if d < 0 || depth > maxUp {
		return nil
	}
	var out []string
	switch in := &i.fn.code[d]; in.Op {
	case summary.OpAssert, summary.OpExtract:
		return l.foundUnder(i, in.Args[0], depth)
	case summary.OpPhi:
		for _, a := range in.Args {
			out = append(out, l.foundUnder(i, a, depth+1)...)
		}
	case summary.OpCall:
		for _, h := range i.modelled(d) {
			for _, row := range h.rows {
				if row.Role == "context-get" {
					out = append(out, l.keyNames(l.arg(&site{i: i, at: d}, h, row, "key"))...)
				}
			}
		}
		for _, t := range i.targets(d) {
			for at := range t.fn.code {
				if ret := &t.fn.code[at]; ret.Op == summary.OpReturn && len(ret.Args) > 0 {
					out = append(out, l.foundUnder(t, ret.Args[0], depth+1)...)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// filledIn is what holds where a record that is put on a context has a field as wanted: on the way by which it came there, and, where it was made there,
// at each place that sets the field.
func (l *linker) filledIn(p *putAt, r summary.Ref, field int32, w want) facts {
	here := l.kept(l.factSet.list[l.heldAt(p.i, p.at, 0, map[upKey]factID{})])
	if here.top || l.asks(here) {
		return here
	}
	return l.filledBy(l.must(p.i, false), r, field, w, 0)
}

// filledBy is filledIn for one of the values that the record may be.
func (l *linker) filledBy(m *must, r summary.Ref, field int32, w want, depth int) facts {
	g := m.i.fn
	d := g.defOf(g.plain(r))
	if d < 0 || depth > maxUp {
		return none
	}
	switch in := &g.code[d]; in.Op {
	case summary.OpMakeInterface:
		return l.filledBy(m, in.Args[0], field, w, depth)
	case summary.OpAlloc:
		return l.filledHere(m, r, field, w)
	case summary.OpPhi:
		f, b := everything, g.block[d]
		for k, pred := range g.f.Blocks[b].Preds {
			if k >= len(in.Args) || m.start(pred).top || m.refuted(pred, in.Args[k], wantNonNil) {
				continue
			}
			way := m.through(pred, len(g.f.Blocks[pred].Instrs))
			if n := slices.Index(g.f.Blocks[pred].Succs, b); n >= 0 {
				way = way.plus(m.edge(pred, n))
			}
			if way = l.kept(way); !way.top && !l.asks(way) {
				way = l.filledBy(m, in.Args[k], field, w, depth+1)
			}
			f = l.meet(f, way)
		}
		return f
	}
	return none
}

// filledHere is what holds at each place of a function that sets the field of a record which was made there; nothing where something else may set it.
func (l *linker) filledHere(m *must, r summary.Ref, field int32, w want) facts {
	f, g, lent := everything, m.i.fn, false
	l.eachObj(l.get(m.i, r), func(o int32) { lent = lent || l.lent(cellKey{o, l.fieldKey(field)}) })
	if lent {
		return none
	}
	for at := range g.code {
		in := &g.code[at]
		if in.Op == summary.OpStoreField && g.p.syms[in.Sym] == field && g.mayBe(in.Args[0], r, 0) && !l.onlyZero(l.get(m.i, in.Args[1]), w) {
			f = l.meet(f, l.kept(m.before(int32(at))))
		}
	}
	if f.top && l.maybeStored(l.get(m.i, r), field, w) {
		return none
	}
	return f
}

// maybeStored says that something that is wanted of it was stored in a field of one of some records.
func (l *linker) maybeStored(records set, field int32, w want) bool {
	may := false
	l.eachObj(records, func(o int32) {
		c := l.content(o, l.fieldKey(field))
		may = may || c != 0 && !l.onlyZero(c, w)
	})
	return may
}

// mayBe says that an operand is another, or is so on one of the ways by which it may have come.
func (g *fn) mayBe(r, other summary.Ref, depth int) bool {
	if r = g.plain(r); r == g.plain(other) {
		return true
	}
	d := g.defOf(r)
	return d >= 0 && depth < maxUp && g.code[d].Op == summary.OpPhi &&
		slices.ContainsFunc(g.code[d].Args, func(a summary.Ref) bool { return g.mayBe(a, other, depth+1) })
}
