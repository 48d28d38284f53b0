package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// A function that more callers share than are kept apart calls the methods and functions that any of them passes it. On the way of one
// entry point it calls those that are passed on this way: what each call that was followed passes is kept with the visit, and a call of what
// nobody on the way passes is not followed. Only what stands in parameters is told apart so; what is read from elsewhere may be anybody's.

// pass adds what a call passes to a function that many callers share, and says whether the function learns of something new by it.
func (t *travel) pass(from *visit, at int32, to *visit) bool {
	if to.anything {
		return false
	}
	if !to.i.merged && (from.given == nil || from.anything) { // its own context says what it is passed
		to.anything = true
		return to.given != nil
	}
	args, ok := t.passing(from, at, to.i)
	if !ok {
		to.anything = true
		return true
	}
	if to.given == nil {
		to.given = args
		return true
	}
	news := false
	for n, s := range args {
		if u := t.l.sets.union(to.given[n], s); u != to.given[n] {
			to.given[n], news = u, true
		}
	}
	return news
}

// passAnything notes that a function that was visited is called by somebody of whom it is not known what he passes.
func (t *travel) passAnything(w *visit) {
	if !w.anything {
		w.anything = true
		t.again(w)
	}
}

// passing gives what a call passes for each parameter, where that can be told.
func (t *travel) passing(v *visit, at int32, to *inst) ([]set, bool) {
	if v == nil || at < 0 {
		return nil, false
	}
	refs, ok := t.l.argsFor(v.i, at, to)
	if !ok {
		return nil, false
	}
	in := &v.i.fn.code[at]
	out := make([]set, len(refs))
	for n, r := range refs {
		out[n] = t.narrow(v, r, 8)
		if n == 0 && in.N&summary.CallMode == summary.CallInvoke && !to.fn.fan { // the method's own receiver may lie in what it is called on
			out[n] = to.args[0]
		}
	}
	return out, true
}

// argsFor gives the operands of a call that a function's parameters are; false where something in between passes it what it likes.
func (l *linker) argsFor(i *inst, at int32, to *inst) ([]summary.Ref, bool) {
	in := &i.fn.code[at]
	if in.Op != summary.OpCall || len(i.modelled(at)) > 0 {
		return nil, false
	}
	refs, called := in.Args, false
	switch in.N & summary.CallMode {
	case summary.CallStatic:
		called = i.fn.p.syms[in.Sym] == to.fn.sym
	case summary.CallInvoke:
		called = to.fn.fan || to.fn.f.Recv && lastName(i.fn.p.p.Syms[in.Sym]) == lastName(to.fn.name)
	case summary.CallDynamic:
		refs, called = refs[1:], l.runs(l.get(i, in.Args[0]), to)
	}
	return refs, called && len(refs) == len(to.args)
}

// narrow is what an operand may be on the way of one entry point.
func (t *travel) narrow(v *visit, r summary.Ref, deep int) set {
	all := t.l.get(v.i, r)
	if deep == 0 || v.anything || v.given == nil {
		return all
	}
	switch r.Kind() {
	case summary.RefParam:
		if n := r.Index(); n < len(v.given) {
			return v.given[n]
		}
	case summary.RefReg:
		in := &v.i.fn.code[v.i.fn.def[r.Index()]]
		switch in.Op {
		case summary.OpExtract:
			if d := v.i.fn.def[in.Args[0].Index()]; in.N == 0 && in.Args[0].Kind() == summary.RefReg && v.i.fn.code[d].Op == summary.OpAssert {
				x := v.i.fn.code[d].Args[0]
				return t.l.among(all, t.l.get(v.i, x), t.narrow(v, x, deep-1))
			}
		case summary.OpConvert, summary.OpMakeInterface, summary.OpAssert, summary.OpSlice:
			return t.l.among(all, t.l.get(v.i, in.Args[0]), t.narrow(v, in.Args[0], deep-1))
		case summary.OpPhi:
			var of, some set
			for _, x := range in.Args {
				of, some = t.l.sets.union(of, t.l.get(v.i, x)), t.l.sets.union(some, t.narrow(v, x, deep-1))
			}
			return t.l.among(all, of, some)
		}
	}
	return all
}

// among leaves out of a value the objects and functions that are in what it is made of, but not in the part of that which counts.
func (l *linker) among(s, of, some set) set {
	if of == some || s == 0 {
		return s
	}
	out := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if !l.holdsSame(of, a) || l.holdsSame(some, a) {
			out.addSet(l.sets.of(a))
		}
	}
	return out.set()
}

// holdsSame says that a value may be the object or function that an atom is.
func (l *linker) holdsSame(s set, a atom) bool {
	x := l.inner(a)
	for _, b := range l.sets.list[s] {
		switch y := l.inner(b); {
		case y == x:
			return true
		case x.kind == aObj && y.kind == aObj && l.sameObject(x.x, y.x):
			return true
		case x.kind == aClosure && y.kind == aClosure && x.x == y.x && (x.y == y.y || l.objs[x.y].crowd != nil || l.objs[y.y].crowd != nil):
			return true
		}
	}
	return false
}

// sameObject says that two objects are one, parts of one, or that one stands for the other.
func (l *linker) sameObject(a, b int32) bool {
	a, b = l.partRoot(a), l.partRoot(b)
	if a == b {
		return true
	}
	c, d := l.objs[a].crowd, l.objs[b].crowd
	return c != nil && c.obj == b || d != nil && d.obj == a
}

// passedHere leaves out what a call calls only for others.
func (t *travel) passedHere(v *visit, at int32, targets []*inst) []*inst {
	if v.given == nil || v.anything {
		return targets
	}
	return slices.DeleteFunc(slices.Clone(targets), func(c *inst) bool { return t.passedByOthers(v, at, c) })
}

// passedByOthers says that a call is of what others pass the function that makes it, and nobody on this way does.
func (t *travel) passedByOthers(v *visit, at int32, of *inst) bool {
	in := &v.i.fn.code[at]
	if in.Op != summary.OpCall {
		return false
	}
	mode := in.N & summary.CallMode
	if mode != summary.CallInvoke && mode != summary.CallDynamic {
		return false
	}
	all, some := t.l.get(v.i, in.Args[0]), t.narrow(v, in.Args[0], 8)
	if all == some || t.l.unheld(some) {
		return false
	}
	if mode == summary.CallDynamic {
		return t.l.runs(all, of) && !t.l.runs(some, of)
	}
	if !of.fn.f.Recv || len(of.args) == 0 {
		return false
	}
	for _, a := range t.l.sets.list[of.args[0]] {
		if t.l.inner(a).kind != aObj || !t.l.holdsSame(all, a) || t.l.holdsSame(some, a) {
			return false
		}
	}
	return of.args[0] != 0
}

// unheld says that a value may be what nobody knows.
func (l *linker) unheld(s set) bool {
	for _, a := range l.sets.list[s] {
		switch l.inner(a).kind {
		case aObj, aFunc, aClosure, aNil, aConst:
		default:
			return true
		}
	}
	return false
}

// runs says that an instance is one of a function that a value may be.
func (l *linker) runs(s set, i *inst) bool {
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if (k.kind == aFunc || k.kind == aClosure) && k.x == i.fn.sym && (i.free < 0 || i.merged || k.kind == aFunc || k.y == i.free || l.objs[k.y].crowd != nil || l.objs[i.free].crowd != nil) {
			return true
		}
	}
	return false
}
