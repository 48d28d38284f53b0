package lower

import (
	"go/ast"
	"go/types"
)

// Each try makes the SSA of the whole package anew, so that what many units of a large package cannot be built is searched for in few of
// them: those that use what has no type stand apart from the others, which then are built at once.

// maxTried is how many units are built in a search, all tries together.
const maxTried = 200_000

// search finds the units that cannot be built, by halves.
func (l *lowerer) search(units []*unit) {
	var clean, suspect []*unit
	for _, u := range units {
		switch {
		case u.bad != "":
		case len(l.in.Errors) > 0 && l.untyped(u):
			suspect = append(suspect, u)
		default:
			clean = append(clean, u)
		}
	}
	l.tries = max(8, maxTried/(len(units)+1))
	l.halve(clean)
	l.halve(suspect)
}

func (l *lowerer) halve(units []*unit) {
	if len(units) == 0 {
		return
	}
	if l.tries--; l.tries < 0 { // the rest is not searched
		l.leaveOut(units, "cannot be built, it or another function: not searched further")
		return
	}
	_, err := l.try(units)
	switch {
	case err == nil:
	case len(units) == 1:
		l.leaveOut(units, err.Error())
	default:
		l.halve(units[:len(units)/2])
		l.halve(units[len(units)/2:])
	}
}

// leaveOut marks units that are not built.
func (l *lowerer) leaveOut(units []*unit, why string) {
	if len(l.in.Errors) > 0 {
		why = "depends on code with type errors"
	}
	for _, u := range units {
		u.bad = why
	}
}

// untyped says that a unit uses something of which the type checker found no type.
func (l *lowerer) untyped(u *unit) (found bool) {
	ast.Inspect(u.node(), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			o := l.in.Info.ObjectOf(n)
			found = found || o != nil && o.Type() == types.Typ[types.Invalid]
		case ast.Expr:
			t, ok := l.in.Info.Types[n]
			found = found || ok && t.Type == types.Typ[types.Invalid]
		}
		return !found
	})
	return found
}
