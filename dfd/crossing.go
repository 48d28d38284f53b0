package dfd

import (
	"slices"
	"strings"
)

// Crossing says in words which trust boundary a flow crosses, "internet → application", or "" where it crosses none.
//
// The sides are the outermost boundaries that hold one end and not the other, those that Flow.Crosses names before
// others. A boundary whose own name is a passage ("auth: token → session") is named as it is.
func (m *Model) Crossing(f *Flow) string { return newIndex(m).crossing(f) }

func (x *index) crossing(f *Flow) string {
	if len(f.Crosses) == 0 {
		return ""
	}
	var names []string
	for _, id := range f.Crosses {
		if b := x.boundaries[id]; b != nil {
			names = append(names, b.label())
		}
	}
	from, to := x.sides(f)
	if from == "" || to == "" || from == to || strings.Contains(from+to, "→") {
		return strings.Join(names, ", ")
	}
	return from + " → " + to
}

// sides names the boundary that the flow leaves and the one that it enters.
func (x *index) sides(f *Flow) (from, to string) {
	a, b := x.elements[f.From], x.elements[f.To]
	if a == nil || b == nil {
		return "", ""
	}
	shared := x.common(a.Boundary, b.Boundary)
	return x.side(a.Boundary, shared, f.Crosses), x.side(b.Boundary, shared, f.Crosses)
}

// side names the outermost boundary around the end that lies inside the shared one, or the shared one itself.
func (x *index) side(end, shared string, crosses []string) string {
	best, crossed := shared, false
	for _, id := range x.enclosing(end) {
		if id == shared {
			break
		}
		if named := slices.Contains(crosses, id); named || !crossed {
			best, crossed = id, named
		}
	}
	if b := x.boundaries[best]; b != nil {
		return b.label()
	}
	return ""
}

func (b *Boundary) label() string {
	if b.Name != "" {
		return b.Name
	}
	return b.Kind
}
