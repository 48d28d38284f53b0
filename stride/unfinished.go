package stride

import "github.com/gostride/gostride/dfd"

const unfinished = "linking was stopped before everything was known"

// doubt makes questions of all that a program says which was not linked to its end: controls that were not found may be there,
// and those that were found may not stand before everything.
func doubt(m *dfd.Model, rows []*row) {
	for _, c := range m.Controls {
		question(c)
	}
	for _, r := range rows {
		for _, c := range r.controls {
			question(c)
		}
		r.threat.Tier, r.threat.Status, r.note = Unknown, ToConfirm, unfinished
	}
}

// question takes back what was judged of a control; what a person declared stays.
func question(c *dfd.Control) {
	if c != nil && c.Verdict != "declared" {
		c.Verdict = "unknown"
	}
}
