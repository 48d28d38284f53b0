package diff

import (
	"fmt"
	"strings"
)

// nouns name the areas in a sentence.
var nouns = map[string]string{
	coverage:   "gap in what was read:",
	entrypoint: "entry point",
	auth:       "authentication",
	input:      "input",
	listener:   "listener",
	element:    "", // the subject says of which kind
	crossing:   "flow",
	data:       "data:",
	control:    "control",
	threat:     "threat",
	unresolved: "unresolved",
	Policy:     "models",
}

// sentence tells a change in one line: what, where, from what to what.
func (c *Change) sentence(s style) string {
	var parts []string
	switch c.Kind {
	case "added":
		parts = append(parts, "new")
	case "removed":
		parts = append(parts, "no more")
	}
	if noun := nouns[c.Area]; noun != "" {
		parts = append(parts, noun)
	}
	if c.Subject != "" {
		parts = append(parts, s.name(c.Subject))
	}
	if !c.namesEntry() {
		parts = append(parts, "at "+entries(c.EntryPoints, s))
	}
	line := strings.Join(parts, " ")
	if became := c.became(s); became != "" {
		line += ": " + became
	}
	if len(c.Details) > 0 {
		line += " (" + s.text(strings.Join(c.Details, "; ")) + ")"
	}
	return line
}

// namesEntry reports whether the subject tells the entry point already, or there is none.
func (c *Change) namesEntry() bool {
	return len(c.EntryPoints) == 0 || len(c.EntryPoints) == 1 && strings.Contains(c.Subject, c.EntryPoints[0])
}

func (c *Change) became(s style) string {
	switch c.Kind {
	case "added":
		return s.text(c.After)
	case "removed":
		if c.Before == "" {
			return ""
		}
		return "was " + s.text(c.Before)
	}
	return orNone(s.text(c.Before)) + " → " + orNone(s.text(c.After))
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// entries lists a few entry points and counts the others.
func entries(titles []string, s style) string {
	shown := titles[:min(len(titles), shownEntries)]
	names := make([]string, len(shown))
	for i, t := range shown {
		names[i] = s.name(t)
	}
	list := strings.Join(names, ", ")
	if more := len(titles) - len(shown); more > 0 {
		list += fmt.Sprintf(", +%d more", more)
	}
	return list
}
