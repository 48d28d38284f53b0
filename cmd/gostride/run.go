package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitOK    = 0 // also with open threats, in model and dfd
	exitGate  = 1 // a gate, or findings
	exitUsage = 2 // usage, or nothing could be analysed
)

// exit is an error that decides the exit code. Without a text nothing more is said.
type exit struct {
	code int
	text string
}

func (e exit) Error() string { return e.text }

// Run is the whole command: arguments without the program's name in, exit code out.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	var e exit
	switch {
	case ctx.Err() != nil:
		e = exit{exitUsage, "interrupted"}
	case !errors.As(err, &e):
		e = exit{exitUsage, err.Error()}
	}
	if e.text != "" {
		line, rest, _ := strings.Cut(e.text, "\n")
		if rest != "" && os.Getenv("GOSTRIDE_DEBUG") != "" {
			fmt.Fprintln(stderr, rest)
		}
		if n := strings.Count(strings.TrimSpace(rest), "\n"); rest != "" && !strings.HasPrefix(line, "internal error") {
			line += fmt.Sprintf(" (and %d more)", n+1)
		}
		fmt.Fprintf(stderr, "gostride: %s\n", printable(line))
	}
	return e.code
}

// printable drops what could drive a terminal: errors quote names of the analysed source.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '?'
		}
		return r
	}, s)
}

func newRoot() *cobra.Command {
	features := newFeatures()
	root := &cobra.Command{
		Use:   "gostride [packages]",
		Short: "Draft the threat model of a Go program from its source",
		Long: `gostride reads Go source and drafts its threat model: what the program is (a data-flow diagram), what can go wrong
(STRIDE), what to do about it, and what a second reader must look at. It opens no connection and runs nothing of what it reads.

Without a command it prints the attack surface of the module in the current folder, or of the packages named, as gostride features
does.`,
		Example:       "  gostride\n  gostride model ./...\n  go vet -vettool=$(which gostride) ./...",
		Args:          patterns,
		RunE:          features.RunE,
		SilenceUsage:  true,
		SilenceErrors: true,

		SuggestionsMinimumDistance: 2,
	}
	root.Flags().AddFlagSet(features.Flags())
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return exit{exitUsage, fmt.Sprintf("%v (see %s --help)", err, c.CommandPath())}
	})
	root.AddCommand(features, newModel(), newDFD(), newMerge(), newVet(), newReview(), newExplain(), newDeclare(), newCatalog(), newVersion())
	return root
}

// patterns lets packages past, which gostride features takes (./..., ../library, example.com/app/...), and refuses what looks like
// a command and is none.
func patterns(c *cobra.Command, args []string) error {
	if len(args) > 0 && (strings.HasPrefix(args[0], ".") || strings.ContainsAny(args[0], `/\`)) {
		return nil
	}
	return noArgs(c, args)
}

// noArgs refuses what is not a command, with the commands that look like it.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	msg := fmt.Sprintf("unknown command %q", args[0])
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		msg += fmt.Sprintf(" (did you mean %s?)", strings.Join(near, " or "))
	}
	return exit{exitUsage, msg}
}
