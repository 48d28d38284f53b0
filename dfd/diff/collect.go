package diff

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// collector reads the facts of one model.
type collector struct {
	*neutral
	model    *dfd.Model
	facts    facts
	entries  map[string]*dfd.EntryPoint
	elements map[string]*dfd.Element
	handles  map[handling]bool
	kinds    map[string]string // boundary id to its kind
}

// handling says that an element stands for an entry point.
type handling struct{ element, title string }

func collect(m *dfd.Model, n *neutral) facts {
	c := &collector{
		neutral: n, model: m, facts: facts{}, entries: map[string]*dfd.EntryPoint{}, elements: map[string]*dfd.Element{},
		handles: map[handling]bool{}, kinds: map[string]string{},
	}
	for _, e := range m.EntryPoints {
		c.entries[e.ID] = e
		c.handles[handling{e.Element, e.Title()}] = true
	}
	for _, e := range m.Elements {
		c.elements[e.ID] = e
	}
	for _, b := range m.Boundaries {
		c.kinds[b.ID] = b.Kind
	}
	c.entryPoints()
	c.listeners()
	c.parts()
	c.flows()
	c.controls()
	c.threats()
	c.unresolved()
	c.notRead()
	return c.facts
}

func (c *collector) entryPoints() {
	for _, e := range c.model.EntryPoints {
		title := e.Title()
		methods := slices.Sorted(slices.Values(e.Methods))
		severity := map[string]string{"public": high, "unknown": medium, "protected": medium}[e.Auth.Verdict]
		c.facts.add(key{area: entrypoint, entry: title}, fact{subject: title, grade: -1, severity: severity}, strings.Join(methods, ", "), true)
		c.facts.add(key{area: auth, entry: title}, fact{grade: authGrade(e.Auth), severity: high, unsure: e.Auth.Verdict == "unknown"}, authState(e.Auth), false)
		for _, in := range e.Inputs {
			subject := strings.TrimSpace(in.From + " " + in.Name)
			c.facts.add(key{area: input, name: subject, entry: title}, fact{subject: subject, grade: -1, severity: low}, "", false)
		}
	}
}

func authState(a dfd.Auth) string {
	words := []string{a.Verdict}
	schemes := slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(a.Schemes), a.Scheme))))
	schemes = slices.DeleteFunc(schemes, func(s string) bool { return s == "" || s == "none" || s == "unknown" })
	if len(schemes) > 0 {
		words = append(words, "by "+strings.Join(schemes, ", "))
	}
	if a.Optional {
		words = append(words, "optional")
	}
	if len(a.Roles) > 0 {
		words = append(words, "for "+strings.Join(slices.Sorted(slices.Values(a.Roles)), ", "))
	}
	if len(a.Unless) > 0 {
		words = append(words, "unless "+strings.Join(a.Unless, " or ")+" is set")
	}
	if len(a.If) > 0 {
		words = append(words, "where "+strings.Join(a.If, " or ")+" is set")
	}
	return strings.Join(words, " ")
}

// authGrade orders verdicts: a role more than a credential, one role more than a choice of several, a credential that must
// be shown more than one that may be.
func authGrade(a dfd.Auth) int {
	grade := map[string]int{"protected": 400, "unknown": 100}[a.Verdict]
	if a.Optional {
		grade = min(grade, 100)
	}
	if len(a.Roles) > 0 {
		grade += max(1, 100-len(a.Roles))
	}
	return grade
}

func (c *collector) listeners() {
	for _, l := range c.model.Listeners {
		subject := strings.TrimSpace(l.Network + " " + l.Address)
		state := "TLS " + l.TLS
		grade := map[string]int{"yes": -1, "unknown": -2}[l.TLS]
		if grade == 0 {
			grade = -3
		}
		severity := medium
		if l.Exposure != "" {
			state = l.Exposure + ", " + state
		}
		if l.Exposure == "internet" {
			grade, severity = grade-3, high
		}
		c.facts.add(key{area: listener, name: subject}, fact{subject: subject, grade: grade, severity: severity, unsure: l.TLS == "unknown"}, state, false)
	}
}

// parts are the elements that are no handlers (their entry points stand for those) and that are known.
func (c *collector) parts() {
	handlers := make(map[string]bool)
	for _, e := range c.model.EntryPoints {
		handlers[e.Element] = true
	}
	for _, e := range c.model.Elements {
		if handlers[e.ID] || e.Kind == "unresolved" || e.Level < dfd.LevelHandlers && e.Kind == "process" {
			continue
		}
		n, severity, grade := named{e.Name, e.Name}, medium, -1
		if e.Kind == "process" {
			n, severity, grade = c.process(e.Name), low, 0
		}
		subject := noun(e.Kind) + " " + n.shown
		if e.Tech != "" && !strings.EqualFold(e.Tech, e.Name) {
			subject += " (" + e.Tech + ")"
		}
		name := strings.Join([]string{e.Kind, e.Tech, n.name}, " ")
		c.facts.add(key{area: element, name: name}, fact{subject: subject, grade: grade, severity: severity}, "", e.Kind != "process")
	}
}

func noun(kind string) string {
	switch kind {
	case "external":
		return "external entity"
	case "store":
		return "data store"
	}
	return kind
}
