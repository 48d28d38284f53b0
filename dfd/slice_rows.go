package dfd

import "slices"

// cutFlows keeps the flows that the feature makes. Where the place that stands for the flow belongs to another entry
// point, the first way of the feature takes its part.
func (s *slicer) cutFlows(flows []*Flow) []*Flow {
	var out []*Flow
	for _, f := range flows {
		entries := s.within(f.EntryPoints)
		if len(entries) == 0 {
			continue
		}
		cut := *f
		cut.EntryPoints = entries
		cut.Via = filter(f.Via, func(v Via) bool { return s.entries[v.EntryPoint] })
		if len(cut.Via) > 0 && !slices.ContainsFunc(cut.Via, func(v Via) bool { return v.Site == f.Site }) {
			cut.Site, cut.Trace = cut.Via[0].Site, cut.Via[0].Trace
		}
		out = append(out, &cut)
	}
	return out
}

// cutThreats keeps the threats of the feature's entry points, and those of its elements and flows that belong to no
// entry point. A threat that other entry points alone raise is not the feature's, though they share a store with it.
func (s *slicer) cutThreats(threats []*Threat) []*Threat {
	var out []*Threat
	for _, t := range threats {
		entries := s.within(t.EntryPoints)
		if len(entries) == 0 && (len(t.EntryPoints) > 0 || !s.targeted(t.Target)) {
			continue
		}
		cut := *t
		cut.EntryPoints = entries
		for _, id := range t.Controls {
			s.controls[id] = true
		}
		out = append(out, &cut)
	}
	return out
}

// cutControls keeps what stands on the feature's paths, what stands on every path, and what a threat of it names.
func (s *slicer) cutControls(controls []*Control) []*Control {
	var out []*Control
	for _, c := range controls {
		entries := s.within(c.EntryPoints)
		everywhere := len(c.EntryPoints) == 0 && c.Scope == "global"
		if len(entries) == 0 && !everywhere && !s.controls[c.ID] {
			continue
		}
		cut := *c
		cut.EntryPoints = entries
		out = append(out, &cut)
	}
	return out
}

// cutUnresolved keeps what the feature may have met: what belongs to no entry point may belong to any.
func (s *slicer) cutUnresolved(unresolved []*Unresolved) []*Unresolved {
	var out []*Unresolved
	for _, u := range unresolved {
		entries := s.within(u.EntryPoints)
		if len(entries) == 0 && len(u.EntryPoints) > 0 {
			continue
		}
		cut := *u
		cut.EntryPoints = entries
		out = append(out, &cut)
	}
	return out
}

// cutFacts keeps the uses that the feature reaches, its chains, and the guards that these name.
func (s *slicer) cutFacts(p, out *Program) {
	guards := make(map[string]bool)
	mark := func(ids []string) {
		for _, id := range ids {
			guards[id] = true
		}
	}
	for _, u := range p.Uses {
		if cut := s.cutUse(u); cut != nil {
			out.Uses = append(out.Uses, cut)
			for _, r := range cut.On {
				mark(r.Guards)
			}
		}
	}
	out.Chains = make(map[string]*Chain)
	for id, c := range p.Chains {
		if !s.entries[id] || c == nil {
			continue
		}
		out.Chains[id] = c
		mark(c.Guards)
		mark(c.Optional)
		for _, l := range c.Links {
			mark(l.Guards)
		}
	}
	out.Guards = make(map[string]*Guard)
	for id, g := range p.Guards {
		if guards[id] {
			out.Guards[id] = g
		}
	}
}

func (s *slicer) cutUse(u *Use) *Use {
	startup := u.Element == "" || s.elements[u.Element]
	on := filter(u.On, func(r Reach) bool { return s.entries[r.Entry] || r.Entry == "" && startup })
	if len(on) == 0 {
		return nil
	}
	cut := *u
	cut.On = on
	if !s.flows[cut.Flow] {
		cut.Flow = ""
	}
	return &cut
}
