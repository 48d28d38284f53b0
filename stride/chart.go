package stride

import (
	"cmp"
	"slices"

	"github.com/gostride/gostride/dfd"
)

// CellState says how a cell of the per-element chart is covered.
type CellState string

// The states of a cell.
const (
	CellThreat    CellState = "threat"    // a threat that is not dealt with
	CellMitigated CellState = "mitigated" // every threat there is mitigated, or a control covers it
	CellRuledOut  CellState = "n/a"       // "N/A, because …"
	CellOpen      CellState = "?"         // neither could be said: a question
)

// Cell is one letter of one element or flow.
type Cell struct {
	Target string
	STRIDE string
	State  CellState
	// Threats are the ids of the rows that cover it.
	Threats []string
	// Reason says why it is ruled out, or which control covers it.
	Reason string
}

// ChartRow is one element or flow of the chart, with its cells in the order of the letters.
type ChartRow struct {
	Target string
	Kind   string // external, process, store, flow
	Name   string
	Cells  []Cell
}

// chartLetters is STRIDE per element. R of a store is charted only where audit data lives or should.
var chartLetters = map[string]string{"external": "SR", "process": Letters, "store": "TRID", "flow": "TID"}

// Chart is the coverage matrix: which cells have a threat, a mitigation, a reason why not, or none of them. It covers the
// elements that a flow or an entry point touches, in the model's order, then the flows. It shows coverage and finds nothing.
func Chart(m *dfd.Model) []ChartRow {
	c := newCharter(m)
	for _, n := range m.NotApplicable {
		c.ruledOut[n.Target+"\x00"+n.STRIDE] = n.Reason
	}
	var rows []ChartRow
	for _, e := range m.Elements {
		if c.charted(e) {
			rows = append(rows, c.row(e.ID, e.Kind, e.Name))
		}
	}
	same := make(map[string]int)
	for _, f := range m.Flows {
		same[c.flowName(f)]++
	}
	for _, f := range m.Flows {
		if c.kind(f.From) == "unresolved" || c.kind(f.To) == "unresolved" {
			continue
		}
		name := c.flowName(f)
		if same[name] > 1 {
			name += " (" + flowLabel(f) + ")"
		}
		rows = append(rows, c.row(f.ID, "flow", name))
	}
	return rows
}

// flowLabel tells flows with the same ends apart.
func flowLabel(f *dfd.Flow) string {
	label := []rune(cmp.Or(f.Label, f.Op))
	if len(label) > longestLabel {
		return string(label[:longestLabel-1]) + "…"
	}
	return string(label)
}

const longestLabel = 40

func (c *charter) charted(e *dfd.Element) bool {
	return chartLetters[e.Kind] != "" && (len(c.ends[e.ID]) > 0 || len(c.own[e.ID]) > 0)
}

func (x *index) flowName(f *dfd.Flow) string {
	name := func(id string) string {
		if e := x.elements[id]; e != nil {
			return e.Name
		}
		return id
	}
	return name(f.From) + " → " + name(f.To)
}

func (c *charter) row(target, kind, name string) ChartRow {
	row := ChartRow{Target: target, Kind: kind, Name: name}
	touching := c.touching(target)
	for _, l := range chartLetters[kind] {
		cell := c.cell(target, kind, string(l), touching)
		if kind == "store" && l == 'R' && len(cell.Threats) == 0 {
			continue
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// cell looks for a threat first, then for the reason why the cell is ruled out, then for a control.
func (c *charter) cell(target, kind, letter string, touching map[*dfd.Threat]touch) Cell {
	cell := Cell{Target: target, STRIDE: letter, State: CellOpen}
	open, question := false, false
	for t, how := range touching {
		if t.STRIDE != letter || !c.covers(t, how, target, kind) {
			continue
		}
		cell.Threats = append(cell.Threats, t.ID)
		open = open || NeedsWork(t) && t.Tier != Unknown || slices.Contains(undone, t.Status)
		question = question || NeedsWork(t) && t.Tier == Unknown
	}
	slices.Sort(cell.Threats)
	reason, out := c.ruledOut[target+"\x00"+letter]
	switch {
	case open:
		cell.State = CellThreat
	case question:
	case len(cell.Threats) > 0:
		cell.State = CellMitigated
	case out:
		cell.State, cell.Reason = CellRuledOut, reason
	default:
		if by := c.covered(target, kind, letter); by != "" {
			cell.State, cell.Reason = CellMitigated, by
		}
	}
	return cell
}

// undone are statuses that somebody has dealt with and that leave the threat where it is.
var undone = []string{"planned", "deferred", "accepted"}
