package stride

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// joinAlike makes one row of open rows of one rule that say the same, where the rule is about what is mended in one way everywhere: eight sign-in services that lack one thing are read once, and name eight
// places. Questions stay apart, since each asks about its own place, and so do mitigated rows.
func joinAlike(rows []*row) []*row {
	first, more := map[string]*row{}, map[*row][]string{}
	var out []*row
	for _, r := range rows {
		t := r.threat
		key := strings.Join([]string{t.Rule, t.Tier, t.Title, t.Likelihood, t.Impact}, "\x00")
		same := first[key]
		switch {
		case !r.rule.Alike || cmp.Or(t.Status, Open) != Open || t.Tier == Unknown:
		case same == nil:
			first[key] = r
		default:
			for _, p := range t.Evidence[:min(1, len(t.Evidence))] {
				if at := placeName(p); !slices.Contains(more[same], at) {
					more[same] = append(more[same], at)
				}
			}
			same.takeIn(r)
			continue
		}
		out = append(out, r)
	}
	for r, at := range more {
		r.threat.Mitigation.Action += fmt.Sprintf(" The same in %s.", List(at, 4))
	}
	return out
}
