package reference

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/pipeline"
)

const testdata = "../../testdata"

type expectedThreat struct {
	Number     int
	STRIDE     string `yaml:"stride"`
	Status     string
	Likelihood string
	Impact     string
	Priority   string
	Control    string
	Missing    string
	RestsOn    int `yaml:"rests_on"`
	Note       string
}

type variantFile struct {
	Base      string
	Opens     []int
	Mitigates []int
	Keeps     []int
	Expect    string
	Threats   []expectedThreat
	Extra     []struct {
		STRIDE string `yaml:"stride"`
		Status string
		About  string
	}
}

type expectFile struct {
	Threats   []expectedThreat
	ExtraOpen struct {
		AtMost int `yaml:"at_most"`
	} `yaml:"extra_open"`
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// analyse runs the whole tool over a program with a variant laid over it.
func analyse(t *testing.T, program, variant string) *dfd.Program {
	t.Helper()
	dir := t.TempDir()
	if err := overlay(testdata, program, variant, dir); err != nil {
		t.Fatal(err)
	}
	p, err := analyseIn(dir, "./"+program+"/...")
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Coverage.Packages.Skipped) > 0 {
		t.Fatalf("skipped: %v", p.Coverage.Packages.Skipped)
	}
	return p
}

func analyseIn(dir, pattern string) (*dfd.Program, error) {
	p, _, err := pipeline.Run(context.Background(), pipeline.Config{Config: driver.Config{
		Dir: dir, Patterns: []string{pattern}, Deps: driver.DepsSource}})
	return p, err
}

func TestUpload(t *testing.T) {
	for _, base := range []string{"vulnerable", "hardened", "renamed", "renamedhard"} {
		t.Run(base, func(t *testing.T) {
			t.Parallel()
			var want expectFile
			readYAML(t, filepath.Join(testdata, "upload", base, "expect.yaml"), &want)
			p := analyse(t, "upload/"+base, "")
			if len(want.Threats) != 9 {
				t.Fatalf("%d threats expected in expect.yaml, want 9", len(want.Threats))
			}
			for _, x := range want.Threats {
				checkThreat(t, p.Model, x)
			}
			checkExtra(t, p.Model, want.ExtraOpen.AtMost)
			checkPlaces(t, p.Model)
			checkDiagram(t, p)
		})
	}
}

// checkExtra: besides the nine, few open rows, each LOW or to confirm.
func checkExtra(t *testing.T, m *dfd.Model, most int) {
	t.Helper()
	open := 0
	for _, x := range m.Threats {
		if numberOf(x.Rule) != 0 && x.Priority != "LOW" || x.Status != "open" || x.Rule == "error-leak" {
			continue
		}
		open++
		if x.Priority != "LOW" {
			t.Errorf("extra open row %s %s is %s", x.Rule, x.Title, x.Priority)
		}
	}
	if open > most {
		t.Errorf("%d open rows besides the nine, at most %d", open, most)
	}
}

// checkDiagram: the feature has five flows, and each crosses a boundary.
func checkDiagram(t *testing.T, p *dfd.Program) {
	t.Helper()
	ids, err := dfd.SelectEntries(p.Model, "POST /*")
	if err != nil {
		t.Fatal(err)
	}
	s := dfd.Slice(p, ids)
	if len(s.Flows) != 5 {
		t.Errorf("%d flows, want 5", len(s.Flows))
	}
	for _, f := range s.Flows {
		if len(f.Crosses) == 0 {
			t.Errorf("flow %s crosses no boundary", f.ID)
		}
	}
}

func checkThreat(t *testing.T, m *dfd.Model, x expectedThreat) {
	t.Helper()
	row := worst(m, x.Number)
	if row == nil {
		t.Errorf("threat %d: no row, want %s", x.Number, x.Status)
		return
	}
	for _, c := range []struct{ what, got, want string }{
		{"status", row.Status, x.Status}, {"letter", row.STRIDE, x.STRIDE}, {"likelihood", row.Likelihood, x.Likelihood},
		{"impact", row.Impact, x.Impact}, {"priority", row.Priority, x.Priority},
	} {
		if c.want != "" && c.got != c.want {
			t.Errorf("threat %d (%s): %s is %s, want %s: %s; %s; %v", x.Number, row.Rule, c.what, c.got, c.want, row.Title, row.Reason, row.Because)
		}
	}
	if x.Control == "weak" && !hasControl(m, row, "weak") {
		t.Errorf("threat %d: no weak control listed: %s", x.Number, row.Reason)
	}
	if x.RestsOn != 0 {
		other := worst(m, x.RestsOn)
		if other == nil || !strings.Contains(row.Reason, "rests on "+other.ID) && !strings.Contains(row.Reason, other.ID) {
			t.Errorf("threat %d does not say that it rests on threat %d: %s", x.Number, x.RestsOn, row.Reason)
		}
	}
}

func hasControl(m *dfd.Model, row *dfd.Threat, verdict string) bool {
	for _, id := range row.Controls {
		for _, c := range m.Controls {
			if c.ID == id && c.Verdict == verdict {
				return true
			}
		}
	}
	return false
}

func TestVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the variants are 64 whole programs")
	}
	dirs, err := filepath.Glob(filepath.Join(testdata, "upload", "variants", "*", "variant.yaml"))
	if err != nil || len(dirs) < 50 {
		t.Fatalf("%d variants found (%v)", len(dirs), err)
	}
	for _, file := range dirs {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var v variantFile
			readYAML(t, file, &v)
			p := analyse(t, "upload/"+v.Base, name)
			for _, x := range expected(v) {
				checkThreat(t, p.Model, x)
			}
			for _, e := range v.Extra {
				found := false
				for _, row := range p.Threats {
					found = found || row.STRIDE == e.STRIDE && (e.Status == "" || row.Status == e.Status) && (numberOf(row.Rule) == 0 || row.Priority == "LOW")
				}
				if !found {
					t.Errorf("no extra %s row that is %s: %s", e.STRIDE, e.Status, e.About)
				}
			}
		})
	}
}

// expected gives what a variant says of the nine: the base's status, but for those it names.
func expected(v variantFile) []expectedThreat {
	status := map[int]string{}
	for n := 1; n <= 9; n++ {
		status[n] = "open"
		if v.Base == "hardened" {
			status[n] = "mitigated"
		}
	}
	for _, n := range v.Opens {
		status[n] = "open"
	}
	for _, n := range v.Mitigates {
		status[n] = "mitigated"
	}
	var out []expectedThreat
	for n := 1; n <= 9; n++ {
		x := expectedThreat{Number: n, Status: status[n]}
		for _, y := range v.Threats {
			if y.Number == n {
				if y.Status == "" {
					y.Status = x.Status
				}
				x = y
			}
		}
		out = append(out, x)
	}
	return out
}
