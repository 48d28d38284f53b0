package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/models"
)

func newCatalogCheck() *cobra.Command {
	var f modelFlags
	var vetFlag bool
	c := &cobra.Command{
		Use:   "check [folder]...",
		Short: "Check models of your own",
		Long: `Check the models in the folders named, or those in ` + models.Folder + ` of the module: keys, roles, places, duplicates, and whether
they contradict each other or the built-in ones. All mistakes are listed, each with file and line; exit status 1 if there is one.

--vet-flag prints the flag that makes go vet use them. It holds a digest of the models, so that go vet's cache notices a change:

  go vet -vettool=$(which gostride) $(gostride catalog check --vet-flag) ./...`,
		Example: "  gostride catalog check\n  gostride catalog check models/",
		RunE: func(c *cobra.Command, args []string) error {
			dirs, err := f.dirs()
			if err != nil {
				return err
			}
			if len(args) > 0 {
				dirs = nil
			}
			for _, a := range args {
				if err := folder("check", a); err != nil {
					return err
				}
				dirs = append(dirs, models.Dir{Path: a, Name: filepath.ToSlash(filepath.Clean(a))})
			}
			if len(dirs) == 0 {
				return exit{exitUsage, "no models: put them into " + models.Folder + "/*.yaml of the module, or name their folder"}
			}
			user, err := models.Read(dirs)
			if err == nil {
				_, err = models.Add(user)
			}
			if err != nil {
				return mistakes(c, err)
			}
			if vetFlag {
				if len(dirs) != 1 {
					return exit{exitUsage, "--vet-flag: go vet takes one folder of models; name it"}
				}
				abs, err := filepath.Abs(dirs[0].Path)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(c.OutOrStdout(), "-gostride.models=%s@%s\n", filepath.ToSlash(abs), models.Digest(user))
				return err
			}
			for _, file := range user.Files() {
				fmt.Fprintf(c.OutOrStdout(), "%s: %s, %s\n", file.Name, file.Library, dfd.Count(len(file.Rows), "row"))
			}
			return nil
		},
	}
	f.register(c)
	c.Flags().BoolVar(&vetFlag, "vet-flag", false, "print the flag that go vet -vettool needs")
	return c
}

// mistakes lists all of a joined error, one line each.
func mistakes(c *cobra.Command, err error) error {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return err
	}
	list := joined.Unwrap()
	for _, e := range list {
		fmt.Fprintln(c.OutOrStdout(), printable(strings.ReplaceAll(e.Error(), "\n", " ")))
	}
	return exit{exitGate, dfd.Count(len(list), "mistake") + "; nothing of these models is used until they are gone"}
}
