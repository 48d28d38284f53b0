package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/catalog"
)

func newCatalogShow() *cobra.Command {
	var f modelFlags
	c := &cobra.Command{
		Use:     "show LIBRARY | PACKAGE | SYMBOL",
		Short:   "Show what is known of a library, a package or a symbol",
		Long:    "Show what is known of a library, a package, a symbol (import/path.Type.Method), or a class or type of data: a line each.",
		Example: "  gostride catalog show chi\n  gostride catalog show net/http\n  gostride catalog show database/sql.DB.QueryContext\n  gostride catalog show email-address",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return exit{exitUsage, "show: name one library, package, symbol or type of data (gostride catalog list names the libraries)"}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cat, _, err := f.catalogue()
			if err != nil {
				return err
			}
			name := args[0]
			rows := matching(cat, name)
			for _, t := range cat.DataTypes() {
				if t.Type == name || strings.EqualFold(t.Class, name) {
					fmt.Fprintln(c.OutOrStdout(), t.Says())
					name = ""
				}
			}
			if len(rows) == 0 && name != "" {
				return exit{exitUsage, fmt.Sprintf("nothing is known of %q%s; gostride catalog missing lists what has no model and should", name, similar(cat, name))}
			}
			writeRows(c.OutOrStdout(), rows)
			return nil
		},
	}
	f.register(c)
	return c
}

// matching are the rows of a library, a package (of any major) or a symbol.
func matching(cat *catalog.Catalog, name string) []*catalog.Row {
	if rows := cat.Lookup(plainSymbol(name)); rows != nil {
		return rows
	}
	plain := catalog.WithoutMajor(name)
	return slices.DeleteFunc(cat.Rows(), func(r *catalog.Row) bool {
		return !strings.EqualFold(r.Library, name) && r.Package != name && r.Package != plain
	})
}

// plainSymbol takes the pointer out of a method's name: import/path.(*T).M.
func plainSymbol(name string) string {
	return strings.NewReplacer("(*", "", "(", "", ")", "", "*", "").Replace(name)
}

func similar(cat *catalog.Catalog, name string) string {
	var names []string
	for _, f := range cat.Files() {
		names = append(names, f.Library)
	}
	for _, r := range cat.Rows() {
		names = append(names, r.Package, r.Package+"."+r.Symbol)
	}
	for _, t := range cat.DataTypes() {
		names = append(names, t.Type)
	}
	if near := catalog.Nearest(name, names); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}
