package dfd

import (
	"slices"
	"strings"
)

// FlowID is the id of the flow with these ends and operation.
func FlowID(from, to, op string) string { return "flow:" + from + " > " + to + ":" + op }

const senderPrefix, storePrefix = "external:sender:", "store:"

// SenderID is the id of whoever puts messages into a store.
func SenderID(store string) string { return senderPrefix + strings.TrimPrefix(store, storePrefix) }

// SenderTo gives the store that a sender puts messages into.
func SenderTo(id string) (store string, ok bool) {
	name, ok := strings.CutPrefix(id, senderPrefix)
	return storePrefix + name, ok
}

// maxLabels is how many statements the label of a flow lists.
const maxLabels = 8

// AddLabel adds what a further statement says to a flow's label.
func (f *Flow) AddLabel(label string) {
	parts := strings.Split(f.Label, "; ")
	switch {
	case label == "":
	case f.Label == "":
		f.Label = label
	case !slices.Contains(parts, label) && len(parts) < maxLabels:
		f.Label += "; " + label
	}
}

// Crosses lists the boundaries that hold one end of a flow and not the other; parent gives the one around a boundary.
func Crosses(from, to string, parent func(id string) (around string, known bool)) []string {
	enclosing := func(id string) map[string]bool {
		in := map[string]bool{}
		for id != "" && !in[id] {
			around, known := parent(id)
			if !known {
				break
			}
			in[id], id = true, around
		}
		return in
	}
	x, y := enclosing(from), enclosing(to)
	out := []string{}
	for b := range x {
		if !y[b] {
			out = append(out, b)
		}
	}
	for b := range y {
		if !x[b] {
			out = append(out, b)
		}
	}
	slices.Sort(out)
	return out
}
