// Package dot writes a data-flow diagram in the language of Graphviz.
//
// In: a dfd.Diagram. Out: a digraph in the classic notation: external entities are rectangles, processes rounded boxes,
// stores boxes open at their sides, flows arrows in the direction the data takes, trust boundaries dashed, nested clusters.
// It lays nothing out and runs no Graphviz.
package dot

import (
	"io"
	"strings"

	"github.com/emicklei/dot"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
)

const (
	nameWidth  = 28 // runes of a line in a node
	labelWidth = 34 // runes of a line at an arrow
	longest    = 160
)

// Directions that a diagram can run in, for Write.
const (
	LeftToRight = "LR"
	TopToBottom = "TB"
)

// Write writes the digraph. Rankdir is LeftToRight or TopToBottom; anything else counts as LeftToRight.
func Write(w io.Writer, d *dfd.Diagram, rankdir string) error {
	if rankdir != TopToBottom {
		rankdir = LeftToRight
	}
	g := dot.NewGraph(dot.Directed)
	g.ID("dfd")
	g.Attr("rankdir", rankdir)
	g.Attr("fontname", "Helvetica")
	nodes := make(map[string]dot.Node)
	for _, n := range d.Nodes {
		if n.Boundary == "" {
			nodes[n.ID] = node(g, n)
		}
	}
	for _, c := range d.Clusters {
		cluster(g, c, nodes)
	}
	answers := answering(d)
	for _, e := range d.Edges {
		if answers(e) {
			edge(g, nodes[e.To], nodes[e.From], e).Attr("dir", "back")
			continue
		}
		edge(g, nodes[e.From], nodes[e.To], e)
	}
	_, err := io.WriteString(w, g.String())
	return err
}

// answering tells the flows that answer somebody's question: what is read from a store (a queue excepted, which begins by
// itself), and what goes back to an external entity that began. Graphviz places the tail of an edge before its head, so
// these are written from who asked, with the arrow at the tail; else a store that is read would stand before its reader,
// and the browser at the far end.
func answering(d *dfd.Diagram) func(*dfd.Edge) bool {
	kind, begins := make(map[string]string), make(map[string]bool)
	for _, n := range d.Nodes {
		kind[n.ID] = n.Kind
	}
	for _, e := range d.Edges {
		if kind[e.From] == "external" {
			begins[e.From] = true
		}
	}
	return func(e *dfd.Edge) bool {
		return kind[e.From] != "external" && begins[e.To] || kind[e.From] == "store" && e.Op != "consume"
	}
}

func cluster(parent *dot.Graph, c *dfd.Cluster, nodes map[string]dot.Node) {
	sub := parent.Subgraph(c.ID, dot.ClusterOption{})
	sub.Attr("label", lines(c.Title(), 2*nameWidth))
	sub.Attr("style", "dashed")
	sub.Attr("color", "gray40")
	sub.Attr("fontname", "Helvetica")
	sub.Attr("labeljust", "l")
	for _, n := range c.Nodes {
		nodes[n.ID] = node(sub, n)
	}
	for _, inner := range c.Clusters {
		cluster(sub, inner, nodes)
	}
}

func node(g *dot.Graph, n *dfd.Node) dot.Node {
	v := g.Node(n.ID)
	v.Attr("fontname", "Helvetica")
	colour := priorityColour(n.Priority)
	label := lines(n.Name, nameWidth)
	for _, note := range n.Notes {
		label += "\n" + lines("("+note+")", nameWidth)
	}
	switch n.Kind {
	case "external":
		v.Attr("shape", "box")
	case "process":
		v.Attr("shape", "box").Attr("style", "rounded")
	case "store":
		return v.Attr("shape", "plain").Attr("label", openBox(n.Name, colour))
	default:
		v.Attr("shape", "hexagon").Attr("style", "dashed")
	}
	v.Attr("label", label)
	if colour != "" {
		v.Attr("color", colour).Attr("penwidth", "2")
	}
	return v
}

// openBox draws a store: lines above and below its name, none at the sides.
func openBox(name, colour string) dot.HTML {
	if colour == "" {
		colour = "black"
	}
	parts := escape.Wrap(escape.Cut(escape.Line(name), longest), nameWidth)
	for i, p := range parts {
		parts[i] = escape.HTML(p)
	}
	if len(parts) == 0 {
		parts = []string{"?"} // Graphviz refuses an empty cell
	}
	return dot.HTML(`<table border="0" cellborder="1" cellspacing="0" cellpadding="7" color="` + colour +
		`"><tr><td sides="TB">` + strings.Join(parts, "<br/>") + `</td></tr></table>`)
}

func edge(g *dot.Graph, from, to dot.Node, e *dfd.Edge) dot.Edge {
	label := lines(e.What, labelWidth)
	if s := e.Noted(); s != "" {
		label += "\n" + lines("("+s+")", labelWidth)
	}
	v := g.Edge(from, to).Attr("label", label).Attr("fontname", "Helvetica").Attr("fontsize", "11")
	if colour := priorityColour(e.Priority); colour != "" {
		v.Attr("color", colour)
	}
	if len(e.Crosses) > 0 {
		v.Attr("penwidth", "1.8")
	}
	return v
}

func priorityColour(priority string) string {
	switch priority {
	case "HIGH":
		return "#c62828"
	case "MEDIUM":
		return "#ef6c00"
	}
	return ""
}

// lines is text for a plain label, broken at spaces. Graphviz reads character entities in it (the package quotes it, and
// with it every backslash).
func lines(s string, width int) string {
	s = escape.Cut(escape.Line(s), longest)
	return strings.ReplaceAll(strings.Join(escape.Wrap(s, width), "\n"), "&", "&amp;")
}
