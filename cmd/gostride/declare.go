package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/internal/declared"
	"github.com/gostride/gostride/internal/driver"
)

func newDeclare() *cobra.Command {
	var dir string
	var vetFlag bool
	var s declared.Statement
	c := &cobra.Command{
		Use:   "declare",
		Short: "State a control outside the Go code, with the file that proves it",
		Long: `State that a gateway, a proxy or a policy does what the code does not: a rate limit in nginx.conf, a body limit of an ingress.
The statement goes into a file of its own in .gostride/controls; rows that lack the control for the entry points named are
then mitigated as declared. Once the proving file changes, they are open again until the control is declared anew.`,
		Example: "  gostride declare --kind ratelimit --value '20 per 1m, by address' --covers 'POST /login' --proof deploy/nginx.conf \\\n    --reason 'limit_req zone=login in front of all instances'",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			at, err := filepath.Abs(dir)
			if err != nil {
				return err
			}
			root := driver.RootAbove(at)
			if vetFlag {
				return printControls(c, root)
			}
			if missing := unset(c, "kind", "covers", "proof", "reason"); missing != "" {
				return exit{exitUsage, "declare: required: " + missing}
			}
			full := filepath.Join(at, filepath.FromSlash(s.Proof.File))
			rel, err := filepath.Rel(root, full)
			if err != nil {
				return err
			}
			s.Proof.File = filepath.ToSlash(rel)
			name, err := declared.Write(root, s, writeFile)
			if err != nil {
				return exit{exitUsage, "declare: " + err.Error()}
			}
			fmt.Fprintf(c.ErrOrStderr(), "wrote %s; commit it with %s\n", name, s.Proof.File)
			return nil
		},
	}
	fs := c.Flags()
	fs.StringVarP(&dir, "chdir", "C", ".", "the repository, or a `folder` of it")
	fs.StringVar(&s.Kind, "kind", "", "`kind` of control: "+strings.Join(declared.Kinds, ", "))
	fs.StringVar(&s.Value, "value", "", "what it does, in words: `'20 per 1m, by address'`")
	fs.StringArrayVar(&s.Covers, "covers", nil, "entry `points` that it stands in front of, as model --feature takes them; repeat for several")
	fs.StringVar(&s.Proof.File, "proof", "", "the `file` that shows it, in the repository")
	fs.StringVar(&s.Reason, "reason", "", "why it holds, one `sentence`")
	fs.StringVar(&s.By, "by", os.Getenv("GIT_AUTHOR_NAME"), "who states it")
	fs.BoolVar(&vetFlag, "vet-flag", false, "state nothing, print the flag that makes go vet -vettool heed what is stated")
	c.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(declared.Kinds, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// printControls prints the flag by which a vet tool finds the statements of a root.
func printControls(c *cobra.Command, root string) error {
	sum, err := declared.Digest(root)
	if err != nil {
		return exit{exitUsage, "declare: " + err.Error()}
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "-gostride.controls=%s@%s\n", filepath.ToSlash(filepath.Join(root, filepath.FromSlash(declared.Folder))), sum)
	return err
}

// unset lists the flags among names that were not given.
func unset(c *cobra.Command, names ...string) string {
	var out []string
	for _, n := range names {
		if !c.Flags().Changed(n) {
			out = append(out, "--"+n)
		}
	}
	return strings.Join(out, ", ")
}
