package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/pipeline"
	"github.com/gostride/gostride/internal/unmodelled"
)

func newCatalogMissing() *cobra.Command {
	var load loadFlags
	var skeletons bool
	var out string
	c := &cobra.Command{
		Use:   "missing [packages]",
		Short: "List imported libraries that should have a model and have none",
		Long: `List the libraries that a program imports, that reach the network, a database, files, cryptography or processes, and that
nothing is known of: what it does with them is missing from its threat model.

--skeleton drafts a model of each, with the signatures of what the program uses; --output-dir writes one file a library.
A draft loads, and says nothing of what still has the role draft.`,
		Example: "  gostride catalog missing ./...\n  gostride catalog missing --output-dir .gostride/models ./...",
		RunE: func(c *cobra.Command, args []string) error {
			conf, err := load.config(c, args)
			if err != nil {
				return err
			}
			conf.KeepTypes = true
			libs, err := pipeline.Missing(c.Context(), conf)
			clearProgress(c.ErrOrStderr())
			switch {
			case err != nil:
				return err
			case out != "":
				return writeSkeletons(c, out, libs)
			case skeletons:
				for i, l := range libs {
					if i > 0 {
						fmt.Fprintln(c.OutOrStdout(), "---")
					}
					if _, err := io.WriteString(c.OutOrStdout(), unmodelled.Skeleton(l)); err != nil {
						return err
					}
				}
				return nil
			}
			for _, l := range libs {
				fmt.Fprintf(c.OutOrStdout(), "%-48s %-36s %s\n", l.Path, strings.Join(l.Touches, ", "), dfd.Count(len(l.Symbols), "symbol")+" used")
			}
			if len(libs) == 0 {
				fmt.Fprintln(c.ErrOrStderr(), "every imported library that touches network, storage, crypto or processes has a model")
			}
			return nil
		},
	}
	load.register(c)
	c.Flags().BoolVar(&skeletons, "skeleton", false, "print a draft of a model of each")
	c.Flags().StringVar(&out, "output-dir", "", "write the drafts into this `folder`, one file a library")
	return c
}

// writeSkeletons writes a file for each library. One that is there is left alone.
func writeSkeletons(c *cobra.Command, dir string, libs []unmodelled.Library) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cannotWrite(dir, err)
	}
	for _, l := range libs {
		name := filepath.Join(dir, strings.NewReplacer("/", "-", ".", "-").Replace(l.Path)+".yaml")
		if _, err := os.Lstat(name); err == nil {
			fmt.Fprintf(c.ErrOrStderr(), "%s is there and stays as it is\n", name)
			continue
		}
		if err := writeFile(name, []byte(unmodelled.Skeleton(l))); err != nil {
			return err
		}
		fmt.Fprintln(c.OutOrStdout(), name)
	}
	return nil
}
