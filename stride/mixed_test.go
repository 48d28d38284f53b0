package stride

import (
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestMixedIsAQuestion: a row whose call is reached only by way of functions that many share is a question, one whose call is
// also reached otherwise is not, nor is one that is mitigated.
func TestMixedIsAQuestion(t *testing.T) {
	here, there := dfd.Place{File: "a.go", Line: 3}, dfd.Place{File: "a.go", Line: 9}
	use := func(p dfd.Place, mixed ...bool) *dfd.Use {
		u := &dfd.Use{Place: p}
		for _, m := range mixed {
			u.On = append(u.On, dfd.Reach{Entry: "http:GET /", Mixed: m})
		}
		return u
	}
	for name, c := range map[string]struct {
		uses   []*dfd.Use
		status string
		want   string
	}{
		"all ways":          {[]*dfd.Use{use(here, true, true)}, Open, ToConfirm},
		"one way":           {[]*dfd.Use{use(here, true, false)}, Open, Open},
		"another use there": {[]*dfd.Use{use(here, true), use(here, false)}, Open, Open},
		"another place":     {[]*dfd.Use{use(there, true)}, Open, Open},
		"start-up":          {[]*dfd.Use{use(here)}, Open, Open},
		"mitigated":         {[]*dfd.Use{use(here, true)}, Mitigated, Mitigated},
	} {
		r := &row{threat: &dfd.Threat{Tier: Shown, Status: c.status, Evidence: []dfd.Place{here}}}
		doubtMixed(&dfd.Program{Uses: c.uses}, []*row{r})
		if r.threat.Status != c.want {
			t.Errorf("%s: %s, want %s", name, r.threat.Status, c.want)
		}
	}
}

// TestUnfinishedIsAQuestion: of a program that was not linked to its end nothing is said for certain.
func TestUnfinishedIsAQuestion(t *testing.T) {
	c, declared := &dfd.Control{Verdict: "present"}, &dfd.Control{Verdict: "declared"}
	r := &row{threat: &dfd.Threat{Tier: Shown, Status: Mitigated}, controls: []*dfd.Control{c, nil, declared}}
	doubt(&dfd.Model{}, []*row{r})
	if r.threat.Status != ToConfirm || r.threat.Tier != Unknown || c.Verdict != "unknown" || declared.Verdict != "declared" {
		t.Errorf("status %s, tier %s, verdicts %s and %s", r.threat.Status, r.threat.Tier, c.Verdict, declared.Verdict)
	}
}
