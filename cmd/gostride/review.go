package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/diff"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/models"
	"github.com/gostride/gostride/internal/pipeline"
	"github.com/gostride/gostride/internal/worktree"
)

// reviewFlags are the flags of review.
type reviewFlags struct {
	load   loadFlags
	base   string
	format string
	out    string
	failOn string
}

func newReview() *cobra.Command {
	var f reviewFlags
	c := &cobra.Command{
		Use:   "review [packages]",
		Short: "Say what a change does to the threat model",
		Long: `Compare the working tree with an earlier commit, and list what the change adds to and removes from the threat model: entry
points, elements, crossings, controls, threats. A refactoring, a rename or a comment changes nothing.

Models in .gostride/models are the base's, for both sides: a change cannot alter what it is judged by. A new or changed model
is shown first.

The base is checked out into a temporary folder, which is removed again. By default it is the commit where the branch left
the default branch; on the default branch itself it is HEAD.`,
		Example: "  gostride review\n  gostride review --base origin/main --format md --fail-on high ./...",
		RunE:    func(c *cobra.Command, args []string) error { return f.run(c, args) },
	}
	f.load.register(c)
	fs := c.Flags()
	fs.StringVar(&f.base, "base", "", "compare with this `revision`")
	fs.StringVar(&f.format, "format", "text", "output `format`: text, md")
	fs.StringVarP(&f.out, "output", "o", "", "write to this `file`; - is standard output")
	fs.StringVar(&f.failOn, "fail-on", "", "exit 1 if the change makes something worse that is `high`, or on any change")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "md"}, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions([]string{"high", "any"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (f *reviewFlags) run(c *cobra.Command, args []string) error {
	write := map[string]func(io.Writer, *diff.Delta) error{
		"text": diff.WriteText, "md": diff.WriteMarkdown, "markdown": diff.WriteMarkdown,
	}[f.format]
	switch {
	case write == nil:
		return exit{exitUsage, fmt.Sprintf("--format %s: use text or md", f.format)}
	case f.failOn != "" && f.failOn != "high" && f.failOn != "any":
		return exit{exitUsage, fmt.Sprintf("--fail-on %s: use high or any", f.failOn)}
	}
	delta, head, err := f.compare(c, args)
	if err != nil {
		return err
	}
	if err := output(c, f.out, func(w io.Writer) error { return write(w, delta) }); err != nil {
		return err
	}
	if f.fails(delta) {
		return exit{exitGate, ""}
	}
	return f.load.gate(head)
}

// fails is the gate of --fail-on.
func (f *reviewFlags) fails(d *diff.Delta) bool {
	if f.failOn == "any" {
		return !d.Empty()
	}
	for _, ch := range d.Changes {
		if f.failOn == "high" && ch.Effect == "worse" && strings.EqualFold(ch.Severity, "high") {
			return true
		}
	}
	return false
}

// compare analyses base and working tree, and returns the difference and the working tree's model.
func (f *reviewFlags) compare(c *cobra.Command, args []string) (*diff.Delta, *dfd.Model, error) {
	ctx := c.Context()
	repo, err := worktree.Open(ctx, f.load.dir)
	if err != nil {
		return nil, nil, err
	}
	var commit string
	if f.base == "" {
		commit, err = repo.Base(ctx)
	} else {
		commit, err = repo.Resolve(ctx, f.base)
	}
	if err != nil {
		return nil, nil, err
	}
	conf, err := f.load.config(c, args)
	if err != nil {
		return nil, nil, err
	}
	defer clearProgress(c.ErrOrStderr())
	tree, err := repo.Add(ctx, commit)
	if err != nil {
		return nil, nil, err
	}
	defer tree.Close()
	at := basis{repo.Top, tree.Dir}
	conf.Models.Moved = at.moved
	base := make(chan error, 1)
	var before *dfd.Model
	go func() {
		var err error
		before, err = at.earlier(ctx, conf)
		base <- err
	}()
	after, res, headErr := pipeline.Run(ctx, conf)
	if err := <-base; err != nil { // waits: the checkout must be gone before we are
		return nil, nil, fmt.Errorf("analysing the base %.12s: %w", commit, err)
	}
	if headErr != nil {
		return nil, nil, headErr
	}
	keepIDs(after, res)
	policy, err := policyChanges(conf, res)
	if err != nil {
		return nil, nil, err
	}
	delta := diff.Compare(before, after.Model)
	delta.AddPolicy(policy...)
	return delta, after.Model, nil
}

// policyChanges says what the change does to the models that come with the source.
func policyChanges(conf pipeline.Config, res *driver.Result) ([]diff.Change, error) {
	before, broken := models.Read(conf.ModelDirs(res)) // broken ones count for nothing
	conf.Models.Moved = nil
	after, err := models.Read(conf.ModelDirs(res))
	if err != nil {
		return nil, err
	}
	if _, err := models.Add(after); err != nil {
		return nil, err
	}
	var out []diff.Change
	if broken != nil {
		line, _, _ := strings.Cut(broken.Error(), "\n")
		out = append(out, diff.Change{Area: diff.Policy, Kind: "changed", Effect: "neutral", Severity: "high", Subject: "the base's", Before: "not used: " + line})
	}
	for _, ch := range models.Changes(before, after) {
		c := diff.Change{Area: diff.Policy, Kind: ch.Kind, Effect: "neutral", Severity: "medium", Subject: ch.File, Before: ch.Before, After: ch.After}
		if ch.Trusts {
			c.Severity = "high" // a finding may disappear by it
		}
		out = append(out, c)
	}
	return out, nil
}

// basis is where the base is checked out.
type basis struct{ top, dir string }

// moved is the place in the base of a path in the working tree.
func (b basis) moved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if driver.Within(b.dir, path) {
		return path
	}
	if rel, err := filepath.Rel(b.top, path); err == nil && driver.Within(b.top, path) {
		return filepath.Join(b.dir, rel)
	}
	return path
}

// earlier analyses the same packages as they were at the base. Where their folder did not exist yet the model is empty.
func (b basis) earlier(ctx context.Context, conf pipeline.Config) (*dfd.Model, error) {
	dir, err := filepath.Abs(conf.Dir)
	if err != nil {
		return nil, err
	}
	conf.Dir, conf.Progress = b.moved(dir), nil
	if _, err := os.Stat(conf.Dir); err != nil {
		return &dfd.Model{}, nil
	}
	patterns := make([]string, len(conf.Patterns))
	for i, p := range conf.Patterns {
		if patterns[i] = p; filepath.IsAbs(p) {
			patterns[i] = b.moved(p)
		}
	}
	conf.Patterns = patterns
	p, _, err := pipeline.Run(ctx, conf)
	var nothing *driver.NothingError
	switch {
	case errors.As(err, &nothing):
		return &dfd.Model{}, nil
	case err != nil:
		return nil, err
	}
	return p.Model, nil
}
