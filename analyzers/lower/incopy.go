package lower

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A struct that is passed by value is copied to a variable, and what its fields are given there is not what they held before:
//
//	func route(op Operation) { op.Middlewares = append(own, op.Middlewares...); register(op) }
//
// Such a field, read where nothing can have been stored to it yet, is the field of the struct that was copied. Where all that reads it comes
// after what is stored to it, it is that and nothing else.

// inCopy is a variable that is a copy of a struct, and what is done to one field of it.
type inCopy struct {
	a      *ssa.Alloc
	from   *ssa.Store        // what it is copied by
	stores []ssa.Instruction // to the field
	reads  []ssa.Instruction // of the field
	wholes []ssa.Instruction // reads of all of it
}

// copyOf gives what is done to a field of a local struct that is a copy of another one; ok is false where it is something else, or where
// others may get at it.
func copyOf(x *ssa.FieldAddr) (c inCopy, ok bool) {
	if c.a, ok = x.X.(*ssa.Alloc); !ok {
		return c, false
	}
	for _, r := range *c.a.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if r.Val == c.a || c.from != nil {
				return c, false
			}
			c.from = r
		case *ssa.FieldAddr:
			if !direct(r) {
				return c, false
			}
			if r.Field == x.Field {
				c.note(r)
			}
		case *ssa.UnOp:
			if r.Op != token.MUL {
				return c, false
			}
			c.wholes = append(c.wholes, r)
		case *ssa.DebugRef:
		default:
			return c, false
		}
	}
	if c.from == nil {
		return c, false
	}
	_, zero := c.from.Val.(*ssa.Const)
	return c, !zero
}

// note takes in what is done at one address of the field.
func (c *inCopy) note(addr *ssa.FieldAddr) {
	for _, in := range *addr.Referrers() {
		switch in := in.(type) {
		case *ssa.Store:
			c.stores = append(c.stores, in)
		case *ssa.UnOp:
			c.reads = append(c.reads, in)
		}
	}
}

// unchanged reports whether a read comes before all that is stored to the field.
func (c *inCopy) unchanged(read ssa.Instruction) bool {
	for _, s := range c.stores {
		if follows(s, read, c.a) {
			return false
		}
	}
	return before(c.from, read)
}

// copied gives what a local struct is a copy of, where one of its fields is read before anything else was stored there, nil elsewhere.
func copied(read *ssa.UnOp, x *ssa.FieldAddr) ssa.Value {
	if c, ok := copyOf(x); ok && len(c.stores) > 0 && c.unchanged(read) {
		return c.from.Val
	}
	return nil
}

// replaces reports whether what a field of a copied struct held is never seen where the copy is looked at.
func replaces(st *ssa.Store, x *ssa.FieldAddr) bool {
	c, ok := copyOf(x)
	if !ok || !before(c.from, st) {
		return false
	}
	for _, r := range c.reads {
		if !before(st, r) && !c.unchanged(r) {
			return false
		}
	}
	for _, r := range c.wholes {
		if !before(st, r) {
			return false
		}
	}
	return true
}

// before reports whether one instruction has been executed wherever the other is.
func before(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, in := range a.Block().Instrs {
		if in == a || in == b {
			return in == a
		}
	}
	return false
}
