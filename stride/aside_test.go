package stride

import (
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestAside: what only a program that tests or shows another one does is a question; what the other one does as well, and what lies in a
// folder of such a name that holds no program, stays open, and so do all rows where there is no other program.
func TestAside(t *testing.T) {
	own, test := &dfd.Process{ID: "a", Package: "example.com/app/cmd/app"}, &dfd.Process{ID: "b", Package: "example.com/app/test/e2e"}
	entry := func(id string, prs ...string) *dfd.EntryPoint { return &dfd.EntryPoint{ID: id, Processes: prs} }
	entries := []*dfd.EntryPoint{entry("own", "a"), entry("tests", "b"), entry("both", "a", "b")}
	for name, c := range map[string]struct {
		threat dfd.Threat
		alone  bool
		want   string
	}{
		"its entry point":  {threat: dfd.Threat{EntryPoints: []string{"tests"}}, want: ToConfirm},
		"of both":          {threat: dfd.Threat{EntryPoints: []string{"both"}}, want: Open},
		"two entry points": {threat: dfd.Threat{EntryPoints: []string{"tests", "own"}}, want: Open},
		"own entry point":  {threat: dfd.Threat{EntryPoints: []string{"own"}, Evidence: []dfd.Place{{File: "test/e2e/x.go"}}}, want: Open},
		"its place":        {threat: dfd.Threat{Evidence: []dfd.Place{{File: "test/e2e/infra/x.go"}}}, want: ToConfirm},
		"places of both":   {threat: dfd.Threat{Evidence: []dfd.Place{{File: "test/e2e/x.go"}, {File: "cmd/app/x.go"}}}, want: Open},
		"no program there": {threat: dfd.Threat{Evidence: []dfd.Place{{File: "internal/examples/x.go"}}}, want: Open},
		"no place":         {threat: dfd.Threat{}, want: Open},
		"no other program": {threat: dfd.Threat{EntryPoints: []string{"tests"}}, alone: true, want: Open},
	} {
		m := &dfd.Model{Module: "example.com/app", Processes: []*dfd.Process{own, test}, EntryPoints: entries}
		if c.alone {
			m.Processes = m.Processes[1:]
		}
		c.threat.Status, c.threat.Tier = Open, Shown
		doubtAside(&dfd.Program{Model: m}, []*row{{threat: &c.threat}})
		if c.threat.Status != c.want {
			t.Errorf("%s: %s, want %s", name, c.threat.Status, c.want)
		}
	}
}
