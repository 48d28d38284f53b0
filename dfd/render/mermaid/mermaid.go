// Package mermaid writes a data-flow diagram as a Mermaid flowchart, the form that forges show inside Markdown.
//
// In: a dfd.Diagram. Out: the text of the flowchart, without a fence. External entities are rectangles, processes rounded
// boxes, stores cylinders, what could not be resolved dashed hexagons; trust boundaries are dashed, nested subgraphs, and a
// flow that crosses one is a thick arrow. Colours are for lines only, so that the diagram reads in a light and in a dark
// page. Names come from the names of elements and no line counts others, so that a new element leaves the other lines of a
// committed diagram as they are.
package mermaid

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
)

const (
	longestName  = 80 // runes of a node's or boundary's name
	longestLabel = 120
)

// Write writes the flowchart, from top to bottom.
func Write(w io.Writer, d *dfd.Diagram) error {
	p := &printer{names: newNames()}
	p.line(0, "flowchart TB")
	for _, n := range d.Nodes {
		if n.Boundary == "" {
			p.node(1, n)
		}
	}
	for _, c := range d.Clusters {
		p.cluster(1, c)
	}
	for _, e := range d.Edges {
		p.edge(e)
	}
	p.styles()
	_, err := w.Write(p.out.Bytes())
	return err
}

type printer struct {
	out   bytes.Buffer
	names *names
}

func (p *printer) line(depth int, format string, args ...any) {
	p.out.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&p.out, format, args...)
	p.out.WriteByte('\n')
}

func (p *printer) cluster(depth int, c *dfd.Cluster) {
	name := p.names.of("b", c.ID, c.Name)
	p.line(depth, `subgraph %s["%s"]`, name, text(escape.Cut(escape.Line(c.Title()), longestName)))
	for _, n := range c.Nodes {
		p.node(depth+1, n)
	}
	for _, inner := range c.Clusters {
		p.cluster(depth+1, inner)
	}
	p.line(depth, "end")
	p.line(depth, "class %s boundary", name)
}

// shapes hold the brackets of each kind of node and the letter that its name starts with.
var shapes = map[string]struct{ letter, open, close string }{
	"external":   {"x", `["`, `"]`},
	"process":    {"p", `("`, `")`},
	"store":      {"s", `[("`, `")]`},
	"unresolved": {"u", `{{"`, `"}}`},
}

func (p *printer) node(depth int, n *dfd.Node) {
	shape, ok := shapes[n.Kind]
	if !ok {
		shape = shapes["unresolved"]
	}
	label := text(escape.Cut(escape.Line(n.Name), longestName))
	for _, note := range n.Notes {
		label += "<br/>" + text("("+escape.Cut(escape.Line(note), longestName)+")")
	}
	p.line(depth, "%s%s%s%s%s", p.names.of(shape.letter, n.ID, n.Name), shape.open, label, shape.close, class(n))
}

// class names the style of a node: its worst threat, or that nobody knows what it is.
func class(n *dfd.Node) string {
	switch {
	case n.Kind == "unresolved":
		return ":::unresolved"
	case n.Priority == "HIGH":
		return ":::high"
	case n.Priority == "MEDIUM":
		return ":::medium"
	}
	return ""
}

func (p *printer) edge(e *dfd.Edge) {
	label := escape.Line(e.What)
	if s := e.Noted(); s != "" {
		label = escape.Cut(label, longestLabel-len(s)) + " (" + escape.Line(s) + ")"
	}
	arrow := "-->"
	if len(e.Crosses) > 0 {
		arrow = "==>"
	}
	from, to := p.names.known(e.From), p.names.known(e.To)
	if label == "" {
		p.line(1, "%s %s %s", from, arrow, to)
		return
	}
	p.line(1, `%s %s|"%s"| %s`, from, arrow, text(escape.Cut(label, longestLabel)), to)
}

func (p *printer) styles() {
	p.line(1, "classDef boundary fill:none,stroke-dasharray:6 4")
	p.line(1, "classDef unresolved stroke-dasharray:3 3")
	p.line(1, "classDef high stroke:#c62828,stroke-width:3px")
	p.line(1, "classDef medium stroke:#ef6c00,stroke-width:2px")
}
