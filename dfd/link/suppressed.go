package link

import "github.com/gostride/gostride/dfd"

// suppressions hands on the comments that dispute threats, with paths as all places have them.
func (a *assembly) suppressions() {
	for _, p := range a.l.pkgs {
		for _, g := range p.p.Ignores {
			rules := g.Rules
			if rules == nil {
				rules = []string{}
			}
			a.p.Suppressions = append(a.p.Suppressions, &dfd.Suppression{
				File: p.path(g.File), Line: int(g.Line), From: int(g.From), To: int(g.To),
				Rules: rules, Reason: g.Reason, Problem: g.Problem, Threats: []string{},
			})
		}
	}
}
