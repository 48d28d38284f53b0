package dfd

// clusters nests the boundaries that hold a node, in the model's order, each with its nodes in theirs.
func (v *viewer) clusters() []*Cluster {
	needed := make(map[string]bool)
	for _, n := range v.nodes {
		for _, id := range v.enclosing(n.Boundary) {
			needed[id] = true
		}
	}
	made := make(map[string]*Cluster)
	for _, b := range v.model.Boundaries {
		if needed[b.ID] && made[b.ID] == nil {
			made[b.ID] = &Cluster{ID: b.ID, Kind: b.Kind, Name: b.Name, Basis: b.Basis, Reason: b.Reason}
		}
	}
	for _, n := range v.nodes {
		if c := made[n.Boundary]; c != nil {
			c.Nodes = append(c.Nodes, n)
		} else {
			n.Boundary = ""
		}
	}
	return v.nest(made)
}

// nest hangs each cluster under its parent. In a cycle of parents each member hangs at the top: drawn flat, not lost.
func (v *viewer) nest(made map[string]*Cluster) []*Cluster {
	var roots []*Cluster
	placed := make(map[string]bool)
	for _, b := range v.model.Boundaries {
		c := made[b.ID]
		if c == nil || placed[b.ID] {
			continue
		}
		placed[b.ID] = true
		parent := made[v.boundaries[b.ID].Parent]
		if parent == nil || v.cyclic(b.ID) {
			roots = append(roots, c)
			continue
		}
		parent.Clusters = append(parent.Clusters, c)
	}
	return roots
}

// cyclic reports whether the way up from a boundary leads back to it.
func (v *viewer) cyclic(id string) bool {
	seen := make(map[string]bool)
	for b := v.boundaries[id]; b != nil && !seen[b.ID]; b = v.boundaries[b.Parent] {
		if b.Parent == id {
			return true
		}
		seen[b.ID] = true
	}
	return false
}

// rank orders priorities.
var rank = map[string]int{"LOW": 1, "MEDIUM": 2, "HIGH": 3}

func worse(a, b string) string {
	if rank[b] > rank[a] {
		return b
	}
	return a
}

// worstPriorities finds the worst threat to each element and flow that nobody has dealt with.
func worstPriorities(m *Model) map[string]string {
	worst := make(map[string]string)
	for _, t := range m.Threats {
		switch t.Status {
		case "", "open", "to-confirm", "planned", "claimed":
			worst[t.Target] = worse(worst[t.Target], t.Priority)
		}
	}
	return worst
}
