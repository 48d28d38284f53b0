// Package timeouts judges how long a server waits for its clients.
//
// In: the listeners and the timeout controls that the linker found on their servers. Out: server-timeouts (D), one row a
// listener. A listener without a verdict on its timeouts gets no row.
package timeouts

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "timeouts", Rules: []*stride.Rule{Server}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var out []stride.Finding
	for _, l := range p.Listeners {
		c := control(p, l)
		if c == nil || l.Network == "unix" || l.Exposure == "local" || l.Exposure == "management" {
			continue
		}
		var entries []*dfd.EntryPoint
		for _, e := range p.EntryPoints {
			if judge.Remote(e) && (e.Listener == l.ID || slices.Contains(e.Also, l.ID)) {
				entries = append(entries, e)
			}
		}
		if len(entries) > 0 {
			out = append(out, row(f, l, c, entries))
		}
	}
	return out
}

// control finds the verdict on a listener's timeouts: by its id, or by its place.
func control(p *dfd.Program, l *dfd.Listener) *dfd.Control {
	for _, c := range p.Controls {
		if c.Kind != "timeout" || c.Scope != "global" {
			continue
		}
		if strings.HasSuffix(c.ID, l.ID) || slices.ContainsFunc(c.Evidence, func(at dfd.Place) bool { return slices.Contains(l.Evidence, at) }) {
			return c
		}
	}
	return nil
}

func row(f *judge.Facts, l *dfd.Listener, c *dfd.Control, entries []*dfd.EntryPoint) stride.Finding {
	where := l.Where()
	find := stride.Finding{
		Rule: Server, Target: entries[0].Element, Entries: judge.IDs(entries), Tier: stride.Shown, Status: stride.Open,
		Title:    "Slow clients use up the connections of the server at " + where,
		Evidence: l.Evidence, Controls: []*dfd.Control{f.Control("timeout", c.Verdict, c.Value, entries, c.Evidence...)},
	}
	find.Controls[0].Scope, find.Controls[0].Searched = "global", c.Searched
	if len(l.Evidence) > 0 {
		find.Symbols = []string{l.Evidence[0].Func}
		find.Action = "Give the server in " + judge.In(l.Evidence[0]) + " a ReadHeaderTimeout, a ReadTimeout and an IdleTimeout."
	}
	switch {
	case c.Verdict == "present" && reads(c.Value):
		find.Status = stride.Mitigated
		find.Action = "Keep the timeouts."
		find.Note = "the server at " + where + " sets " + c.Value
	case c.Verdict == "present":
		find.Controls[0].Verdict = "weak"
		find.Controls[0].Value = c.Value + " only: reading a request takes as long as the client likes"
	case c.Verdict == "absent":
		find.Tier = stride.Absent
	default:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the server at " + where + " stop waiting for slow clients?"
	}
	return find
}

// reads reports whether the timeouts that are set bound the reading of a request.
func reads(set string) bool {
	return strings.Contains(set, "ReadHeaderTimeout") || strings.Contains(set, "ReadTimeout")
}
