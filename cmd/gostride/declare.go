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
	for _, name := range []string{"kind", "covers", "proof", "reason"} {
		c.MarkFlagRequired(name)
	}
	c.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(declared.Kinds, cobra.ShellCompDirectiveNoFileComp))
	return c
}
