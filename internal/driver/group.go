package driver

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// group is what one load reads: patterns of one module, or of one workspace.
type group struct {
	dir       string   // absolute; the folder of its go.mod or go.work
	workspace bool     // dir holds a go.work that counts
	module    string   // absolute; the folder of the first pattern's go.mod
	patterns  []string // relative to dir, or import paths
}

// groups sorts patterns by the nearest go.mod or go.work, in the order in which those are first named.
func groups(c *Config) ([]*group, error) {
	base, err := filepath.Abs(c.Dir)
	if err != nil {
		return nil, err
	}
	if err := isDir(base); err != nil {
		return nil, err
	}
	patterns := c.Patterns
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	var out []*group
	for _, p := range patterns {
		found, err := locate(c, base, p)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			i := slices.IndexFunc(out, func(g *group) bool { return g.dir == f.dir && g.workspace == f.workspace })
			if i < 0 {
				out = append(out, f)
			} else if !slices.Contains(out[i].patterns, f.patterns[0]) {
				out[i].patterns = append(out[i].patterns, f.patterns...)
			}
		}
	}
	return out, nil
}

// locate returns the group of one pattern; several where a folder without a go.mod holds modules.
func locate(c *Config, base, pattern string) ([]*group, error) {
	dir, rest, local := split(base, pattern)
	if !local {
		g, err := enclosing(c, base)
		if err != nil {
			return nil, err
		}
		g.patterns = []string{pattern}
		return []*group{g}, nil
	}
	if err := isDir(dir); err != nil {
		return nil, err
	}
	if rest == "" && !hasGo(dir) {
		rest = "..." // a folder of folders
	}
	if g, err := enclosing(c, dir); err == nil {
		g.patterns = []string{relative(g.dir, dir, rest)}
		return []*group{g}, nil
	} else if rest == "" {
		return nil, err
	} else if below := modulesBelow(dir); len(below) > 0 {
		return each(c, below)
	} else {
		return nil, err
	}
}

// each returns a group for each module folder, all its packages.
func each(c *Config, modules []string) ([]*group, error) {
	var out []*group
	for _, m := range modules {
		g, err := enclosing(c, m)
		if err != nil {
			return nil, err
		}
		g.patterns = []string{relative(g.dir, m, "...")}
		out = append(out, g)
	}
	return out, nil
}

// split parts a pattern into the folder that it starts in and the rest from the first "..." on. What names an existing
// file or folder is a path even without "./" in front: import paths of other modules are never analysed.
func split(base, pattern string) (dir, rest string, local bool) {
	path := filepath.ToSlash(pattern)
	if i := strings.Index(path, "..."); i >= 0 {
		cut := strings.LastIndex(path[:i], "/") + 1
		path, rest = path[:cut], path[cut:]
	}
	dir = filepath.FromSlash(path)
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(base, dir)
	}
	explicit := filepath.IsAbs(pattern) || slices.Contains([]string{".", ".."}, strings.SplitN(pattern, "/", 2)[0])
	if !explicit {
		if _, err := os.Stat(dir); path == "" || err != nil {
			return base, "", false
		}
	}
	return filepath.Clean(dir), rest, true
}

// relative spells the pattern of a folder as the go command wants it, relative to root.
func relative(root, dir, rest string) string {
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		rel = dir
	}
	p := "./" + filepath.ToSlash(rel)
	if rel == "." {
		p = "."
	}
	if rest != "" {
		p += "/" + rest
	}
	return p
}

// enclosing finds the module that a folder belongs to, and the workspace if one lists that module.
func enclosing(c *Config, dir string) (*group, error) {
	mod := up(dir, "go.mod")
	if mod == "" {
		return nil, &NothingError{fmt.Sprintf("no go.mod in %s or any folder above it: name a folder inside a Go module", dir)}
	}
	if work := workspaceOf(c, dir); work != "" {
		used, err := usedModules(work)
		if err != nil {
			return nil, err
		}
		if slices.Contains(used, mod) {
			return &group{dir: filepath.Dir(work), workspace: true, module: mod}, nil
		}
	}
	return &group{dir: mod, module: mod}, nil
}

// workspaceOf returns the go.work file that counts for a folder, "" for none.
func workspaceOf(c *Config, dir string) string {
	env := c.Env
	if env == nil {
		env = os.Environ()
	}
	for _, kv := range slices.Backward(env) {
		if v, ok := strings.CutPrefix(kv, "GOWORK="); ok && v == "off" {
			return ""
		} else if ok && v != "" {
			return v
		}
	}
	if d := up(dir, "go.work"); d != "" {
		return filepath.Join(d, "go.work")
	}
	return ""
}

// usedModules returns the absolute folders that a go.work lists.
func usedModules(work string) ([]string, error) {
	data, err := os.ReadFile(work)
	if err != nil {
		return nil, err
	}
	f, err := modfile.ParseWork(work, data, nil)
	if err != nil {
		line, _, _ := strings.Cut(err.Error(), "\n")
		return nil, errors.New(line)
	}
	var out []string
	for _, u := range f.Use {
		d := filepath.FromSlash(u.Path)
		if !filepath.IsAbs(d) {
			d = filepath.Join(filepath.Dir(work), d)
		}
		out = append(out, filepath.Clean(d))
	}
	return out, nil
}

// modulesBelow returns the folders below dir that hold a go.mod, sorted, leaving out what the go command never enters.
func modulesBelow(dir string) []string {
	var out []string
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // unreadable: nothing to find there
		case d.IsDir() && path != dir && skipped(d.Name()):
			return fs.SkipDir
		case d.Name() == "go.mod" && !d.IsDir():
			out = append(out, filepath.Dir(path))
		}
		return nil
	})
	slices.Sort(out)
	return out
}

// skipped reports whether "..." never enters a folder of that name.
func skipped(name string) bool {
	return name[0] == '.' || name[0] == '_' || slices.Contains([]string{"vendor", "testdata", "node_modules"}, name)
}

// up returns the nearest folder at or above dir that holds name, "" for none.
func up(dir, name string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func isDir(path string) error {
	st, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such folder", path)
	case err != nil:
		return err
	case !st.IsDir():
		return fmt.Errorf("%s is a file: name a folder or a package pattern", path)
	}
	return nil
}

func hasGo(dir string) bool {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	return err == nil && len(names) > 0
}
