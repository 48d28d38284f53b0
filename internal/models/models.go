// Package models finds and reads the models of libraries that a team adds to the built-in ones.
//
// In: folders, each with the name that messages and reports call it by. Out: the catalogue with what they say, or every
// mistake in them. A folder belongs to the analysed repository and is a policy of it: review reads the base's, and source
// that is not trusted brings none.
package models

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Folder is where a module keeps its models.
const Folder = ".gostride/models"

// Dir is a folder of models.
type Dir struct {
	Path string // where it is read
	Name string // what it is called: relative to the analysed root, '/'-separated
}

// Of returns the folders that modules in these folders have, named relative to root.
func Of(root string, modules []string) []Dir {
	var out []Dir
	for _, m := range append([]string{root}, modules...) {
		dir := filepath.Join(m, filepath.FromSlash(Folder))
		if st, err := os.Stat(dir); err != nil || !st.IsDir() {
			continue
		}
		d := Dir{Path: dir, Name: named(root, dir)}
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

func named(root, dir string) string {
	if rel, err := filepath.Rel(root, dir); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(dir)
}

// Read reads folders as one catalogue, without the built-in one; nil for none.
func Read(dirs []Dir) (*catalog.Catalog, error) {
	if len(dirs) == 0 {
		return nil, nil
	}
	var folders []catalog.Folder
	for _, d := range dirs {
		folders = append(folders, catalog.Folder{Name: d.Name, FS: os.DirFS(d.Path)})
	}
	return catalog.LoadFolders(folders...)
}

// Add returns the built-in catalogue with a user's, which may be nil.
func Add(user *catalog.Catalog) (*catalog.Catalog, error) {
	cat, err := catalog.Builtin()
	if err != nil {
		return nil, fmt.Errorf("built-in catalogue: %w", err)
	}
	if user == nil {
		return cat, nil
	}
	return cat.With(user)
}

// Flag reads the folder that an analyzer's flag names, FOLDER@DIGEST. The digest is part of the flag so that what caches
// findings by flags, as go vet does, notices a changed model. A relative folder is one of dir.
func Flag(value, dir string) (*catalog.Catalog, error) {
	user, err := Named(value, dir)
	if err != nil {
		return nil, err
	}
	return Add(user)
}

// Named is what Flag reads, without the built-in models.
func Named(value, dir string) (*catalog.Catalog, error) {
	name, digest, ok := cutLast(value)
	path := filepath.FromSlash(name)
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("models %s: no such folder in %s; name it relative to the main package's module, or absolutely", name, dir)
		}
		return nil, fmt.Errorf("models %s: %w", name, err)
	}
	user, err := Read([]Dir{{Path: path, Name: filepath.ToSlash(name)}})
	if err != nil {
		return nil, err
	}
	if want := Digest(user); !ok || digest != want {
		return nil, fmt.Errorf("models %s: the flag must be %s@%s, with what the folder holds now, or cached findings would miss a change (gostride catalog check --vet-flag prints it)", name, name, want)
	}
	return user, nil
}

// Digest identifies what a user's models say, short enough for a flag.
func Digest(user *catalog.Catalog) string { return user.Digest()[:12] }

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '@')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// Around returns the folders of models of the module that dir lies in, and of its repository.
func Around(dir string) []Dir {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	var modules []string
	root := ""
	for at := abs; ; at = filepath.Dir(at) {
		_, mod := os.Stat(filepath.Join(at, "go.mod"))
		_, git := os.Stat(filepath.Join(at, ".git"))
		if mod == nil && root == "" || git == nil {
			modules, root = append(modules, at), at
		}
		if git == nil || at == filepath.Dir(at) {
			break
		}
	}
	if root == "" {
		return nil
	}
	return Of(root, modules)
}
