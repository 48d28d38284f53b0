package stride_test

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
	"github.com/gostride/gostride/stride/internal/sample"
)

// TestDispute covers places of the row of rule filename (a.go:10, b.go:20; another way leads by c.go:5) with comments.
func TestDispute(t *testing.T) {
	whole := func(file string, from, to int, rules ...string) *dfd.Suppression {
		return &dfd.Suppression{File: file, Line: from, From: from, To: to, Rules: rules, Reason: "known"}
	}
	silent := whole("a.go", 1, 99)
	silent.Problem = "gives no reason"
	for _, c := range []struct {
		name   string
		given  []*dfd.Suppression
		status string
		partly bool
	}{
		{"both places", []*dfd.Suppression{whole("a.go", 10, 10), whole("b.go", 15, 30)}, stride.Disputed, false},
		{"one of two", []*dfd.Suppression{whole("a.go", 10, 10)}, stride.Open, true},
		{"another rule", []*dfd.Suppression{whole("a.go", 10, 10, "ssrf"), whole("b.go", 20, 20, "ssrf")}, stride.Open, false},
		{"by name", []*dfd.Suppression{whole("a.go", 10, 10, "jwt-key"), whole("b.go", 20, 20, "jwt-key", "ssrf")}, stride.Disputed, false},
		{"another line", []*dfd.Suppression{whole("a.go", 11, 11), whole("b.go", 21, 30)}, stride.Open, false},
		{"another file", []*dfd.Suppression{whole("c.go", 1, 99)}, stride.Open, false},
		{"without a reason", []*dfd.Suppression{silent, whole("b.go", 20, 20)}, stride.Open, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sample.Program()
			p.Suppressions = c.given
			rule := sample.Checks()[0].Rules[0]
			one := stride.Check{Name: "one", Rules: []*stride.Rule{rule}, Program: func(*dfd.Program) []stride.Finding {
				return []stride.Finding{{Rule: rule, Target: p.Elements[0].ID, Title: "x", Evidence: []dfd.Place{{File: "a.go", Line: 10}, {File: "b.go", Line: 20}, {File: "c.go", Line: 5, What: dfd.OnTheWay}}}}
			}}
			for _, g := range c.given {
				for n := range g.Rules {
					if g.Rules[n] == "jwt-key" {
						g.Rules[n] = rule.ID
					}
				}
			}
			row := find(t, assess(t, p, []stride.Check{one}), rule.ID)
			if row.Status != c.status {
				t.Errorf("status %s, want %s", row.Status, c.status)
			}
			if said := strings.Contains(strings.Join(row.Because, " "), "for some of its places only"); said != c.partly {
				t.Errorf("says that it is partly disputed: %v, want %v", said, c.partly)
			}
			if c.status == stride.Disputed && !strings.Contains(row.Reason, "known") {
				t.Errorf("reason %q does not give the comment's", row.Reason)
			}
		})
	}
}

// TestDisputeMitigated: what needs no comment keeps its status, and the comment is known to be unused.
func TestDisputeMitigated(t *testing.T) {
	p := sample.Program()
	p.Suppressions = []*dfd.Suppression{}
	for _, f := range []string{"internal/files/service.go", "cmd/api/main.go"} {
		p.Suppressions = append(p.Suppressions, &dfd.Suppression{File: f, Line: 1, From: 1, To: 9999, Reason: "x"})
	}
	for _, row := range assess(t, p, sample.Hardened()).Threats {
		if row.Status != stride.Mitigated {
			t.Errorf("%s is %s", row.Rule, row.Status)
		}
	}
	for _, s := range p.Suppressions {
		if len(s.Threats) > 0 {
			t.Errorf("%s disputes %v", s.File, s.Threats)
		}
	}
}
