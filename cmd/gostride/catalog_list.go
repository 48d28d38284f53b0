package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/catalog"
)

func newCatalogList() *cobra.Command {
	var f modelFlags
	var stats, unverified bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the libraries that have a model",
		Long: `List the libraries that have a model, one line each: the file, how many symbols, the modules. --stats counts instead: libraries,
symbols per role, and the share of rows that were resolved against the real library at the version in verified.lock.`,
		Example: "  gostride catalog list | grep redis\n  gostride catalog list --stats",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cat, user, err := f.catalogue()
			if err != nil {
				return err
			}
			switch {
			case stats:
				writeStats(c.OutOrStdout(), cat.Stats())
			case unverified:
				writeRows(c.OutOrStdout(), cat.Stats().Unverified)
			default:
				writeFiles(c.OutOrStdout(), cat, user)
			}
			return nil
		},
	}
	f.register(c)
	c.Flags().BoolVar(&stats, "stats", false, "count libraries and symbols per role")
	c.Flags().BoolVar(&unverified, "unverified", false, "list the rows that could not be resolved against the real library")
	c.MarkFlagsMutuallyExclusive("stats", "unverified")
	return c
}

func writeFiles(w io.Writer, cat, user *catalog.Catalog) {
	mine := map[string]bool{}
	if user != nil {
		for _, f := range user.Files() {
			mine[f.Name] = true
		}
	}
	files := cat.Files()
	slices.SortStableFunc(files, func(a, b catalog.File) int { return strings.Compare(a.Library, b.Library) })
	for _, f := range files {
		from := ""
		if mine[f.Name] {
			from = "  (" + f.Name + ")"
		}
		fmt.Fprintf(w, "%-24s %4d symbols  %s%s\n", f.Library, symbols(f), strings.Join(f.Modules, ", "), from)
	}
}

func symbols(f catalog.File) int {
	seen := map[string]bool{}
	for _, r := range f.Rows {
		seen[r.Package+"."+r.Symbol] = true
	}
	return len(seen)
}

func writeStats(w io.Writer, s catalog.Stats) {
	fmt.Fprintf(w, "%6d  third-party libraries (modules, majors counted once)\n", s.Modules)
	fmt.Fprintf(w, "%6d  packages, the standard library's included\n", s.Packages)
	fmt.Fprintf(w, "%6d  symbols, %d of them with a meaning for the diagram\n", s.Symbols, s.Meaningful)
	fmt.Fprintf(w, "%6d  rows, %d verified against the real libraries (%.1f %%)\n", s.Rows, s.Verified, 100*float64(s.Verified)/float64(s.Rows))
	fmt.Fprintf(w, "%6d  technologies\n", s.Technologies)
	fmt.Fprintf(w, "%6d  data types in %d classes\n", s.DataTypes, s.DataClasses)
	fmt.Fprintln(w, "\nsymbols per role")
	for _, r := range s.Roles {
		fmt.Fprintf(w, "%6d  %s\n", r.N, r.Name)
	}
}

// writeRows lists rows, one line each.
func writeRows(w io.Writer, rows []*catalog.Row) {
	for _, r := range rows {
		fmt.Fprintf(w, "%s.%s  %s  (%s)\n", r.Package, r.Symbol, r.Says(), r.Place())
	}
}
