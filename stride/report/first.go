package report

import (
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// firstScreen is how many rows a reader with ten minutes is sent to.
const firstScreen = 10

// summary is the first screen: what was read, what was not, what to look at first.
func (w *writer) summary() {
	w.line("<!-- gostride:model ", stamp(w.Model), " -->")
	unread := "not seen: " + unreadWords(w.Model)
	if unread == "not seen: " {
		unread = allFollowed
	}
	w.line(sentence(readWords(w.Model)), " ", sentence(unread))
	w.line()
	top := stride.Top(w.Model, firstScreen)
	if len(top) == 0 {
		w.line(w.nothingOpen())
		return
	}
	w.line("Look at these first, of ", standing(w.Model), ":")
	w.line()
	w.head("ID", "Priority", "STRIDE", "Threat", "Where")
	for _, t := range top {
		w.row(t.ID, t.Priority, t.STRIDE, prose(t.Title)+question(t), w.where(t))
	}
}

// question marks a row of which nobody knows yet whether it is one.
func question(t *dfd.Threat) string {
	if t.Status == stride.ToConfirm {
		return " (to confirm)"
	}
	return ""
}

// nothingOpen must not read as a clean bill of health.
func (w *writer) nothingOpen() string {
	if len(w.EntryPoints) == 0 {
		return "No entry point was found, so no threat could be drawn up: there is nothing here to rely on."
	}
	if len(w.Threats) == 0 {
		return "No rule fitted what was read. That is no proof that nothing can go wrong: see what was not looked at, in the last section."
	}
	return "Of " + standing(w.Model) + ", none waits for work. What was not looked at stands in the last section."
}

// standing counts threats by what has become of them.
func standing(m *dfd.Model) string {
	by := make(map[string]int)
	for _, t := range m.Threats {
		by[t.Status]++
	}
	var parts []string
	for _, s := range []string{"open", "to-confirm", "planned", "claimed", "deferred", "accepted", "mitigated", "false-positive", "not-applicable"} {
		if by[s] > 0 {
			parts = append(parts, count(by[s], statusWords(s), statusWords(s)))
		}
	}
	total := count(len(m.Threats), "threat", "threats")
	if len(parts) == 0 {
		return total
	}
	return total + " (" + strings.Join(parts, ", ") + ")"
}

func statusWords(s string) string {
	if s == stride.Disputed {
		return "disputed"
	}
	return strings.ReplaceAll(s, "-", " ")
}

// readWords says what was read.
func readWords(m *dfd.Model) string {
	kinds, ends := make(map[string]int), touched(m)
	for _, e := range m.Elements {
		if ends[e.ID] {
			kinds[e.Kind]++
		}
	}
	parts := []string{
		count(len(m.EntryPoints), "entry point", "entry points"),
		count(kinds["store"], "data store", "data stores"),
		count(kinds["external"], "outside party", "outside parties"),
		count(len(m.Flows), "data flow", "data flows"),
	}
	read := count(m.Coverage.Packages.Analysed, "package", "packages") + " read"
	if m.Module != "" {
		read += " in `" + m.Module + "`"
	}
	if m.Build.GOOS != "" {
		read += ", as built for " + m.Build.GOOS + "/" + m.Build.GOARCH
	}
	return read + ": " + stride.List(parts, len(parts))
}

// touched are the elements that flows start or end at.
func touched(m *dfd.Model) map[string]bool {
	ends := make(map[string]bool)
	for _, f := range m.Flows {
		ends[f.From], ends[f.To] = true, true
	}
	return ends
}

// unreadWords counts what was not read, which section 4 lists; "" where there is nothing.
func unreadWords(m *dfd.Model) string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, count(n, one, many))
		}
	}
	c := m.Coverage
	if c.Packages.Analysed == 0 {
		parts = append(parts, "any package")
	}
	add(len(c.Packages.Skipped), "package or function not read", "packages or functions not read")
	add(len(c.Files), "file left out by build constraints", "files left out by build constraints")
	add(len(c.Unserved), "router that nothing serves", "routers that nothing serves")
	add(max(unfollowed(m), c.Calls.Unresolved), "place not followed", "places not followed")
	add(len(c.Libraries.Unmodelled), "library not known", "libraries not known")
	add(len(c.Libraries.Unspoken), "call of a known library that its model does not describe", "calls of known libraries that their models do not describe")
	add(len(c.Models), "row of a model that fits nothing", "rows of models that fit nothing")
	add(len(c.Budgets), "limit hit", "limits hit")
	return stride.List(parts, len(parts))
}

// allFollowed is what is said of a program in which nothing was left unseen.
const allFollowed = "no call in it was left unfollowed; what lies outside the code was not looked at"

// unfollowed counts what could not be followed; a check that stopped counts among the limits.
func unfollowed(m *dfd.Model) int {
	n := 0
	for _, u := range m.Unresolved {
		if u.Kind != "check" {
			n++
		}
	}
	return n
}

// where is the entry points of a threat and its most telling place.
func (w *writer) where(t *dfd.Threat) string {
	var parts []string
	if r := w.routes(t.EntryPoints, 3); r != "" {
		parts = append(parts, r)
	}
	if len(t.Evidence) > 0 {
		parts = append(parts, w.places(t.Evidence, 1))
	}
	if len(parts) == 0 && w.names[t.Target] != "" {
		parts = append(parts, code(w.names[t.Target]))
	}
	return strings.Join(parts, " ")
}
