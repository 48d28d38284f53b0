package link

import (
	"github.com/gostride/gostride/analyzers/summary"
)

// Recursion would make contexts without end: a depth that is counted up, a list that grows, a visitor that makes the next one.
//
// Functions that call each other directly are one component: entered from outside they get an instance each, and what they pass
// each other is added to its arguments. Where a function is called again through a value (a callback, an interface, a closure
// that calls itself), the second call on the same way is kept apart, and further ones are added to it. Functions that may
// register routes are kept apart for longer: trees of routes are walked like that, and their prefixes must not mix.
// Objects are bounded likewise: see nested.

const (
	maxAgain      = 2  // calls of one function on one way through values that are kept apart
	maxAgainRoute = 12 // the same of functions that may register routes
	maxNest       = 6  // objects of one place that are kept apart although each is made from the one before
	maxJoins      = 4  // additions to the arguments of an instance before texts that still grow are cut
)

// components numbers the groups of functions that call each other directly. (Tarjan, without recursion.)
func (w *world) components() {
	type frame struct {
		g    *fn
		next int
		out  []*fn
	}
	index, low := map[*fn]int32{}, map[*fn]int32{}
	on := map[*fn]bool{}
	var stack []*fn
	var work []frame
	n, cycles := int32(0), int32(0)
	enter := func(g *fn) {
		n++
		index[g], low[g], on[g] = n, n, true
		stack = append(stack, g)
		work = append(work, frame{g: g, out: w.calledBy(g)})
	}
	for _, pi := range w.pkgs {
		for k := range pi.p.Funcs {
			if g := w.funcs[w.syms.ids[pi.p.Funcs[k].Sym]]; index[g] == 0 {
				enter(g)
			}
			for len(work) > 0 {
				f := &work[len(work)-1]
				if f.next < len(f.out) {
					h := f.out[f.next]
					f.next++
					if index[h] == 0 {
						enter(h)
					} else if on[h] {
						low[f.g] = min(low[f.g], index[h])
					}
					continue
				}
				g, out := f.g, f.out
				work = work[:len(work)-1]
				if len(work) > 0 {
					p := work[len(work)-1].g
					low[p] = min(low[p], low[g])
				}
				if low[g] != index[g] {
					continue
				}
				cycles++
				for single := true; ; single = false {
					h := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					on[h] = false
					if h != g || !single || selfCall(g, out) {
						h.cycle = cycles
					}
					if h == g {
						break
					}
				}
			}
		}
	}
}

func selfCall(g *fn, out []*fn) bool {
	for _, h := range out {
		if h == g {
			return true
		}
	}
	return false
}

// calledBy lists the own functions that g calls directly.
func (w *world) calledBy(g *fn) []*fn {
	var out []*fn
	for k := range g.code {
		in := &g.code[k]
		if in.Op == summary.OpCall && in.Sym >= 0 && in.N&summary.CallMode == summary.CallStatic {
			if h := w.funcs[g.p.syms[in.Sym]]; h != nil {
				out = append(out, h)
			}
		}
	}
	return out
}

// recursive gives the instance that a recursive call of g is added to, nil where the call has an instance of its own. known says
// that there is one for just these arguments.
func (l *linker) recursive(g *fn, args []set, free int32, from *inst, known bool) *inst {
	if from == nil {
		return nil
	}
	other := func(*inst) bool { return false }
	if types := l.typeKeys(g, args); types != "" { // what handles a message sends others
		other = func(x *inst) bool { return x.fn == g && l.typeKeys(g, x.args) != types }
	}
	if g.cycle != 0 && g.cycle == from.fn.cycle && g.cost&mayRegister == 0 && !other(from.whole()) {
		return l.member(g, free, from)
	}
	if known {
		return nil
	}
	limit := maxAgain
	if g.cost&mayRegister != 0 {
		limit = maxAgainRoute
	}
	n := 0
	var nearest *inst
	for x := from; x != nil; x = x.maker {
		if x.fn == g && x.free == free && x.split == nil && !x.merged && !other(x) {
			if n++; nearest == nil {
				nearest = x
			}
		}
	}
	if n < limit {
		return nil
	}
	return nearest
}

// member gives the instance of g in the component that from belongs to.
func (l *linker) member(g *fn, free int32, from *inst) *inst {
	from = from.whole()
	comp := from.comp
	if comp == nil {
		comp = from
	}
	if g == comp.fn && free == comp.free {
		return comp
	}
	k := "in" + instKey(nil, comp.id, free)
	i := g.insts[k]
	if i == nil {
		i = l.newInstance(g, make([]set, len(g.f.Params)), free, from)
		i.comp, i.targs, i.lit = comp, comp.targs, ^uint64(0)
		g.insts[k] = i
	}
	return i
}

// joinArgs adds to the arguments of an instance; what keeps growing in a recursion is cut.
func (l *linker) joinArgs(i *inst, args []set) {
	if l.addArgs(i, args, i.joins > maxJoins) {
		i.joins++
	}
}

// addArgs adds to the arguments of an instance, texts that grow cut where asked for, and says whether that changed them.
func (l *linker) addArgs(i *inst, args []set, cut bool) bool {
	changed := false
	for n, s := range args {
		u := l.widen(l.sets.union(i.args[n], s))
		if u != i.args[n] && cut {
			u = l.cutGrowth(i.args[n], u)
		}
		if u != i.args[n] {
			i.args[n], changed = u, true
			i.touchArg(n)
		}
	}
	if changed && i.done {
		l.enqueue(i)
	}
	return changed
}

// nested says how many objects made at an instruction the arguments of its function already hold in one another, and the
// outermost of them.
func (l *linker) nested(i *inst, at int32, kind objKind) (nest uint8, of int32) {
	look := func(s set) {
		for _, a := range l.sets.list[s] {
			k := l.atoms.list[a]
			if k.kind == aTyped {
				k = l.atoms.list[k.y]
			}
			o := k.x
			if k.kind == aClosure {
				o = k.y
			} else if k.kind != aObj {
				continue
			}
			if ob := &l.objs[o]; ob.kind == kind && ob.fn == i.fn.sym && ob.at == at && ob.nest > nest {
				nest, of = ob.nest, o
			}
		}
	}
	for _, s := range i.args {
		look(s)
	}
	if i.free >= 0 {
		for _, f := range l.objs[i.free].keys {
			look(l.content(i.free, f))
		}
	}
	return nest, of
}
