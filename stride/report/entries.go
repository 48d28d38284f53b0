package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// readableEntries is how many entry points are listed one by one. Beyond it, those that share authentication and effects
// share a row.
const readableEntries = 40

func (w *writer) entryPoints() {
	w.line("### Entry points")
	w.line()
	switch n := len(w.EntryPoints); {
	case n == 0:
		w.line("None was found: no listener, consumer, schedule or command that leads to the code.")
	case n <= readableEntries:
		w.eachEntry()
	default:
		w.entryGroups()
	}
}

func (w *writer) eachEntry() {
	does := effects(w.Model)
	w.head("Entry point", "Authentication", "Effects", "Takes", "Handler")
	for _, e := range w.EntryPoints {
		var takes []string
		for _, in := range e.Inputs {
			takes = append(takes, code(in.Name)+" ("+prose(in.From)+")")
		}
		handler := w.place(dfd.Place{File: e.File, Line: e.Line, Func: e.Handler})
		w.row(code(entryTitle(e)), w.auth(e.Auth), cmp.Or(prose(effectWords(does[e.ID], "; ")), "–"), cmp.Or(some(takes, 8, ", "), "–"), handler)
	}
}

// entryTitle adds the methods that a handler for any method tells apart.
func entryTitle(e *dfd.EntryPoint) string {
	if len(e.Methods) > 0 {
		return e.Title() + " (" + strings.Join(e.Methods, ", ") + ")"
	}
	return e.Title()
}

// auth says whether a caller is checked, how, as whom, and where.
func (w *writer) auth(a dfd.Auth) string {
	text := "unknown"
	if len(a.Unless) > 0 {
		text = prose(schemeName(a)+" unless "+strings.Join(a.Unless, " or ")) + " is set"
	}
	if len(a.If) > 0 {
		text = "unknown: " + prose(schemeName(a)+" where "+strings.Join(a.If, " or ")) + " is set"
	}
	switch a.Verdict {
	case "protected":
		text = prose(schemeName(a))
	case "public":
		text = "none"
		if a.Optional {
			text = "none required (" + prose(schemeName(a)) + " is optional)"
		}
	}
	if len(a.Roles) > 0 {
		text += ", roles " + prose(strings.Join(a.Roles, ", "))
	}
	if (a.Verdict == "protected" || len(a.Unless) > 0 || len(a.If) > 0) && len(a.Evidence) > 0 {
		text += " " + w.place(a.Evidence[0])
	}
	return text
}

// entryGroups lists entry points by what they have in common, largest group first.
func (w *writer) entryGroups() {
	does := effects(w.Model)
	type group struct {
		auth, effects string
		titles        []string
	}
	byKey := make(map[string]*group)
	var groups []*group
	for _, e := range w.EntryPoints {
		auth, what := w.auth(e.Auth), cmp.Or(prose(effectWords(does[e.ID], "; ")), "–")
		key := auth + "\x00" + what
		if byKey[key] == nil {
			byKey[key] = &group{auth: auth, effects: what}
			groups = append(groups, byKey[key])
		}
		byKey[key].titles = append(byKey[key].titles, code(entryTitle(e)))
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		return cmp.Or(len(b.titles)-len(a.titles), cmp.Compare(a.auth+a.effects, b.auth+b.effects))
	})
	w.line(strconv.Itoa(len(w.EntryPoints)), " entry points; those with the same authentication and the same effects share a row.")
	w.line()
	w.head("Number", "Authentication", "Effects", "Entry points")
	for _, g := range groups {
		w.row(strconv.Itoa(len(g.titles)), g.auth, g.effects, some(g.titles, 8, ", "))
	}
}
