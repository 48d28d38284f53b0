package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// shownFlows is how many flows are named beside a type of data.
const shownFlows = 3

// recognised is data of one class by one name and reason, and where it travels.
type recognised struct {
	class, name, evidence string
	at                    *dfd.Place
	flows                 []string
}

// data lists what was recognised by its name, with the reason. Not finding a name says nothing of the data.
func (w *writer) data() {
	w.line("### Data recognised by its name")
	w.line()
	rows := w.recognised()
	if len(rows) == 0 {
		w.line("Data classes: ", dfd.NoClass, ".")
		return
	}
	w.head("Class", "Data", "Recognised by", "Where", "Travels")
	for _, r := range rows {
		where := "–"
		if r.at != nil {
			where = w.place(*r.at)
		}
		w.row(prose(r.class), code(r.name), prose(r.evidence), where, some(r.flows, shownFlows, "; "))
	}
	w.line()
	w.line("Data of any class may travel under a name that says nothing: on the other flows, ", dfd.NoClass, ".")
}

func (w *writer) recognised() []*recognised {
	type key struct{ class, name, evidence string }
	byKey := map[key]*recognised{}
	var rows []*recognised
	for _, f := range w.Flows {
		for _, d := range f.Data {
			if d.Class == "" {
				continue
			}
			k := key{d.Class, d.Name, d.Evidence}
			r := byKey[k]
			if r == nil {
				r = &recognised{class: d.Class, name: d.Name, evidence: d.Evidence, at: d.At}
				byKey[k] = r
				rows = append(rows, r)
			}
			if ends := prose(w.names[f.ID]); !slices.Contains(r.flows, ends) {
				r.flows = append(r.flows, ends)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *recognised) int {
		return cmp.Or(strings.Compare(a.class, b.class), strings.Compare(a.name, b.name), strings.Compare(a.evidence, b.evidence))
	})
	return rows
}
