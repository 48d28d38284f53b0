package dfd

import (
	"fmt"
	"slices"
	"strings"
)

// Slice cuts a program down to a feature: the entry points and all that can be reached from them. Ids stay as they are,
// so that a threat or a flow has one name in the feature and in the whole.
//
// What is reached from start-up only (entry "") stays where it concerns an element of the feature, or none: how a bucket
// is made and where a key comes from decide the feature's threats. Flows that only start-up makes do not stay.
// Lists of entry points name those of the feature only. The program given is not changed; what is equal is shared.
func Slice(p *Program, entryIDs []string) *Program {
	s := newSlicer(p.Model, entryIDs)
	m := *p.Model
	m.EntryPoints = filter(p.EntryPoints, func(e *EntryPoint) bool { return s.entries[e.ID] })
	if m.Feature == "" {
		m.Feature = featureName(m.EntryPoints)
	}
	m.Flows = s.cutFlows(p.Flows)
	s.reach(&m)
	m.Elements = filter(p.Elements, func(e *Element) bool { return s.elements[e.ID] })
	m.Boundaries = filter(p.Boundaries, func(b *Boundary) bool { return s.boundaries[b.ID] })
	m.Processes = filter(p.Processes, func(x *Process) bool { return s.processes[x.ID] })
	m.Listeners = filter(p.Listeners, s.serves)
	m.Threats = s.cutThreats(p.Threats)
	m.Controls = s.cutControls(p.Controls)
	m.NotApplicable = filter(p.NotApplicable, func(n NotApplicable) bool { return s.targeted(n.Target) })
	m.Unresolved = s.cutUnresolved(p.Unresolved)
	out := &Program{Model: &m}
	s.cutFacts(p, out)
	return out
}

// slicer holds what is in the feature, by id.
type slicer struct {
	index      *index
	entries    map[string]bool
	flows      map[string]bool
	elements   map[string]bool
	boundaries map[string]bool
	processes  map[string]bool
	listeners  map[string]bool
	controls   map[string]bool // named by a threat of the feature
}

func newSlicer(m *Model, entryIDs []string) *slicer {
	s := &slicer{
		index: newIndex(m), entries: map[string]bool{}, flows: map[string]bool{}, elements: map[string]bool{},
		boundaries: map[string]bool{}, processes: map[string]bool{}, listeners: map[string]bool{}, controls: map[string]bool{},
	}
	for _, id := range entryIDs {
		s.entries[id] = true
	}
	return s
}

// reach marks what the feature's entry points and flows touch.
func (s *slicer) reach(m *Model) {
	for _, e := range m.EntryPoints {
		s.touch(e.Element)
		for _, id := range e.Processes {
			s.processes[id] = true
		}
		s.listeners[e.Listener] = true
	}
	for _, f := range m.Flows {
		s.flows[f.ID] = true
		s.touch(f.From)
		s.touch(f.To)
		for _, id := range f.Crosses {
			s.enclose(id)
		}
	}
}

func (s *slicer) touch(id string) {
	e := s.index.elements[id]
	if e == nil || s.elements[id] {
		return
	}
	s.elements[id] = true
	s.enclose(e.Boundary)
	s.touch(e.Group)
}

func (s *slicer) enclose(id string) {
	for _, b := range s.index.enclosing(id) {
		s.boundaries[b] = true
	}
}

// serves reports whether a listener serves the feature: the one that an entry point names, and for entry points that
// name none all those of their processes.
func (s *slicer) serves(l *Listener) bool {
	return s.listeners[l.ID] || s.listeners[""] && s.processes[l.Process]
}

func (s *slicer) targeted(id string) bool { return s.elements[id] || s.flows[id] }

// within keeps the feature's entry points of a list.
func (s *slicer) within(ids []string) []string {
	return filter(ids, func(id string) bool { return s.entries[id] })
}

// featureName is the name of a set of entry points.
func featureName(entries []*EntryPoint) string {
	var titles []string
	for _, e := range entries {
		if t := e.Title(); !slices.Contains(titles, t) {
			titles = append(titles, t)
		}
	}
	if len(titles) > 3 {
		return fmt.Sprintf("%s, %s, %s, +%d more", titles[0], titles[1], titles[2], len(titles)-3)
	}
	return strings.Join(titles, ", ")
}

// filter keeps the items that fit, in order, in a slice of its own.
func filter[T any](items []T, fits func(T) bool) []T {
	out := make([]T, 0, len(items))
	for _, item := range items {
		if fits(item) {
			out = append(out, item)
		}
	}
	return out
}
