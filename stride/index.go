package stride

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// index finds the parts of a model by id, and what belongs together.
type index struct {
	model    *dfd.Model
	elements map[string]*dfd.Element
	flows    map[string]*dfd.Flow
	entries  map[string]*dfd.EntryPoint
	procs    map[string]*dfd.Process
	ends     map[string][]*dfd.Flow // element id to the flows that start or end there, in the model's order
	own      map[string][]string    // element id to the entry points that it stands for
	behind   map[string][]string    // what through has answered
}

func indexModel(m *dfd.Model) *index {
	x := &index{
		model:    m,
		elements: make(map[string]*dfd.Element, len(m.Elements)),
		flows:    make(map[string]*dfd.Flow, len(m.Flows)),
		entries:  make(map[string]*dfd.EntryPoint, len(m.EntryPoints)),
		procs:    make(map[string]*dfd.Process, len(m.Processes)),
		ends:     make(map[string][]*dfd.Flow),
		own:      make(map[string][]string),
		behind:   make(map[string][]string),
	}
	for _, e := range m.Elements {
		x.elements[e.ID] = e
	}
	for _, p := range m.Processes {
		x.procs[p.ID] = p
	}
	for _, e := range m.EntryPoints {
		x.entries[e.ID] = e
		x.own[e.Element] = append(x.own[e.Element], e.ID)
	}
	for _, f := range m.Flows {
		x.flows[f.ID] = f
		x.ends[f.From] = append(x.ends[f.From], f)
		if f.To != f.From {
			x.ends[f.To] = append(x.ends[f.To], f)
		}
	}
	return x
}

func (x *index) kind(id string) string {
	if e := x.elements[id]; e != nil {
		return e.Kind
	}
	return ""
}

// through lists the entry points that an element has a part in: its own, else those of its flows.
func (x *index) through(element string) []string {
	if own := x.own[element]; len(own) > 0 {
		return own
	}
	ids, known := x.behind[element]
	if !known {
		for _, f := range x.ends[element] {
			ids = append(ids, f.EntryPoints...)
		}
		ids = sorted(ids)
		x.behind[element] = ids
	}
	return ids
}

// effects lists the flows between an element and a store, a third party or an unresolved end: what its work touches.
// Requests that come in are none, nor are flows inside the program.
func (x *index) effects(element string) []*dfd.Flow {
	var out []*dfd.Flow
	for _, f := range x.ends[element] {
		other := f.To
		if other == element {
			other = f.From
		}
		if x.kind(other) != "process" && !x.isRequest(f) {
			out = append(out, f)
		}
	}
	return out
}

// isRequest reports whether a flow is somebody's request to the program, and not a third party's answer.
func (x *index) isRequest(f *dfd.Flow) bool {
	return x.kind(f.From) == "external" && x.kind(f.To) == "process" && f.Op != "read" && f.Op != "call"
}

// isCaller reports whether an external entity sends requests to the program.
func (x *index) isCaller(element string) bool {
	return slices.ContainsFunc(x.ends[element], func(f *dfd.Flow) bool { return f.From == element && x.isRequest(f) })
}

// sorted returns the distinct strings in order; never nil.
func sorted(list []string) []string {
	out := slices.Clone(list)
	slices.Sort(out)
	out = slices.Compact(out)
	if out == nil {
		return []string{}
	}
	return out
}

// union appends what is new, in the order it comes; never nil.
func union[T comparable](list, more []T) []T {
	out := append(make([]T, 0, len(list)+len(more)), list...)
	for _, v := range more {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// within reports whether every element of a is in b.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}
