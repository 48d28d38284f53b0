package stride

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// certain parts an open finding: the entry points that are certain to be meant, and a question about those that are not. What is
// claimed of a route has to hold of this one, not of one of those that share a function with it.
func certain(m *dfd.Model, f Finding) []Finding {
	if len(f.Doubted) == 0 || cmp.Or(f.Status, Open) != Open || f.Tier == Unknown {
		return []Finding{f}
	}
	isDoubted := func(id string) bool {
		d, doubted := f.Doubted[id]
		return doubted && !(d.Either && slices.Contains(missing, f.Rule.STRIDE))
	}
	sure := slices.DeleteFunc(slices.Clone(f.Entries), isDoubted)
	if len(sure) == len(f.Entries) {
		return []Finding{f}
	}
	asked := f
	asked.Tier, asked.Status, asked.Note = Unknown, ToConfirm, "Does it happen there? "+why(f, isDoubted)
	if len(sure) == 0 {
		return []Finding{asked}
	}
	return []Finding{only(m, f, sure), only(m, asked, slices.DeleteFunc(slices.Clone(f.Entries), func(id string) bool { return !isDoubted(id) }))}
}

// withOff doubts the entry points of a finding that are only there where somebody switches on what is off by default. What a server lacks it
// lacks for the others as well: such a finding is only doubted where all are.
func withOff(p *dfd.Program, f Finding) Finding {
	off := func(id string) bool { return p.Chains[id] != nil && len(p.Chains[id].Off) > 0 }
	if f.Rule.STRIDE == "D" && slices.ContainsFunc(f.Entries, func(id string) bool { return !off(id) }) {
		return f
	}
	for _, id := range f.Entries {
		doubted := f.Doubted[id]
		if !off(id) || doubted.Why != "" && !doubted.Either {
			continue
		}
		if f.Doubted = maps.Clone(f.Doubted); f.Doubted == nil {
			f.Doubted = map[string]Doubt{}
		}
		f.Doubted[id] = Doubt{Why: "It is only there where " + strings.Join(p.Chains[id].Off, ", ") + " is switched on, which is off by default."}
	}
	return f
}

// missing are the letters of what is missing in front of all of several functions, and not a matter of what one of them is passed.
var missing = []string{"R", "D"}

// why gives the reasons of the doubts, each once.
func why(f Finding, counts func(id string) bool) string {
	var reasons []string
	for _, id := range slices.Sorted(maps.Keys(f.Doubted)) {
		if w := f.Doubted[id].Why; counts(id) && !slices.Contains(reasons, w) {
			reasons = append(reasons, w)
		}
	}
	return strings.Join(reasons, " ")
}

// only is a finding of some of its entry points, which it names where it named all.
func only(m *dfd.Model, f Finding, ids []string) Finding {
	name := strings.NewReplacer(routes(m, f.Entries), routes(m, ids))
	f.Title, f.Action, f.Note = name.Replace(f.Title), name.Replace(f.Action), name.Replace(f.Note)
	f.Because = slices.Clone(f.Because)
	for n := range f.Because {
		f.Because[n] = name.Replace(f.Because[n])
	}
	f.Controls = slices.Clone(f.Controls)
	for n, c := range f.Controls {
		if c != nil {
			own := *c
			own.EntryPoints = slices.DeleteFunc(slices.Clone(c.EntryPoints), func(id string) bool { return !slices.Contains(ids, id) })
			f.Controls[n] = &own
		}
	}
	f.Entries = ids
	return f
}

func routes(m *dfd.Model, ids []string) string {
	var entries []*dfd.EntryPoint
	for _, id := range ids {
		if e := m.Entry(id); e != nil {
			entries = append(entries, e)
		}
	}
	return dfd.Routes(entries)
}
