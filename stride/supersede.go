package stride

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// supersede takes out of the model what the linker found where a check has judged the same control, by kind and place, for
// the same entry point: the linker sees that a guard is there, the check knows whether it helps and what it allows. What no
// check has judged stays, for the entry points that are left, and is no better there than a check says of others; so does what nobody could follow, a doubt of its own.
func supersede(m *dfd.Model, rows []*row) {
	type at struct{ kind, entry, place string }
	judged := make(map[at]bool)
	missing := make(map[at]bool) // without a place: judged to be absent, too weak or not known
	own := make(map[string]bool)
	worse := make(map[at]*dfd.Control) // by kind and place: judged to be less than present for some entry point
	for _, r := range rows {
		for _, c := range r.controls {
			if c == nil {
				continue
			}
			own[controlKey(c)] = true
			for _, id := range c.EntryPoints {
				if (c.Verdict == "absent" || c.Verdict == "weak" || c.Verdict == "unknown") && c.Kind != "timeout" { // timeouts: a server's and a route's are two
					missing[at{c.Kind, id, ""}] = true
				}
				for _, p := range c.Evidence {
					judged[at{c.Kind, id, placeKey(p)}] = true
				}
			}
			if c.Verdict == "weak" || c.Verdict == "unknown" {
				for _, p := range c.Evidence {
					worse[at{c.Kind, "", placeKey(p)}] = c
				}
			}
		}
	}
	m.Controls = slices.DeleteFunc(m.Controls, func(c *dfd.Control) bool {
		if own[controlKey(c)] || c.Verdict == "unknown" || len(c.EntryPoints) == 0 {
			return false
		}
		c.EntryPoints = slices.DeleteFunc(c.EntryPoints, func(id string) bool {
			if c.Verdict == "present" && missing[at{c.Kind, id, ""}] {
				return true
			}
			return slices.ContainsFunc(c.Evidence, func(p dfd.Place) bool { return judged[at{c.Kind, id, placeKey(p)}] })
		})
		for _, p := range c.Evidence { // it is no better for entry points that no check has asked about
			if w := worse[at{c.Kind, "", placeKey(p)}]; w != nil && c.Verdict == "present" {
				c.Verdict, c.Value = w.Verdict, w.Value
			}
		}
		return len(c.EntryPoints) == 0
	})
}
