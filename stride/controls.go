package stride

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// register enters the rows' controls into the model, equal ones once, gives ids to those that have none, and lists them
// on their rows. What a check has judged replaces what the linker found. Equal: same kind, verdict, value, scope and places.
func register(m *dfd.Model, rows []*row) {
	supersede(m, rows)
	b := &controlBook{model: m, known: make(map[string]*dfd.Control)}
	for _, c := range m.Controls {
		b.known[controlKey(c)] = c
	}
	for _, r := range rows {
		for i, c := range r.controls {
			r.controls[i] = b.enter(c)
		}
	}
	b.name()
	for _, r := range rows {
		for _, c := range r.controls {
			if c != nil {
				r.threat.Controls = append(r.threat.Controls, c.ID)
			}
		}
		r.threat.Controls = sorted(r.threat.Controls)
	}
}

type controlBook struct {
	model *dfd.Model
	known map[string]*dfd.Control
}

// enter returns the model's own copy of a control.
func (b *controlBook) enter(c *dfd.Control) *dfd.Control {
	if c == nil {
		return nil
	}
	key := controlKey(c)
	known := b.known[key]
	if known == nil {
		copied := *c
		copied.EntryPoints, copied.Searched = sorted(c.EntryPoints), union(nil, c.Searched)
		copied.Evidence = union(nil, c.Evidence)
		b.known[key] = &copied
		b.model.Controls = append(b.model.Controls, &copied)
		return &copied
	}
	known.EntryPoints = sorted(append(slices.Clone(known.EntryPoints), c.EntryPoints...))
	known.Searched = union(known.Searched, c.Searched)
	return known
}

// name gives ids and puts the model's controls into the order of their ids' names. An id is made of kind, scope and
// symbols, not of the verdict: a control that weakens is the same control.
func (b *controlBook) name() {
	names := make(map[*dfd.Control]string)
	ids := newMinter("C-")
	for _, c := range b.model.Controls {
		if c.ID != "" {
			ids.used[c.ID] = true
		}
		names[c] = controlName(c)
	}
	slices.SortStableFunc(b.model.Controls, func(a, b *dfd.Control) int {
		return cmp.Or(cmp.Compare(names[a], names[b]), cmp.Compare(controlKey(a), controlKey(b)))
	})
	for _, c := range b.model.Controls {
		if c.ID == "" {
			c.ID = ids.mint(names[c])
		}
	}
}

func controlKey(c *dfd.Control) string {
	parts := []string{c.Kind, c.Verdict, c.Value, c.Scope}
	for _, p := range c.Evidence {
		parts = append(parts, placeKey(p))
	}
	if len(c.Evidence) == 0 { // nothing but the routes tells it from another
		parts = append(parts, sorted(c.EntryPoints)...)
	}
	return strings.Join(parts, "\x00")
}

func controlName(c *dfd.Control) string {
	parts := []string{c.Kind, c.Scope}
	for _, p := range c.Evidence {
		parts = append(parts, p.File, enclosing(p.Func))
	}
	if len(c.Evidence) == 0 {
		parts = append(parts, sorted(c.EntryPoints)...)
	}
	return strings.Join(parts, "\x00")
}

func placeKey(p dfd.Place) string { return p.File + ":" + strconv.Itoa(p.Line) + ":" + p.Func }
