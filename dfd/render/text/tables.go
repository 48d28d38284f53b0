package text

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
)

// TableOptions choose what the tables tell.
type TableOptions struct {
	Lines bool // places with line numbers; without, committed text does not change when code moves
}

// Tables writes the diagram as three Markdown tables: elements, flows, trust boundaries. Tables that would be empty are
// left out; columns are not padded.
func Tables(w io.Writer, d *dfd.Diagram, o TableOptions) error {
	t := &tables{options: o, names: make(map[string]string)}
	for _, n := range d.Nodes {
		t.names[n.ID] = n.Name
	}
	t.elements(d)
	t.flows(d)
	t.boundaries(d)
	_, err := w.Write(t.out.Bytes())
	return err
}

type tables struct {
	out     bytes.Buffer
	options TableOptions
	names   map[string]string // node id to name
}

func (t *tables) head(columns ...string) {
	if t.out.Len() > 0 {
		t.out.WriteByte('\n')
	}
	t.row(columns...)
	t.out.WriteString(strings.Repeat("|---", len(columns)) + "|\n")
}

func (t *tables) row(cells ...string) {
	fmt.Fprintf(&t.out, "| %s |\n", strings.Join(cells, " | "))
}

func (t *tables) elements(d *dfd.Diagram) {
	if len(d.Nodes) == 0 {
		return
	}
	in := make(map[string]string)
	walk(d.Clusters, func(c, _ *dfd.Cluster) { in[c.ID] = label(c) })
	t.head("Element", "Kind", "Technology", "Trust boundary", "Where")
	for _, n := range d.Nodes {
		t.row(escape.CellCode(n.Name), kind(n.Kind), escape.Markdown(n.Tech), escape.Markdown(in[n.Boundary]), t.places(n.Evidence))
	}
}

// kind names an element as data-flow diagrams do.
func kind(k string) string {
	switch k {
	case "external":
		return "external entity"
	case "store":
		return "data store"
	}
	return escape.Markdown(k)
}

func (t *tables) flows(d *dfd.Diagram) {
	if len(d.Edges) == 0 {
		return
	}
	t.head("From", "To", "Flow", "Secured", "Data", "Boundary crossed", "Where")
	for _, e := range d.Edges {
		secured := e.Secured()
		if secured == "" {
			secured = "unknown"
		}
		t.row(escape.CellCode(t.names[e.From]), escape.CellCode(t.names[e.To]), escape.Markdown(e.What), escape.Markdown(secured),
			escape.Markdown(e.Carries()), escape.Markdown(e.Crossing), t.places(e.Sites))
	}
}

func (t *tables) boundaries(d *dfd.Diagram) {
	if len(d.Clusters) == 0 {
		return
	}
	t.head("Trust boundary", "Kind", "Inside", "Basis", "Reason")
	walk(d.Clusters, func(c, parent *dfd.Cluster) {
		inside := ""
		if parent != nil {
			inside = label(parent)
		}
		t.row(escape.Markdown(label(c)), escape.Markdown(c.Kind), escape.Markdown(inside), escape.Markdown(c.Basis), escape.Markdown(c.Reason))
	})
}

func label(c *dfd.Cluster) string {
	if c.Name != "" {
		return c.Name
	}
	return c.Kind
}

// walk visits clusters from outside to inside, each with its parent.
func walk(clusters []*dfd.Cluster, visit func(c, parent *dfd.Cluster)) {
	var inner func(list []*dfd.Cluster, parent *dfd.Cluster)
	inner = func(list []*dfd.Cluster, parent *dfd.Cluster) {
		for _, c := range list {
			visit(c, parent)
			inner(c.Clusters, c)
		}
	}
	inner(clusters, nil)
}

// places names the first place by path and symbol, and counts the others.
func (t *tables) places(list []dfd.Place) string {
	var seen []string
	for _, p := range list {
		if s := t.place(p); s != "" && !slices.Contains(seen, s) {
			seen = append(seen, s)
		}
	}
	switch len(seen) {
	case 0:
		return ""
	case 1:
		return seen[0]
	}
	return fmt.Sprintf("%s, +%d more", seen[0], len(seen)-1)
}

func (t *tables) place(p dfd.Place) string {
	file := p.File
	if file != "" && t.options.Lines && p.Line > 0 {
		file = fmt.Sprintf("%s:%d", file, p.Line)
	}
	symbol := p.Func[strings.LastIndexByte(p.Func, '/')+1:]
	switch {
	case file == "":
		return escape.CellCode(symbol)
	case symbol == "":
		return escape.CellCode(file)
	}
	return escape.CellCode(file) + " " + escape.CellCode(symbol)
}
