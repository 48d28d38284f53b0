package stride

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// row is a threat on its way, with what the model file does not keep of its findings.
type row struct {
	threat      *dfd.Threat
	rule        *Rule
	serviceWide bool
	restsOn     []string
	controls    []*dfd.Control
	note        string
}

// newRow makes a row of one finding. Nothing of the finding is changed or shared.
func newRow(x *index, f Finding) *row {
	likelihood := cmp.Or(f.Likelihood, f.Rule.Likelihood)
	t := &dfd.Threat{
		Rule: f.Rule.ID, STRIDE: f.Rule.STRIDE, Target: f.Target, EntryPoints: sorted(f.Entries),
		Title:      cmp.Or(f.Title, f.Rule.Title),
		Likelihood: oneStep(f.Rule.Likelihood, likelihood), Impact: cmp.Or(f.Impact, f.Rule.Impact),
		Tier: cmp.Or(f.Tier, Shown), Status: f.Status,
		Evidence: union(nil, f.Evidence), Trace: slices.Clone(f.Trace), CWE: sorted(f.Rule.CWE), Controls: []string{},
		Mitigation: dfd.Mitigation{
			Action: cmp.Or(f.Action, f.Rule.Action), Note: f.Note, Effort: cmp.Or(f.Effort, f.Rule.Effort),
		},
	}
	if t.Trace == nil {
		t.Trace = []dfd.Place{}
	}
	if !slices.Contains(tiers, t.Tier) {
		t.Tier = Unknown
	}
	if Priority(t.Likelihood, t.Impact) == "" { // levels that are none of ours: the rule's
		t.Likelihood, t.Impact = f.Rule.Likelihood, f.Rule.Impact
	}
	t.Because = union(because(f.Rule, t, likelihood), f.Because)
	t.Outer, t.Inner = x.outerKey(f), x.innerKey(f)
	return &row{threat: t, rule: f.Rule, serviceWide: f.ServiceWide, restsOn: sorted(f.RestsOn), controls: slices.Clone(f.Controls), note: f.Note}
}

// because gives the reasons of the levels as the rule states them, and where the row deviates from its rule.
func because(r *Rule, t *dfd.Threat, asked string) []string {
	return []string{
		reason("likelihood", r.Likelihood, t.Likelihood, r.LikelihoodWhy) + held(asked, t.Likelihood),
		reason("impact", r.Impact, t.Impact, r.ImpactWhy),
	}
}

func reason(what, base, level, why string) string {
	if level != base {
		return what + " " + level + " here, " + base + " as a rule"
	}
	return strings.TrimSuffix(what+" "+level+": "+strings.TrimSuffix(why, "."), ": ")
}

func held(asked, level string) string {
	if asked != level {
		return " (at most one step)"
	}
	return ""
}

// merge joins rows of one rule, target, title, cause and standing, and sorts them by identity.
func merge(rows []*row) []*row {
	key := func(r *row) string {
		t := r.threat
		return strings.Join([]string{t.Rule, t.Target, t.Title, t.Inner, t.Tier, t.Status}, "\x00")
	}
	first := func(r *row) string {
		if len(r.threat.Evidence) == 0 {
			return ""
		}
		return placeKey(r.threat.Evidence[0])
	}
	slices.SortStableFunc(rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(key(a), key(b)), cmp.Compare(a.threat.Outer, b.threat.Outer), cmp.Compare(first(a), first(b)))
	})
	var out []*row
	for _, r := range rows {
		if n := len(out); n > 0 && key(out[n-1]) == key(r) {
			out[n-1].join(r)
			continue
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.threat.Outer, b.threat.Outer), cmp.Compare(a.threat.Inner, b.threat.Inner))
	})
	return out
}

// join adds another finding of the same cause. The levels are those of the worst place.
func (r *row) join(other *row) {
	t, o := r.threat, other.threat
	t.EntryPoints = sorted(append(slices.Clone(t.EntryPoints), o.EntryPoints...))
	t.Evidence = union(t.Evidence, o.Evidence)
	if len(t.Trace) == 0 {
		t.Trace = o.Trace
	}
	if t.Likelihood != o.Likelihood || t.Impact != o.Impact {
		t.Because = union(t.Because, []string{"the levels are those of the worst of its places"})
	}
	t.Likelihood = higher(likelihoods, t.Likelihood, o.Likelihood)
	t.Impact = higher(impacts, t.Impact, o.Impact)
	t.Because = union(t.Because, o.Because)
	if o.Outer < t.Outer {
		t.Outer = o.Outer
	}
	r.serviceWide = r.serviceWide || other.serviceWide
	r.restsOn = sorted(append(r.restsOn, other.restsOn...))
	r.controls = append(r.controls, other.controls...)
}
