package dfd

import (
	"slices"
	"strings"
)

// viewer turns elements into nodes and flows into edges, for one level.
type viewer struct {
	*index
	level    int
	touching map[string][]string // element id to the entry points of the flows that touch it
	grouping map[string]bool     // ids of elements that only stand for a group
	priority map[string]string   // element or flow id to its worst priority
	nodes    []*Node
	byID     map[string]*Node
	edges    []*Edge
	byKey    map[edgeKey]*Edge
}

func newViewer(m *Model, level int) *viewer {
	v := &viewer{
		index: newIndex(m), level: level,
		touching: map[string][]string{}, grouping: map[string]bool{}, priority: worstPriorities(m),
		byID: map[string]*Node{}, byKey: map[edgeKey]*Edge{},
	}
	for _, e := range m.Elements {
		if e.Group != "" && e.Group != e.ID {
			v.grouping[e.Group] = true
		}
	}
	for _, f := range m.Flows {
		for _, end := range []string{f.From, f.To} {
			delete(v.grouping, end) // it has flows of its own
			v.touching[end] = union(v.touching[end], f.EntryPoints)
		}
	}
	return v
}

// place makes the nodes that an element is part of.
func (v *viewer) place(e *Element) {
	if v.grouping[e.ID] || v.hidden(e) {
		return
	}
	for _, u := range v.units(e, nil) {
		n := v.byID[u.id]
		if n == nil {
			n = &Node{ID: u.id, Kind: u.kind, Subkind: e.Subkind, Tech: e.Tech, Name: orKind(u.name, e), Boundary: e.Boundary}
			v.byID[u.id] = n
			v.nodes = append(v.nodes, n)
		} else {
			n.Boundary = v.common(n.Boundary, e.Boundary)
			n.Subkind, n.Tech = same(n.Subkind, e.Subkind), same(n.Tech, e.Tech)
		}
		n.Elements = append(n.Elements, e.ID)
		n.Evidence = append(n.Evidence, e.Evidence...)
		n.Priority = worse(n.Priority, v.priority[e.ID])
	}
}

// orKind names what has no name.
func orKind(name string, e *Element) string {
	if strings.TrimSpace(name) != "" {
		return name
	}
	return "unnamed " + e.Kind
}

func (v *viewer) hidden(e *Element) bool {
	return v.level < LevelHandlers && e.Kind == "store" && (e.Subkind == "memory" || e.Tech == "memory")
}

// unit is the node that an element belongs to.
type unit struct{ id, kind, name string }

// units says which nodes an element is part of: in a flow, those that this flow's entry points run in; else all.
func (v *viewer) units(e *Element, f *Flow) []unit {
	if v.level == LevelHandlers {
		return []unit{{e.ID, e.Kind, e.Name}}
	}
	if v.level == LevelGroups && e.Group != "" {
		return []unit{v.declaredGroup(e)}
	}
	switch e.Kind {
	case "process":
		return v.processUnits(e, f)
	case "unresolved":
		return []unit{{"unresolved in " + e.Boundary, e.Kind, "unresolved"}}
	}
	return []unit{{e.ID, e.Kind, e.Name}}
}

func (v *viewer) declaredGroup(e *Element) unit {
	if g := v.elements[e.Group]; g != nil {
		return unit{g.ID, g.Kind, g.Name}
	}
	return unit{"group " + e.Group, e.Kind, e.Group}
}

// processUnits finds a process by the entry points it works for. What works for none, and is not in the only binary,
// stands for itself.
func (v *viewer) processUnits(e *Element, f *Flow) []unit {
	var units []unit
	for _, id := range v.worksFor(e, f) {
		if entry := v.entries[id]; entry != nil {
			units = union(units, v.entryUnits(entry))
		}
	}
	if len(units) == 0 && v.level == LevelContext && len(v.model.Processes) == 1 {
		units = []unit{binary(v.model.Processes[0])}
	}
	if len(units) == 0 {
		units = []unit{{e.ID, e.Kind, e.Name}}
	}
	return units
}

// worksFor lists the entry points that an element acts for. An element made for entry points (a handler) keeps to them.
func (v *viewer) worksFor(e *Element, f *Flow) []string {
	own := v.byElement[e.ID]
	if len(own) == 0 {
		own = v.touching[e.ID]
	}
	if f == nil {
		return own
	}
	here := filter(own, func(id string) bool { return slices.Contains(f.EntryPoints, id) })
	if len(here) == 0 {
		return own
	}
	return here
}

func (v *viewer) entryUnits(e *EntryPoint) []unit {
	if v.level == LevelGroups {
		name := groupName(e)
		return []unit{{"group " + name + " in " + strings.Join(e.Processes, " "), "process", name}}
	}
	var units []unit
	for _, id := range e.Processes {
		if p := v.processes[id]; p != nil {
			units = append(units, binary(p))
		}
	}
	if len(units) == 0 {
		units = append(units, unit{"module", "process", v.model.Module})
	}
	return units
}

func binary(p *Process) unit { return unit{"binary " + p.ID, "process", p.Name} }

// same is the value that two elements of a node share, "" where they differ.
func same(a, b string) string {
	if a == b {
		return a
	}
	return ""
}

// union appends what is new, in order.
func union[T comparable](list, more []T) []T {
	for _, item := range more {
		if !slices.Contains(list, item) {
			list = append(list, item)
		}
	}
	return list
}
