package program

import (
	"fmt"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/checks"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/link"
	"github.com/gostride/gostride/stride"
)

// Source is what a driver has read.
type Source struct {
	Packages []*summary.Package // Dir is relative to the analysed root
	Roots    []string           // import paths that were asked for
	Module   string
	Version  string // the tool's
	Build    dfd.Build
	Coverage dfd.Coverage    // what was not read
	Reaches  map[string]bool // external packages whose imports lead to a network, a database or a process
	Catalog  *catalog.Catalog
	Declared []stride.Declared // controls outside the code
}

// Build links and rates a program.
func Build(s Source) (*dfd.Program, error) {
	cat := s.Catalog
	if cat == nil {
		var err error
		if cat, err = catalog.Builtin(); err != nil {
			return nil, fmt.Errorf("built-in catalogue: %w", err)
		}
	}
	p, err := link.Link(link.Input{
		Packages: s.Packages, Roots: s.Roots, Module: s.Module, Version: s.Version,
		Build: s.Build, Coverage: s.Coverage, Reaches: s.Reaches,
		Catalog: cat, Digest: cat.Digest(),
	})
	if err != nil {
		return nil, fmt.Errorf("linking: %w", err)
	}
	all := checks.All()
	p.Tool.Rules = stride.RulesDigest(all)
	if err := stride.Assess(p, all, stride.Options{Declared: s.Declared}); err != nil {
		return nil, err
	}
	return p, nil
}
