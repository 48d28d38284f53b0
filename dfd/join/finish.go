package join

import (
	"cmp"
	"slices"

	"github.com/gostride/gostride/dfd"
)

// finish puts everything in the order that a linked program has. A cell of the chart that one part ruled out, and another has a
// threat for, is not ruled out.
func finish(p *dfd.Program) {
	m := p.Model
	order(m.Processes, func(x *dfd.Process) string { return x.ID })
	order(m.Listeners, func(x *dfd.Listener) string { return x.ID })
	order(m.Boundaries, func(x *dfd.Boundary) string { return x.ID })
	order(m.Elements, func(x *dfd.Element) string { return x.ID })
	order(m.EntryPoints, func(x *dfd.EntryPoint) string { return x.ID })
	order(m.Flows, func(x *dfd.Flow) string { return x.ID })
	order(m.Controls, func(x *dfd.Control) string { return x.ID })
	order(m.Unresolved, func(x *dfd.Unresolved) string { return x.ID })
	order(p.Uses, func(x *dfd.Use) string { return x.ID })
	for _, u := range p.Uses {
		slices.SortFunc(u.On, func(a, b dfd.Reach) int { return cmp.Compare(a.Entry, b.Entry) })
	}
	slices.SortStableFunc(m.Suppressions, func(a, b *dfd.Suppression) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	has := map[dfd.NotApplicable]bool{}
	for _, t := range m.Threats {
		has[dfd.NotApplicable{Target: t.Target, STRIDE: t.STRIDE}] = true
	}
	m.NotApplicable = slices.DeleteFunc(m.NotApplicable, func(n dfd.NotApplicable) bool {
		return has[dfd.NotApplicable{Target: n.Target, STRIDE: n.STRIDE}]
	})
}

func order[T any](list []*T, id func(*T) string) {
	slices.SortStableFunc(list, func(a, b *T) int { return cmp.Compare(id(a), id(b)) })
}

// crosses lists the boundaries that a flow between two elements passes.
func crosses(m *dfd.Model, from, to string) []string {
	at := func(id string) string {
		if e := m.Element(id); e != nil {
			return e.Boundary
		}
		return ""
	}
	parents := make(map[string]string, len(m.Boundaries))
	for _, b := range m.Boundaries {
		parents[b.ID] = b.Parent
	}
	return dfd.Crosses(at(from), at(to), func(id string) (string, bool) { p, ok := parents[id]; return p, ok })
}
