package stride

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"

	"github.com/gostride/gostride/dfd"
)

// broken is the kind of the Unresolved that stands for a check that did not finish.
const broken = "check"

// gather runs the checks in the order of their names and merges what they find into rows.
func gather(p *dfd.Program, checks []Check) []*row {
	checks = slices.Clone(checks)
	slices.SortFunc(checks, func(a, b Check) int { return cmp.Compare(a.Name, b.Name) })
	x := indexModel(p.Model)
	var rows []*row
	for _, c := range checks {
		findings, failure := run(c, p)
		if failure != "" {
			recordBroken(p.Model, c, "stopped, its threats are missing: "+failure)
		}
		for _, f := range findings {
			if f.Rule == nil || f.Rule.validate() != nil {
				recordBroken(p.Model, c, "reported something without a valid rule, which is left out")
				continue
			}
			for _, part := range certain(p.Model, withOff(p, f)) {
				rows = append(rows, newRow(x, part))
			}
		}
	}
	return merge(rows)
}

// run calls one check and turns a panic into words.
func run(c Check, p *dfd.Program) (findings []Finding, failure string) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case runtime.Error:
			findings, failure = nil, v.Error()
		case string:
			findings, failure = nil, v
		default: // not printed: a pointer in it would differ from run to run
			findings, failure = nil, fmt.Sprintf("a value of type %T", v)
		}
	}()
	return c.Program(p), ""
}

// recordBroken lists what went wrong with a check, once.
func recordBroken(m *dfd.Model, c Check, why string) {
	line := "check " + c.Name + " " + why
	for _, u := range m.Unresolved {
		if u.Kind == broken && u.Reason == line {
			return
		}
	}
	m.Unresolved = append(m.Unresolved, &dfd.Unresolved{
		ID: "check:" + c.Name, Kind: broken, What: "check " + c.Name, Reason: line, EntryPoints: []string{},
	})
	m.Coverage.Budgets = append(m.Coverage.Budgets, line)
}

// dropBroken forgets the checks that failed in an earlier run of Assess.
func dropBroken(m *dfd.Model) {
	var lines []string
	kept := make([]*dfd.Unresolved, 0, len(m.Unresolved))
	for _, u := range m.Unresolved {
		if u.Kind == broken {
			lines = append(lines, u.Reason)
			continue
		}
		kept = append(kept, u)
	}
	m.Unresolved = kept
	m.Coverage.Budgets = slices.DeleteFunc(slices.Clone(m.Coverage.Budgets), func(line string) bool {
		return slices.Contains(lines, line)
	})
}
