// Package text writes a data-flow diagram for places without pictures: a terminal, a mail, a review.
//
// In: a dfd.Diagram. Out: Write draws it from top to bottom, one element a line in brackets, between them what flows and
// which trust boundary that crosses; Tables lists elements, flows and boundaries as Markdown tables.
package text

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
)

// longestLabel is how many runes of what travels stand on a line.
const longestLabel = 120

// Write draws the diagram. Each flow stands once: a way through the diagram is followed as long as it leads to something
// that was not drawn, then the next begins. What nothing flows to or from stands at the end.
func Write(w io.Writer, d *dfd.Diagram) error {
	p := &printer{nodes: make(map[string]*dfd.Node), leaving: make(map[string][]*dfd.Edge), noted: make(map[string]bool)}
	touched := make(map[string]bool)
	for _, n := range d.Nodes {
		p.nodes[n.ID] = n
	}
	for _, e := range d.Edges {
		p.leaving[e.From] = append(p.leaving[e.From], e)
		touched[e.From], touched[e.To] = true, true
	}
	for _, n := range starts(d) {
		for len(p.leaving[n.ID]) > 0 {
			p.path(n)
		}
	}
	for _, n := range d.Nodes {
		if !touched[n.ID] {
			p.begin()
			p.element(n)
		}
	}
	_, err := w.Write(p.out.Bytes())
	return err
}

// starts orders the nodes as a reader would begin: with who is outside.
func starts(d *dfd.Diagram) []*dfd.Node {
	var outside, inside []*dfd.Node
	for _, n := range d.Nodes {
		if n.Kind == "external" {
			outside = append(outside, n)
		} else {
			inside = append(inside, n)
		}
	}
	return append(outside, inside...)
}

type printer struct {
	out     bytes.Buffer
	nodes   map[string]*dfd.Node
	leaving map[string][]*dfd.Edge // flows not drawn yet, by where they leave
	noted   map[string]bool        // nodes whose notes were written
}

func (p *printer) begin() {
	if p.out.Len() > 0 {
		p.out.WriteByte('\n')
	}
}

// path draws a way through the diagram, from a node on.
func (p *printer) path(n *dfd.Node) {
	p.begin()
	p.element(n)
	for len(p.leaving[n.ID]) > 0 {
		e := p.leaving[n.ID][0]
		p.leaving[n.ID] = p.leaving[n.ID][1:]
		p.flow(e)
		n = p.nodes[e.To]
		p.element(n)
	}
}

func (p *printer) element(n *dfd.Node) {
	fmt.Fprintf(&p.out, "[%s]\n", name(n))
	if p.noted[n.ID] {
		return
	}
	p.noted[n.ID] = true
	for _, note := range n.Notes {
		fmt.Fprintf(&p.out, "    (inside: %s)\n", escape.Cut(escape.Line(note), longestLabel))
	}
}

// name is a node's name without what would look like the end of one. What is unresolved says so.
func name(n *dfd.Node) string {
	s := brackets.Replace(escape.Cut(escape.Line(n.Name), longestLabel))
	if n.Kind == "unresolved" && !strings.Contains(s, "unresolved") {
		s = strings.TrimSpace("unresolved: " + s)
	}
	return s
}

var brackets = strings.NewReplacer("[", "(", "]", ")")

func (p *printer) flow(e *dfd.Edge) {
	label := escape.Cut(escape.Line(e.What), longestLabel)
	if s := e.Noted(); s != "" {
		label += " (" + escape.Line(s) + ")"
	}
	fmt.Fprintf(&p.out, "    ↓ %s\n", strings.TrimSpace(label))
	if e.Crossing != "" {
		fmt.Fprintf(&p.out, "      (crosses trust boundary: %s)\n", escape.Line(e.Crossing))
	}
}
