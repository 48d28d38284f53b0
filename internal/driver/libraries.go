package driver

import (
	"path/filepath"
	"slices"
)

// touching are the packages that make a library worth an element of its own when nothing else is known of it.
var touching = []string{"database/sql/driver", "net", "os/exec"}

// libraries lists the external packages that own ones import, and which of touching they reach.
func (l *load) libraries() []Library {
	reach := map[string][]string{}
	var visit func(path string) []string
	visit = func(path string) []string {
		if r, ok := reach[path]; ok {
			return r
		}
		reach[path] = nil
		p := l.listed[path]
		if p == nil {
			return nil
		}
		var r []string
		if slices.Contains(touching, path) {
			r = append(r, path)
		}
		for _, q := range p.Imports {
			r = append(r, visit(resolve(p, q))...)
		}
		slices.Sort(r)
		reach[path] = slices.Compact(r)
		return reach[path]
	}
	used := map[string]bool{}
	for _, p := range l.packages {
		for _, q := range p.Imports {
			if !p.external && !l.isOwn(q) {
				used[q] = true
			}
		}
	}
	var out []Library
	for path := range used {
		p := l.listed[path]
		if p == nil || path == "unsafe" || path == "C" {
			continue
		}
		lib := Library{Path: path, Std: p.Standard, Reaches: visit(path), Imports: slices.Sorted(slices.Values(p.Imports))}
		for _, f := range p.GoFiles {
			lib.Files = append(lib.Files, filepath.Join(p.Dir, f))
		}
		if p.Module != nil {
			lib.Module, lib.Version = p.Module.Path, p.Module.Version
		}
		out = append(out, lib)
	}
	return out
}
