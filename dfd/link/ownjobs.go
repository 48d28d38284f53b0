package link

import "github.com/gostride/gostride/analyzers/summary"

// A worker's loop that several kinds of requests send jobs to calls the jobs of all of them. Of these a request has those that it made
// itself: a function or a receiver that was made on its way, or by the set-up code for everybody. The others are put off, since what makes
// them may be met later, and then left out: they are followed for who made them.

// putOff is a call of a worker that is followed once what it calls was made.
type putOff struct {
	from *visit
	at   int32
	held factID
	how  manner
	of   *inst
}

// leftToOthers says that a call on a worker's way is of somebody else's job, as far as was seen so far.
func (t *travel) leftToOthers(v *visit, at int32, of *inst) bool {
	in := &v.i.fn.code[at]
	switch mode := in.N & summary.CallMode; {
	case !v.handed || in.Op != summary.OpCall:
		return false
	case mode == summary.CallDynamic:
		return t.madeByOthers(t.l.get(v.i, in.Args[0]), func(a atom) bool { return contains(t.l.calledElsewhere(t.l.untyped(a)), of) })
	case mode == summary.CallInvoke && of.fn.f.Recv && len(of.args) > 0:
		return t.madeByOthers(of.args[0], func(atom) bool { return true })
	}
	return false
}

// madeByOthers says that those of a call's functions or receivers that count are others'.
func (t *travel) madeByOthers(s set, counts func(a atom) bool) bool {
	found := false
	for _, a := range t.l.sets.list[s] {
		k := t.l.inner(a)
		o := k.x
		if k.kind == aClosure {
			o = k.y
		} else if k.kind != aObj {
			continue
		}
		if counts(a) {
			if t.madeHere(o) {
				return false
			}
			found = true
		}
	}
	return found
}

// madeHere says that an object was made by an instance on the way, by the set-up code, or nobody knows where.
func (t *travel) madeHere(o int32) bool {
	ob := &t.l.objs[t.l.partRoot(o)]
	i := ob.inst
	if i == nil || i.setup || ob.kind != oVar && ob.kind != oClosure {
		return true
	}
	return t.visit(i.whole()) != nil
}

// takeUp gives the calls that were put off and are the request's own by now.
func (t *travel) takeUp() []putOff {
	var out, left []putOff
	for _, p := range t.others {
		if t.leftToOthers(p.from, p.at, p.of) {
			left = append(left, p)
		} else {
			out = append(out, p)
		}
	}
	t.others = left
	return out
}
