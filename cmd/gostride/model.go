package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/stride/report"
)

// modelFile is where a module's threat model lives.
const modelFile = "THREAT-MODEL.md"

func newModel() *cobra.Command {
	var load loadFlags
	var draw drawFlags
	c := &cobra.Command{
		Use:   "model [packages]",
		Short: "Write the threat model",
		Long: `Write the threat model of a program, or of one feature of it, into ` + modelFile + ` in the root of its module: what it is, what
can go wrong, what to do about it, and what was not looked at.

What people write around the generated blocks stays. A block that was edited by hand is never overwritten: the difference
is shown and the exit status is 1. A file that gostride did not write is never touched.`,
		Example: "  gostride model ./...\n  gostride model -o - --feature 'POST /upload' ./...\n  gostride model --format json -o model.json ./...",
		RunE: func(c *cobra.Command, args []string) error {
			level, err := draw.modelDepth()
			if err != nil {
				return err
			}
			p, res, err := load.analyse(c, args)
			if err != nil {
				return err
			}
			if p, err = feature(p, draw.feature); err != nil {
				return err
			}
			if err := draw.save(c, p, level, filepath.Join(home(res), featureFile(p.Feature))); err != nil {
				return err
			}
			return load.gate(p.Model)
		},
	}
	load.register(c)
	draw.register(c, "md", modelFormats)
	return c
}

var modelFormats = []string{"md", "json", "text", "mermaid", "dot"}

// modelDepth is depth for commands that write models: their formats are checked too.
func (f *drawFlags) modelDepth() (int, error) {
	level, err := f.depth()
	if err == nil && !slices.Contains(modelFormats, f.format) {
		err = exit{exitUsage, fmt.Sprintf("--format %s: use %s", f.format, spell(modelFormats))}
	}
	return level, err
}

// save writes the model, a document into name where no other file is asked for, and says what was read and found: to standard
// output, unless the model goes there.
func (f *drawFlags) save(c *cobra.Command, p *dfd.Program, level int, name string) error {
	if f.format != "md" {
		if err := f.write(c, p, level); err != nil {
			return err
		}
		return f.summarise(c, p.Model, f.out)
	}
	o := report.Options{Lines: f.lines}
	if level != dfd.LevelAuto {
		o.Diagram = func(m *dfd.Model) *dfd.Diagram { return dfd.View(m, level) }
	}
	doc := report.Write(p, o)
	name = cmp.Or(f.out, name)
	if name == "-" {
		if _, err := c.OutOrStdout().Write(doc); err != nil {
			return err
		}
	} else if err := update(c, name, doc); err != nil {
		return err
	}
	return f.summarise(c, p.Model, name)
}

// home is the folder that a model is written to: the module's, or that of all modules.
func home(res *driver.Result) string {
	if len(res.Modules) == 1 {
		return res.Modules[0].Dir
	}
	return res.Root
}

// featureFile names the file of a feature; that of the whole program is never replaced by it.
func featureFile(feature string) string {
	slug := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, feature), "-")
	for strings.Contains(slug, "--") {
		slug = strings.ReplaceAll(slug, "--", "-")
	}
	switch {
	case feature == "":
		return modelFile
	case slug == "":
		slug = "feature"
	}
	return "THREAT-MODEL-" + slug[:min(len(slug), 60)] + ".md"
}

// summarise says in at most twenty lines what was read, what was not, what to look at first, what was written.
func (f *drawFlags) summarise(c *cobra.Command, m *dfd.Model, name string) error {
	w := c.OutOrStdout()
	var written []string
	if name == "" || name == "-" {
		w = c.ErrOrStderr()
	} else {
		written = []string{shorten(name)}
	}
	if len(m.EntryPoints) == 0 {
		fmt.Fprintln(w, noEntry)
	}
	_, err := io.WriteString(w, report.Summary(m, written...))
	return err
}

const noEntry = "no entry point found: nothing that listens, consumes, runs on a schedule or is a command was recognised"

// update brings a document up to date: what stands outside its generated blocks stays.
func update(c *cobra.Command, name string, doc []byte) error {
	old, err := os.ReadFile(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return writeFile(name, doc)
	case err != nil:
		return cannotWrite(name, err)
	}
	if st, err := os.Stat(name); err == nil && !st.Mode().IsRegular() {
		return writeFile(name, doc)
	}
	merged, err := report.Merge(old, doc)
	if err != nil {
		return refused(c, name, err)
	}
	if bytes.Equal(merged, old) {
		return nil
	}
	return writeFile(name, merged)
}

// refused tells why a file was left as it is. Edited blocks are a gate, with the difference; anything else is a mistake.
func refused(c *cobra.Command, name string, err error) error {
	short := shorten(name)
	edits := edited(err)
	if len(edits) == 0 {
		return exit{exitUsage, fmt.Sprintf("%s is left as it is: %v", short, err)}
	}
	for _, e := range edits {
		fmt.Fprintf(c.ErrOrStderr(), "%s: block %q\n%s\n", short, e.Block, strings.TrimRight(e.Diff, "\n"))
	}
	return exit{exitGate, fmt.Sprintf("%s is left as it is: generated text was edited by hand; move the words outside of the markers, then run again", short)}
}

// edited finds the edited blocks in a joined error.
func edited(err error) []*report.EditedError {
	if e, ok := err.(*report.EditedError); ok {
		return []*report.EditedError{e}
	}
	var out []*report.EditedError
	switch x := err.(type) {
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			out = append(out, edited(e)...)
		}
	case interface{ Unwrap() error }:
		out = edited(x.Unwrap())
	}
	return out
}
