package stride

import "slices"

// The levels, from low to high. Likelihood has no Critical.
const (
	Low      = "Low"
	Medium   = "Medium"
	High     = "High"
	Critical = "Critical"
)

// The priorities, from low to high.
const (
	PriorityLow    = "LOW"
	PriorityMedium = "MEDIUM"
	PriorityHigh   = "HIGH"
)

// The tiers: the data really flows there; the control was searched for and not found; nobody can tell from the code.
const (
	Shown   = "shown"
	Absent  = "absent"
	Unknown = "unknown"
)

// Letters are the six categories in their order.
const Letters = "STRIDE"

var (
	likelihoods = []string{Low, Medium, High}
	impacts     = []string{Low, Medium, High, Critical}
	priorities  = []string{PriorityLow, PriorityMedium, PriorityHigh}
	tiers       = []string{Unknown, Absent, Shown}
)

// matrix is DESIGN §7: rows are likelihoods, columns impacts.
var matrix = [3][4]string{
	{PriorityLow, PriorityLow, PriorityMedium, PriorityHigh},
	{PriorityLow, PriorityMedium, PriorityHigh, PriorityHigh},
	{PriorityLow, PriorityMedium, PriorityHigh, PriorityHigh},
}

// Priority reads the matrix; "" where a level is none of ours.
func Priority(likelihood, impact string) string {
	row, column := slices.Index(likelihoods, likelihood), slices.Index(impacts, impact)
	if row < 0 || column < 0 {
		return ""
	}
	return matrix[row][column]
}

// PriorityRank orders priorities: 0 for the lowest, -1 for none.
func PriorityRank(priority string) int { return slices.Index(priorities, priority) }

// oneStep holds a likelihood to at most one step from the rule's base.
func oneStep(base, likelihood string) string {
	from, to := slices.Index(likelihoods, base), slices.Index(likelihoods, likelihood)
	if from < 0 || to < 0 {
		return likelihood
	}
	return likelihoods[min(max(to, from-1), from+1)]
}

// higher returns the higher of two levels of one scale.
func higher(scale []string, a, b string) string {
	if slices.Index(scale, b) > slices.Index(scale, a) {
		return b
	}
	return a
}

// serviceWide is what a row says when the service-wide step raised it.
const serviceWide = "raised from MEDIUM (service-wide step): one caller harms all users, and each request costs more than handler CPU"

// rate fills the levels and the priority of a row.
//
// The service-wide step: a D threat with High × Medium is HIGH when its check saw that one caller harms all users and
// that each request costs more than handler CPU. A row of tier unknown is a question and never HIGH.
func (r *row) rate() {
	t := r.threat
	t.Priority, t.Raised = Priority(t.Likelihood, t.Impact), ""
	if r.serviceWide && t.STRIDE == "D" && t.Likelihood == High && t.Impact == Medium {
		t.Priority, t.Raised = PriorityHigh, serviceWide
	}
	if t.Tier == Unknown && t.Priority == PriorityHigh {
		t.Priority, t.Raised = PriorityMedium, ""
		t.Because = append(t.Because, "held at MEDIUM until somebody confirms it: the code does not show it")
	}
}
