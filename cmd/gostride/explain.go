package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/checks"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
	"github.com/gostride/gostride/stride"
)

func newExplain() *cobra.Command {
	var load loadFlags
	c := &cobra.Command{
		Use:   "explain [RULE | THREAT [packages]]",
		Short: "Explain a rule, or one threat of a program",
		Long: `Explain a rule: what it reports and what not, its levels and why, the code before and after. Or explain one threat of the
program: where it is, the way there, why it is rated so, what to do. Without an argument, list the rules.`,
		Example: "  gostride explain user-filename\n  gostride explain T-7F2K ./...",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveDefault
			}
			var ids []string
			for _, r := range stride.Rules(checks.All()) {
				ids = append(ids, r.ID+"\t"+r.Title)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			rules := stride.Rules(checks.All())
			if len(args) == 0 {
				for _, r := range rules {
					fmt.Fprintf(c.OutOrStdout(), "%-28s %s\n", r.ID, r.Title)
				}
				return nil
			}
			if r := rule(rules, args[0]); r != nil {
				_, err := io.WriteString(c.OutOrStdout(), stride.Explain(r))
				return err
			}
			if !strings.HasPrefix(args[0], "T-") {
				return exit{exitUsage, fmt.Sprintf("no rule %q: gostride explain lists them; a threat is named like T-7F2K", args[0])}
			}
			p, _, err := load.analyse(c, args[1:])
			if err != nil {
				return err
			}
			i := slices.IndexFunc(p.Threats, func(t *dfd.Threat) bool { return t.ID == args[0] })
			if i < 0 {
				return exit{exitUsage, fmt.Sprintf("no threat %s in this program: gostride model -o - lists them", args[0])}
			}
			t := p.Threats[i]
			writeThreat(c.OutOrStdout(), p.Model, t)
			if r := rule(rules, t.Rule); r != nil {
				fmt.Fprintf(c.OutOrStdout(), "\n%s", stride.Explain(r))
			}
			return nil
		},
	}
	load.register(c)
	return c
}

func rule(rules []*stride.Rule, id string) *stride.Rule {
	i := slices.IndexFunc(rules, func(r *stride.Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return rules[i]
}

// writeThreat tells one threat with all its places.
func writeThreat(w io.Writer, m *dfd.Model, t *dfd.Threat) {
	fmt.Fprintf(w, "%s  %s  %s  %s\n", t.ID, t.Priority, stride.LetterName(t.STRIDE), escape.Line(t.Title))
	fmt.Fprintf(w, "%s; likelihood %s, impact %s\n", t.Status, t.Likelihood, t.Impact)
	paragraph(w, t.Reason)
	for _, why := range append(slices.Clone(t.Because), t.Raised) {
		paragraph(w, why)
	}
	for _, id := range t.EntryPoints {
		if e := m.Entry(id); e != nil {
			fmt.Fprintf(w, "for %s, handled by %s\n", escape.Line(e.Title()), escape.Line(e.Handler))
		}
	}
	places(w, "\nThe way there", t.Trace)
	places(w, "\nEvidence", t.Evidence)
	fmt.Fprintf(w, "\nWhat to do (effort %s)\n  %s\n", t.Mitigation.Effort, escape.Line(t.Mitigation.Action))
	if t.Mitigation.Note != "" {
		fmt.Fprintf(w, "  %s\n", escape.Line(t.Mitigation.Note))
	}
	for _, id := range t.Controls {
		if i := slices.IndexFunc(m.Controls, func(c *dfd.Control) bool { return c.ID == id }); i >= 0 {
			fmt.Fprintf(w, "  control: %s\n", escape.Line(stride.Describe(m.Controls[i])))
		}
	}
}

func paragraph(w io.Writer, s string) {
	if s != "" {
		fmt.Fprintf(w, "  %s\n", escape.Line(s))
	}
}

func places(w io.Writer, title string, ps []dfd.Place) {
	if len(ps) == 0 {
		return
	}
	fmt.Fprintln(w, title)
	for _, p := range ps {
		line := fmt.Sprintf("  %s:%d", p.File, p.Line)
		for _, s := range []string{p.Func, p.What} {
			if s != "" {
				line += "  " + s
			}
		}
		fmt.Fprintln(w, escape.Line(line))
	}
}
