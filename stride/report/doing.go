package report

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// mitigations lists what to do, or what was done, about each threat.
func (w *writer) mitigations() {
	w.line("### Mitigations")
	w.line()
	if len(w.Threats) == 0 {
		w.line("There is no threat to act on.")
		return
	}
	w.head("ID", "Priority", "What to do", "In Go", "Effort", "Status")
	for _, t := range w.rows() {
		note := t.Mitigation.Note
		if t.Status == stride.Mitigated && note == "" {
			note = t.Reason
		}
		w.row(t.ID, t.Priority, prose(t.Mitigation.Action), prose(note), t.Mitigation.Effort, w.standing(t))
	}
}

// standing is the status and who has taken it on.
func (w *writer) standing(t *dfd.Threat) string {
	parts := []string{statusWords(t.Status)}
	for _, s := range []string{t.Owner, t.Ticket} {
		if s != "" {
			parts = append(parts, prose(s))
		}
	}
	return strings.Join(parts, ", ")
}

// done are the statuses that leave nothing to do.
var done = []string{stride.Mitigated, "accepted", "false-positive", "not-applicable"}

// checklist is the audit's: what is not done stands open, what is done stays, ticked, with its place.
func (w *writer) checklist() {
	w.line("### Security audit checklist")
	w.line()
	w.line("Ticks come from the code and from recorded decisions; a tick set here by hand would be refused at the next run.")
	w.line()
	if len(w.Threats) == 0 {
		w.line("Nothing to tick off.")
	}
	for _, t := range w.rows() {
		if slices.Contains(done, t.Status) {
			w.line("- [x] ", t.ID, " ", doneWords(t), w.seenAt(t))
			continue
		}
		w.line("- [ ] ", t.ID, " (", t.Priority, "): ", openWords(t), w.seenAt(t))
	}
}

// doneWords says what was committed to and why it counts as done.
func doneWords(t *dfd.Threat) string {
	text := statusWords(t.Status) + ": " + sentence(t.Title)
	if t.Reason != "" {
		text += " " + sentence(t.Reason)
	}
	return text
}

func openWords(t *dfd.Threat) string {
	action := t.Mitigation.Action
	if action == "" {
		action = "decide what to do about this: " + t.Title
	}
	prefix := ""
	switch t.Status {
	case stride.ToConfirm:
		prefix = "if section 4 confirms it: "
	case "planned", "claimed", "deferred":
		prefix = statusWords(t.Status) + ": "
	}
	return prefix + sentence(action)
}

func (w *writer) seenAt(t *dfd.Threat) string {
	if len(t.Evidence) == 0 {
		return ""
	}
	return " At " + w.places(t.Evidence, 3) + "."
}
