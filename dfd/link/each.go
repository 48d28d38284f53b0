package link

import "slices"

// each is what a loop has found out about all that it went through, where it is left at its head: for _, ip := range ips { if
// ip.IsPrivate() { return … } }. What goes on to the next turn has passed the check. How well the check of each holds for the whole
// is not known, but for addresses, of which none may be a private one.
func (m *must) each(b int32, k int) facts {
	g := m.i.fn
	doms := g.dominators()
	back := func(p int32) bool { return doms[p] >= 0 && dominates(doms, b, p) }
	preds := g.f.Blocks[b].Preds
	if doms[b] < 0 || !slices.ContainsFunc(preds, back) {
		return none
	}
	s, f := g.f.Blocks[b].Succs[k], everything
	for _, p := range preds {
		if !back(p) {
			continue
		}
		if dominates(doms, s, p) { // the way into the loop
			return none
		}
		out := m.through(p, len(g.f.Blocks[p].Instrs))
		if n := slices.Index(g.f.Blocks[p].Succs, b); p != b && n >= 0 {
			out = out.plus(m.edge(p, n))
		}
		f = m.l.meet(f, out)
	}
	if f.top {
		return none
	}
	all := none
	for _, id := range m.l.only(f, "confine", "denylist", "size").ids {
		x := m.l.guards[id]
		if x.kind == "size" { // nothing was taken in before the first turn
			all = all.plus(facts{ids: []int32{id}})
			continue
		}
		if x.kind != "confine" || x.value != "ip-range" {
			x.kind, x.value = "confine", "any"
		}
		all = all.plus(m.l.guard(x))
	}
	return all
}
