package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// never is what reading Go source cannot see, whatever the program.
var never = []string{
	"**Business rules**: whether a price, a right or a step in a process is the one that was meant.",
	"**Insiders**: people with access to the servers, the repository, the pipeline or the stores.",
	"**Infrastructure**: networks, access rights of clouds and databases, certificates, backups, what stands in front of the program.",
	"**Client code**: browsers, apps and scripts that call the program, templates and JavaScript it serves.",
	"**Dependencies**: what libraries do is known by models, their source is not read; known vulnerabilities are `govulncheck`'s to find.",
}

// shownGaps is how many of a kind are listed.
const shownGaps = 12

// coverage lists what was not looked at: always, and in this program.
func (w *writer) coverage() {
	w.line("### What was not looked at")
	w.line()
	for _, n := range never {
		w.line("- ", n)
	}
	c := w.Coverage
	w.line()
	w.line("In this program: ", count(c.Calls.Modelled, "call was", "calls were"), " recognised by a model, ",
		count(c.Calls.Resolved, "was", "were"), " followed, ", count(c.Calls.Unresolved, "was", "were"), " not.")
	gaps := w.gaps()
	if len(gaps) == 0 {
		return
	}
	w.line()
	for _, g := range gaps {
		w.line("- ", g)
	}
}

// gaps lists packages, files, libraries and calls that were not seen, a line for each kind and reason.
func (w *writer) gaps() []string {
	var out []string
	c := w.Coverage
	out = append(out, skipped("Not read", c.Packages.Skipped)...)
	out = append(out, skipped("Left out by build constraints", c.Files)...)
	out = append(out, skipped("No entry points", c.Unserved)...)
	if n := len(c.Libraries.Unmodelled); n > 0 {
		out = append(out, "Libraries without a model, so that what they do is not known: "+some(codes(c.Libraries.Unmodelled), shownGaps, ", ")+".")
	}
	out = append(out, skipped("A model that speaks of what is not there", c.Models)...)
	if n := len(c.Libraries.Unspoken); n > 0 {
		out = append(out, "Calls of known libraries that their models do not describe, and that may reach a network, a store or a process: "+some(codes(c.Libraries.Unspoken), shownGaps, ", ")+".")
	}
	if n := len(c.Libraries.Harmless); n > 0 {
		out = append(out, "Not described either, and by their signatures without effect (they tell, set or close): "+count(n, "function of a known library", "functions of known libraries")+".")
	}
	out = append(out, w.unresolved()...)
	for _, s := range w.Suppressions {
		if why := idle(s); why != "" {
			out = append(out, code(s.File)+": "+prose(why)+".")
		}
	}
	for _, b := range c.Budgets {
		out = append(out, sentence(b))
	}
	return out
}

func codes(names []string) (out []string) {
	for _, n := range names {
		out = append(out, code(n))
	}
	return out
}

func skipped(title string, list []dfd.Skipped) []string {
	by := make(map[string][]string)
	for _, s := range list {
		by[s.Reason] = append(by[s.Reason], code(s.What))
	}
	var out []string
	for _, reason := range keys(by) {
		out = append(out, title+" ("+prose(reason)+"): "+some(by[reason], shownGaps, ", ")+".")
	}
	return out
}

// unresolved groups what could not be followed by its reason. A check that stopped is listed under the limits already.
func (w *writer) unresolved() []string {
	by := make(map[string][]string)
	for _, u := range w.Unresolved {
		if u.Kind == "check" {
			continue
		}
		at := w.place(dfd.Place{File: u.File, Line: u.Line, Func: ""})
		by[cmp.Or(u.Reason, u.Kind)] = append(by[cmp.Or(u.Reason, u.Kind)], strings.TrimSpace(code(u.What)+" in "+at))
	}
	var out []string
	for _, reason := range keys(by) {
		list := slices.Compact(by[reason])
		out = append(out, "Not followed ("+prose(reason)+"): "+some(list, shownGaps, ", ")+".")
	}
	return out
}

func keys(by map[string][]string) []string {
	var out []string
	for k := range by {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// questions lists what a person has to answer.
func (w *writer) questions() {
	w.line("### Questions for a second reader")
	w.line()
	list := stride.Questions(w.Model)
	if len(list) == 0 {
		w.line("None is left open by the code. Somebody other than the author should still read the model.")
	}
	for _, q := range list {
		at := ""
		if p := w.places(q.Places, 3); p != "" {
			at = " See " + p + "."
		}
		w.line("- [ ] ", q.ID, ": ", sentence(q.Text), at)
	}
}

// handCheck picks one mitigated row for a person to follow, the same one as long as the rows are the same.
func (w *writer) handCheck() {
	w.line("### One row to check by hand")
	w.line()
	var rows []*dfd.Threat
	for _, t := range w.rows() {
		if t.Status == stride.Mitigated {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 {
		w.line("No row counts as mitigated, so there is none to check.")
		return
	}
	slices.SortFunc(rows, func(a, b *dfd.Threat) int { return cmp.Compare(a.ID, b.ID) })
	sum := sha256.Sum256([]byte(w.Module))
	t := rows[binary.BigEndian.Uint64(sum[:8])%uint64(len(rows))]
	w.line(t.ID, " counts as mitigated: ", sentence(t.Title), " The reason given: ", sentence(t.Reason), " Follow these places and see whether it holds:")
	w.line()
	for _, p := range w.path(t) {
		w.line("1. ", p)
	}
}

// path lists the places to read: the way to the sink, then the row's own, then those of its controls.
func (w *writer) path(t *dfd.Threat) []string {
	list := append(slices.Clone(t.Trace), t.Evidence...)
	for _, c := range w.Controls {
		if slices.Contains(t.Controls, c.ID) {
			list = append(list, c.Evidence...)
		}
	}
	var out []string
	for _, p := range list {
		text := w.place(p)
		if p.What != "" {
			text += ": " + prose(p.What)
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	if len(out) == 0 {
		return []string{"No place is recorded; start from " + cmp.Or(w.routes(t.EntryPoints, 3), code(w.names[t.Target])) + "."}
	}
	return out
}
