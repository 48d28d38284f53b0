package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Ways adds to a finding where its other ways come from. A call in a helper that many pass a value to is one row with one way;
// what has to be mended often lies where the ways part: where each caller puts its value together.
func Ways(find *stride.Finding, hits []Hit) {
	shown := slices.Clone(find.Trace)
	for _, h := range hits {
		p, ok := parts(h, hits)
		seen := func(x dfd.Place) bool { return Spot(x) == Spot(p) }
		if !ok || slices.ContainsFunc(shown, seen) {
			continue
		}
		p.What = dfd.OnTheWay
		shown = append(shown, p)
		find.Evidence = append(find.Evidence, p)
	}
}

// Attached adds to a finding about something missing where its entry points are registered: there it would be put.
func Attached(find *stride.Finding, entries []*dfd.EntryPoint) {
	for _, e := range entries {
		if e.Registered == nil || slices.ContainsFunc(find.Evidence, func(p dfd.Place) bool { return Spot(p) == Spot(*e.Registered) }) {
			continue
		}
		p := *e.Registered
		p.What = dfd.OnTheWay
		find.Evidence = append(find.Evidence, p)
	}
}

// parts returns the last place of a hit's way that is not on the way of every hit of the same call.
func parts(h Hit, hits []Hit) (dfd.Place, bool) {
	common := len(h.Reach.Trace)
	for _, o := range hits {
		if Site(o) == Site(h) {
			common = min(common, suffix(h.Reach.Trace, o.Reach.Trace))
		}
	}
	if common == 0 || common == len(h.Reach.Trace) {
		return dfd.Place{}, false
	}
	return h.Reach.Trace[len(h.Reach.Trace)-1-common], true
}

// suffix counts the places in which two ways end alike.
func suffix(a, b []dfd.Place) int {
	n := 0
	for n < min(len(a), len(b)) && Spot(a[len(a)-1-n]) == Spot(b[len(b)-1-n]) {
		n++
	}
	return n
}
