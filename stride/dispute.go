package stride

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Disputed is the status of a threat that a comment in the source disputes, or that a person has found to be none.
const Disputed = "false-positive"

// dispute applies the comments //gostride:ignore and //nolint:gostride. A row is disputed once all the places that it stands
// for are covered: of an absence the places where its entry points are registered, else all evidence. It stays in the model
// with the reason; rows that are mitigated need no comment.
func dispute(p *dfd.Program, threats []*dfd.Threat) {
	m := p.Model
	if len(m.Suppressions) == 0 {
		return
	}
	slices.SortFunc(m.Suppressions, func(a, b *dfd.Suppression) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	for _, s := range m.Suppressions {
		s.Threats, s.Live = []string{}, live(p, s)
	}
	for _, t := range threats {
		if t.Status == Mitigated {
			continue
		}
		places, by := causes(m, t), []*dfd.Suppression(nil)
		left := 0
		for _, p := range places {
			if s := covering(m, t.Rule, p); s == nil {
				left++
			} else if !slices.Contains(by, s) {
				by = append(by, s)
			}
		}
		if len(by) == 0 {
			continue
		}
		var reasons []string
		for _, s := range by {
			s.Threats = append(s.Threats, t.ID)
			if !slices.Contains(reasons, s.Reason) {
				reasons = append(reasons, s.Reason)
			}
		}
		said := "disputed in " + by[0].File + ": " + strings.Join(reasons, "; ")
		if left > 0 {
			t.Because = append(t.Because, said+", for some of its places only")
			continue
		}
		t.Status, t.Reason = Disputed, said
	}
}

// causes are the places that all have to be covered for a row to be disputed.
func causes(m *dfd.Model, t *dfd.Threat) []dfd.Place {
	evidence := slices.DeleteFunc(slices.Clone(t.Evidence), func(p dfd.Place) bool { return p.What == dfd.OnTheWay })
	if t.Tier == Absent {
		var registered []dfd.Place
		for _, id := range t.EntryPoints {
			if e := m.Entry(id); e != nil && e.Registered != nil && holds(evidence, *e.Registered) {
				registered = append(registered, *e.Registered)
			}
		}
		if len(registered) > 0 {
			return registered
		}
	}
	return evidence
}

func holds(list []dfd.Place, p dfd.Place) bool {
	return slices.ContainsFunc(list, func(x dfd.Place) bool { return x.File == p.File && x.Line == p.Line })
}

// covering returns the comment that disputes a rule at a place, the narrowest of several.
func covering(m *dfd.Model, rule string, p dfd.Place) *dfd.Suppression {
	var best *dfd.Suppression
	for _, s := range m.Suppressions {
		if s.Problem != "" || s.File != p.File || p.Line < s.From || p.Line > s.To || len(s.Rules) > 0 && !slices.Contains(s.Rules, rule) {
			continue
		}
		if best == nil || s.To-s.From < best.To-best.From {
			best = s
		}
	}
	return best
}

// live reports whether a comment stands where the program does something: only there can it be said to be unused. In a package
// that several programs share, what one of them does not reach is not for it to judge.
func live(p *dfd.Program, s *dfd.Suppression) bool {
	at := func(x dfd.Place) bool { return x.File == s.File && x.Line >= s.From && x.Line <= s.To }
	return slices.ContainsFunc(p.Uses, func(u *dfd.Use) bool { return len(u.On) > 0 && at(u.Place) }) ||
		slices.ContainsFunc(p.EntryPoints, func(e *dfd.EntryPoint) bool { return e.Registered != nil && at(*e.Registered) })
}
