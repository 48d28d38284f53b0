package stride_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
	"github.com/gostride/gostride/stride/internal/sample"
)

// cells writes the chart as "target S=threat T=?".
func cells(m *dfd.Model) map[string]string {
	out := make(map[string]string)
	for _, row := range stride.Chart(m) {
		var parts []string
		for _, c := range row.Cells {
			parts = append(parts, c.STRIDE+"="+string(c.State))
		}
		out[row.Target] = strings.Join(parts, " ")
	}
	return out
}

func TestChart(t *testing.T) {
	got := cells(assess(t, sample.Program(), sample.Checks()).Model)
	want := map[string]string{
		sample.Browser: "S=threat R=threat",
		sample.Auth:    "S=threat T=n/a R=n/a I=n/a D=threat E=mitigated",
		sample.Probe:   "S=n/a T=n/a R=n/a I=n/a D=n/a E=n/a",
		sample.Handler: "S=threat T=threat R=threat I=threat D=threat E=threat",
		sample.DB:      "T=n/a R=threat I=n/a D=?",
		sample.Bucket:  "T=threat I=threat D=threat",
		sample.ToAuth:  "T=? I=? D=threat",
		sample.ToPost:  "T=n/a I=n/a D=n/a",
		sample.ToProbe: "T=? I=? D=?",
		sample.ToDB:    "T=? I=? D=?",
		sample.ToS3:    "T=threat I=n/a D=threat",
		sample.FromS3:  "T=threat I=threat D=n/a",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDoubt: nothing is ruled out behind an entry point of which something was not seen; the wire is another matter.
func TestDoubt(t *testing.T) {
	doubts := map[string]func(*dfd.Program){
		"unresolved call": func(p *dfd.Program) {
			p.Unresolved = append(p.Unresolved, &dfd.Unresolved{ID: "u", Kind: "call", EntryPoints: []string{sample.Upload, sample.Health}})
		},
		"unknown control": func(p *dfd.Program) {
			p.Controls = append(p.Controls, &dfd.Control{Kind: "ratelimit", Verdict: "unknown", EntryPoints: []string{sample.Upload, sample.Health}})
		},
		"unknown middleware": func(p *dfd.Program) {
			for _, id := range []string{sample.Upload, sample.Health} {
				p.Chains[id] = &dfd.Chain{Unknown: []dfd.Place{{File: "x.go"}}}
			}
		},
		"unmodelled library": func(p *dfd.Program) {
			p.Elements = append(p.Elements, &dfd.Element{ID: "lib", Kind: "external", Tech: "unmodelled"})
			for _, from := range []string{sample.Handler, sample.Probe} {
				p.Flows = append(p.Flows, &dfd.Flow{ID: "lib" + from, From: from, To: "lib", Op: "call", EntryPoints: []string{sample.Upload, sample.Health}})
			}
		},
	}
	for name, add := range doubts {
		p := sample.Program()
		add(p)
		assess(t, p, sample.Checks())
		for _, n := range p.NotApplicable {
			if n.Target != sample.ToPost && n.Target != sample.ToS3 && n.Target != sample.FromS3 {
				t.Errorf("%s: %s of %s is ruled out: %s", name, n.STRIDE, n.Target, n.Reason)
			}
		}
	}
}

func TestRuledOut(t *testing.T) {
	tests := []struct {
		name   string
		change func(*dfd.Program)
		target string
		want   string
	}{
		{"TLS of the listener", func(p *dfd.Program) { p.Listeners[0].TLS, p.Flows[2].Transport = "yes", "tls" }, sample.ToProbe, "T=n/a I=n/a D=?"},
		{"TLS claimed, not by the listener", func(p *dfd.Program) { p.Flows[2].Transport = "tls" }, sample.ToProbe, "T=? I=? D=?"},
		{"a password is taken", func(p *dfd.Program) { p.EntryPoints[0].Inputs = []dfd.Input{{Name: "password", From: "form"}} }, sample.Probe, "S=? T=n/a R=n/a I=n/a D=? E=n/a"},
		{"authentication unknown", func(p *dfd.Program) { p.EntryPoints[0].Auth.Verdict = "unknown" }, sample.Probe, "S=? T=n/a R=n/a I=n/a D=n/a E=n/a"},
		{"the statement comes from the caller", func(p *dfd.Program) {
			p.Uses[0].Args["query"] = &dfd.Value{Origins: []dfd.Origin{{Kind: "input", Name: "query:q"}}}
		}, sample.DB, "T=? R=threat I=n/a D=?"},
		{"the statement could not be followed", func(p *dfd.Program) { p.Uses[0].Args["query"] = &dfd.Value{Unknown: true} }, sample.DB, "T=? R=threat I=n/a D=?"},
		{"two processes", func(p *dfd.Program) {
			p.Processes = append(p.Processes, &dfd.Process{ID: "worker", Name: "worker"})
			p.EntryPoints[1].Processes, p.Flows[1].Transport = []string{"api", "worker"}, ""
		}, sample.ToPost, "T=? I=? D=?"},
		{"a limit for all", func(p *dfd.Program) {
			p.Controls = append(p.Controls, &dfd.Control{Kind: "timeout", Verdict: "present", EntryPoints: []string{sample.Health}})
		}, sample.ToProbe, "T=? I=? D=mitigated"},
		{"a limit for another route", func(p *dfd.Program) {
			p.Controls = append(p.Controls, &dfd.Control{Kind: "ratelimit", Verdict: "present", EntryPoints: []string{sample.Upload}})
		}, sample.ToProbe, "T=? I=? D=?"},
		{"a weak limit", func(p *dfd.Program) {
			p.Controls = append(p.Controls, &dfd.Control{Kind: "ratelimit", Verdict: "weak", EntryPoints: []string{sample.Health}})
		}, sample.ToProbe, "T=? I=? D=?"},
		{"a read", func(p *dfd.Program) {
			p.Flows = append(p.Flows, &dfd.Flow{ID: "r", From: sample.DB, To: sample.Probe, Op: "read", EntryPoints: []string{sample.Health}})
			p.Uses = append(p.Uses, &dfd.Use{ID: "u9", Element: sample.DB, Flow: "r", Args: map[string]*dfd.Value{"query": {Text: []string{"SELECT 1"}}}, On: []dfd.Reach{{Entry: sample.Health}}})
		}, sample.Probe, "S=n/a T=n/a R=n/a I=? D=? E=?"},
		{"a read that nobody explains", func(p *dfd.Program) {
			p.Flows = append(p.Flows, &dfd.Flow{ID: "r", From: sample.DB, To: sample.Probe, Op: "read", EntryPoints: []string{sample.Health}})
		}, sample.Probe, "S=n/a T=? R=n/a I=? D=? E=?"},
		{"a cache in memory", func(p *dfd.Program) { p.Elements[4].Subkind = "memory" }, sample.ToDB, "T=n/a I=n/a D=n/a"},
		{"cron", func(p *dfd.Program) {
			p.EntryPoints[0].Kind, p.EntryPoints[0].Auth.Verdict = "cron", "unknown"
		}, sample.Probe, "S=n/a T=n/a R=n/a I=n/a D=n/a E=n/a"},
	}
	for _, tt := range tests {
		p := sample.Program()
		tt.change(p)
		if got := cells(assess(t, p, sample.Checks()).Model)[tt.target]; got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestNoReasonBesideThreat: a cell is not ruled out and threatened at once.
func TestNoReasonBesideThreat(t *testing.T) {
	p := assess(t, sample.Program(), sample.Checks())
	for _, n := range p.NotApplicable {
		for _, x := range p.Threats {
			if x.Target == n.Target && x.STRIDE == n.STRIDE {
				t.Errorf("%s of %s: %s, and ruled out: %s", n.STRIDE, n.Target, x.ID, n.Reason)
			}
		}
	}
}

func TestAssumptions(t *testing.T) {
	texts := func(p *dfd.Program, opts stride.Options) []string {
		if err := stride.Assess(p, nil, opts); err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, a := range p.Assumptions {
			out = append(out, a.Text)
		}
		return out
	}
	p := sample.Program()
	p.Listeners = []*dfd.Listener{
		{ID: "1", Address: "127.0.0.1:6060", Exposure: "local", TLS: "no"},
		{ID: "2", Address: "{config}", TLS: "yes"},
		{ID: "3", Address: ":9090", Exposure: "management", TLS: "unknown"},
	}
	want := []string{
		"only this machine reaches the listener on `127.0.0.1:6060`",
		"anybody on the internet can reach the listener whose address comes from configuration",
		"only operators reach the listener on `:9090`: nothing in the code keeps others away",
		"TLS protects the listener on `:9090`, in the program or in front of it: the code does not decide it",
		"accounts are given to known people only",
	}
	if diff := cmp.Diff(want, texts(p, stride.Options{AccountsClosed: true})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p = sample.Program()
	p.Listeners, p.Processes[0].Kind = nil, "library"
	want = []string{
		"whoever imports this module serves its routes to the internet; what they put in front is not known",
		"anybody can get an ordinary account, so a caller who has signed in may be hostile",
	}
	if diff := cmp.Diff(want, texts(p, stride.Options{})); diff != "" {
		t.Errorf("library (-want +got):\n%s", diff)
	}
}

func TestQuestions(t *testing.T) {
	p := sample.Program()
	p.EntryPoints[0].Auth.Verdict = "unknown"
	p.Controls = append(p.Controls, &dfd.Control{ID: "c", Kind: "csrf", Verdict: "unknown", EntryPoints: []string{sample.Upload}})
	assess(t, p, one(stride.Finding{Target: sample.Bucket, Entries: []string{sample.Upload}, Title: "anybody can list the bucket", Tier: stride.Unknown, Note: "its policy is not visible in Go"}))
	asked := assess(t, sample.Program(), one(stride.Finding{Title: "x", Tier: stride.Unknown, Note: "is it blocked? nobody knows"}))
	if got := stride.Questions(asked.Model)[0].Text; got != "Can this happen: x? is it blocked? nobody knows" {
		t.Errorf("a question as reason: %s", got)
	}
	var texts []string
	ids := make(map[string]bool)
	for _, q := range stride.Questions(p.Model) {
		texts = append(texts, q.Text)
		if ids[q.ID] {
			t.Errorf("id %s twice", q.ID)
		}
		ids[q.ID] = true
	}
	all := strings.Join(texts, "\n")
	for _, want := range []string{
		"Can this happen: anybody can list the bucket? Not decided, because: its policy is not visible in Go.",
		"Who may call `GET /healthz`?",
		"Do these do what their names say: CSRF protection?",
		"is there a timeout? To: `PostgreSQL` and `S3 \"user-files\"`.",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not asked: %s\nasked:\n%s", want, all)
		}
	}
}
