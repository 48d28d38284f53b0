package stride_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
	"github.com/gostride/gostride/stride/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestFinished(t *testing.T) {
	points := func(m *dfd.Model) string {
		var out []string
		for _, p := range stride.Finished(m) {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s", p.Point, p.ID)))
		}
		return strings.Join(out, ", ")
	}
	tests := []struct {
		name   string
		change func(p *dfd.Program)
		want   string // AUDIT stands for the id of the MEDIUM row, KEY for that of a HIGH one
	}{
		{"as found", func(*dfd.Program) {}, "6 AUDIT, 7"},
		{"given to somebody", func(p *dfd.Program) { find(t, p, "missing-audit").Ticket = "SEC-1" }, "7"},
		{"deferred until a date", func(p *dfd.Program) {
			x := find(t, p, "missing-audit")
			x.Status, x.Reason = "deferred", "until 2026-03-01: the store is replaced"
		}, "7"},
		{"deferred until some day", func(p *dfd.Program) {
			x := find(t, p, "missing-audit")
			x.Status, x.Reason = "deferred", "later"
		}, "6 AUDIT, 7"},
		{"vague", func(p *dfd.Program) { find(t, p, "jwt-key").Mitigation.Action = "add validation" }, "3 KEY, 6 AUDIT, 7"},
		{"nothing to do", func(p *dfd.Program) { find(t, p, "jwt-key").Mitigation.Action = "" }, "3 KEY, 4 KEY, 6 AUDIT, 7"},
		{"no level", func(p *dfd.Program) { find(t, p, "jwt-key").Impact = "" }, "5 KEY, 6 AUDIT, 7"},
		{"everything urgent", func(p *dfd.Program) { find(t, p, "error-leak").Priority = "HIGH" }, "5, 6 AUDIT, 7"},
		{"accepted without reason", func(p *dfd.Program) {
			x := find(t, p, "jwt-key")
			x.Status, x.Reason = "accepted", " "
		}, "5 KEY, 6 AUDIT, 7"},
		{"mitigated nowhere", func(p *dfd.Program) {
			x := find(t, p, "jwt-key")
			x.Status, x.Evidence, x.Controls = "mitigated", nil, nil
		}, "4 KEY, 6 AUDIT, 7"},
		{"a letter without a word", func(p *dfd.Program) {
			p.Threats = p.Threats[:0:0]
			p.NotApplicable = nil
			p.Elements, p.Flows, p.EntryPoints = nil, nil, nil
		}, "1, 1, 2, 2, 2, 2, 2, 2"},
		{"a letter with open cells", func(p *dfd.Program) { find(t, p, "missing-audit").STRIDE = "S" }, "2, 6 AUDIT, 7"},
	}
	for _, tt := range tests {
		p := assess(t, sample.Program(), sample.Checks())
		ids := strings.NewReplacer("AUDIT", find(t, p, "missing-audit").ID, "KEY", find(t, p, "jwt-key").ID)
		tt.change(p)
		if got := points(p.Model); got != ids.Replace(tt.want) {
			t.Errorf("%s: %s, want %s", tt.name, got, ids.Replace(tt.want))
		}
	}
}

func TestDigest(t *testing.T) {
	base := stride.Digest(assess(t, sample.Program(), sample.Checks()).Model)
	same := map[string]func(*dfd.Program){
		"moved lines": func(p *dfd.Program) { p.Flows[0].Site.Line, p.EntryPoints[0].Line = 99, 99 },
		"renamed handler": func(p *dfd.Program) {
			p.EntryPoints[1].Handler, p.EntryPoints[1].File = sample.Module+"/internal/web.(*H).Store", "internal/web/h.go"
		},
		"new tool": func(p *dfd.Program) { p.Tool.Version, p.Tool.Rules = "9", "9" },
	}
	other := map[string]func(*dfd.Program){
		"new input": func(p *dfd.Program) {
			p.EntryPoints[1].Inputs = append(p.EntryPoints[1].Inputs, dfd.Input{Name: "x", From: "query"})
		},
		"new role":       func(p *dfd.Program) { p.EntryPoints[1].Auth.Roles = []string{"admin"} },
		"no longer safe": func(p *dfd.Program) { p.EntryPoints[1].Auth.Verdict = "public" },
		"data class":     func(p *dfd.Program) { p.Flows[3].Data = []dfd.Datum{{Name: "email", Class: "PII"}} },
		"new flow":       func(p *dfd.Program) { f := *p.Flows[3]; f.ID, f.Op = "n", "delete"; p.Flows = append(p.Flows, &f) },
		"exposure":       func(p *dfd.Program) { p.Listeners[0].Address = "127.0.0.1:8080" },
	}
	for name, change := range same {
		p := sample.Program()
		change(p)
		if stride.Digest(assess(t, p, sample.Checks()).Model) != base {
			t.Errorf("%s changes the digest", name)
		}
	}
	for name, change := range other {
		p := sample.Program()
		change(p)
		if stride.Digest(assess(t, p, sample.Checks()).Model) == base {
			t.Errorf("%s does not change the digest", name)
		}
	}
	if stride.Digest(assess(t, sample.Program(), sample.Hardened()).Model) == base {
		t.Error("mitigated threats do not change the digest")
	}
}

func TestExplain(t *testing.T) {
	rule := &stride.Rule{
		ID: "missing-rate-limit", Title: "nothing limits how often a route is called", STRIDE: "D", Also: "S",
		Reports: "Reports routes on whose way no limiter is asked.\n\nOne row per router.", Silent: "Routes that cost handler CPU only.",
		Before: "r.Post(\"/upload\", h.Upload)\n", After: "r.Use(limit.PerUser(20, time.Minute))\nif ok {\n\treturn\n}\n",
		CWE: []string{"CWE-770"}, ASVS: []string{"V2.2.1"}, Likelihood: "High", LikelihoodWhy: "a loop in a shell is enough",
		Impact: "Medium", ImpactWhy: "all users wait", Action: "Add a limiter behind authentication.", Effort: "Low",
	}
	golden(t, "explain.txt", stride.Explain(rule))
}
