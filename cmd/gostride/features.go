package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/stride/report"
)

func newFeatures() *cobra.Command {
	var load loadFlags
	c := &cobra.Command{
		Use:   "features [packages]",
		Short: "List the attack surface, one line an entry point",
		Long: `List the entry points of a program, the most consequential first: who may call it, what it reaches, what the caller
chooses, and how many threats are open. The first column is what --feature takes.`,
		Example: "  gostride features ./...\n  gostride model --feature 'POST /upload' ./...",
		RunE: func(c *cobra.Command, args []string) error {
			p, _, err := load.analyse(c, args)
			if err != nil {
				return err
			}
			list := report.Features(p.Model)
			if len(list) == 0 {
				fmt.Fprintln(c.ErrOrStderr(), noEntry)
			}
			if _, err := io.WriteString(c.OutOrStdout(), report.FeatureTable(list)); err != nil {
				return err
			}
			fmt.Fprint(c.ErrOrStderr(), coverageLines(report.Summary(p.Model)))
			return load.gate(p.Model)
		},
	}
	load.register(c)
	return c
}

// coverageLines are the two lines of a summary that say what was read and what was not.
func coverageLines(summary string) string {
	lines := strings.SplitAfterN(summary, "\n", 3)
	return strings.Join(lines[:min(2, len(lines))], "")
}
