package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Ways adds to a finding on hits of one call where its other ways come from. A call in a helper that many pass a value to is one row
// with one way; what has to be mended often lies where the ways part: where each caller puts its value together.
func Ways(find *stride.Finding, hits []Hit) {
	ways := make([][]dfd.Place, len(hits))
	for n, h := range hits {
		ways[n] = h.Reach.Trace()
	}
	common := len(ways[0])
	for _, way := range ways {
		common = min(common, suffix(ways[0], way))
	}
	for _, way := range ways {
		if common == 0 || common == len(way) {
			continue
		}
		p := way[len(way)-1-common]
		if !slices.ContainsFunc(find.Trace, func(x dfd.Place) bool { return Spot(x) == Spot(p) }) {
			Along(find, p)
		}
	}
}

// Attached adds to a finding about something missing where its entry points are registered: there it would be put.
func Attached(find *stride.Finding, entries []*dfd.EntryPoint) {
	for _, e := range entries {
		if e.Registered != nil {
			Along(find, *e.Registered)
		}
	}
}

// Along adds to the evidence of a finding a place that its way leads by, if nothing is seen there yet.
func Along(find *stride.Finding, p dfd.Place) {
	if slices.ContainsFunc(find.Evidence, func(x dfd.Place) bool { return Spot(x) == Spot(p) }) {
		return
	}
	p.What = dfd.OnTheWay
	find.Evidence = append(find.Evidence, p)
}

// suffix counts the places in which two ways end alike.
func suffix(a, b []dfd.Place) int {
	n := 0
	for n < min(len(a), len(b)) && Spot(a[len(a)-1-n]) == Spot(b[len(b)-1-n]) {
		n++
	}
	return n
}
