package join

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// drop takes out third parties that nothing is sent to any more: they turned out to be binaries of the system. What was said of
// them is said of those.
func (c *connector) drop() {
	if len(c.made) == 0 {
		return
	}
	c.Flows = slices.DeleteFunc(c.Flows, func(f *dfd.Flow) bool { return c.flows[f.ID] == nil })
	left := map[string]bool{}
	for _, f := range c.Flows {
		left[f.From], left[f.To] = true, true
	}
	gone := func(id string) bool { return c.moved[id] != "" && !left[id] }
	c.Elements = slices.DeleteFunc(c.Elements, func(e *dfd.Element) bool { return gone(e.ID) })
	now := func(id string) string {
		switch {
		case c.made[id] != "" && c.flows[id] == nil:
			return c.made[id]
		case gone(id):
			return c.moved[id]
		}
		return id
	}
	for _, t := range c.Threats {
		t.Target = now(t.Target)
		for n, id := range t.Also {
			t.Also[n] = now(id)
		}
	}
	for _, u := range c.Uses {
		u.Element, u.Flow = now(u.Element), now(u.Flow)
	}
	c.NotApplicable = slices.DeleteFunc(c.NotApplicable, func(n dfd.NotApplicable) bool { return now(n.Target) != n.Target })
}
