package dfd

import (
	"slices"
	"strings"
)

// edgeKey is what flows share that are drawn as one.
type edgeKey struct{ from, to, op string }

// connect draws a flow. A flow within one node becomes a note there.
func (v *viewer) connect(f *Flow) {
	from, to := v.endUnits(f.From, f), v.endUnits(f.To, f)
	inside := filter(from, func(u unit) bool { return slices.Contains(to, u) })
	if len(inside) > 0 && v.level < LevelHandlers {
		for _, u := range inside {
			if n := v.byID[u.id]; n != nil {
				n.Notes = union(n.Notes, statements(f.Label))
				n.Priority = worse(n.Priority, v.priority[f.ID])
			}
		}
		return
	}
	for _, a := range from {
		for _, b := range to {
			if len(to) > 1 && f.Op == "request" {
				v.join(a.id, b.id, v.share(f, b))
			} else {
				v.join(a.id, b.id, f)
			}
		}
	}
}

// share is what one group of a middleware's entry points has of the requests that all of them get through it: its own routes,
// and the data that they ask for.
func (v *viewer) share(f *Flow, group unit) *Flow {
	var routes, inputs []string
	for _, id := range f.EntryPoints {
		if e := v.entries[id]; e != nil && slices.Contains(v.entryUnits(e), group) {
			routes = append(routes, e.Title())
			for _, in := range e.Inputs {
				inputs = append(inputs, in.Name)
			}
		}
	}
	part := *f
	part.Label = strings.Join(routes, "; ")
	part.Data = filter(f.Data, func(d Datum) bool { return slices.Contains(inputs, d.Name) })
	return &part
}

// statements are the single things that a label lists.
func statements(label string) []string { return strings.Split(label, "; ") }

func (v *viewer) endUnits(id string, f *Flow) []unit {
	e := v.elements[id]
	if e == nil || v.hidden(e) || v.grouping[id] {
		return nil
	}
	return v.units(e, f)
}

func (v *viewer) join(from, to string, f *Flow) {
	if v.byID[from] == nil || v.byID[to] == nil {
		return
	}
	key := edgeKey{from, to, f.Op}
	e := v.byKey[key]
	if e == nil {
		e = &Edge{From: from, To: to, Op: f.Op, What: what(f), Protocol: f.Protocol, Transport: f.Transport, Crossing: v.crossing(f)}
		v.byKey[key] = e
		v.edges = append(v.edges, e)
	} else {
		e.merge(f, v.crossing(f))
	}
	e.Flows = append(e.Flows, f.ID)
	e.Sites = append(e.Sites, f.Site)
	e.Crosses = union(e.Crosses, f.Crosses)
	e.labels = union(e.labels, statements(f.Label))
	e.Priority = worse(e.Priority, v.priority[f.ID])
	for _, d := range f.Data {
		if d.Class != "" {
			e.Classes = union(e.Classes, []string{d.Class})
			if e.data == nil {
				e.data = map[string][]string{}
			}
			e.data[d.Class] = union(e.data[d.Class], []string{d.Name})
		}
	}
}

// merge takes a further flow into the edge. The crossing that is named is that of the first flow that has one: at one
// level flows with the same ends cross the same outer boundary.
func (e *Edge) merge(f *Flow, crossing string) {
	e.Protocol = same(e.Protocol, f.Protocol)
	e.Transport = together(e.Transport, f.Transport)
	if e.Crossing == "" {
		e.Crossing = crossing
	}
}

// together is how two flows are secured that are drawn as one: nothing is known where it is not of one of them.
func together(a, b string) string {
	switch {
	case a == b:
		return a
	case a == "" || b == "" || a == "unknown" || b == "unknown":
		return "unknown"
	}
	return "mixed"
}

// finish writes the labels of what several flows share, and shortens notes.
func (v *viewer) finish() {
	for _, e := range v.edges {
		if len(e.labels) > 1 {
			e.What = shorten(e.labels)
		}
		slices.Sort(e.Classes)
	}
	for _, n := range v.nodes {
		if n.Kind == "unresolved" && len(n.Elements) > 1 {
			n.Name = plural(len(n.Elements), "unresolved call")
		} else if n.Kind == "unresolved" {
			e := v.elements[n.Elements[0]]
			n.Name = orKind(e.Name, e)
		}
		n.Notes = capped(n.Notes, shownNotes)
	}
}

// Secured says how the edge's data is protected on its way, "https, tls"; "" where nothing is known.
func (e *Edge) Secured() string {
	var parts []string
	if e.Protocol != "" {
		parts = append(parts, e.Protocol)
	}
	switch e.Transport {
	case "", "unknown":
	case "mixed":
		parts = append(parts, "transport mixed")
	default:
		parts = append(parts, e.Transport)
	}
	return strings.Join(parts, ", ")
}

// NoClass is what is said of data of which no name is of a known type: it may be of any class all the same.
const NoClass = "none recognised by name"

// Carries names the classes of data on the edge with what they were recognised by: "PII: email, name; token: sid".
func (e *Edge) Carries() string {
	var parts []string
	for _, class := range e.Classes {
		parts = append(parts, class+": "+shorten(e.data[class]))
	}
	if parts == nil {
		return NoClass
	}
	return strings.Join(parts, "; ")
}

// Noted is what a label says in brackets: which classes of data travel, and how they are protected.
func (e *Edge) Noted() string {
	parts := []string{strings.Join(e.Classes, ", "), e.Secured()}
	return strings.Join(filter(parts, func(s string) bool { return s != "" }), "; ")
}
