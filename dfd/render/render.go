// Package render lists the formats that a data-flow diagram is written in.
//
// In: a program and a level. Out: text in one of the Formats; each lives in a folder of its own and is added here by a
// line. Renderers know the diagram, never the reverse: what is drawn at a level is decided in package dfd.
package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/dot"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
	"github.com/gostride/gostride/dfd/render/mermaid"
	"github.com/gostride/gostride/dfd/render/text"
)

// Options say how to write a program.
type Options struct {
	Level     int    // dfd.LevelAuto, LevelContext, LevelGroups, LevelHandlers; json always holds all
	Direction string // dot: LR (default) or TB
	Lines     bool   // tables: line numbers
}

// Format is one form of output.
type Format struct {
	Name  string
	About string
	Ext   string // of a file that holds it
	Write func(io.Writer, *dfd.Program, Options) error
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{
		{"text", "from top to bottom, for a terminal", ".txt", func(w io.Writer, p *dfd.Program, o Options) error {
			return text.Write(w, dfd.View(p.Model, o.Level))
		}},
		{"mermaid", "Mermaid flowchart, shown by forges inside Markdown", ".mmd", func(w io.Writer, p *dfd.Program, o Options) error {
			return mermaid.Write(w, dfd.View(p.Model, o.Level))
		}},
		{"dot", "Graphviz", ".dot", func(w io.Writer, p *dfd.Program, o Options) error {
			return dot.Write(w, dfd.View(p.Model, o.Level), o.Direction)
		}},
		{"tables", "elements, flows and boundaries as Markdown tables", ".md", func(w io.Writer, p *dfd.Program, o Options) error {
			return text.Tables(w, dfd.View(p.Model, o.Level), text.TableOptions{Lines: o.Lines})
		}},
		{"json", "the model file, schema " + dfd.Schema, ".json", func(w io.Writer, p *dfd.Program, _ Options) error {
			return jsonmodel.Write(w, p.Model)
		}},
	}
}

// Lookup finds a format by name.
func Lookup(name string) (Format, error) {
	var known []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, fmt.Errorf("no format %q; there are %s", name, strings.Join(known, ", "))
}
