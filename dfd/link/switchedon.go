package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// Routes that are only there where somebody says so: if cfg.Metrics { mux.Handle("/metrics", …) }, if addr == "" { return }.

// switchedOn names the settings that decide whether an entry point is there, nil where they leave it there unless they are set.
func (l *linker) switchedOn(e *entry) []string {
	l.asUsual()
	defer func() { l.usual = nil }()
	var out []string
	for _, path := range append(e.paths[:len(e.paths):len(e.paths)], e.served) {
		for _, f := range path {
			if i := f.i.whole(); !l.usual.reach(i)[i.fn.block[f.at]] {
				out = append(out, l.usual.settingsFor(f)...)
			}
			out = append(out, l.switchesOf(f)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// switchesOf names what an instruction hangs on that is a matter of configuration: flags and fields that are true, or compared with a
// constant. Not what comes out as if nothing were set: that is how it usually is.
func (l *linker) switchesOf(f frame) []string {
	var out []string
	g, d := f.i.fn, l.unsetValues()
	dom := g.dominators()
	for b := g.block[f.at]; b > 0; b = dom[b] {
		preds := g.f.Blocks[b].Preds
		if len(preds) != 1 {
			continue
		}
		cond := g.condition(preds[0])
		if _, _, ok := d.branch(f.i, preds[0]); ok || cond.Kind() == summary.RefNil {
			continue
		}
		if name := l.switchName(f.i, cond, g.f.Blocks[preds[0]].Succs[0] == b); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// switchName names the field, flag or parameter that a condition asks, "" where it asks something else, or what is set by the program
// alone. A flag has to be on.
func (l *linker) switchName(i *inst, r summary.Ref, on bool) string {
	g := i.fn
	d := g.defOf(r)
	if d >= 0 && g.code[d].Op == summary.OpBin && len(g.code[d].Args) == 2 {
		x, y := g.code[d].Args[0], g.code[d].Args[1]
		if y.Kind() != summary.RefConst {
			return ""
		}
		return l.switchName(i, x, true)
	}
	if !on || l.ownState(l.get(i, r)) {
		return ""
	}
	if r.Kind() == summary.RefParam && l.plainKind(l.refType(i, r)) {
		return g.f.Params[r.Index()].Name
	}
	if d := g.fieldRead(r); d >= 0 && l.plainKind(l.refType(i, r)) {
		return lastName(g.p.p.Syms[g.code[d].Sym])
	}
	if list, ok := l.settingsIn(l.get(i, r)); ok && len(list) > 0 && l.plainKind(l.refType(i, r)) {
		return settingName(list[0].name)
	}
	return ""
}

// ownState says that a value is one of the program's constants, and nothing else.
func (l *linker) ownState(s set) bool {
	return s != 0 && !slices.ContainsFunc(l.sets.list[s], func(a atom) bool { return l.inner(a).kind != aConst })
}

// plainKind says that a type is one of texts, numbers or truth.
func (l *linker) plainKind(t int32) bool {
	k := l.kindOf(t)
	return k == summary.KindString || k == summary.KindNumber || k == summary.KindBasic || k == summary.KindBool
}
