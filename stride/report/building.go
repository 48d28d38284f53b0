package report

import (
	"bytes"

	"github.com/gostride/gostride/dfd/render/mermaid"
	"github.com/gostride/gostride/dfd/render/text"
)

// diagram is the data-flow diagram, as a picture where Mermaid is shown and as text for everywhere else.
func (w *writer) diagram() {
	d := w.drawing
	if len(d.Nodes) == 0 {
		w.line("Nothing to draw: no entry point, store or outside party was found.")
		return
	}
	var picture, plain bytes.Buffer
	w.line("### Data-flow diagram")
	w.line()
	if err := mermaid.Write(&picture, d); err == nil { // a buffer does not fail
		w.fence("mermaid", picture.String())
	}
	w.line()
	w.line("The same as text:")
	w.line()
	if err := text.Write(&plain, d); err == nil {
		w.fence("text", plain.String())
	}
}

// inventory lists elements, flows and boundaries of the diagram.
func (w *writer) inventory() {
	var tables bytes.Buffer
	err := text.Tables(&tables, w.drawing, text.TableOptions{Lines: w.options.Lines})
	w.line("### Elements, flows and trust boundaries")
	w.line()
	if err != nil || tables.Len() == 0 {
		w.line("None was found.")
		return
	}
	w.out.Write(tables.Bytes())
}

func (w *writer) assumptions() {
	w.line("### Assumptions")
	w.line()
	if len(w.Assumptions) == 0 {
		w.line("None was made.")
	}
	for _, a := range w.Assumptions {
		origin := ""
		if a.Declared {
			origin = " (declared)"
		}
		w.line("- ", a.ID, ": ", sentence(a.Text), origin)
	}
}
