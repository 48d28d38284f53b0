package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/pipeline"
	"github.com/gostride/gostride/stride"
	"github.com/gostride/gostride/stride/report"
)

// loadFlags are the flags of every command that reads packages.
type loadFlags struct {
	dir       string
	tags      []string
	include   []string
	deps      string
	models    []string
	offline   bool
	untrusted bool
	strict    bool
}

func (f *loadFlags) register(c *cobra.Command) {
	fs := c.Flags()
	fs.StringVarP(&f.dir, "chdir", "C", "", "read packages relative to this `folder`")
	fs.StringSliceVar(&f.tags, "tags", nil, "build `tags`, comma-separated")
	fs.StringSliceVar(&f.include, "include", nil, "import path `prefixes` to analyse although they lie outside the module")
	fs.StringVar(&f.deps, "deps", driver.DepsAuto, "read dependencies from `export` data, source, or auto: whichever is there")
	fs.StringArrayVar(&f.models, "models", nil, "`folder` with further models of libraries, besides .gostride/models of the module")
	fs.BoolVar(&f.offline, "offline", false, "open no connection to fetch modules")
	fs.BoolVar(&f.untrusted, "untrusted", false, "for source you do not trust: offline, nothing compiled, no cgo")
	fs.BoolVar(&f.strict, "strict-coverage", false, "exit 1 if something could not be read or followed")
	c.RegisterFlagCompletionFunc("deps", cobra.FixedCompletions([]string{"auto", "export", "source"}, cobra.ShellCompDirectiveNoFileComp))
}

// config is the pipeline's configuration for these packages.
func (f *loadFlags) config(c *cobra.Command, patterns []string) (pipeline.Config, error) {
	conf := pipeline.Config{Version: version(), Config: driver.Config{
		Dir: f.dir, Patterns: patterns, Tags: f.tags, Include: f.include, Deps: f.deps,
		Offline: f.offline, Untrusted: f.untrusted, Progress: newProgress(c.ErrOrStderr()).step,
	}}
	for _, dir := range f.models {
		if err := folder("--models", dir); err != nil {
			return conf, err
		}
	}
	conf.Models.Dirs = f.models
	return conf, nil
}

// folder says that what a flag or command names is no folder.
func folder(what, dir string) error {
	if st, err := os.Stat(dir); err != nil || !st.IsDir() {
		return exit{exitUsage, fmt.Sprintf("%s %s: no such folder", what, dir)}
	}
	return nil
}

// analyse reads, links and rates packages.
func (f *loadFlags) analyse(c *cobra.Command, patterns []string) (*dfd.Program, *driver.Result, error) {
	conf, err := f.config(c, patterns)
	if err != nil {
		return nil, nil, err
	}
	defer clearProgress(c.ErrOrStderr())
	p, res, err := pipeline.Run(c.Context(), conf)
	if err == nil {
		keepIDs(p, res)
	}
	return p, res, err
}

// keepIDs gives threats the ids that the module's model file has for them.
func keepIDs(p *dfd.Program, res *driver.Result) {
	if file, err := os.ReadFile(filepath.Join(home(res), modelFile)); err == nil {
		stride.Keep(p, report.Kept(file))
	}
}

// gate is the exit status of --strict-coverage.
func (f *loadFlags) gate(m *dfd.Model) error {
	if !f.strict {
		return nil
	}
	var missing []string
	count := func(n int, one, many string) {
		if n == 1 {
			missing = append(missing, "1 "+one)
		} else if n > 1 {
			missing = append(missing, fmt.Sprintf("%d %s", n, many))
		}
	}
	count(len(m.Coverage.Packages.Skipped), "package or function not read", "packages or functions not read")
	count(len(m.Coverage.Files), "file outside the build", "files outside the build")
	count(len(m.Unresolved), "place not followed", "places not followed")
	count(len(m.Coverage.Libraries.Unmodelled), "library without a model", "libraries without a model")
	count(len(m.Coverage.Libraries.Unspoken), "call of a known library that its model does not describe", "calls of known libraries that their models do not describe")
	count(len(m.Coverage.Models), "row of a model that fits nothing", "rows of models that fit nothing")
	count(len(m.Coverage.Budgets), "limit reached", "limits reached")
	if len(missing) == 0 {
		return nil
	}
	return exit{exitGate, "coverage is not complete: " + strings.Join(missing, ", ")}
}

// feature narrows a program to the entry points that the patterns name; without patterns it is the whole program.
func feature(p *dfd.Program, patterns []string) (*dfd.Program, error) {
	if len(patterns) == 0 {
		return p, nil
	}
	chosen := map[string]bool{}
	for _, pattern := range patterns {
		ids, err := dfd.SelectEntries(p.Model, pattern)
		if name, _, table := strings.Cut(pattern, "  "); table && err != nil {
			ids, err = dfd.SelectEntries(p.Model, name) // a whole line of gostride features
		}
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			chosen[id] = true
		}
	}
	var ids []string
	for _, e := range p.EntryPoints {
		if chosen[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	s := dfd.Slice(p, ids)
	s.Feature = strings.Join(patterns, ", ")
	return s, nil
}
