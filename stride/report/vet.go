package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
	"github.com/gostride/gostride/stride"
)

// Diagnostic is a threat as go vet would print it: at one place.
type Diagnostic struct {
	File      string // relative to the analysed root
	Line, Col int
	Message   string
	Rule      string
	ID        string // of the threat
	Priority  string
	Related   []dfd.Place // its other places, and the way there
}

// String is "path:line:col: message (rule)".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", escape.Line(d.File), d.Line, d.Col, escape.Line(d.Message), d.Rule)
}

// Vet lists the open threats as diagnostics, by place. Questions are none. absent says whether threats count that are a
// matter of something not found; golangci-lint and pre-commit want only what is shown.
func Vet(m *dfd.Model, absent bool) []Diagnostic {
	var out []Diagnostic
	for _, t := range m.Threats {
		if t.Status != stride.Open && t.Status != "claimed" || t.Tier == stride.Unknown || t.Tier == stride.Absent && !absent {
			continue
		}
		at, ok := position(m, t)
		if !ok {
			continue
		}
		out = append(out, Diagnostic{
			File: at.File, Line: at.Line, Col: 1, Message: t.Title, Rule: t.Rule, ID: t.ID, Priority: t.Priority,
			Related: related(t, at),
		})
	}
	for _, s := range m.Suppressions {
		if why := idle(s); why != "" {
			out = append(out, Diagnostic{File: s.File, Line: s.Line, Col: 1, Message: why, Rule: "suppression", Priority: "LOW"})
		}
	}
	slices.SortFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// position is the most telling place, else the end of the way there, else the entry point.
func position(m *dfd.Model, t *dfd.Threat) (dfd.Place, bool) {
	if len(t.Evidence) > 0 {
		return t.Evidence[0], true
	}
	if n := len(t.Trace); n > 0 {
		return t.Trace[n-1], true
	}
	for _, id := range t.EntryPoints {
		if e := m.Entry(id); e != nil {
			return dfd.Place{File: e.File, Line: e.Line, Func: e.Handler}, true
		}
	}
	return dfd.Place{}, false
}

func related(t *dfd.Threat, at dfd.Place) []dfd.Place {
	var out []dfd.Place
	for _, p := range append(slices.Clone(t.Evidence), t.Trace...) {
		if p != at && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// idle says why a comment that disputes threats has no effect, "" where it has one or where that cannot be said.
func idle(s *dfd.Suppression) string {
	switch {
	case s.Problem != "":
		return "this comment has no effect: it " + s.Problem
	case len(s.Threats) == 0 && s.Live:
		return "this comment disputes nothing: no open threat lies here; remove it"
	}
	return ""
}
