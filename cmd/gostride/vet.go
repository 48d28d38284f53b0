package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/program"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/pipeline"
	"github.com/gostride/gostride/stride/report"
)

func newVet() *cobra.Command {
	var load loadFlags
	var absent bool
	c := &cobra.Command{
		Use:   "vet [packages]",
		Short: "Report open threats as diagnostics, one line each",
		Long: `Report the open threats of every program as diagnostics at the place that shows them, one line each, and exit 1 if there
are any. go vet -vettool=$(which gostride) reports the same.

Questions to confirm are not reported; no finding does not mean that the program is secure.`,
		Example: "  gostride vet ./...",
		RunE: func(c *cobra.Command, args []string) error {
			conf, err := load.config(c, args)
			if err != nil {
				return err
			}
			var found []report.Diagnostic
			var gate error
			res, err := pipeline.PerMain(c.Context(), conf, func(p *dfd.Program) {
				found = append(found, report.Vet(p.Model, absent)...)
				if gate == nil {
					gate = load.gate(p.Model)
				}
			})
			clearProgress(c.ErrOrStderr())
			if err != nil {
				return err
			}
			if len(res.Roots) == 0 {
				fmt.Fprintln(c.ErrOrStderr(), "gostride: no main package: findings are decided where a program is whole; gostride model drafts the threat model of a library")
			}
			for _, f := range found {
				name := filepath.Join(res.Root, filepath.FromSlash(f.File))
				fmt.Fprintf(c.OutOrStdout(), "%s:%d:%d: %s\n", shorten(name), f.Line, f.Col, program.Message(f))
			}
			if len(found) > 0 {
				return exit{exitGate, ""}
			}
			return gate
		},
	}
	load.register(c)
	c.Flags().BoolVar(&absent, "absent", true, "also report what was searched for and not found in the code")
	return c
}

// shorten spells a file as a person in the current folder would.
func shorten(name string) string {
	wd, err := filepath.Abs(".")
	if err != nil {
		return name
	}
	if rel, err := filepath.Rel(wd, name); err == nil && len(rel) < len(name) {
		return rel
	}
	return name
}
