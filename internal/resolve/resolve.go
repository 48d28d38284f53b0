// Package resolve finds what rows of models speak of in the real packages: that the symbol exists on that receiver, that argument
// numbers are in range and of a type that fits their part, that fields exist.
//
// In: rows, and the types of the package that one names. Out: why a row does not hold, with the nearest name there is. Nothing is read
// from disk.
package resolve

import (
	"errors"
	"fmt"
	"go/types"
	"maps"
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Rows are rows that are checked together: what one makes, others may speak of.
type Rows struct {
	Promoted bool // a method may be named by a type that embeds what declares it

	own  map[string]bool
	rows []*catalog.Row
}

// Of gives the rows of one file.
func Of(rows []*catalog.Row) Rows { return Rows{own: ownNames(rows), rows: rows} }

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

// Check says why a row does not hold in a package.
func (c Rows) Check(r *catalog.Row, pkg *types.Package) error {
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

func (c Rows) arg(r *catalog.Row, t target, name string, a catalog.Arg) error {
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
		if (r.Role == "setting" || r.Role == "not-found" || r.Role == "callback") && t.typ != nil && a.Index == 0 { // a field: what is stored in it
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
func (c Rows) makeField(t target, name string) error {
	if name[0] < 'A' || name[0] > 'Z' || t.sig == nil || t.sig.Results().Len() == 0 {
		return nil
	}
	_, err := follow(t.sig.Results().At(0).Type(), []string{name})
	return err
}
