//go:build unix

package main

import (
	"context"
	"fmt"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/internal/driver"
)

// facts prints how much the facts of a program's packages are, as a driver writes them that keeps facts in files: each package's
// holds its own blob and those of all own packages that it imports, directly or not. Main packages have none.
func facts(dir, deps string) error {
	res, err := driver.Load(context.Background(), driver.Config{Dir: dir, Deps: deps})
	if err != nil {
		return err
	}
	size, imports, own, mains := map[string]int{}, map[string][]string{}, 0, map[string]bool{}
	for _, p := range res.Packages {
		if p.Summary == nil {
			continue
		}
		size[p.Summary.Path] = len(summary.NewEntry(p.Summary).Blob)
		own += size[p.Summary.Path]
		mains[p.Summary.Path] = p.Summary.Main
		for _, im := range p.Summary.Imports {
			imports[p.Summary.Path] = append(imports[p.Summary.Path], im.Path)
		}
	}
	all := 0
	for path := range size {
		if mains[path] {
			continue
		}
		for p := range closure(path, imports) {
			all += size[p]
		}
	}
	fmt.Printf("%s: %d packages, blobs %d kB, facts %d kB, %.1f×\n", dir, len(size), own>>10, all>>10, float64(all)/float64(max(own, 1)))
	return nil
}

// closure is a package and all that it imports.
func closure(path string, imports map[string][]string) map[string]bool {
	seen := map[string]bool{path: true}
	for work := []string{path}; len(work) > 0; {
		p := work[len(work)-1]
		work = work[:len(work)-1]
		for _, im := range imports[p] {
			if !seen[im] {
				seen[im] = true
				work = append(work, im)
			}
		}
	}
	return seen
}
