package driver

import (
	"path/filepath"
	"strings"
)

// rootOf returns the analysed root of modules: the top of the git work tree that holds them, else the module itself; for
// modules of different roots, the folder that holds all of them. Git is not run.
func rootOf(modules []string) string {
	root := ""
	for _, m := range modules {
		r := up(m, ".git")
		if r == "" {
			r = m
		}
		if root == "" {
			root = r
			continue
		}
		for !Within(root, r) {
			root = filepath.Dir(root)
		}
	}
	return root
}

// Within reports whether path is dir or lies in it.
func Within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// below returns path relative to root with '/'; "" for root itself. A path in the module cache is spelled by its module,
// so that it is the same on every machine.
func (l *load) below(path string) string {
	if path == l.root {
		return ""
	}
	if mods := l.moduleCache(); mods != "" && Within(mods, path) && !Within(mods, l.root) {
		rel, _ := filepath.Rel(mods, path)
		return filepath.ToSlash(rel)
	}
	rel, err := filepath.Rel(l.root, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(rel)
}

// moduleCache is the folder of downloaded modules, "" where the go command could not be asked.
func (l *load) moduleCache() string {
	if l.env == nil {
		return ""
	}
	return l.env.GOMODCACHE
}

// RootAbove returns the analysed root of what lies in a folder: the top of its git work tree, else the folder of the go.mod
// above it, else the folder itself.
func RootAbove(dir string) string {
	for _, mark := range []string{".git", "go.mod"} {
		if r := up(dir, mark); r != "" {
			return r
		}
	}
	return dir
}
