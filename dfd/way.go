package dfd

import (
	"cmp"
	"slices"
)

// Way is a place and how one gets there: ways that begin alike share what they have in common. A program of a few hundred entry points
// has hundreds of thousands of them. nil is no way.
type Way struct {
	Place Place
	From  *Way
	start *Way // nil where it begins here
	steps int
}

// maxTrace is how many places a trace lists: of a longer way half of them from each end.
const maxTrace = 24

// To is the way that goes on to a place.
func (w *Way) To(p Place) *Way {
	if w == nil {
		return &Way{Place: p, steps: 1}
	}
	return &Way{Place: p, From: w, start: cmp.Or(w.start, w), steps: w.steps + 1}
}

// NewWay is the way by these places.
func NewWay(places ...Place) *Way {
	var w *Way
	for _, p := range places {
		w = w.To(p)
	}
	return w
}

// First is where a way begins.
func (w *Way) First() Place {
	return cmp.Or(w.start, w).Place
}

// Trace lists the places of a way, the first one first.
func (w *Way) Trace() []Place {
	if w == nil {
		return nil
	}
	out := make([]Place, 0, min(w.steps, maxTrace))
	w.each(func(p Place) bool {
		out = append(out, p)
		return true
	})
	slices.Reverse(out)
	return out
}

// By reports whether a way leads by a place that fits: one that its trace lists.
func (w *Way) By(fits func(Place) bool) bool {
	found := false
	w.each(func(p Place) bool {
		found = fits(p)
		return !found
	})
	return found
}

// each visits the places of a trace, the last one first, until it is told to stop.
func (w *Way) each(visit func(Place) bool) {
	for at := w; at != nil; at = at.From {
		if beyond := w.steps - maxTrace; beyond > 0 && at.steps > maxTrace/2 && at.steps <= maxTrace/2+beyond {
			continue
		}
		if !visit(at.Place) {
			return
		}
	}
}
