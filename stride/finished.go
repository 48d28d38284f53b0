package stride

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Points are the eight things that make a model finished; Problem.Point is the number of one, from 1.
var Points = [...]string{
	"it holds a data-flow diagram, a STRIDE table and a mitigations table",
	"each of the six categories has a threat or a reason why there is none",
	"every HIGH threat has a mitigation that names a code change, a setting or a policy",
	"every mitigation that is not done stands open in the checklist; done ones stay, ticked, with their place",
	"each threat has a likelihood and an impact; at least one is LOW or an accepted risk with a written reason",
	"each MEDIUM is given to somebody now, or deferred until a date with a reason",
	"somebody other than the author has reviewed it and answered its questions",
	"it matches the code",
}

// Problem is what keeps a model from being finished: the point it fails and, where it is about one, the threat's id.
type Problem struct {
	Point int
	ID    string
	Text  string
}

// Finished checks what can be decided from a model alone of the eight points that make it finished. Point 4 (open items
// stand in the checklist) is the report's; it is checked here that every row has what the checklist needs. Point 7 (a second
// reader) is checked as far as questions are unanswered. Point 8 (the model matches the code) needs the code: report.Stale.
func Finished(m *dfd.Model) []Problem {
	var ps []Problem
	ps = append(ps, hasParts(m)...)
	ps = append(ps, hasCategories(m)...)
	for _, t := range m.Threats {
		ps = append(ps, rowProblems(t)...)
	}
	ps = append(ps, hasLow(m)...)
	if n := len(Questions(m)); n > 0 {
		ps = append(ps, Problem{7, "", dfd.Count(n, "question") + " of section 4 not answered"})
	}
	slices.SortStableFunc(ps, func(a, b Problem) int { return a.Point - b.Point })
	return ps
}

func hasParts(m *dfd.Model) []Problem {
	var ps []Problem
	if len(m.Elements) == 0 || len(m.Flows) == 0 {
		ps = append(ps, Problem{1, "", "there is no data-flow diagram: no element or no flow was found"})
	}
	if len(m.Threats) == 0 {
		ps = append(ps, Problem{1, "", "there is no threat in the STRIDE table, so there are no mitigations"})
	}
	return ps
}

// hasCategories wants a threat or a reason why not for each letter; one ruled-out cell beside open ones is no reason.
func hasCategories(m *dfd.Model) []Problem {
	has, open, out := map[string]bool{}, map[string]int{}, map[string]bool{}
	for _, t := range m.Threats {
		has[t.STRIDE] = true
	}
	for _, row := range Chart(m) {
		for _, c := range row.Cells {
			switch c.State {
			case CellOpen:
				open[c.STRIDE]++
			case CellRuledOut, CellMitigated:
				out[c.STRIDE] = true
			}
		}
	}
	var ps []Problem
	for _, l := range Letters {
		letter := string(l)
		switch {
		case has[letter]:
		case open[letter] > 0:
			text := fmt.Sprintf("%s: no threat, and %s of the chart without a reason why not", LetterName(letter), dfd.Count(open[letter], "cell"))
			ps = append(ps, Problem{2, "", text})
		case !out[letter]:
			ps = append(ps, Problem{2, "", LetterName(letter) + ": neither a threat nor a reason why there is none"})
		}
	}
	return ps
}

// closed are the statuses that need nothing more done.
var closed = []string{Mitigated, "accepted", "false-positive", "not-applicable"}

// rowProblems checks points 3 to 6 for one row.
func rowProblems(t *dfd.Threat) []Problem {
	var ps []Problem
	add := func(point int, text string) { ps = append(ps, Problem{point, t.ID, text}) }
	if t.Priority == PriorityHigh && !slices.Contains(closed, t.Status) && Vague(t.Mitigation.Action) {
		add(3, "HIGH, but its mitigation names no code change, setting or policy that somebody could be given")
	}
	if t.Status != ToConfirm && !slices.Contains(closed, t.Status) && t.Mitigation.Action == "" {
		add(4, "nothing to do is written down, so it cannot stand in the checklist")
	}
	if t.Status == Mitigated && len(t.Evidence) == 0 && len(t.Controls) == 0 {
		add(4, "mitigated without a place that shows it")
	}
	if Priority(t.Likelihood, t.Impact) == "" {
		add(5, "likelihood or impact is missing")
	}
	if t.Status == "accepted" && strings.TrimSpace(t.Reason) == "" {
		add(5, "accepted without a written reason")
	}
	if t.Priority == PriorityMedium && !slices.Contains(closed, t.Status) && !scheduled(t) {
		add(6, "MEDIUM, but neither given to somebody now (owner or ticket) nor deferred until a date with a reason")
	}
	return ps
}

var date = regexp.MustCompile(`\b20\d\d-\d\d-\d\d\b`)

func scheduled(t *dfd.Threat) bool {
	if t.Status == "deferred" {
		return date.MatchString(t.Reason + " " + t.Decision)
	}
	return t.Owner != "" || t.Ticket != ""
}

func hasLow(m *dfd.Model) []Problem {
	if len(m.Threats) == 0 {
		return nil
	}
	for _, t := range m.Threats {
		if t.Priority == PriorityLow || t.Status == "accepted" && strings.TrimSpace(t.Reason) != "" {
			return nil
		}
	}
	return []Problem{{5, "", "no threat is LOW and no risk is accepted with a reason: if everything is urgent, nothing is"}}
}

// names are what makes advice something to do: a call, a setting, a path, a value.
var names = regexp.MustCompile("[`\"'()=]|\\w[./:_-]\\w|[a-z][A-Z]|[A-Z]{2}|\\d")

// Vague reports whether advice names nothing in particular: "add validation", "sanitise the input".
func Vague(action string) bool {
	return len(strings.Fields(action)) < 3 || !names.MatchString(action)
}
