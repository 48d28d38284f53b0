package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
	"github.com/gostride/gostride/stride"
)

// Feature is an entry point as `gostride features` lists it.
type Feature struct {
	Entry   string // id
	Name    string // a valid --feature argument
	Auth    string // "jwt ✓", "none", "?"
	Effects string // "writes postgresql, s3  reads redis"
	Inputs  string // "file, name"
	Open    int    // threats that wait for somebody

	weight int
}

// shownInputs is how many inputs a line names.
const shownInputs = 5

// Features lists the attack surface, most consequential first: by the priorities of its open threats, then by what it can
// change, then open before protected, then by name.
func Features(m *dfd.Model) []Feature {
	does := effects(m)
	open := make(map[string]int)
	weight := make(map[string]int)
	for _, t := range m.Threats {
		if !stride.NeedsWork(t) || t.Status == stride.ToConfirm {
			continue
		}
		for _, id := range t.EntryPoints {
			open[id]++
			weight[id] += []int{1, 10, 100}[max(0, stride.PriorityRank(t.Priority))]
		}
	}
	out := make([]Feature, 0, len(m.EntryPoints))
	for _, e := range m.EntryPoints {
		out = append(out, Feature{
			Entry: e.ID, Name: escape.Line(e.Title()), Auth: escape.Line(authWords(e.Auth)),
			Effects: escape.Line(effectWords(does[e.ID], "; ")), Inputs: escape.Line(some(inputNames(e), shownInputs, ", ")),
			Open: open[e.ID], weight: weight[e.ID]*100 + reach(e, does[e.ID]),
		})
	}
	slices.SortStableFunc(out, func(a, b Feature) int {
		return cmp.Or(b.weight-a.weight, cmp.Compare(a.Name, b.Name))
	})
	return out
}

// reach weighs what an entry point can do when no threat tells: at most 99.
func reach(e *dfd.EntryPoint, does map[string][]string) int {
	n := 20*len(does["runs"]) + 10*len(does["writes"]) + 6*len(does["publishes to"]) + 6*len(does["calls"]) + 3*len(does["reads"])
	if e.Auth.Verdict != "protected" {
		n += n / 2
	}
	return min(n, 99)
}

// String is the line: "POST /upload  jwt ✓  writes postgresql, s3  file, name  9 open".
func (f Feature) String() string {
	parts := []string{f.Name, f.Auth}
	for _, s := range []string{f.Effects, f.Inputs} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(append(parts, fmt.Sprintf("%d open", f.Open)), "  ")
}

// widest is how far a column is padded.
const widest = 44

// FeatureTable is the lines with their columns under each other, for a terminal.
func FeatureTable(list []Feature) string {
	rows := make([][]string, 0, len(list))
	var width [4]int
	for _, f := range list {
		row := []string{f.Name, f.Auth, f.Effects, f.Inputs, fmt.Sprintf("%d open", f.Open)}
		for i := range width {
			width[i] = max(width[i], min(utf8.RuneCountInString(row[i]), widest))
		}
		rows = append(rows, row)
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(width) && width[i] > 0 {
				b.WriteString(strings.Repeat(" ", max(0, width[i]-utf8.RuneCountInString(cell))+2))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
