package stride

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// Declared is a control outside the Go code that a person has stated, with the file that proves it.
type Declared struct {
	Name    string   // of the statement, for people: its file
	Kind    string   // of the control: ratelimit, bodylimit, …
	Value   string   // "20 per 1m0s, by address"
	Covers  []string // entry points, as --feature takes them
	Proof   string   // the file that proves it, relative to the analysed root
	Reason  string
	Changed string // why the proof no longer counts, "" where it does
}

// declare applies statements to rows. A row is mitigated by them once each of its controls that is not present is declared
// for all of its entry points. A statement whose proof has changed mitigates nothing, and the row says so.
func declare(m *dfd.Model, rows []*row, list []Declared) {
	covered := make([][]string, len(list))
	for i, d := range list {
		for _, pattern := range d.Covers {
			ids, err := dfd.SelectEntries(m, pattern)
			if err != nil { // no such entry point any more: it covers nothing
				continue
			}
			covered[i] = append(covered[i], ids...)
		}
	}
	for _, r := range rows {
		if r.threat.Status != Mitigated && len(r.threat.EntryPoints) > 0 {
			r.declare(list, covered)
		}
	}
}

func (r *row) declare(list []Declared, covered [][]string) {
	kept := slices.Clone(r.controls)
	all, any := true, false
	for i, c := range kept {
		if c == nil || c.Verdict == "present" || c.Verdict == "declared" {
			continue
		}
		d := r.statement(c.Kind, list, covered)
		if d == nil {
			all = false
			continue
		}
		if d.Changed != "" {
			r.threat.Because = union(r.threat.Because, []string{"declared in " + d.Name + ", but " + d.Changed})
			all = false
			continue
		}
		any = true
		kept[i] = &dfd.Control{
			Kind: c.Kind, Verdict: "declared", Value: d.Value, Scope: c.Scope, EntryPoints: slices.Clone(r.threat.EntryPoints),
			Evidence: []dfd.Place{{File: d.Proof, Line: 1, What: d.Reason}},
		}
	}
	if all && any {
		r.controls, r.threat.Status, r.threat.Tier = kept, Mitigated, Shown
		r.note = ""
	}
}

// statement returns the statement about a kind of control that covers all of the row's entry points; one whose proof has
// changed only where there is no other.
func (r *row) statement(kind string, list []Declared, covered [][]string) *Declared {
	var stale *Declared
	for i := range list {
		if list[i].Kind != kind || slices.ContainsFunc(r.threat.EntryPoints, func(id string) bool { return !slices.Contains(covered[i], id) }) {
			continue
		}
		if list[i].Changed == "" {
			return &list[i]
		}
		stale = &list[i]
	}
	return stale
}
