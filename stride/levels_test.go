package stride

import (
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

func TestPriority(t *testing.T) {
	want := map[string][]string{
		Low:    {"LOW", "LOW", "MEDIUM", "HIGH"},
		Medium: {"LOW", "MEDIUM", "HIGH", "HIGH"},
		High:   {"LOW", "MEDIUM", "HIGH", "HIGH"},
	}
	for likelihood, row := range want {
		for i, impact := range []string{Low, Medium, High, Critical} {
			if got := Priority(likelihood, impact); got != row[i] {
				t.Errorf("Priority(%s, %s) = %s, want %s", likelihood, impact, got, row[i])
			}
		}
	}
	for _, bad := range [][2]string{{"", High}, {Critical, High}, {High, ""}, {"high", "High"}} {
		if got := Priority(bad[0], bad[1]); got != "" {
			t.Errorf("Priority(%q, %q) = %s, want none", bad[0], bad[1], got)
		}
	}
}

func TestOneStep(t *testing.T) {
	tests := []struct{ base, asked, want string }{
		{High, Low, Medium}, {Low, High, Medium}, {Medium, High, High}, {Medium, Low, Low}, {High, High, High},
	}
	for _, tt := range tests {
		if got := oneStep(tt.base, tt.asked); got != tt.want {
			t.Errorf("oneStep(%s, %s) = %s, want %s", tt.base, tt.asked, got, tt.want)
		}
	}
}

func TestRate(t *testing.T) {
	tests := []struct {
		name                       string
		letter, likelihood, impact string
		tier                       string
		serviceWide                bool
		want                       string
		raised                     bool
	}{
		{"service-wide step", "D", High, Medium, Absent, true, "HIGH", true},
		{"not asked for", "D", High, Medium, Absent, false, "MEDIUM", false},
		{"another letter", "R", High, Medium, Absent, true, "MEDIUM", false},
		{"another likelihood", "D", Medium, Medium, Absent, true, "MEDIUM", false},
		{"HIGH anyhow", "D", High, High, Shown, true, "HIGH", false},
		{"a question is never HIGH", "T", Low, Critical, Unknown, false, "MEDIUM", false},
		{"nor by the step", "D", High, Medium, Unknown, true, "MEDIUM", false},
		{"a LOW question stays", "T", Low, Low, Unknown, false, "LOW", false},
	}
	for _, tt := range tests {
		r := &row{threat: &dfd.Threat{STRIDE: tt.letter, Likelihood: tt.likelihood, Impact: tt.impact, Tier: tt.tier}, serviceWide: tt.serviceWide}
		r.rate()
		if r.threat.Priority != tt.want || (r.threat.Raised != "") != tt.raised {
			t.Errorf("%s: %s, raised %q", tt.name, r.threat.Priority, r.threat.Raised)
		}
	}
}

func TestMint(t *testing.T) {
	rows := []*row{
		{threat: &dfd.Threat{Outer: "a", Inner: "1"}},
		{threat: &dfd.Threat{Outer: "a", Inner: "2"}},
		{threat: &dfd.Threat{Outer: "b", Inner: "1"}},
	}
	mint(rows)
	alone := []*row{{threat: &dfd.Threat{Outer: "a", Inner: "renamed"}}}
	mint(alone)
	if rows[0].threat.ID != alone[0].threat.ID {
		t.Errorf("a renamed symbol changed the id: %s, %s", rows[0].threat.ID, alone[0].threat.ID)
	}
	ids := make(map[string]bool)
	for _, r := range rows {
		id := r.threat.ID
		if ids[id] || len(id) != 6 || !strings.HasPrefix(id, "T-") || strings.Trim(id[2:], alphabet) != "" {
			t.Errorf("id %q", id)
		}
		ids[id] = true
	}
}

func TestMintCollision(t *testing.T) {
	m := newMinter("T-")
	first := m.mint("x")
	m.used["T-"+short("y")] = true
	if again := m.mint("y"); again == "T-"+short("y") || again == first {
		t.Errorf("a taken id was given again: %s", again)
	}
}

func TestKeys(t *testing.T) {
	x := indexModel(&dfd.Model{
		Module:    "example.com/m",
		Processes: []*dfd.Process{{ID: "p", Name: "api"}},
		EntryPoints: []*dfd.EntryPoint{
			{ID: "1", Kind: "http", Method: "GET", Path: "/api/users/{id}", Processes: []string{"p"}},
			{ID: "2", Kind: "http", Method: "PUT", Path: "/api/users/{id}/avatar", Processes: []string{"p"}},
			{ID: "3", Kind: "http", Method: "GET", Path: "/api/files", Processes: []string{"p"}},
		},
	})
	rule := &Rule{ID: "r"}
	outer := []struct {
		entries []string
		want    string
	}{
		{nil, "r|||s3"}, {[]string{"1"}, "r|api|GET /api/users/{id}|s3"}, {[]string{"2", "1"}, "r|api|/api/users/{id}*|s3"},
		{[]string{"1", "2", "3"}, "r|api|/api*|s3"}, {[]string{"gone"}, "r|||s3"},
	}
	for _, tt := range outer {
		if got := x.outerKey(Finding{Rule: rule, Entries: tt.entries, Store: "s3"}); got != tt.want {
			t.Errorf("outer of %v = %s, want %s", tt.entries, got, tt.want)
		}
	}
	inner := []struct {
		symbols []string
		want    string
	}{
		{[]string{"example.com/m/a.(*T).F.func1.2"}, "r|a.(*T).F"}, {[]string{"b.G", "a.F", "b.G"}, "r|a.F,b.G"},
		{[]string{"example.com/m.main"}, "r|.main"}, {[]string{"example.com/mother/a.F"}, "r|example.com/mother/a.F"},
	}
	for _, tt := range inner {
		if got := x.innerKey(Finding{Rule: rule, Symbols: tt.symbols}); got != tt.want {
			t.Errorf("inner of %v = %s, want %s", tt.symbols, got, tt.want)
		}
	}
	places := Finding{Rule: rule, Evidence: []dfd.Place{{File: "a.go", Func: "example.com/m/a.F"}}}
	if got := x.innerKey(places); got != "r|a.F" {
		t.Errorf("inner without symbols = %s", got)
	}
}

func TestVague(t *testing.T) {
	vague := []string{"", "add validation", "validate the input", "sanitize user input properly", "improve security"}
	clear := []string{"Drop the fallback `changeme` in `config.Load`", "Set ReadHeaderTimeout to five seconds", "wrap r.Body in http.MaxBytesReader", "limit uploads to 20 a minute"}
	for _, s := range vague {
		if !Vague(s) {
			t.Errorf("%q passes as advice", s)
		}
	}
	for _, s := range clear {
		if Vague(s) {
			t.Errorf("%q counts as vague", s)
		}
	}
}

func TestList(t *testing.T) {
	names := []string{"a", "b", "c", "d", "e"}
	want := []string{"", "a", "a and b", "a, b and c", "a, b, c and d", "a, b, c and 2 more"}
	for n, w := range want {
		if got := List(slices.Clone(names[:n]), 3); got != w {
			t.Errorf("List of %d = %q, want %q", n, got, w)
		}
	}
}
