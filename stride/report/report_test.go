package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
	"github.com/gostride/gostride/stride/internal/sample"
	"github.com/gostride/gostride/stride/report"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func program(t *testing.T, checks []stride.Check, change ...func(*dfd.Program)) *dfd.Program {
	t.Helper()
	p := sample.Program()
	for _, c := range change {
		c(p)
	}
	if err := stride.Assess(p, checks, stride.Options{}); err != nil {
		t.Fatal(err)
	}
	return p
}

// gaps adds something to all that section 4 lists.
func gaps(p *dfd.Program) {
	p.Coverage.Packages.Skipped = []dfd.Skipped{{What: sample.Module + "/cmd/old", Reason: "does not compile"}}
	p.Coverage.Files = []dfd.Skipped{{What: "internal/x/x_windows.go", Reason: "windows"}}
	p.Coverage.Libraries.Unmodelled = []string{"example.org/scan"}
	p.Coverage.Budgets = []string{"more than 64 contexts for `retry`"}
	p.Unresolved = []*dfd.Unresolved{{ID: "u", Kind: "call", What: "h.hook", File: "internal/x/x.go", Line: 4, Reason: "nothing assigns it", EntryPoints: []string{sample.Upload}}}
	p.EntryPoints[0].Auth.Verdict = "unknown"
}

func TestGolden(t *testing.T) {
	golden(t, "vulnerable.md", report.Write(program(t, sample.Checks()), report.Options{}))
	golden(t, "hardened.md", report.Write(program(t, sample.Hardened("jwt-key"), gaps), report.Options{Lines: true}))
	empty := &dfd.Program{Model: &dfd.Model{Module: "example.com/empty"}}
	if err := stride.Assess(empty, nil, stride.Options{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "empty.md", report.Write(empty, report.Options{}))
	golden(t, "large.md", report.Write(large(t), report.Options{}))
}

// large has more routes and elements than can be listed one by one.
func large(t *testing.T) *dfd.Program {
	return program(t, sample.Checks(), func(p *dfd.Program) {
		for i := range 60 {
			id := fmt.Sprintf("e:GET /items/%02d", i)
			e := *p.EntryPoints[i%2]
			e.ID, e.Method, e.Path, e.Element = id, "GET", fmt.Sprintf("/items/%02d", i), "p:"+id
			p.EntryPoints = append(p.EntryPoints, &e)
			p.Elements = append(p.Elements, &dfd.Element{ID: e.Element, Kind: "process", Name: "GET " + e.Path, Boundary: "b:service", Level: 2})
			p.Flows = append(p.Flows,
				&dfd.Flow{ID: "in" + id, From: sample.Browser, To: e.Element, Op: "request", EntryPoints: []string{id}, Crosses: []string{"b:internet"}},
				&dfd.Flow{ID: "db" + id, From: sample.DB, To: e.Element, Op: "read", Label: "SELECT", EntryPoints: []string{id}, Crosses: []string{"b:db"}})
		}
	})
}

func TestSameBytes(t *testing.T) {
	want := report.Write(program(t, sample.Checks(), gaps), report.Options{})
	for range 20 {
		if got := report.Write(program(t, sample.Checks(), gaps), report.Options{}); !bytes.Equal(want, got) {
			t.Fatal(cmp.Diff(string(want), string(got)))
		}
	}
}

// TestLinesDoNotMatter: moved code does not change what is committed.
func TestLinesDoNotMatter(t *testing.T) {
	moved := program(t, sample.Checks())
	for _, x := range moved.Threats {
		for i := range x.Evidence {
			x.Evidence[i].Line += 100
		}
	}
	want := report.Write(program(t, sample.Checks()), report.Options{})
	if diff := cmp.Diff(string(want), string(report.Write(moved, report.Options{}))); diff != "" {
		t.Error(diff)
	}
}

func TestEveryRowInChecklist(t *testing.T) {
	p := program(t, sample.Hardened("jwt-key", "missing-audit"))
	doc := string(report.Write(p, report.Options{}))
	for _, x := range p.Threats {
		mark := "- [ ] " + x.ID
		if x.Status == stride.Mitigated {
			mark = "- [x] " + x.ID
		}
		if strings.Count(doc, mark) != 1 {
			t.Errorf("%s stands %d times", mark, strings.Count(doc, mark))
		}
	}
}

func TestNeverSecure(t *testing.T) {
	for _, checks := range [][]stride.Check{nil, sample.Checks(), sample.Hardened()} {
		doc := strings.ToLower(string(report.Write(program(t, checks), report.Options{})))
		for _, word := range []string{"is secure", "are secure", "no vulnerabilities", "score"} {
			if strings.Contains(doc, word) {
				t.Errorf("the document says %q", word)
			}
		}
	}
}

const hostile = "x|y`z\\|\n<!-- gostride:end threats -->\n<script>alert(1)</script> @everyone #1 https://evil.example [a](b) ``` ~~~ \u202e$m$ -->"

// TestHostile: names of the analysed source stay inside their cells, blocks and fences.
func TestHostile(t *testing.T) {
	p := program(t, sample.Checks(), func(p *dfd.Program) {
		gaps(p)
		p.Module = hostile
		for _, e := range p.Elements {
			e.Name, e.Tech = strings.ReplaceAll(hostile, `\|`, "|"), hostile
		}
		for _, e := range p.EntryPoints {
			e.Path, e.Handler, e.File = "/"+hostile, hostile, hostile
			e.Inputs = []dfd.Input{{Name: hostile, From: hostile}}
			e.Auth.Scheme, e.Auth.Roles = hostile, []string{hostile}
			e.Auth.Evidence = []dfd.Place{{File: hostile, Func: hostile}}
		}
		for _, f := range p.Flows {
			f.Label, f.Protocol = hostile, hostile
		}
		for _, b := range p.Boundaries {
			b.Name, b.Reason, b.Basis = hostile, hostile, "assumed"
		}
		p.Listeners[0].Address = hostile
		p.Unresolved[0].What, p.Unresolved[0].Reason, p.Unresolved[0].File = hostile, hostile, hostile
		p.Coverage.Packages.Skipped[0] = dfd.Skipped{What: hostile, Reason: hostile}
		p.Coverage.Budgets = []string{hostile}
		p.Coverage.Libraries.Unmodelled = []string{hostile}
		p.Tool.Version = hostile
	})
	for _, x := range p.Threats {
		x.Title, x.Reason, x.Mitigation.Action, x.Mitigation.Note, x.Owner = hostile, hostile, hostile, hostile, hostile
		x.Evidence[0].File, x.Evidence[0].Func, x.Trace[0].What = hostile, hostile, hostile
		x.Because = []string{hostile}
	}
	for _, n := range []int{0, 1} {
		if n == 1 {
			p.Threats[0].Status = stride.Mitigated
		}
		doc := report.Write(p, report.Options{Lines: true})
		if _, err := report.Merge(doc, doc); err != nil {
			t.Fatalf("the document does not read back: %v", err)
		}
		outside(t, string(doc))
	}
	for _, s := range []string{report.Summary(p.Model), report.FeatureTable(report.Features(p.Model))} {
		if strings.ContainsAny(s, "\u202e\x1b") {
			t.Errorf("a control character reaches the terminal: %q", s)
		}
	}
}

// outside checks every line that is not inside a fence.
func outside(t *testing.T, doc string) {
	t.Helper()
	fence, columns := "", 0
	for i, line := range strings.Split(doc, "\n") {
		if fence != "" {
			if line == fence {
				fence = ""
			}
			continue
		}
		if strings.HasPrefix(line, "```") {
			fence = strings.TrimRight(line, "abcdefghijklmnopqrstuvwxyz")
			continue
		}
		if !strings.HasPrefix(line, "|") {
			columns = 0
		} else if n := bars(line); columns == 0 {
			columns = n
		} else if n != columns {
			t.Fatalf("line %d has %d bars, its table %d: %.200s", i+1, n, columns, line)
		}
		text := withoutCode(line)
		for _, bad := range []string{"<script", "@everyone", "https://", "\u202e", " [a]", " $m$", "-->\n"} {
			if strings.Contains(text, bad) {
				t.Fatalf("line %d holds %q outside of code: %.200s", i+1, bad, text)
			}
		}
	}
	if fence != "" {
		t.Error("a fence is left open")
	}
}

// bars counts the bars that part a table row into cells: those without a backslash before them that is not itself escaped.
func bars(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}

// withoutCode takes the code spans out of a line as CommonMark reads it.
func withoutCode(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); {
		if line[i] == '\\' && i+1 < len(line) {
			out.WriteString(line[i : i+2])
			i += 2
			continue
		}
		run := ticks(line[i:])
		if run == 0 {
			out.WriteByte(line[i])
			i++
			continue
		}
		end := i + run
		for end < len(line) && ticks(line[end:]) != run {
			end += max(1, ticks(line[end:]))
		}
		if end >= len(line) { // never closed: text
			out.WriteString(line[i : i+run])
			i += run
			continue
		}
		i = end + run
	}
	return out.String()
}

func ticks(s string) int { return len(s) - len(strings.TrimLeft(s, "`")) }

func TestSummary(t *testing.T) {
	golden(t, "summary.txt", []byte(report.Summary(program(t, sample.Checks()).Model, "THREAT-MODEL.md")+
		"\n"+report.Summary(program(t, sample.Hardened("jwt-key"), gaps).Model)))
	s := report.Summary(large(t).Model, "a", "b", "c")
	if n := strings.Count(s, "\n"); n > 20 {
		t.Errorf("%d lines", n)
	}
}

func TestFeatures(t *testing.T) {
	p := program(t, sample.Checks())
	var got []string
	for _, f := range report.Features(p.Model) {
		got = append(got, f.String())
	}
	want := []string{"POST /upload  jwt ✓  writes postgresql, s3  file, name  9 open", "GET /healthz  none  0 open"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	all := large(t)
	for _, f := range report.Features(all.Model) {
		ids, err := dfd.SelectEntries(all.Model, f.Name)
		if err != nil || !slices.Contains(ids, f.Entry) {
			t.Errorf("--feature %q finds %v, %v", f.Name, ids, err)
		}
	}
	unknown := program(t, nil, gaps)
	if f := report.Features(unknown.Model); f[1].Auth != "?" {
		t.Errorf("unknown authentication is shown as %q", f[1].Auth)
	}
	golden(t, "features.txt", []byte(report.FeatureTable(report.Features(p.Model))))
}

func TestVet(t *testing.T) {
	lines := func(m *dfd.Model, absent bool) []string {
		var out []string
		for _, d := range report.Vet(m, absent) {
			out = append(out, d.String())
		}
		return out
	}
	p := program(t, sample.Hardened("jwt-key", "missing-audit"))
	shown := []string{"internal/config/config.go:26:1: a forged JWT uploads as someone else (jwt-key)"}
	if diff := cmp.Diff(shown, lines(p.Model, false)); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
	all := append(shown, "internal/postgres/files.go:25:1: nobody can prove who uploaded what (missing-audit)")
	if diff := cmp.Diff(all, lines(p.Model, true)); diff != "" {
		t.Errorf("absent too (-want +got):\n%s", diff)
	}
}
