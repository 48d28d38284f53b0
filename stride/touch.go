package stride

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// charter fills the chart. Threats are found by what they name, so that large programs cost no more than their size.
type charter struct {
	*index
	ruledOut map[string]string
	byTarget map[string][]*dfd.Threat
	byEntry  map[string][]*dfd.Threat
}

func newCharter(m *dfd.Model) *charter {
	c := &charter{
		index: indexModel(m), ruledOut: make(map[string]string),
		byTarget: make(map[string][]*dfd.Threat), byEntry: make(map[string][]*dfd.Threat),
	}
	for _, t := range m.Threats {
		c.byTarget[t.Target] = append(c.byTarget[t.Target], t)
		for _, also := range t.Also {
			c.byTarget[also] = append(c.byTarget[also], t)
		}
		for _, e := range t.EntryPoints {
			c.byEntry[e] = append(c.byEntry[e], t)
		}
	}
	return c
}

// touch says how a threat and a row of the chart belong together; several may hold.
type touch uint8

const (
	named   touch = 1 << iota // the threat's target is the row's
	atFlow                    // the threat's target is a flow that ends at the row's element
	atOwn                     // it is about an entry point that the element stands for
	through                   // it is about an entry point whose requests pass the element or flow
)

// touching finds the threats that have something to do with an element or flow.
func (c *charter) touching(target string) map[*dfd.Threat]touch {
	found := make(map[*dfd.Threat]touch)
	mark := func(threats []*dfd.Threat, how touch) {
		for _, t := range threats {
			found[t] |= how
		}
	}
	mark(c.byTarget[target], named)
	entries := c.through(target)
	if f := c.flows[target]; f != nil {
		entries = f.EntryPoints
	}
	for _, f := range c.ends[target] {
		mark(c.byTarget[f.ID], atFlow)
	}
	for _, e := range c.own[target] {
		mark(c.byEntry[e], atOwn)
	}
	for _, e := range entries {
		mark(c.byEntry[e], through)
	}
	return found
}

// covers reports whether a threat is about a row: it names the target, or a flow that ends there, or, for letters that are
// a matter of who may call and how often, an entry point behind the target.
func (c *charter) covers(t *dfd.Threat, how touch, target, kind string) bool {
	switch {
	case how&named != 0, kind != "flow" && how&atFlow != 0:
		return true
	case kind == "flow":
		return how&through != 0 && c.coversFlow(t, c.flows[target])
	case kind == "process":
		return how&atOwn != 0 || how&through != 0 && strings.Contains("SD", t.STRIDE)
	case kind == "external":
		return how&through != 0 && c.isCaller(target)
	}
	return false
}

// coversFlow: a threat to the store at a flow's end is a threat to what travels there on behalf of the same entry point,
// D only to what goes in; and what wears a route out comes with its requests.
func (c *charter) coversFlow(t *dfd.Threat, f *dfd.Flow) bool {
	switch {
	case t.STRIDE == "D" && c.isRequest(f):
		return true
	case t.Target == f.To:
		return c.kind(f.To) == "store"
	case t.Target == f.From:
		return c.kind(f.From) == "store" && t.STRIDE != "D"
	}
	return false
}
