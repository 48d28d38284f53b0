package dfd

// index finds the parts of a model by id. Ids that nothing answers to give nil: a model file may be damaged.
type index struct {
	model      *Model
	elements   map[string]*Element
	boundaries map[string]*Boundary
	entries    map[string]*EntryPoint
	processes  map[string]*Process
	byElement  map[string][]string // element id to the ids of the entry points it stands for
}

func newIndex(m *Model) *index {
	x := &index{
		model:      m,
		elements:   make(map[string]*Element, len(m.Elements)),
		boundaries: make(map[string]*Boundary, len(m.Boundaries)),
		entries:    make(map[string]*EntryPoint, len(m.EntryPoints)),
		processes:  make(map[string]*Process, len(m.Processes)),
		byElement:  make(map[string][]string),
	}
	for _, e := range m.Elements {
		x.elements[e.ID] = e
	}
	for _, b := range m.Boundaries {
		x.boundaries[b.ID] = b
	}
	for _, e := range m.EntryPoints {
		x.entries[e.ID] = e
		x.byElement[e.Element] = append(x.byElement[e.Element], e.ID)
	}
	for _, p := range m.Processes {
		x.processes[p.ID] = p
	}
	return x
}

// enclosing lists a boundary and all that it lies in, innermost first. A cycle ends where it closes.
func (x *index) enclosing(id string) []string {
	var chain []string
	seen := make(map[string]bool)
	for b := x.boundaries[id]; b != nil && !seen[b.ID]; b = x.boundaries[b.Parent] {
		seen[b.ID] = true
		chain = append(chain, b.ID)
	}
	return chain
}

// common is the innermost boundary that holds both, "" where there is none.
func (x *index) common(a, b string) string {
	around := make(map[string]bool)
	for _, id := range x.enclosing(a) {
		around[id] = true
	}
	for _, id := range x.enclosing(b) {
		if around[id] {
			return id
		}
	}
	return ""
}
