// Package report writes THREAT-MODEL.md and what the terminal shows of a threat model.
//
// In: a dfd.Program that stride.Assess has filled, and the file that is there already. Out: Markdown whose generated parts
// stand between markers, so that a person's words around them survive (Merge) and a hand inside them is noticed; lines for
// the terminal (Summary, Features); findings in the manner of go vet (Vet). It rates nothing, decides nothing, and writes
// no file. Everything that comes from the analysed source is escaped here.
package report

import (
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
)

// Options choose what the document tells. The zero value is what is committed.
type Options struct {
	// Lines adds line numbers to places. Without them, committed text does not change when code moves.
	Lines bool
	// Diagram chooses what is drawn. nil: every handler for a feature, for a program the finest level that stays readable.
	Diagram func(*dfd.Model) *dfd.Diagram
}

func (o Options) diagram(m *dfd.Model) *dfd.Diagram {
	switch {
	case o.Diagram != nil:
		return o.Diagram(m)
	case m.Feature != "":
		return dfd.View(m, dfd.LevelHandlers)
	}
	return dfd.View(m, dfd.LevelAuto)
}

// Write makes the whole document as it is for a program that has none yet. The headings stand outside the generated
// blocks: they and all that is written under them belong to the person.
func Write(p *dfd.Program, o Options) []byte {
	w := &writer{
		Program: p, options: o, drawing: o.diagram(p.Model),
		names: nameTargets(p.Model), titles: make(map[string]string, len(p.EntryPoints)),
	}
	for _, e := range p.EntryPoints {
		w.titles[e.ID] = e.Title()
	}
	var b strings.Builder
	b.WriteString("# Threat model: " + escape.Code(title(p.Model)) + "\n")
	for _, part := range document {
		if part.heading != "" {
			b.WriteString("\n## " + part.heading + "\n")
		}
		var text strings.Builder
		w.out = &text
		part.write(w)
		b.WriteString("\n" + newBlock(part.block, text.String()).String())
	}
	return []byte(b.String())
}

// document lists the blocks in their order, the first of a section with its heading.
var document = []struct {
	heading, block string
	write          func(*writer)
}{
	{"", "summary", (*writer).summary},
	{"What are we building?", "dfd", (*writer).diagram},
	{"", "entrypoints", (*writer).entryPoints},
	{"", "inventory", (*writer).inventory},
	{"", "data", (*writer).data},
	{"", "assumptions", (*writer).assumptions},
	{"What can go wrong?", "threats", (*writer).threats},
	{"", "chart", (*writer).chart},
	{"What are we going to do about it?", "mitigations", (*writer).mitigations},
	{"", "checklist", (*writer).checklist},
	{"Did we do a good job?", "coverage", (*writer).coverage},
	{"", "questions", (*writer).questions},
	{"", "handcheck", (*writer).handCheck},
	{"", "identity", (*writer).identity},
}

func title(m *dfd.Model) string {
	name := m.Module
	if m.Feature != "" {
		name = strings.TrimSpace(name + " " + m.Feature)
	}
	if name == "" {
		return "program"
	}
	return name
}

// writer writes the blocks of one document.
type writer struct {
	*dfd.Program
	options Options
	out     *strings.Builder
	drawing *dfd.Diagram
	names   map[string]string // element and flow id to name
	titles  map[string]string // entry point id to title
}

func nameTargets(m *dfd.Model) map[string]string {
	names := make(map[string]string, len(m.Elements)+len(m.Flows))
	for _, e := range m.Elements {
		names[e.ID] = e.Name
	}
	for _, f := range m.Flows {
		names[f.ID] = names[f.From] + " → " + names[f.To]
	}
	return names
}
