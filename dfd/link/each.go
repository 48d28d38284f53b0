package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

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
	if m.turnsOnce(b) { // what held after the last turn
		return f
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

// turnsOnce says that a loop, of which a block is the head, goes through a list that has at least one element.
func (m *must) turnsOnce(b int32) bool {
	g := m.i.fn
	instrs := g.f.Blocks[b].Instrs
	if len(instrs) == 0 || len(instrs[len(instrs)-1].Args) == 0 {
		return false
	}
	d := g.defOf(instrs[len(instrs)-1].Args[0])
	if d < 0 || g.code[d].Op != summary.OpBin || g.p.p.Syms[g.code[d].Sym] != "<" {
		return false
	}
	list, ok := m.lengthOf(g.code[d].Args[1])
	return ok && m.hasElements(list)
}

// hasElements says that a parameter is always given a list that was written down where the function is called: Dispatch(ctx, msg).
func (m *must) hasElements(list summary.Ref) bool {
	if list.Kind() != summary.RefParam {
		return false
	}
	all := m.l.sets.list[m.l.get(m.i, list)]
	return len(all) > 0 && !slices.ContainsFunc(all, func(a atom) bool {
		k := m.l.inner(a)
		return k.kind != aObj || m.l.objs[k.x].kind != oVar || m.l.objs[k.x].typ < 0 || !writtenArray(m.l.typeTab[m.l.objs[k.x].typ].name)
	})
}

// writtenArray says that a type is one of arrays that are not empty: [2]T.
func writtenArray(name string) bool {
	name = strings.TrimPrefix(name, "*")
	return len(name) > 1 && name[0] == '[' && name[1] >= '1' && name[1] <= '9'
}
