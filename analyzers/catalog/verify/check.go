package main

import (
	"context"
	"errors"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// verifyFile checks every row of f. A module may be given in several versions, for what came and went: a row must hold in
// one of them.
func verifyFile(ctx context.Context, f catalog.File) (block, error) {
	b := block{file: f.Name, rows: len(f.Rows)}
	c := checker{own: ownNames(f.Rows), rows: f.Rows}
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
			reasons := c.row(r, paths[r.Package], pkgs)
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

// ownNames are the names that rows which make something give to what they keep: recv.NAME may use them.
func ownNames(rows []*catalog.Row) map[string]bool {
	out := map[string]bool{}
	for _, r := range rows {
		switch r.Role {
		case "make", "open", "derive", "limiter", "option", "handler":
			for name := range r.Args {
				out[name] = true
			}
		}
	}
	return out
}

type checker struct {
	own  map[string]bool
	rows []*catalog.Row
}

const cannotBeRead = " cannot be read"

// row checks r against each of the import paths it stands for, and says why it does not hold for those it does not hold for.
func (c checker) row(r *catalog.Row, paths []string, pkgs map[string]*types.Package) (reasons []string) {
	for _, p := range paths {
		pkg := pkgs[p]
		if pkg == nil {
			reasons = append(reasons, p+cannotBeRead)
			continue
		}
		if err := c.holds(r, pkg); err != nil {
			reasons = append(reasons, p+": "+err.Error())
		}
	}
	return reasons
}

func (c checker) holds(r *catalog.Row, pkg *types.Package) error {
	if r.Symbol == "*" {
		return nil
	}
	t, err := c.resolve(r, pkg)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(r.Args)) {
		for _, a := range r.Args[name] {
			if err := c.arg(r, t, name, a); err != nil {
				return fmt.Errorf("%s: %s: %w", name, a, err)
			}
		}
	}
	if r.Role == "middleware" && t.sig != nil {
		switch {
		case r.Attr["self"] == "" && t.sig.Results().Len() == 0:
			return errors.New("returns no middleware (self: true?)")
		case r.Attr["self"] != "" && t.sig.Params().Len() == 0:
			return errors.New("takes nothing (self: true is wrong?)")
		}
	}
	return nil
}

func (c checker) arg(r *catalog.Row, t target, name string, a catalog.Arg) error {
	var typ types.Type
	switch a.Base {
	case "const":
		return nil
	case "recv":
		if t.recv == nil {
			return fmt.Errorf("no receiver")
		}
		typ = t.recv
	case "result":
		switch {
		case t.sig == nil && a.Index == 0 && t.typ != nil:
			typ = t.typ
		case t.sig == nil || a.Index >= t.sig.Results().Len():
			return fmt.Errorf("no such result")
		default:
			typ = t.sig.Results().At(a.Index).Type()
		}
	case "last":
		if t.sig == nil || t.sig.Params().Len() == 0 {
			return fmt.Errorf("no arguments")
		}
		typ = t.sig.Params().At(t.sig.Params().Len() - 1).Type()
	case "arg":
		var err error
		if (r.Role == "setting" || r.Role == "not-found") && t.typ != nil && a.Index == 0 { // a field: what is stored in it
			typ = t.typ
		} else if typ, err = param(t.sig, a); err != nil {
			return err
		}
	}
	own := slices.IndexFunc(a.Fields, func(f string) bool { return c.own[f] }) // from there on it is what the models keep
	if own == 0 {
		return nil
	}
	fields := a.Fields
	if own > 0 {
		fields = fields[:own]
	}
	typ, err := follow(typ, fields)
	if err != nil || own > 0 {
		return err
	}
	if r.Role == "make" {
		return c.makeField(t, name)
	}
	return fits(r.Role, name, typ)
}

// mixed says that a function takes anything as its last arguments, so that the first of them may mean something of its own: Exec(sqlOrArgs ...any).
func mixed(sig *types.Signature) bool {
	s, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	if !ok {
		return false
	}
	i, ok := s.Elem().Underlying().(*types.Interface)
	return ok && i.Empty()
}

func param(sig *types.Signature, a catalog.Arg) (types.Type, error) {
	if sig == nil {
		return nil, fmt.Errorf("not a function")
	}
	n := sig.Params().Len()
	switch {
	case a.Index >= n:
		return nil, fmt.Errorf("only %d arguments", n)
	case a.Spread && !sig.Variadic():
		return nil, fmt.Errorf("not variadic")
	case !a.Spread && sig.Variadic() && a.Index == n-1 && len(a.Fields) == 0 && !mixed(sig):
		return nil, fmt.Errorf("variadic, so write %d... for all", a.Index)
	}
	typ := sig.Params().At(a.Index).Type()
	if sig.Variadic() && a.Index == n-1 {
		if s, ok := typ.(*types.Slice); ok {
			typ = s.Elem()
		}
	}
	return typ, nil
}

// makeField checks that an arg of a make row, where it starts with a capital, is a field of the result.
func (c checker) makeField(t target, name string) error {
	if name[0] < 'A' || name[0] > 'Z' || t.sig == nil || t.sig.Results().Len() == 0 {
		return nil
	}
	_, err := follow(t.sig.Results().At(0).Type(), []string{name})
	return err
}
