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
			if t.Target != same.threat.Target {
				same.threat.Also = sorted(append(append(slices.Clone(same.threat.Also), t.Target), t.Also...))
			}
			for _, p := range t.Evidence[:min(1, len(t.Evidence))] {
				if at := placeName(p); !slices.Contains(more[same], at) {
					more[same] = append(more[same], at)
				}
			}
			same.join(r)
			continue
		}
		out = append(out, r)
	}
	for r, at := range more {
		r.threat.Mitigation.Action += fmt.Sprintf(" The same in %s.", listed(at, 4))
	}
	return out
}

// listed names the first of several places, and says how many there are.
func listed(at []string, most int) string {
	more := ""
	if len(at) > most {
		at, more = at[:most], fmt.Sprintf(" and %d more", len(at)-most)
	}
	return strings.Join(at, ", ") + more
}
