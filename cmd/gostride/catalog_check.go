package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/models"
	"github.com/gostride/gostride/internal/pipeline"
)

func newCatalogCheck() *cobra.Command {
	var f modelFlags
	var vetFlag bool
	c := &cobra.Command{
		Use:   "check [folder]...",
		Short: "Check models of your own",
		Long: `Check the models in the folders named, or those in ` + models.Folder + ` of the module: keys, roles, places, duplicates, whether
they contradict each other or the built-in ones, and whether the packages that the module imports have what the rows speak of. All
mistakes are listed, each with file and line; exit status 1 if there is one.

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
				return mistakes(c, err, "nothing of these models is used until they are gone")
			}
			if err := held(c, &f, user, vetFlag); err != nil {
				return err
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
				drafts := ""
				if file.Drafts > 0 {
					drafts = fmt.Sprintf(", %s (nothing is known of them before they have a role)", dfd.Count(file.Drafts, "draft"))
				}
				fmt.Fprintf(c.OutOrStdout(), "%s: %s, %s%s\n", file.Name, file.Library, dfd.Count(len(file.Rows), "row"), drafts)
			}
			return nil
		},
	}
	f.register(c)
	c.Flags().BoolVar(&vetFlag, "vet-flag", false, "print the flag that go vet -vettool needs")
	return c
}

// held holds the rows against the packages that the module imports, where there is a module. What they do not fit is a mistake.
func held(c *cobra.Command, f *modelFlags, user *catalog.Catalog, quiet bool) error {
	fits, err := pipeline.Fits(c.Context(), pipeline.Config{Config: driver.Config{Dir: f.dir}}, user)
	if c.Context().Err() != nil {
		return c.Context().Err()
	}
	if err != nil {
		fmt.Fprintln(c.ErrOrStderr(), printable("not held against the libraries: "+strings.ReplaceAll(err.Error(), "\n", " ")))
		return nil
	}
	if len(fits.Faults) > 0 {
		return mistakes(c, fits.Err(), "what these rows say is used nowhere")
	}
	if quiet {
		return nil
	}
	for _, e := range fits.Elsewhere {
		near := ""
		if e.Near != "" {
			near = "; most like it is " + e.Near
		}
		fmt.Fprintf(c.ErrOrStderr(), "%s of %s: no package here imports it, so not held against it%s\n", dfd.Count(e.Rows, "row"), printable(e.Package), printable(near))
	}
	return nil
}

// mistakes lists all of a joined error, one line each; then says what becomes of the models.
func mistakes(c *cobra.Command, err error, then string) error {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return err
	}
	list := joined.Unwrap()
	for _, e := range list {
		fmt.Fprintln(c.OutOrStdout(), printable(strings.ReplaceAll(e.Error(), "\n", " ")))
	}
	return exit{exitGate, dfd.Count(len(list), "mistake") + "; " + then}
}
