package dfd

import "strings"

// The levels of a diagram.
const (
	LevelAuto     = -1 // the finest that stays readable
	LevelContext  = 0  // each binary is one process
	LevelGroups   = 1  // entry points are drawn in groups
	LevelHandlers = 2  // every handler
)

// ReadableNodes is how many nodes a person can take in; LevelAuto chooses by it.
const ReadableNodes = 40

// Diagram is a model as it is drawn at one level: what a renderer needs, in the order to draw it. All text comes from
// the analysed source as it is; to escape it is the renderer's duty.
type Diagram struct {
	Level    int
	Title    string // the feature, or the module
	Nodes    []*Node
	Edges    []*Edge
	Clusters []*Cluster // the outermost trust boundaries
}

// Node is an element, or several that are one at this level.
type Node struct {
	ID       string
	Kind     string // external, process, store, unresolved
	Subkind  string
	Tech     string
	Name     string
	Boundary string   // id of its cluster, "" outside all
	Elements []string // ids of the elements it stands for, in the model's order
	Notes    []string // what flows inside it and is not drawn at this level
	Priority string   // of the worst threat to it that is not dealt with; ""
	Evidence []Place
}

// Edge is a flow, or several with the same ends and operation.
type Edge struct {
	From, To  string // node ids
	Op        string
	What      string // what travels, of a readable length
	Protocol  string // "" where the flows differ or none is known
	Transport string // tls, plain, local, unknown, or mixed
	Classes   []string
	Crosses   []string // ids of the boundaries crossed
	Crossing  string   // the same in words: "internet → application"; ""
	Flows     []string // ids
	Priority  string
	Sites     []Place

	labels []string
	data   map[string][]string // names by class
}

// Cluster is a trust boundary and what lies in it. Boundaries that hold nothing at this level are left out.
type Cluster struct {
	ID       string
	Kind     string
	Name     string
	Basis    string
	Reason   string
	Nodes    []*Node
	Clusters []*Cluster
}

// Title is the boundary's name and, where it was not seen in the code, why it is drawn.
func (c *Cluster) Title() string {
	name := c.Name
	if name == "" {
		name = c.Kind
	}
	switch {
	case c.Basis == "" || c.Basis == "seen":
		return name
	case c.Reason == "":
		return name + " (" + c.Basis + ")"
	}
	return name + " (" + c.Basis + ": " + strings.TrimPrefix(c.Reason, c.Basis+": ") + ")"
}

// View draws a model at a level. At levels 0 and 1 a middleware and the handlers behind it are one process; what flows
// between them becomes a note. Caches in memory appear at level 2 only.
func View(m *Model, level int) *Diagram {
	if level >= LevelContext {
		return draw(m, min(level, LevelHandlers))
	}
	for l := LevelHandlers; l > LevelContext; l-- {
		if d := draw(m, l); len(d.Nodes) <= ReadableNodes {
			return d
		}
	}
	return draw(m, LevelContext)
}

func draw(m *Model, level int) *Diagram {
	v := newViewer(m, level)
	for _, e := range m.Elements {
		v.place(e)
	}
	for _, f := range m.Flows {
		v.connect(f)
	}
	v.finish()
	title := m.Feature
	if title == "" {
		title = m.Module
	}
	return &Diagram{Level: level, Title: title, Nodes: v.nodes, Edges: v.edges, Clusters: v.clusters()}
}
