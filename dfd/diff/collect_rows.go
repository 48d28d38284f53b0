package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// titles names the entry points of a row, [""] where it has none.
func (c *collector) titles(ids []string) []string {
	var titles []string
	for _, id := range ids {
		if e := c.entries[id]; e != nil && !slices.Contains(titles, e.Title()) {
			titles = append(titles, e.Title())
		}
	}
	if len(titles) == 0 {
		return []string{""}
	}
	return titles
}

// flows are compared where they cross a boundary, or carry data of a class.
func (c *collector) flows() {
	for _, f := range c.model.Flows {
		var kinds []string
		for _, id := range f.Crosses {
			if k := c.kinds[id]; k != "" && !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
		slices.Sort(kinds)
		for _, title := range c.titles(f.EntryPoints) {
			from, to := c.end(f.From, title), c.end(f.To, title)
			if len(kinds) > 0 {
				passage := fmt.Sprintf(" (%s) across %s", f.Op, strings.Join(kinds, ", "))
				c.facts.add(key{crossing, from.name + " → " + to.name + passage, title},
					fact{subject: from.shown + " → " + to.shown + passage, grade: transportGrade[f.Transport], severity: medium, unsure: f.Transport == "unknown"}, transportState[f.Transport], false)
			}
			whose := title // of what many entry points share nobody knows whose data it is
			if !c.handles[handling{f.From, title}] && !c.handles[handling{f.To, title}] {
				whose = ""
			}
			for _, d := range f.Data {
				if d.Class != "" {
					c.facts.add(key{data, d.Class + " " + from.name + " → " + to.name, whose},
						fact{subject: d.Class + " on " + from.shown + " → " + to.shown, grade: -1, severity: classSeverity(d.Class)}, "", false)
				}
			}
		}
	}
}

// transportGrade orders how a crossing is secured; each is worse than no crossing.
var transportGrade = map[string]int{"tls": -1, "local": -1, "": -2, "unknown": -2, "plain": -3}

var transportState = map[string]string{"tls": "TLS", "local": "on this host", "unknown": "transport unknown", "plain": "not encrypted"}

func classSeverity(class string) string {
	switch class {
	case "token", "file", "location":
		return medium
	}
	return high
}

// named is a thing by what it is compared by, and by what a person is shown.
type named struct{ name, shown string }

// end names an end of a flow: a handler by its entry point, other own code by being that.
func (c *collector) end(id, title string) named {
	e := c.elements[id]
	switch {
	case e == nil:
		return named{"?", "?"}
	case c.handles[handling{id, title}]:
		return named{title, title}
	case e.Kind == "process" || e.Kind == "unresolved":
		return c.process(e.Name)
	}
	return named{e.Name, e.Name}
}

var controlGrade = map[string]int{"present": 3, "declared": 3, "weak": 1}

// controls are compared for each entry point; of how many others they are the controls too does not count.
func (c *collector) controls() {
	for _, x := range c.model.Controls {
		severity := medium
		if controlGrade[x.Verdict] > 1 {
			severity = high
		}
		state := x.Verdict
		if x.Value != "" {
			state += ", " + c.text(x.Value)
		}
		for _, title := range c.titles(x.EntryPoints) {
			c.facts.add(key{control, x.Kind, title}, fact{subject: x.Kind, grade: controlGrade[x.Verdict], severity: severity, unsure: x.Verdict == "unknown"}, state, false)
		}
	}
}

// threats are known by what they are about, else by the code that they point to; open ones also by where they are open.
func (c *collector) threats() {
	for _, t := range c.model.Threats {
		severity, grade := threatWeight(t)
		titles := c.titles(t.EntryPoints)
		name := c.identity(t.Outer)
		if name == "" {
			name = strings.Join(append([]string{c.target(t.Target)}, titles...), " ")
		}
		state := t.Status
		if t.Priority != "" {
			state += " " + t.Priority
		}
		f := fact{subject: strings.TrimSpace(t.ID + " " + t.Title), grade: grade, severity: severity}
		if t.Inner != "" {
			f.code = append([]string{t.Rule}, c.code(strings.TrimPrefix(t.Inner, t.Rule+"|"))...)
		}
		if grade < 0 && titles[0] != "" {
			f.at = titles
		}
		c.facts.add(key{area: threat, name: t.Rule + " " + name}, f, state, true)
	}
}

// threatWeight says how much an open threat counts; one that somebody has dealt with counts nothing.
func threatWeight(t *dfd.Threat) (severity string, grade int) {
	switch t.Status {
	case "mitigated", "accepted", "deferred", "false-positive", "not-applicable":
		return low, 0
	}
	switch t.Priority {
	case "HIGH":
		return high, -3
	case "MEDIUM":
		return medium, -2
	}
	return low, -1
}

// target names what a threat without an outer key aims at.
func (c *collector) target(id string) string {
	if c.elements[id] != nil {
		return c.end(id, "").name
	}
	for _, f := range c.model.Flows {
		if f.ID == id {
			return c.end(f.From, "").name + " " + c.end(f.To, "").name + " " + f.Op
		}
	}
	return ""
}

func (c *collector) unresolved() {
	for _, u := range c.model.Unresolved {
		subject := strings.TrimSpace(u.Kind + " " + c.text(u.What))
		for _, title := range c.titles(u.EntryPoints) {
			c.facts.add(key{unresolved, subject, title}, fact{subject: subject, grade: -1, severity: medium}, "", false)
		}
	}
}

// notRead are packages and functions that the model is made without: what is missing of them is not gone.
func (c *collector) notRead() {
	for _, x := range c.model.Coverage.Packages.Skipped {
		name := c.text(x.What)
		c.facts.add(key{area: coverage, name: name}, fact{subject: name + " (" + x.Reason + ")", grade: -1, severity: high}, "", false)
	}
}
