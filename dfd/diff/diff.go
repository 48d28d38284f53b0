// Package diff says what a change to a program does to its threat model.
//
// In: two models, before and after. Out: a Delta, the list of what was added, removed and altered, most severe first, with
// renderers that a reviewer reads in a pull request.
// Things are the same by what they mean, method and path, technology and name, never by ids, lines, files or the names of
// Go packages and handlers: a renamed package, a moved file or reformatting gives an empty Delta. What decisions a person
// made shows where it alters a threat's status.
package diff

import (
	"slices"
	"sort"

	"github.com/gostride/gostride/dfd"
)

// Delta is what differs between two models.
type Delta struct {
	Changes []Change `json:"changes"` // most severe first
	// ToolChanged says that another version of the tool, its models or its rules made the second model: a part of the
	// changes may come from that. It alone is no change.
	ToolChanged bool `json:"tool_changed"`
}

// Empty reports whether the threat model stayed as it was.
func (d *Delta) Empty() bool { return len(d.Changes) == 0 }

// Change is one difference.
type Change struct {
	Area        string   `json:"area"`   // policy, coverage, entrypoint, auth, input, listener, element, crossing, data, control, threat, unresolved
	Kind        string   `json:"kind"`   // added, removed, changed
	Effect      string   `json:"effect"` // worse, neutral, better
	Severity    string   `json:"severity"`
	Subject     string   `json:"subject"`
	Before      string   `json:"before,omitempty"`
	After       string   `json:"after,omitempty"`
	EntryPoints []string `json:"entrypoints,omitempty"` // titles
	Details     []string `json:"details,omitempty"`     // of a new entry point: its inputs and controls
}

// AddPolicy puts changes to what the analysis goes by before all others.
func (d *Delta) AddPolicy(changes ...Change) { d.Changes = append(changes, d.Changes...) }

// Compare lists what head adds to base, removes and alters. A nil model counts as an empty one. Authentication, controls
// and inputs of an entry point that only one side has are told with it, not as changes of their own.
func Compare(base, head *dfd.Model) *Delta {
	if base == nil {
		base = &dfd.Model{}
	}
	if head == nil {
		head = &dfd.Model{}
	}
	neutral := newNeutral(base, head)
	before, after := collect(base, neutral), collect(head, neutral)
	d := &Delta{ToolChanged: base.Tool != head.Tool && base.Tool != (dfd.Tool{}) && head.Tool != (dfd.Tool{})}
	carry(before, after)
	d.Changes = compare(before, after)
	if blind(d.Changes) {
		for i := range d.Changes {
			if c := &d.Changes[i]; c.Effect == "better" {
				c.Effect = "neutral"
			}
		}
	}
	d.Changes = merge(d.Changes)
	sort.SliceStable(d.Changes, func(i, j int) bool { return less(&d.Changes[i], &d.Changes[j]) })
	return d
}

// blind reports whether less of the code was read than before: then nothing is known to have become better.
func blind(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Area == coverage && c.Effect == "worse" })
}

// compare pairs the facts of two models, in the order of their keys.
func compare(before, after map[key]*fact) []Change {
	var changes []Change
	details := make(map[string][]Change) // of entry points that one side has
	for _, k := range keysOf(before, after) {
		b, a := before[k], after[k]
		if b != nil && a != nil && b.state() == a.state() {
			if c, spread := spread(b, a); spread {
				changes = append(changes, c)
			}
			continue
		}
		c := change(k, b, a)
		if k.toldByEntry() && (lacks(before, k) || lacks(after, k)) {
			details[k.entry] = append(details[k.entry], c)
			continue
		}
		if k.area == control && c.Before+c.After == "absent" { // searched on one side only: its threat tells
			continue
		}
		changes = append(changes, c)
	}
	for i := range changes {
		if c := &changes[i]; c.Area == entrypoint && c.Kind == "added" {
			c.Details = tell(details[c.Subject])
		}
	}
	return changes
}

func lacks(facts map[key]*fact, k key) bool {
	return facts[key{area: entrypoint, entry: k.entry}] == nil
}

func keysOf(before, after map[key]*fact) []key {
	keys := make([]key, 0, len(after))
	for k := range before {
		keys = append(keys, k)
	}
	for k := range after {
		if before[k] == nil {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, key.compare)
	return keys
}

// change weighs what became of a fact; what is missing has the grade 0.
func change(k key, before, after *fact) Change {
	c := Change{Area: k.area, Kind: "changed"}
	switch {
	case before == nil:
		c.Kind, before = "added", &fact{}
	case after == nil:
		c.Kind, after = "removed", &fact{}
	}
	c.Before, c.After = before.state(), after.state()
	c.Subject = after.subject
	if c.Kind == "removed" {
		c.Subject = before.subject
	}
	c.Severity = severest(before.severity, after.severity)
	switch {
	case after.grade < before.grade:
		c.Effect = "worse"
	case after.grade > before.grade && !after.unsure:
		c.Effect = "better"
	default:
		c.Effect = "neutral"
	}
	if k.entry != "" && k.area != entrypoint {
		c.EntryPoints = []string{k.entry}
	}
	return c
}
