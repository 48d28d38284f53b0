package driver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Load reads the packages that the patterns name and all own packages they import. Packages that could not be read are
// in the result; an error means that nothing could be.
func Load(ctx context.Context, c Config) (*Result, error) {
	gs, err := groups(&c)
	if err != nil {
		return nil, err
	}
	var modules []string
	for _, g := range gs {
		modules = append(modules, g.module)
	}
	res := &Result{Root: rootOf(modules)}
	for _, g := range gs {
		l := &load{config: &c, group: g, root: res.Root}
		if err := l.run(ctx); err != nil {
			if ctx.Err() != nil || len(gs) == 1 {
				return nil, err
			}
			res.Skipped = append(res.Skipped, dfd.Skipped{What: l.moduleName(), Reason: l.plain(err.Error())})
			continue
		}
		l.join(res)
	}
	res.sort()
	if len(res.Packages) == 0 {
		return nil, nothing(res, c.Patterns)
	}
	return res, nil
}

// moduleName names a module that could not be read.
func (l *load) moduleName() string {
	if dir := l.below(l.group.dir); dir != "" {
		return "module in " + dir
	}
	return "module"
}

// NothingError says that there is nothing to analyse where the patterns point: no module, or no package.
type NothingError struct{ text string }

func (e *NothingError) Error() string { return e.text }

// nothing says why no package was read.
func nothing(res *Result, patterns []string) error {
	if len(res.Skipped) > 0 {
		s := res.Skipped[0]
		return fmt.Errorf("nothing could be analysed: %s: %s", s.What, s.Reason)
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	return &NothingError{"nothing to analyse: " + strings.Join(patterns, " ") +
		" matches no package of this module with Go files (--include PREFIX adds packages from elsewhere)"}
}

// run does the two steps and the passes for one group.
func (l *load) run(ctx context.Context) error {
	l.config.step("listing packages", 0, 0)
	if err := l.list(ctx); err != nil {
		return err
	}
	l.order()
	if len(l.packages) == 0 {
		return nil
	}
	if err := l.cgo(ctx); err != nil {
		return err
	}
	defer l.prefetch(ctx)()
	l.config.step("reading dependencies", 0, 0)
	if err := l.dependencies(ctx); err != nil {
		return err
	}
	if err := l.checkAll(ctx); err != nil {
		return err
	}
	return ctx.Err()
}

// join adds what one group gave to the whole. A package that two groups hold (a local replacement) counts once.
func (l *load) join(res *Result) {
	have := map[string]bool{}
	for _, p := range res.Packages {
		have[p.Path] = true
	}
	for _, p := range l.packages {
		if p.external {
			continue
		}
		res.Skipped = append(res.Skipped, p.skipped...)
		if !p.failed && !have[p.ImportPath] {
			res.Packages = append(res.Packages, &Package{
				Path: p.ImportPath, Name: p.Name, Module: p.module(), Dir: l.below(p.Dir), Summary: p.summary,
			})
		}
		if !p.DepOnly {
			res.Matched = append(res.Matched, p.ImportPath)
			if p.Name == "main" {
				res.Roots = append(res.Roots, p.ImportPath)
			}
		}
		res.Excluded = append(res.Excluded, l.excluded(p.listed)...)
	}
	res.Skipped = append(res.Skipped, l.skipped...)
	res.Libraries = append(res.Libraries, l.libraries()...)
	res.Modules = append(res.Modules, l.modules()...)
	l.keepTypes(res)
	res.Build = dfd.Build{GOOS: l.env.GOOS, GOARCH: l.env.GOARCH, Tags: slices.Sorted(slices.Values(l.config.Tags)), CGO: l.env.CGO_ENABLED == "1"}
	if res.Deps == "" {
		res.Deps = l.deps
	}
}

// keepTypes hands on the declarations of packages, where they are wanted.
func (l *load) keepTypes(res *Result) {
	if !l.config.KeepTypes {
		return
	}
	if res.Types == nil {
		res.Types = map[string]*types.Package{}
	}
	for path, t := range l.typed {
		if res.Types[path] == nil {
			res.Types[path] = t
		}
	}
}

// sort brings the joined lists into their order and drops what several groups gave.
func (r *Result) sort() {
	r.Roots = sorted(r.Roots, strings.Compare)
	r.Matched = sorted(r.Matched, strings.Compare)
	r.Libraries = sorted(r.Libraries, func(a, b Library) int { return cmp.Compare(a.Path, b.Path) })
	r.Excluded = sorted(r.Excluded, func(a, b Excluded) int { return cmp.Compare(a.File, b.File) })
	r.Skipped = sorted(r.Skipped, func(a, b dfd.Skipped) int {
		return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Reason, b.Reason))
	})
	r.Modules = unique(r.Modules)
}

func sorted[T any](s []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(s, compare)
	return slices.CompactFunc(s, func(a, b T) bool { return compare(a, b) == 0 })
}

func unique(ms []Module) []Module {
	var out []Module
	for _, m := range ms {
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// modules returns the modules of the packages that the patterns match, the group's own first.
func (l *load) modules() []Module {
	var out []Module
	for _, p := range l.packages {
		if p.external || p.DepOnly || p.Module == nil {
			continue
		}
		m := Module{p.Module.Path, p.Module.Dir}
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Module) int {
		if first := l.group.module; (a.Dir == first) != (b.Dir == first) {
			if a.Dir == first {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Path, b.Path)
	})
	return out
}

// errNoRead is what an importer gets for a package that could not be read.
var errNoRead = errors.New("could not be read")

// file returns a file name relative to the analysed root.
func (l *load) file(name string) string {
	return strings.TrimPrefix(l.below(filepath.Dir(name))+"/"+filepath.Base(name), "/")
}
