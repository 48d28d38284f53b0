package checktest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Case is a program and what a check is expected to say about it.
type Case struct {
	Name  string
	Build func(p *P)
	// Want are the findings, one a line, in any order: "user-filename open High×High HIGH POST /upload" (rule, status, levels,
	// priority, entry points; a question's priority is never HIGH). None: the check must stay silent.
	Want []string
	// Says are texts that must occur in the titles, reasons, actions or notes.
	Says []string
}

// Run runs a check over each case, through stride.Assess, so that what is compared is what people see.
func Run(t *testing.T, check stride.Check, cases []Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			p := New()
			c.Build(p)
			if err := stride.Assess(p.Program, []stride.Check{check}, stride.Options{}); err != nil {
				t.Fatal(err)
			}
			got := make([]string, 0, len(p.Threats))
			for _, th := range p.Threats {
				got = append(got, line(th))
			}
			want := slices.Clone(c.Want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
			}
			says(t, p.Threats, c.Says)
			stated(t, p)
			for _, u := range p.Unresolved {
				if u.Kind == "check" { // it ended in a panic, and its silence says nothing
					t.Error(u.Reason)
				}
			}
		})
	}
}

func line(t *dfd.Threat) string {
	s := fmt.Sprintf("%s %s %s×%s %s", t.Rule, t.Status, t.Likelihood, t.Impact, t.Priority)
	if len(t.EntryPoints) > 0 {
		s += " " + strings.Join(t.EntryPoints, ", ")
	}
	return s
}

func says(t *testing.T, threats []*dfd.Threat, texts []string) {
	t.Helper()
	var all strings.Builder
	for _, th := range threats {
		fmt.Fprintln(&all, th.Title, strings.Join(th.Because, "\n"), th.Raised, th.Reason, th.Mitigation.Action, th.Mitigation.Note)
	}
	for _, s := range texts {
		if !strings.Contains(all.String(), s) {
			t.Errorf("nothing says %q; all that is said:\n%s", s, all.String())
		}
	}
}

// stated checks what every row owes its reader: a title, a target that exists, what to do, how much work it is.
func stated(t *testing.T, p *P) {
	t.Helper()
	for _, th := range p.Threats {
		if th.Title == "" || th.Mitigation.Action == "" || th.Mitigation.Effort == "" {
			t.Errorf("%s: title %q, action %q, effort %q: one is missing", th.Rule, th.Title, th.Mitigation.Action, th.Mitigation.Effort)
		}
		if p.Model.Element(th.Target) == nil && !slices.ContainsFunc(p.Flows, func(f *dfd.Flow) bool { return f.ID == th.Target }) {
			t.Errorf("%s: target %q does not exist", th.Rule, th.Target)
		}
		if len(th.Evidence) == 0 {
			t.Errorf("%s: no place", th.Rule)
		}
	}
}
