package join

import "github.com/gostride/gostride/dfd"

// rename writes new ids wherever the old ones stand. Flows are called after their ends.
func (p *part) rename(r *renames) {
	for _, x := range p.Listeners {
		x.ID = r.id(listenerID, x.ID)
	}
	for _, b := range p.Boundaries {
		b.ID, b.Parent = r.id(boundaryID, b.ID), r.id(boundaryID, b.Parent)
	}
	for _, e := range p.Elements {
		e.ID, e.Boundary, e.Group = r.id(elementID, e.ID), r.id(boundaryID, e.Boundary), r.id(elementID, e.Group)
	}
	for _, e := range p.EntryPoints {
		e.ID, e.Element, e.Listener = r.id(entryID, e.ID), r.id(elementID, e.Element), r.id(listenerID, e.Listener)
		for n, id := range e.Also {
			e.Also[n] = r.id(listenerID, id)
		}
	}
	p.renameFlows(r)
	p.renameRows(r)
	p.renameFacts(r)
}

func (p *part) renameFlows(r *renames) {
	for _, f := range p.Flows {
		from, to := r.id(elementID, f.From), r.id(elementID, f.To)
		if from != f.From || to != f.To {
			id := f.ID + " in " + p.tag
			if f.ID == dfd.FlowID(f.From, f.To, f.Op) {
				id = dfd.FlowID(from, to, f.Op)
			}
			r.set(flowID, f.ID, id)
			f.ID, f.From, f.To = id, from, to
		}
		r.list(entryID, f.EntryPoints)
		r.list(boundaryID, f.Crosses)
		for n := range f.Via {
			f.Via[n].EntryPoint = r.id(entryID, f.Via[n].EntryPoint)
		}
	}
}

// renameRows: what is said of entry points, elements and flows.
func (p *part) renameRows(r *renames) {
	target := func(id string) string { return r.id(flowID, r.id(elementID, id)) }
	for _, c := range p.Controls {
		c.ID = r.id(controlID, c.ID)
		r.list(entryID, c.EntryPoints)
	}
	for _, t := range p.Threats {
		t.ID, t.Target = r.id(threatID, t.ID), target(t.Target)
		for n, id := range t.Also {
			t.Also[n] = target(id)
		}
		r.list(entryID, t.EntryPoints)
		r.list(controlID, t.Controls)
	}
	for n := range p.NotApplicable {
		p.NotApplicable[n].Target = target(p.NotApplicable[n].Target)
	}
	for _, u := range p.Unresolved {
		r.list(entryID, u.EntryPoints)
	}
	for _, s := range p.Suppressions {
		r.list(threatID, s.Threats)
	}
}

// renameFacts: what checks judge.
func (p *part) renameFacts(r *renames) {
	for _, u := range p.Uses {
		u.ID, u.Element, u.Flow = r.id(useID, u.ID), r.id(elementID, u.Element), r.id(flowID, u.Flow)
		for n := range u.On {
			u.On[n].Entry = r.id(entryID, u.On[n].Entry)
			r.list(useID, u.On[n].Before)
		}
	}
	for _, g := range p.Guards {
		g.Use = r.id(useID, g.Use)
	}
	if len(r[entryID]) == 0 || p.Chains == nil {
		return
	}
	chains := make(map[string]*dfd.Chain, len(p.Chains))
	for id, c := range p.Chains {
		chains[r.id(entryID, id)] = c
	}
	p.Chains = chains
}
