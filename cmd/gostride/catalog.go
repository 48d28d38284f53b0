package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/internal/models"
)

func newCatalog() *cobra.Command {
	c := &cobra.Command{
		Use:   "catalog",
		Short: "What is known of libraries, and how to add one",
		Long: `What the tool knows of Go's libraries is data: which call registers a route, opens a store, sends a message, checks a
credential. Models of your own libraries go into ` + models.Folder + `/*.yaml of the module, in the same format.`,
		Example: "  gostride catalog list --stats\n  gostride catalog show github.com/go-chi/chi/v5.Mux.Get\n  gostride catalog missing --output-dir " + models.Folder + " ./...",
		Args:    noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newCatalogList(), newCatalogShow(), newCatalogCheck(), newCatalogMissing())
	return c
}

// modelFlags name folders of models for commands that read no packages.
type modelFlags struct {
	dir    string
	models []string
}

func (f *modelFlags) register(c *cobra.Command) {
	c.Flags().StringVarP(&f.dir, "chdir", "C", "", "use the models of the module in this `folder`")
	c.Flags().StringArrayVar(&f.models, "models", nil, "`folder` with further models of libraries")
}

// dirs are the folders named, and those of the module and repository that the current folder lies in.
func (f *modelFlags) dirs() ([]models.Dir, error) {
	var out []models.Dir
	for _, d := range f.models {
		if err := folder("--models", d); err != nil {
			return nil, err
		}
		out = append(out, models.Dir{Path: d, Name: filepath.ToSlash(d)})
	}
	if f.dir != "" {
		if err := folder("--chdir", f.dir); err != nil {
			return nil, err
		}
	}
	return append(out, models.Around(f.dir)...), nil
}

// catalogue is the built-in catalogue with the user's, and the user's alone (nil for none).
func (f *modelFlags) catalogue() (all, user *catalog.Catalog, err error) {
	dirs, err := f.dirs()
	if err != nil {
		return nil, nil, err
	}
	if user, err = models.Read(dirs); err != nil {
		return nil, nil, err
	}
	all, err = models.Add(user)
	return all, user, err
}
