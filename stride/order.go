package stride

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Sort orders threats: priority from high to low, then tier (shown, absent, unknown), then id.
func Sort(threats []*dfd.Threat) {
	slices.SortFunc(threats, func(a, b *dfd.Threat) int {
		return cmp.Or(
			cmp.Compare(PriorityRank(b.Priority), PriorityRank(a.Priority)),
			cmp.Compare(slices.Index(tiers, b.Tier), slices.Index(tiers, a.Tier)),
			cmp.Compare(a.ID, b.ID),
		)
	})
}

// perRule is how many rows of one rule the first screen shows.
const perRule = 2

// Top selects what to look at first: at most n threats that nobody has dealt with, in order, no rule more than twice.
func Top(m *dfd.Model, n int) []*dfd.Threat {
	threats := slices.Clone(m.Threats)
	Sort(threats)
	var top []*dfd.Threat
	seen := make(map[string]int)
	for _, t := range threats {
		if len(top) < n && NeedsWork(t) && seen[t.Rule] < perRule {
			seen[t.Rule]++
			top = append(top, t)
		}
	}
	return top
}

// NeedsWork reports whether a threat still waits for somebody: it is open, a question, or its repair was only claimed.
func NeedsWork(t *dfd.Threat) bool {
	return t.Status == Open || t.Status == ToConfirm || t.Status == "claimed"
}

// letterRank orders the letters; -1 for anything else.
func letterRank(letter string) int {
	if len(letter) != 1 {
		return -1
	}
	return strings.Index(Letters, letter)
}
