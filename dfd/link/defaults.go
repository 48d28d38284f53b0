package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A default that an option replaces is not what the program uses: s := &server{queue: "orders"} and then, for each option that
// was passed, opt(s). Such a text is stored only when all else is known, and not at all where an option that sets the field was
// certainly applied to the object.

// setter is a function that sets a field of one of its arguments, whatever happens.
type setter struct {
	g     *fn
	param int
}

// noteSetters notes which fields of its arguments a function sets on all its ways, as options do.
func (w *world) noteSetters(g *fn) {
	for at := range g.code {
		in := &g.code[at]
		if in.Op == summary.OpStoreField && in.Args[0].Kind() == summary.RefParam && g.block[at] == 0 && !(g.f.Recv && in.Args[0].Index() == 0) {
			f := g.p.syms[in.Sym]
			w.setters[f] = append(w.setters[f], setter{g, in.Args[0].Index()})
		}
	}
}

// storeField stores into a field, or waits where that is a default.
func (l *linker) storeField(i *inst, at int32, in *summary.Instr) {
	v := l.narrowed(i, at, 1, l.refType(i, in.Args[1]), l.get(i, in.Args[1]))
	f := l.fieldKey(i.fn.p.syms[in.Sym])
	waits := l.isDefault(i, in) && l.wait(i, at)
	l.eachObj(l.get(i, in.Args[0]), func(o int32) {
		if waits {
			l.pending[l.cell(o, f)] = true
			return
		}
		if in.N == 1 && l.objs[o].inst == i && l.objs[o].kind == oVar {
			l.overlaid[cellKey{o, f}] = true
		}
		l.writeField(o, f, v)
	})
	if l.ordered[i.fn.p.syms[in.Sym]] {
		l.storeInOrder(i, l.get(i, in.Args[0]), f, v)
	}
	if !waits {
		l.urlSet(i, in, f, v)
		l.fieldHit(i, at, in, v)
	}
}

// storeDefaults stores the defaults that nothing has replaced, before anything else is looked at that waited for what is known.
func (l *linker) storeDefaults(list []callAt) {
	for _, c := range list {
		if c.at < 0 || c.i.fn.code[c.at].Op != summary.OpStoreField {
			continue
		}
		if l.late[c] = !l.overruled(c); l.late[c] {
			l.storeField(c.i, c.at, &c.i.fn.code[c.at])
		}
	}
	clear(l.pending)
	l.forgetMusts() // of a program that was not known to its end
}

// isDefault says that an instruction gives a field of what its function makes a text that an option may replace.
func (l *linker) isDefault(i *inst, in *summary.Instr) bool {
	if len(l.setters[i.fn.p.syms[in.Sym]]) == 0 || in.Args[1].Kind() != summary.RefConst {
		return false
	}
	c := i.fn.p.p.Consts[in.Args[1].Index()]
	d := i.fn.defOf(in.Args[0])
	return c.Kind == summary.KindString && c.Text != "" && d >= 0 && i.fn.code[d].Op == summary.OpAlloc
}

// overruled says that an option has certainly replaced a default.
func (l *linker) overruled(c callAt) bool {
	in := &c.i.fn.code[c.at]
	of := l.get(c.i, in.Args[0])
	if len(l.sets.list[of]) != 1 {
		return false
	}
	for _, s := range l.setters[c.i.fn.p.syms[in.Sym]] {
		for _, t := range instsOf(s.g) {
			if s.param < len(t.args) && t.args[s.param] == of && l.applied(t, c) {
				return true
			}
		}
	}
	return false
}

// applied says that an option was applied whenever a default was stored, and after that.
func (l *linker) applied(t *inst, to callAt) bool {
	for _, by := range t.callers {
		for at := range t.callersAt(by) {
			if (len(by.calls[at]) == 1 && by.open[at] == "" || l.inList(by, at, t)) && l.follows(framed(by, at), framed(to.i, to.at), 4) {
				return true
			}
		}
	}
	return false
}

// inList says that what a call calls is an element of a list of which each is known, and that one of them is a function.
func (l *linker) inList(by *inst, at int32, t *inst) bool {
	in := &by.fn.code[at]
	d := by.fn.defOf(in.Args[0])
	if d >= 0 && by.fn.code[d].Op == summary.OpLoad { // the variable of a loop
		if k := by.fn.lastStore(d, by.fn.code[d].Args[0]); k >= 0 {
			d = by.fn.defOf(by.fn.code[k].Args[1])
		}
	}
	if d < 0 || by.fn.code[d].Op != summary.OpLoadElem {
		return false
	}
	list, ok := l.wholeList(nil, l.get(by, by.fn.code[d].Args[0]))
	found := false
	for _, e := range list {
		k, one := l.single(e)
		ok = ok && one
		found = found || one && (k.kind == aFunc || k.kind == aClosure) && k.x == t.fn.sym
	}
	return ok && found
}

// follows says that a call u is made whenever the instruction r is run, and behind it. Both are looked for in the functions that
// call theirs, as far as these are the only ones.
func (l *linker) follows(u, r frame, depth int) bool {
	for x, n := r, 0; n < 6; n++ {
		if x.i == u.i {
			g := u.i.fn
			before := g.block[x.at] == g.block[u.at] && x.at < u.at || g.block[x.at] != g.block[u.at] && dominates(g.dominators(), g.block[x.at], g.block[u.at])
			return before && l.everyWay(u, g.block[x.at])
		}
		up, ok := onlyCaller(x.i)
		if !ok {
			break
		}
		x = up
	}
	up, ok := onlyCaller(u.i)
	return ok && depth > 0 && l.everyWay(u, -1) && l.follows(up, r, depth-1)
}

// onlyCaller gives the one call that leads to an instance.
func onlyCaller(i *inst) (frame, bool) {
	if len(i.callers) != 1 || i.merged {
		return frame{}, false
	}
	at := i.callersAt(i.callers[0])
	if len(at) != 1 {
		return frame{}, false
	}
	for k := range at {
		return framed(i.callers[0], k), true
	}
	return frame{}, false
}

// instsOf lists the instances of a function in the order in which they were made.
func instsOf(g *fn) []*inst {
	out := make([]*inst, 0, len(g.insts))
	for _, i := range g.insts {
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b *inst) int { return int(a.id - b.id) })
	return out
}

// byDefault says that a call leaves a setting to the library's default: it is given no settings, or some in which that one was certainly not
// set.
func (l *linker) byDefault(h *hit, r *catalog.Row, name string) bool {
	if l.arg(&site{}, h, r, name) != 0 {
		return false
	}
	for _, a := range r.Args[name] {
		if len(a.Fields) == 0 {
			continue
		}
		of := a
		of.Fields = nil
		given := l.argAt(h.i, h, of)
		if given == 0 {
			if a.Index < len(h.args) && l.sets.list[h.args[a.Index]] != nil && !l.onlyNil(h.args[a.Index]) { // some that are not known
				return false
			}
			continue
		}
		for _, x := range l.sets.list[given] {
			k := l.inner(x)
			switch {
			case k.kind == aNil:
				continue
			case k.kind != aObj || l.objs[k.x].typ < 0:
				return false
			}
			field := l.strs.get(base(l.typeTab[l.objs[k.x].typ].name) + "." + a.Fields[0])
			if v, ok := l.exactField(h.i, k.x, field, 0); !ok || v != 0 {
				return false
			}
		}
	}
	return true
}
