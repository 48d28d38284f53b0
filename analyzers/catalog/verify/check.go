package main

import (
	"context"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/internal/resolve"
)

// verifyFile checks every row of f. A module may be given in several versions, for what came and went: a row must hold in
// one of them.
func verifyFile(ctx context.Context, f catalog.File) (block, error) {
	b := block{file: f.Name, rows: len(f.Rows)}
	c := resolve.Of(f.Rows)
	failed := make([][]string, len(f.Rows)) // per row, why it does not hold in each of the rounds
	held := make([]bool, len(f.Rows))
	named := map[string]bool{}
	for _, r := range f.Rows {
		named[r.Package] = true
	}
	for _, versions := range rounds(f.Verified) {
		paths := map[string][]string{} // model package → import paths
		var wanted []string
		for _, r := range f.Rows {
			if _, ok := paths[r.Package]; !ok {
				paths[r.Package] = candidates(r.Package, versions, named)
				wanted = append(wanted, paths[r.Package]...)
			}
		}
		pkgs := map[string]*types.Package{}
		if len(wanted) > 0 {
			var used []string
			var err error
			if pkgs, used, err = load(ctx, versions, wanted); err != nil {
				return b, err
			}
			b.with = append(b.with, used...)
		}
		for i, r := range f.Rows {
			reasons := rowHolds(c, r, paths[r.Package], pkgs)
			held[i] = held[i] || len(paths[r.Package]) > len(reasons)
			failed[i] = append(failed[i], reasons...)
		}
	}
	for i, r := range f.Rows {
		if held[i] {
			b.ok = append(b.ok, r.Hash())
		}
		if len(failed[i]) == 0 && held[i] {
			continue
		}
		reason := "no version to check against"
		if len(failed[i]) > 0 {
			reason = strings.Join(slices.Compact(failed[i]), "; ")
		}
		line := fmt.Sprintf("%s.%s (%s): %s", r.Package, r.Symbol, r.Role, reason)
		switch {
		case held[i]:
			b.note = append(b.note, line)
		case !slices.ContainsFunc(failed[i], func(s string) bool { return !strings.HasSuffix(s, cannotBeRead) }):
			b.gone = append(b.gone, line)
		default:
			b.bad = append(b.bad, line)
		}
	}
	return b, nil
}

// rounds splits versions so that no module is twice in one of them.
func rounds(versions []string) [][]string {
	out := [][]string{nil}
	seen := map[string]int{}
	for _, mv := range versions {
		mod, _, _ := strings.Cut(mv, "@")
		n := seen[mod]
		seen[mod]++
		for len(out) <= n {
			out = append(out, nil)
		}
		out[n] = append(out[n], mv)
	}
	return out
}

const cannotBeRead = " cannot be read"

// row checks r against each of the import paths it stands for, and says why it does not hold for those it does not hold for.
func rowHolds(c resolve.Rows, r *catalog.Row, paths []string, pkgs map[string]*types.Package) (reasons []string) {
	for _, p := range paths {
		pkg := pkgs[p]
		if pkg == nil {
			reasons = append(reasons, p+cannotBeRead)
			continue
		}
		if err := c.Check(r, pkg); err != nil {
			reasons = append(reasons, p+": "+err.Error())
		}
	}
	return reasons
}
