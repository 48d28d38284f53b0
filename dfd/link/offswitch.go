package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// What is only registered, or served, where somebody puts on a switch that is off by default: if cfg.Metrics.Enabled { mux.Handle(…) },
// with a flag, a tag, a table or a field that nothing sets. A switch whose default is not known, or a text that has to be there, is none
// of these: a program that is set up for use has the text.

// offSwitches names the switches without which an entry point is not there by any of its ways, nil where it is there by one without.
func (l *linker) offSwitches(e *entry) []string {
	var out []string
	for _, x := range slices.Concat([]*entry{e}, e.also, e.again) {
		by := l.offOnWay(x)
		if len(by) == 0 {
			return nil
		}
		out = append(out, by...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l *linker) offOnWay(e *entry) []string {
	var out []string
	for _, path := range e.paths {
		for _, f := range path {
			out = append(out, l.offBefore(f, nil)...)
		}
	}
	for _, f := range e.served {
		out = append(out, l.offBefore(f, l.startsServers)...)
	}
	return out
}

// offBefore names the switches that an instruction hangs on, and that are off by default. One that only picks one of two calls that come
// to the same, by what alike says of them, is none: with TLS and without.
func (l *linker) offBefore(f frame, alike func(*inst, int32) bool) []string {
	var out []string
	i := f.i.whole()
	g, d := i.fn, l.unsetValues()
	dom := g.dominators()
	for b := g.block[f.at]; b > 0; b = dom[b] {
		x, on := g.branch(b)
		if x < 0 || !l.isSwitch(i, g.condition(x)) {
			continue
		}
		if v, by, ok := d.branch(i, x); ok && v != on && (alike == nil || !l.onOtherWay(i, x, b, alike)) {
			for n := range by {
				by[n] = settingName(by[n])
			}
			out = append(out, strings.Join(by, " or "))
		}
	}
	return out
}

// onOtherWay says that there is such a call on the other way that leaves a block than that to b, and on none from there.
func (l *linker) onOtherWay(i *inst, x, b int32, is func(*inst, int32) bool) bool {
	seen := i.fn.blocksFrom(b)
	seen[b] = true
	for work := slices.Clone(i.fn.f.Blocks[x].Succs); len(work) > 0; {
		y := work[len(work)-1]
		if work = work[:len(work)-1]; seen[y] {
			continue
		}
		seen[y] = true
		for at := i.fn.first[y]; at < i.fn.end(y); at++ {
			if i.fn.code[at].Op == summary.OpCall && is(i, at) {
				return true
			}
		}
		work = append(work, i.fn.f.Blocks[y].Succs...)
	}
	return false
}

// startsServers says that a call starts a server, or calls what does.
func (l *linker) startsServers(i *inst, at int32) bool {
	if l.serves == nil {
		l.serves = map[*inst]bool{}
		for _, x := range l.insts {
			x.eachRow(func(_ int32, _ *hit, r *catalog.Row) {
				if r.Role == "serve" {
					l.marksCallers(x)
				}
			})
		}
	}
	return slices.ContainsFunc(i.modelled(at), func(h *hit) bool {
		return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Role == "serve" })
	}) ||
		slices.ContainsFunc(i.targets(at), func(t *inst) bool { return l.serves[t.whole()] })
}

func (l *linker) marksCallers(i *inst) {
	if i = i.whole(); l.serves[i] {
		return
	}
	l.serves[i] = true
	for _, c := range i.callers {
		l.marksCallers(c)
	}
}

// isSwitch says that a condition asks one thing that is either on or off, or set to yes or no.
func (l *linker) isSwitch(i *inst, r summary.Ref) bool {
	g := i.fn
	d := g.defOf(r)
	for d >= 0 && g.code[d].Op == summary.OpUn {
		r = g.code[d].Args[0]
		d = g.defOf(r)
	}
	if d >= 0 && g.code[d].Op == summary.OpBin {
		y := g.code[d].Args[1]
		if y.Kind() != summary.RefConst || !yesOrNo(g.p.p.Consts[y.Index()].Text) {
			return false
		}
		r = g.code[d].Args[0]
		d = g.defOf(r)
	} else if l.kindOf(l.refType(i, r)) != summary.KindBool {
		return false
	}
	if r.Kind() != summary.RefReg {
		return r.Kind() == summary.RefParam || r.Kind() == summary.RefFree
	}
	if d >= 0 && g.code[d].Op == summary.OpExtract {
		d = g.defOf(g.code[d].Args[0])
	}
	if d < 0 {
		return false
	}
	switch in := &g.code[d]; in.Op {
	case summary.OpLoad, summary.OpLoadField, summary.OpConvert:
		return true
	case summary.OpCall: // what reads a setting by its name
		return len(i.modelled(d)) > 0 || slices.ContainsFunc(i.targets(d), func(t *inst) bool { return l.namesSetting(t.fn) != 0 })
	}
	return false
}

// byItself says that a setting is as wanted where nobody sets it, or is not; known is false where that is not told.
func (d *unset) byItself(i *inst, r summary.Ref, want string) (on, known bool) {
	u := d.value(i.whole(), r, 0)
	if u.any || len(u.texts) != 1 {
		return false, false
	}
	return u.texts[0] == want, true
}

// offEntries has the uses of entry points that hang on a switch say so, where they name no other one.
func (a *assembly) offEntries() {
	for _, u := range a.uses {
		for n := range u.On {
			on := &u.On[n]
			if c := a.p.Chains[on.Entry]; c != nil && len(c.Off) > 0 && on.Switch == "" {
				on.Switch, on.Off = strings.Join(c.Off, ", "), true
			}
		}
	}
}
