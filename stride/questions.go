package stride

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Question is something that only a person can answer. ID is the threat's where it is about one.
type Question struct {
	ID     string
	Text   string
	Places []dfd.Place
}

// Questions lists all that is to confirm: threats of which the code shows neither that they are there nor that they are
// not, entry points of unknown authentication, controls of unknown effect, and the chart's open cells, those of one kind
// and letter together.
func Questions(m *dfd.Model) []Question {
	q := &asker{index: indexModel(m), ids: newMinter("Q-")}
	q.threats()
	q.authentication()
	q.controls()
	q.cells()
	return q.list
}

type asker struct {
	*index
	ids  *minter
	list []Question
}

func (q *asker) ask(name, text string, places ...dfd.Place) {
	q.list = append(q.list, Question{ID: q.ids.mint(name), Text: text, Places: places})
}

func (q *asker) threats() {
	for _, t := range q.model.Threats {
		if t.Status == ToConfirm {
			q.list = append(q.list, Question{ID: t.ID, Text: asQuestion(t), Places: t.Evidence})
		}
	}
}

// asQuestion asks whether a row is one. Where its reason is a question already, that one is asked.
func asQuestion(t *dfd.Threat) string {
	text := "Can this happen: " + strings.TrimSuffix(t.Title, ".") + "? "
	if strings.Contains(t.Reason, "?") {
		return text + t.Reason
	}
	return text + "Not decided, because: " + strings.TrimSuffix(t.Reason, ".") + "."
}

func (q *asker) authentication() {
	var titles []string
	for _, e := range q.model.EntryPoints {
		if e.Auth.Verdict == "unknown" {
			titles = append(titles, "`"+e.Title()+"`")
		}
	}
	if len(titles) > 0 {
		q.ask("auth", "Who may call "+List(titles, 8)+"? The code does not show whether a caller is checked.")
	}
}

// controls asks about unknown controls that no question about a threat has named.
func (q *asker) controls() {
	var asked []string
	for _, t := range q.model.Threats {
		if t.Status == ToConfirm {
			asked = append(asked, t.Controls...)
		}
	}
	var lines []string
	var places []dfd.Place
	for _, c := range q.model.Controls {
		if c.Verdict == "unknown" && !slices.Contains(asked, c.ID) {
			lines, places = append(lines, ControlName(c.Kind)), append(places, c.Evidence...)
		}
	}
	if len(lines) > 0 {
		q.ask("controls", "Do these do what their names say: "+List(sorted(lines), 8)+"? What they do could not be followed.", places...)
	}
}

// cells asks one question for each kind of element and letter.
func (q *asker) cells() {
	names := make(map[string][]string)
	for _, row := range Chart(q.model) {
		for _, c := range row.Cells {
			if c.State == CellOpen && len(c.Threats) == 0 {
				key, name := q.group(row, c.STRIDE)
				names[key] = append(names[key], name)
			}
		}
	}
	for _, g := range openCells {
		if list := sorted(names[g.key]); len(list) > 0 {
			q.ask("cell "+g.key, fmt.Sprintf(g.text, List(list, 8)))
		}
	}
}

// group finds the question that an open cell belongs to, and the name that it goes by there.
func (q *asker) group(row ChartRow, letter string) (key, name string) {
	kind := row.Kind
	if kind == "external" && q.isCaller(row.Target) {
		kind = "caller"
	}
	if f := q.flows[row.Target]; kind == "flow" && f != nil {
		if letter == "I" {
			letter = "T" // one answer settles both
		}
		if q.isRequest(f) {
			kind = "request"
		}
		return kind + " " + letter, q.otherEnd(f)
	}
	return kind + " " + letter, "`" + row.Name + "`"
}

// otherEnd names the end of a flow that is not the program's; inside the program, both.
func (q *asker) otherEnd(f *dfd.Flow) string {
	for _, id := range []string{f.To, f.From} {
		if e := q.elements[id]; e != nil && e.Kind != "process" {
			return "`" + e.Name + "`"
		}
	}
	return "`" + q.flowName(f) + "`"
}

// List joins names for a sentence, the first n of them.
func List(names []string, n int) string {
	if len(names) > n+1 { // "and 1 more" would be longer than the name
		return strings.Join(names[:n], ", ") + fmt.Sprintf(" and %d more", len(names)-n)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
