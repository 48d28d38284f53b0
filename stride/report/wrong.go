package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// threats is the STRIDE table: all rows, by priority, then id.
func (w *writer) threats() {
	w.line("### Threats by STRIDE")
	w.line()
	if len(w.Threats) == 0 {
		w.line("No rule fitted what was read. That is no proof that nothing can go wrong.")
		return
	}
	w.head("ID", "STRIDE", "Threat", "Where", "Likelihood", "Impact", "Priority", "Status", "Why")
	for _, t := range w.rows() {
		w.row(t.ID, t.STRIDE, prose(t.Title), w.where(t), t.Likelihood, t.Impact, t.Priority, statusWords(t.Status), w.why(t))
	}
}

// rows are the threats in the order of committed tables, in which a new row moves no other.
func (w *writer) rows() []*dfd.Threat {
	rows := slices.Clone(w.Threats)
	slices.SortFunc(rows, func(a, b *dfd.Threat) int {
		return cmp.Or(cmp.Compare(stride.PriorityRank(b.Priority), stride.PriorityRank(a.Priority)), cmp.Compare(a.ID, b.ID))
	})
	return rows
}

// why is the reason for the status, then for the levels, then for the priority where it is not the matrix's.
func (w *writer) why(t *dfd.Threat) string {
	var parts []string
	for _, s := range append([]string{t.Reason}, append(slices.Clone(t.Because), t.Raised)...) {
		if s = sentence(s); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// readableChart is how many rows of the chart are shown.
const readableChart = 30

// chart shows the coverage of the per-element chart, and why the cells without a threat have none.
func (w *writer) chart() {
	rows := stride.Chart(w.Model)
	w.line("### Every element against every letter")
	w.line()
	if len(rows) == 0 {
		w.line("There is no element to go through.")
		return
	}
	w.line(chartWords(rows))
	w.chartTable(rows)
	w.ruledOut(rows)
}

// chartWords counts the cells.
func chartWords(rows []stride.ChartRow) string {
	n := make(map[stride.CellState]int)
	total := 0
	for _, r := range rows {
		for _, c := range r.Cells {
			n[c.State]++
			total++
		}
	}
	return count(total, "cell was", "cells were") + " gone through: " +
		count(n[stride.CellThreat], "holds a threat", "hold a threat") + ", " +
		count(n[stride.CellMitigated], "a mitigation", "a mitigation") + ", " +
		count(n[stride.CellRuledOut], "is ruled out", "are ruled out") + ", " +
		count(n[stride.CellOpen], "is a question of the last section", "are questions of the last section") + "."
}

// chartTable shows elements and flows, elements only where both are too many, nothing where they are too many as well.
func (w *writer) chartTable(rows []stride.ChartRow) {
	if len(rows) > readableChart {
		rows = slices.DeleteFunc(slices.Clone(rows), func(r stride.ChartRow) bool { return r.Kind == "flow" })
	}
	if len(rows) > readableChart {
		return
	}
	w.line()
	w.head("Element or flow", "S", "T", "R", "I", "D", "E")
	for _, r := range rows {
		cells := []string{code(r.Name)}
		for _, l := range stride.Letters {
			cells = append(cells, cellWords(r, string(l)))
		}
		w.row(cells...)
	}
}

// cellWords: ids, "mitigated", "N/A", "?"; a dash where the chart has no cell.
func cellWords(r stride.ChartRow, letter string) string {
	for _, c := range r.Cells {
		if c.STRIDE != letter {
			continue
		}
		switch {
		case c.State == stride.CellRuledOut:
			return "N/A"
		case len(c.Threats) > 0:
			return some(c.Threats, 3, ", ")
		case c.State == stride.CellMitigated:
			return "mitigated"
		}
		return "?"
	}
	return "–"
}

// ruledOut lists reasons, each with the cells that it rules out or covers.
func (w *writer) ruledOut(rows []stride.ChartRow) {
	var order []string
	cells := make(map[string][]string)
	for _, r := range rows {
		letters := make(map[string]string)
		for _, c := range r.Cells {
			if c.Reason == "" {
				continue
			}
			key := "N/A, because " + c.Reason
			if c.State == stride.CellMitigated {
				key = "Mitigated: " + c.Reason
			}
			letters[key] += c.STRIDE
			if !slices.Contains(order, key) {
				order = append(order, key)
			}
		}
		for key, l := range letters {
			cells[key] = append(cells[key], strings.Join(strings.Split(l, ""), ", ")+" of "+code(r.Name))
		}
	}
	if len(order) == 0 {
		return
	}
	slices.Sort(order)
	w.line()
	w.head("No threat there", "Cells")
	for _, key := range order {
		w.row(prose(key), some(cells[key], 8, "; "))
	}
}
