package stride_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
	"github.com/gostride/gostride/stride/internal/sample"
)

func assess(t *testing.T, p *dfd.Program, checks []stride.Check) *dfd.Program {
	t.Helper()
	if err := stride.Assess(p, checks, stride.Options{}); err != nil {
		t.Fatal(err)
	}
	return p
}

func find(t *testing.T, p *dfd.Program, rule string) *dfd.Threat {
	t.Helper()
	for _, x := range p.Threats {
		if x.Rule == rule {
			return x
		}
	}
	t.Fatalf("no threat of rule %s", rule)
	return nil
}

// TestNine is the reference feature's table.
func TestNine(t *testing.T) {
	want := map[string]string{
		"jwt-key": "S Medium High HIGH", "bucket-acl": "T Low Critical HIGH", "user-filename": "T High High HIGH",
		"missing-audit": "R High Medium MEDIUM", "presign-expiry": "I Medium High HIGH", "error-leak": "I Medium Low LOW",
		"unbounded-upload": "D High High HIGH", "missing-rate-limit": "D High Medium HIGH", "served-inline": "E Medium Critical HIGH",
	}
	for status, checks := range map[string][]stride.Check{"open": sample.Checks(), "mitigated": sample.Hardened()} {
		got := make(map[string]string)
		for _, x := range assess(t, sample.Program(), checks).Threats {
			got[x.Rule] = strings.Join([]string{x.STRIDE, x.Likelihood, x.Impact, x.Priority}, " ")
			if x.Status != status {
				t.Errorf("%s is %s, want %s", x.Rule, x.Status, status)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", status, diff)
		}
	}
}

func TestDeterministic(t *testing.T) {
	encode := func(p *dfd.Program) string {
		b, err := json.MarshalIndent(p.Model, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	want := encode(assess(t, sample.Program(), sample.Hardened("jwt-key")))
	for range 20 {
		checks := sample.Hardened("jwt-key")
		rand.Shuffle(len(checks), func(i, j int) { checks[i], checks[j] = checks[j], checks[i] })
		p := assess(t, sample.Program(), checks)
		if diff := cmp.Diff(want, encode(p)); diff != "" {
			t.Fatalf("another order of checks (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(want, encode(assess(t, p, checks))); diff != "" {
			t.Fatalf("assessed twice (-want +got):\n%s", diff)
		}
	}
}

func TestOrder(t *testing.T) {
	var got []string
	for _, x := range assess(t, sample.Program(), sample.Checks()).Threats {
		got = append(got, x.Priority+" "+x.Tier)
	}
	want := []string{
		"HIGH shown", "HIGH shown", "HIGH shown", "HIGH shown", "HIGH shown", "HIGH absent", "HIGH absent", "MEDIUM absent", "LOW shown",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// one is a check that finds what it is given.
func one(findings ...stride.Finding) []stride.Check {
	rule := &stride.Rule{ID: "r", Title: "something happens", STRIDE: "T", Likelihood: stride.High, Impact: stride.High, Action: "Do `this`"}
	for i := range findings {
		findings[i].Rule = rule
	}
	return []stride.Check{{Name: "c", Rules: []*stride.Rule{rule}, Program: func(*dfd.Program) []stride.Finding { return slices.Clone(findings) }}}
}

func TestStatus(t *testing.T) {
	control := func(verdict string) *dfd.Control {
		return &dfd.Control{Kind: "ratelimit", Verdict: verdict, Value: "1e6 per second", Searched: []string{"middleware"}}
	}
	evidence := []dfd.Place{sample.Place("a.go", 1, "a.F", "")}
	tests := []struct {
		name   string
		f      stride.Finding
		status string
		reason string
	}{
		{"shown", stride.Finding{}, "open", "nothing found on the way prevents it"},
		{"absent", stride.Finding{Tier: stride.Absent, Controls: []*dfd.Control{control("absent")}}, "open", "no rate limit found in the code; searched: middleware"},
		{"weak", stride.Finding{Controls: []*dfd.Control{control("weak")}}, "open", "found, but too weak: rate limit 1e6 per second"},
		{"weak never mitigates", stride.Finding{Status: stride.Mitigated, Controls: []*dfd.Control{control("weak")}}, "open", "found, but too weak: rate limit 1e6 per second"},
		{"unknown never mitigates", stride.Finding{Status: stride.Mitigated, Controls: []*dfd.Control{control("unknown"), control("absent")}}, "to-confirm", "cannot be told from the code: rate limit 1e6 per second"},
		{"present", stride.Finding{Status: stride.Mitigated, Controls: []*dfd.Control{control("present"), control("weak")}}, "mitigated", "rate limit 1e6 per second"},
		{"declared", stride.Finding{Status: stride.Mitigated, Controls: []*dfd.Control{control("declared")}}, "mitigated", "declared: rate limit 1e6 per second"},
		{"a place and a note", stride.Finding{Status: stride.Mitigated, Evidence: evidence, Note: "default of 15 min"}, "mitigated", "default of 15 min"},
		{"nothing named", stride.Finding{Status: stride.Mitigated}, "to-confirm", "no control is named that would prevent it"},
		{"tier unknown", stride.Finding{Tier: stride.Unknown}, "to-confirm", "the code does not say"},
		{"tier that is none", stride.Finding{Tier: "maybe"}, "to-confirm", "the code does not say"},
		{"question", stride.Finding{Tier: stride.Shown, Status: stride.ToConfirm, Note: "not visible in Go"}, "to-confirm", "not visible in Go"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := assess(t, sample.Program(), one(tt.f)).Threats[0]
			if x.Status != tt.status || x.Reason != tt.reason {
				t.Errorf("%s: %q, want %s: %q", x.Status, x.Reason, tt.status, tt.reason)
			}
			if x.Tier == stride.Unknown && x.Priority == "HIGH" {
				t.Error("a question is HIGH")
			}
		})
	}
}

func TestMergeRows(t *testing.T) {
	f := stride.Finding{
		Target: sample.Bucket, Entries: []string{sample.Upload}, Title: "x", Symbols: []string{"a.F"}, Likelihood: stride.Medium,
		Evidence: []dfd.Place{sample.Place("a.go", 1, "a.F", "")},
	}
	same := f
	same.Entries, same.Likelihood, same.Evidence = []string{sample.Health}, stride.High, []dfd.Place{sample.Place("a.go", 9, "a.F", "")}
	other := f
	other.Title = "y"
	done := f
	done.Status, done.Note = stride.Mitigated, "done"
	p := assess(t, sample.Program(), one(f, same, other, done))
	if len(p.Threats) != 3 {
		t.Fatalf("%d rows, want 3: a mitigated place must not hide in an open row, nor a title", len(p.Threats))
	}
	for _, x := range p.Threats {
		if x.Title != "x" || x.Status != "open" {
			continue
		}
		if diff := cmp.Diff([]string{sample.Health, sample.Upload}, x.EntryPoints); diff != "" || len(x.Evidence) != 2 || x.Likelihood != stride.High {
			t.Errorf("merged row: %+v", x)
		}
	}
}

func TestRestsOn(t *testing.T) {
	p := assess(t, sample.Program(), sample.Hardened("jwt-key"))
	limit, key := find(t, p, "missing-rate-limit"), find(t, p, "jwt-key")
	if limit.Status != "mitigated" || !strings.HasSuffix(limit.Reason, "; rests on "+key.ID) {
		t.Errorf("%s: %s", limit.Status, limit.Reason)
	}
	p = assess(t, sample.Program(), sample.Hardened())
	if r := find(t, p, "missing-rate-limit").Reason; strings.Contains(r, "rests on") {
		t.Errorf("rests on something closed: %s", r)
	}
}

func TestControls(t *testing.T) {
	c := func(entry string) *dfd.Control {
		return &dfd.Control{Kind: "audit", Verdict: "absent", Scope: "group", EntryPoints: []string{entry}, Evidence: []dfd.Place{sample.Place("r.go", 3, "r.New", "")}}
	}
	given := c(sample.Upload)
	p := sample.Program()
	p.Controls = []*dfd.Control{{ID: "own", Kind: "timeout", Verdict: "present", Scope: "global", EntryPoints: []string{}}}
	assess(t, p, one(stride.Finding{Controls: []*dfd.Control{given}}, stride.Finding{Title: "y", Controls: []*dfd.Control{c(sample.Health)}}))
	if len(p.Controls) != 2 || given.ID != "" {
		t.Fatalf("%d controls, want 2; the check's own copy has id %q", len(p.Controls), given.ID)
	}
	for _, c := range p.Controls {
		if c.Kind == "audit" && (len(c.EntryPoints) != 2 || !strings.HasPrefix(c.ID, "C-")) {
			t.Errorf("%+v", c)
		}
	}
	for _, x := range p.Threats {
		if len(x.Controls) != 1 {
			t.Errorf("%s lists %v", x.ID, x.Controls)
		}
	}
}

// TestFoundControls says what is left of a control that was found, where a check has judged it for some of its entry points.
func TestFoundControls(t *testing.T) {
	place, other := sample.Place("mw.go", 3, "mw.Limit", ""), sample.Place("mw.go", 9, "mw.Other", "")
	for _, c := range []struct {
		judged string
		at     dfd.Place
		want   string
	}{
		{"weak", place, "weak"}, {"unknown", place, "unknown"}, {"present", place, "present"},
		{"weak", other, "present"}, {"unknown", other, "present"}, // another one
	} {
		p := sample.Program()
		p.Controls = []*dfd.Control{{ID: "found", Kind: "ratelimit", Verdict: "present", Scope: "group", EntryPoints: []string{sample.Upload, sample.Health}, Evidence: []dfd.Place{place}}}
		assess(t, p, one(stride.Finding{Controls: []*dfd.Control{{Kind: "ratelimit", Verdict: c.judged, Scope: "group", EntryPoints: []string{sample.Upload}, Evidence: []dfd.Place{c.at}}}}))
		for _, x := range p.Controls {
			if x.ID == "found" && x.Verdict != c.want {
				t.Errorf("judged to be %s at line %d: what was found is %s elsewhere, want %s", c.judged, c.at.Line, x.Verdict, c.want)
			}
		}
	}
}

func TestBrokenCheck(t *testing.T) {
	checks := append(sample.Checks(), stride.Check{
		Name: "zz", Rules: nil, Program: func(p *dfd.Program) []stride.Finding { return []stride.Finding{{Title: p.Threats[99].Title}} },
	}, stride.Check{
		Name: "no-rule", Program: func(*dfd.Program) []stride.Finding { return []stride.Finding{{Title: "x"}} },
	})
	p := assess(t, sample.Program(), checks)
	assess(t, p, checks)
	if len(p.Threats) != 9 {
		t.Errorf("%d threats, want those of the other checks", len(p.Threats))
	}
	if len(p.Coverage.Budgets) != 2 || len(p.Unresolved) != 2 {
		t.Errorf("budgets %q, unresolved %d, want one each per check", p.Coverage.Budgets, len(p.Unresolved))
	}
	if len(p.NotApplicable) != 0 {
		t.Error("cells are ruled out though a check did not finish")
	}
	assess(t, p, sample.Checks())
	if len(p.Coverage.Budgets) != 0 || len(p.Unresolved) != 0 {
		t.Error("a mended check is still listed")
	}
}

func TestValidate(t *testing.T) {
	nothing := func(*dfd.Program) []stride.Finding { return nil }
	good := stride.Rule{ID: "r", STRIDE: "T", Likelihood: "Low", Impact: "Critical"}
	noID, letter, level := good, good, good
	noID.ID, letter.STRIDE, level.Impact = "", "X", "Severe"
	tests := map[string][]stride.Check{
		"no function":  {{Name: "c"}},
		"no id":        {{Name: "c", Rules: []*stride.Rule{&noID}, Program: nothing}},
		"none of S, T": {{Name: "c", Rules: []*stride.Rule{&letter}, Program: nothing}},
		"no levels":    {{Name: "c", Rules: []*stride.Rule{&level}, Program: nothing}},
		"c and d":      {{Name: "c", Rules: []*stride.Rule{&good}, Program: nothing}, {Name: "d", Rules: []*stride.Rule{&good}, Program: nothing}},
	}
	for want, checks := range tests {
		err := stride.Assess(sample.Program(), checks, stride.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if err := stride.Assess(nil, nil, stride.Options{}); err == nil {
		t.Error("no program is no error")
	}
}

func TestTop(t *testing.T) {
	m := &dfd.Model{}
	for i := range 30 {
		m.Threats = append(m.Threats, &dfd.Threat{ID: string(rune('A' + i)), Rule: string(rune('a' + i/3)), Priority: "HIGH", Tier: "shown", Status: "open"})
	}
	m.Threats[0].Status = "accepted"
	top := stride.Top(m, 10)
	seen := make(map[string]int)
	for _, x := range top {
		seen[x.Rule]++
		if seen[x.Rule] > 2 || x.Status != "open" {
			t.Errorf("row %+v", x)
		}
	}
	if len(top) != 10 {
		t.Errorf("%d rows", len(top))
	}
}
