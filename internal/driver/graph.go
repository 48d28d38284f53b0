package driver

import (
	"cmp"
	"context"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/gostride/gostride/dfd"
)

// load is the work on one group. Its fields are filled step by step: list, order, dependencies, checkAll.
type load struct {
	config *Config
	group  *group
	root   string // absolute analysed root
	tool   *tool
	env    *environment

	listed   map[string]*listed // the whole graph, by import path
	byPath   map[string]*pkg
	packages []*pkg   // own packages, and external ones that import own ones; imports before importers, else by path
	direct   []string // other external packages that those import, sorted
	skipped  []dfd.Skipped
	deps     string

	fset  *token.FileSet
	sizes types.Sizes

	mu    sync.Mutex
	typed map[string]*types.Package // what importers get, by import path
}

// list is the first step: the package graph without export data.
func (l *load) list(ctx context.Context) error {
	l.tool = newTool(l.config, l.group.dir, l.group.workspace)
	l.listed = map[string]*listed{}
	l.fset, l.typed = token.NewFileSet(), map[string]*types.Package{"unsafe": types.Unsafe}

	errs := make(chan error, 1)
	go func() {
		var err error
		l.env, err = l.tool.environment(ctx)
		errs <- err
	}()
	err := l.tool.list(ctx, func(p *listed) { l.listed[p.ImportPath] = p },
		append([]string{"-deps", graphFields, "--"}, l.group.patterns...)...)
	if e := <-errs; e != nil {
		return e
	}
	if err == nil {
		l.sizes = types.SizesFor("gc", l.env.GOARCH)
	}
	return err
}

// order picks own packages, puts imports before importers, and finds which external packages are needed and how.
func (l *load) order() {
	l.byPath = map[string]*pkg{}
	paths := make([]string, 0, len(l.listed))
	for path, p := range l.listed {
		paths = append(paths, path)
		if l.own(p) && !l.reject(p) {
			l.byPath[path] = l.newPkg(p)
		} else if !p.DepOnly && p.Error != nil {
			l.skip(p.ImportPath, p.Error.Err)
		}
	}
	slices.Sort(paths)

	fromSource := map[string]bool{} // own, or imports own
	direct := map[string]bool{}
	seen := map[string]bool{}
	var visit func(path string)
	visit = func(path string) {
		p := l.listed[path]
		if p == nil || seen[path] {
			return
		}
		seen[path] = true
		imports := l.importsOf(p)
		for _, q := range imports {
			visit(q)
		}
		own := l.byPath[path]
		if own == nil && !slices.ContainsFunc(imports, func(q string) bool { return fromSource[q] }) {
			return
		}
		fromSource[path] = true
		for _, q := range imports {
			if !fromSource[q] {
				direct[q] = true
			}
		}
		if own == nil {
			own = l.newPkg(p)
			own.external = true
		}
		l.packages = append(l.packages, own)
	}
	for _, path := range paths {
		visit(path)
	}
	for path := range direct {
		if !fromSource[path] && path != "unsafe" && l.listed[path] != nil {
			l.direct = append(l.direct, path)
		}
	}
	slices.Sort(l.direct)
	slices.SortFunc(l.skipped, func(a, b dfd.Skipped) int { return cmp.Compare(a.What, b.What) })
}

// importsOf returns the sorted import paths of a package as the graph has them.
func (l *load) importsOf(p *listed) []string {
	out := make([]string, 0, len(p.Imports))
	for _, q := range p.Imports {
		if q != "C" {
			out = append(out, resolve(p, q))
		}
	}
	if len(p.CgoFiles) > 0 {
		out = append(out, implied...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reject reports whether nothing of an own package can be read, and says why.
func (l *load) reject(p *listed) bool {
	if len(p.GoFiles)+len(p.CgoFiles) > 0 {
		return false
	}
	switch {
	case len(p.IgnoredGoFiles) > 0: // nothing of it is built: its files are listed as excluded
	case p.Error != nil && !strings.Contains(p.Error.Err, "no non-test Go files"):
		l.skip(p.ImportPath, p.Error.Err)
	}
	return true
}

func (l *load) skip(what, reason string) {
	l.skipped = append(l.skipped, dfd.Skipped{What: what, Reason: l.plain(reason)})
}

// plain makes a message one line without the absolute path of the analysed root.
func (l *load) plain(msg string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(msg), "\n")
	return strings.ReplaceAll(line, l.root+"/", "")
}
