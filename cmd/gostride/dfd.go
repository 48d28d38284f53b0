package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render"
)

// drawFlags are the flags of commands that draw.
type drawFlags struct {
	feature []string
	level   string
	format  string
	out     string
	lines   bool
}

func (f *drawFlags) register(c *cobra.Command, format string, formats []string) {
	fs := c.Flags()
	fs.StringArrayVar(&f.feature, "feature", nil, "only this `feature`: a route, a glob, a handler or a package (repeatable)")
	fs.StringVar(&f.level, "level", "auto", "how fine to draw: `auto`, 0 (context), 1 (groups), 2 (handlers)")
	fs.StringVar(&f.format, "format", format, "output `format`: "+spell(formats)+"; without, by the name of the output")
	fs.StringVarP(&f.out, "output", "o", "", "write to this `file`; - is standard output")
	fs.BoolVar(&f.lines, "lines", false, "name lines as well as symbols")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	c.PreRunE = func(c *cobra.Command, _ []string) error { return f.byName(c, formats) }
	c.RegisterFlagCompletionFunc("level", cobra.FixedCompletions([]string{"auto", "0", "1", "2"}, cobra.ShellCompDirectiveNoFileComp))
}

// endings are the formats that a file's name asks for, where --format does not; "" are those that no format of ours is.
var endings = map[string]string{".json": "json", ".md": "md", ".markdown": "md", ".txt": "text", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid",
	".mermaid": "mermaid", ".svg": "", ".png": "", ".pdf": "", ".html": "", ".htm": ""}

// byName takes the format from the name of the output, unless one was asked for.
func (f *drawFlags) byName(c *cobra.Command, formats []string) error {
	format, known := endings[strings.ToLower(filepath.Ext(f.out))]
	switch {
	case c.Flags().Changed("format") || !known:
	case format == "":
		return exit{exitUsage, fmt.Sprintf("-o %s: no format of that name; --format dot writes what Graphviz draws: gostride dfd --format dot | dot -Tsvg", f.out)}
	case slices.Contains(formats, format):
		f.format = format
	}
	return nil
}

func spell(names []string) string {
	s := names[0]
	for _, n := range names[1:] {
		s += ", " + n
	}
	return s
}

// depth is the level as dfd.View takes it.
func (f *drawFlags) depth() (int, error) {
	levels := map[string]int{"auto": dfd.LevelAuto, "0": dfd.LevelContext, "1": dfd.LevelGroups, "2": dfd.LevelHandlers}
	l, ok := levels[f.level]
	if !ok {
		return 0, exit{exitUsage, fmt.Sprintf("--level %s: use auto, 0, 1 or 2", f.level)}
	}
	return l, nil
}

// write writes a program in a format of dfd/render.
func (f *drawFlags) write(c *cobra.Command, p *dfd.Program, level int) error {
	format, err := render.Lookup(f.format)
	if err != nil {
		return exit{exitUsage, err.Error()}
	}
	return output(c, f.out, func(w io.Writer) error {
		return format.Write(w, p, render.Options{Level: level, Lines: f.lines})
	})
}

func newDFD() *cobra.Command {
	var load loadFlags
	var draw drawFlags
	c := &cobra.Command{
		Use:   "dfd [packages]",
		Short: "Draw the data-flow diagram",
		Long: `Draw the data-flow diagram of a program or of one feature: who talks to it, what it stores where, what crosses which
trust boundary.`,
		Example: "  gostride dfd ./...\n  gostride dfd --feature 'POST /upload' --format dot ./... | dot -Tsvg > upload.svg",
		RunE: func(c *cobra.Command, args []string) error {
			level, err := draw.depth()
			if err != nil {
				return err
			}
			if _, err := render.Lookup(draw.format); err != nil {
				return exit{exitUsage, err.Error()}
			}
			p, _, err := load.analyse(c, args)
			if err != nil {
				return err
			}
			if p, err = feature(p, draw.feature); err != nil {
				return err
			}
			if err := draw.write(c, p, level); err != nil {
				return err
			}
			return load.gate(p.Model)
		},
	}
	load.register(c)
	var names []string
	for _, f := range render.Formats() {
		names = append(names, f.Name)
	}
	draw.register(c, "text", names)
	return c
}
