package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/models"
	"github.com/gostride/gostride/internal/unmodelled"
)

// Models says where further models of libraries are: in the folders named, and in .gostride/models of each analysed module
// and of their root, unless the source is not trusted.
type Models struct {
	Dirs []string
	// Moved gives the folder to read instead of one: review reads the base's models for both sides. nil: each as it is.
	Moved func(dir string) string
}

// ModelDirs are the folders of models that count for what was loaded.
func (c Config) ModelDirs(res *driver.Result) []models.Dir {
	moved := c.Models.Moved
	if moved == nil {
		moved = func(dir string) string { return dir }
	}
	var out []models.Dir
	for _, d := range c.Models.Dirs {
		out = append(out, models.Dir{Path: moved(absolute(d)), Name: filepath.ToSlash(d)})
	}
	if c.Untrusted {
		return out
	}
	var dirs []string
	for _, m := range res.Modules {
		dirs = append(dirs, moved(m.Dir))
	}
	for _, d := range models.Of(moved(res.Root), dirs) {
		if !sameAs(out, d) {
			out = append(out, d)
		}
	}
	return out
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

// sameAs: --models .gostride/models names what is read anyway.
func sameAs(list []models.Dir, d models.Dir) bool {
	for _, o := range list {
		if filepath.Clean(o.Path) == filepath.Clean(d.Path) {
			return true
		}
	}
	return false
}

// catalogue is the built-in catalogue with the models that count for what was loaded, and what in those fits nothing.
func (c Config) catalogue(res *driver.Result) (*catalog.Catalog, []dfd.Skipped, error) {
	user, err := models.Read(c.ModelDirs(res))
	if err == nil {
		var cat *catalog.Catalog
		if cat, err = models.Add(user); err == nil {
			return cat, unfit(user, res), nil
		}
	}
	if c.Models.Moved != nil { // a base with broken models: the change that mends them must be reviewable
		cat, err := models.Add(nil)
		return cat, nil, err
	}
	return nil, nil, err
}

// unfit lists the rows of a user that speak of what the packages do not have. The declarations are not needed any more.
func unfit(user *catalog.Catalog, res *driver.Result) (out []dfd.Skipped) {
	for _, f := range models.Against(user, res.Types).Faults {
		if e, ok := errors.AsType[*catalog.Error](f.Err); ok {
			out = append(out, dfd.Skipped{What: fmt.Sprintf("%s:%d", e.File, e.Line), Reason: e.Msg})
		}
	}
	res.Types = nil
	return out
}

// ignored says which models were not read because the source is not trusted.
func (c Config) ignored(res *driver.Result) []dfd.Skipped {
	if !c.Untrusted {
		return nil
	}
	var dirs []string
	for _, m := range res.Modules {
		dirs = append(dirs, m.Dir)
	}
	var out []dfd.Skipped
	for _, d := range models.Of(res.Root, dirs) {
		out = append(out, dfd.Skipped{What: d.Name, Reason: "models that come with source that is not trusted are not read; --models names a folder of your own"})
	}
	return out
}

// Missing lists the libraries that the program uses and that should have a model and have none. It needs Config.KeepTypes.
func Missing(ctx context.Context, c Config) ([]unmodelled.Library, error) {
	res, err := driver.Load(ctx, c.Config)
	if err != nil {
		return nil, err
	}
	types := res.Types
	cat, _, err := c.catalogue(res)
	if err != nil {
		return nil, err
	}
	res.Types = types
	return unmodelled.Find(res, cat), nil
}

// Fits holds the models in folders against the packages that a configuration names.
func Fits(ctx context.Context, c Config, user *catalog.Catalog) (models.Fits, error) {
	c.KeepTypes, c.TypesOnly = true, true
	res, err := driver.Load(ctx, c.Config)
	if err != nil {
		return models.Fits{}, err
	}
	return models.Against(user, res.Types), nil
}
