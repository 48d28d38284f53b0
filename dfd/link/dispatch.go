package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A consumer often dispatches by itself: the handler is looked up in a map with constant keys, by a part of the message. What
// depends on the handler is then evaluated once per key, in clones as for a table of routes (split.go), so that each key can be
// followed by itself: with the decorators put around the handler, and what the consumer does before and after.

// maxDispatch is how many keys are kept apart.
const maxDispatch = 400

// dispatchAt decides whether the load of an element is such a look-up, and clones the instance for its keys.
func (l *linker) dispatchAt(i *inst, at int32, in *summary.Instr, x set) bool {
	if in.Args[1].Kind() == summary.RefConst || i.depth > maxDepth || !l.fromMessage(l.get(i, in.Args[1])) {
		return false
	}
	var elems [][]set
	var keys []string
	l.eachObj(x, func(o int32) {
		l.take(i, l.cell(o, l.fElem))
		for _, f := range l.objs[o].keys {
			if n := l.strs.list[f]; l.constKey(o, n) {
				if v := l.take(i, l.cell(o, f)); v != 0 { // a look-up makes a cell, too
					elems, keys = append(elems, []set{v}), append(keys, n[1:len(n)-1])
				}
			}
		}
	})
	if len(elems) == 0 || len(elems) > maxDispatch {
		return false
	}
	own := i.fn.dependents(at)
	if own == nil || i.handlerCall(own) < 0 {
		return false
	}
	l.makeClones(i, at, own, elems, keys)
	return true
}

// constKey says that the name of an element is a constant key of a map.
func (l *linker) constKey(o int32, name string) bool {
	return l.kindOf(l.objs[o].typ) == summary.KindMap && len(name) > 2 && name[0] == '[' && name[1] != '+'
}

// fromMessage says that a value is a part of a message that was received.
func (l *linker) fromMessage(s set) bool {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			if o := l.origins.list[k.x]; o.kind == "input" && strings.HasPrefix(o.name, "message:") {
				return true
			}
		}
	}
	return false
}

// handlerCall gives the first instruction that calls what an element is, -1 for none.
func (i *inst) handlerCall(own []bool) int32 {
	for n, o := range own {
		in := &i.fn.code[n]
		if !o || in.Op != summary.OpCall || len(in.Args) == 0 || in.Args[0].Kind() != summary.RefReg {
			continue
		}
		mode := in.N & summary.CallMode
		if (mode == summary.CallDynamic || mode == summary.CallInvoke) && own[i.fn.def[in.Args[0].Index()]] {
			return int32(n)
		}
	}
	return -1
}

// makeClones adds an instance per element that evaluates what depends on it; the instance itself does so no more.
func (l *linker) makeClones(i *inst, at int32, own []bool, elems [][]set, keys []string, again ...int) {
	if i.splits == nil {
		i.splits, i.skip = map[int32][]*inst{}, map[int32]bool{}
	}
	for n, o := range own {
		if o && !i.skip[int32(n)] {
			i.skip[int32(n)] = true
			delete(i.hits, int32(n))
			delete(i.calls, int32(n))
			delete(i.open, int32(n))
		}
	}
	i.skip[at] = false
	if i.exports == nil {
		i.exports = map[int32]set{}
	}
	out := i.fn.leaving(own)
	have := map[string]bool{}
	for _, c := range i.splits[at] {
		have[instKey(c.split.vals, int32(c.split.again))+c.split.key] = true
	}
	for n, e := range elems {
		key, nth := "", 0
		if keys != nil {
			key = keys[n]
		}
		if again != nil {
			nth = again[n]
		}
		if k := instKey(e, int32(nth)) + key; !have[k] {
			have[k] = true
			c := l.newInstance(i.fn, i.args, i.free, i)
			c.split = &split{of: i, at: at, vals: e, own: own, out: out, key: key, again: nth}
			c.targs, c.lit = i.targs, i.lit
			if i.order != nil {
				c.order = &inOrder{}
			}
			i.splits[at] = append(i.splits[at], c)
			l.wake(c)
		}
	}
}

// choice is one way through a dispatch: of an instance's clones, this one is followed.
type choice struct {
	of    *inst
	at    int32
	clone *inst
}

// dispatches finds the look-ups of handlers close to what receives a message.
func (l *linker) dispatches(starts []*inst) []choice {
	seen := map[*inst]bool{}
	level := starts
	for depth := 0; depth < 6 && len(level) > 0; depth++ {
		var next []*inst
		for _, i := range level {
			if seen[i] {
				continue
			}
			seen[i] = true
			var out []choice
			for at := range i.fn.code {
				for _, c := range i.splits[int32(at)] {
					if c.split.key != "" {
						out = append(out, choice{i, int32(at), c})
					}
				}
			}
			if len(out) > 0 {
				return out
			}
			for at := range i.fn.code {
				next = append(next, i.calls[int32(at)]...)
			}
		}
		level = next
	}
	return nil
}

// handlers gives what a clone calls as the handler.
func (c choice) handlers() []*inst {
	if at := c.clone.handlerCall(c.clone.split.own); at >= 0 {
		return c.clone.calls[at]
	}
	return nil
}

// targets gives the instances that an instruction calls, of a dispatch only those of the key that is followed.
func (t *travel) targets(i *inst, at int32) []*inst {
	if t.only == nil || t.only.of != i {
		return i.targets(at)
	}
	out := i.calls[at]
	for k := range i.fn.code {
		for _, c := range i.splits[int32(k)] {
			if c.split.own[at] && (int32(k) != t.only.at || c == t.only.clone) {
				out = append(out[:len(out):len(out)], c.targets(at)...)
			}
		}
	}
	return out
}

// modelled is the same for modelled calls.
func (t *travel) modelled(i *inst, at int32) []*hit {
	if t.only == nil || t.only.of != i {
		return i.modelled(at)
	}
	out := i.hits[at]
	for k := range i.fn.code {
		for _, c := range i.splits[int32(k)] {
			if c.split.own[at] && (int32(k) != t.only.at || c == t.only.clone) {
				out = append(out[:len(out):len(out)], c.modelled(at)...)
			}
		}
	}
	return out
}
