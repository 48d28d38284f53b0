package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// switchOf names the setting, field, parameter or variable that somebody sets for an instruction to be reached, "" where there is none.
func (l *linker) switchOf(i *inst, at int32) string {
	if by := i.fn.switchedBy(at); by != "" {
		return by
	}
	if by := l.askedSetting(i, at); by != "" {
		return by
	}
	return l.oneOfTwo(i)
}

// askedSetting names the setting that an instruction lies behind the comparison of: os.Getenv("INSECURE") == "true". That one is set at all,
// or which of several kinds it names, says nothing of what else is done.
func (l *linker) askedSetting(i *inst, at int32) string {
	g := i.fn
	for x, dom := g.block[at], g.dominators(); x >= 0; x = dom[x] {
		b, is := g.branch(x)
		if b < 0 {
			continue
		}
		cond := g.condition(b)
		if d := g.defOf(cond); d >= 0 && g.code[d].Op == summary.OpBin {
			in := &g.code[d]
			if op := g.p.p.Syms[in.Sym]; op != "==" && op != "!=" || in.Args[1].Kind() != summary.RefConst || !yesOrNo(g.p.p.Consts[in.Args[1].Index()].Text) {
				continue
			}
			cond, is = in.Args[0], true
		}
		if name := l.settingOf(l.get(i, cond)); is && name != "" {
			return name
		}
	}
	return ""
}

// yesOrNo says that a text is what a switch is set to.
func yesOrNo(t string) bool {
	return slices.Contains([]string{"true", "false", "1", "0", "yes", "no", "on", "off"}, strings.ToLower(t))
}

// settingOf names the setting that a value is, "" where it is none, or may be something else.
func (l *linker) settingOf(s set) string {
	name := ""
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aConst || k.kind == aNil {
			continue
		}
		if k.kind != aOrigin || l.origins.list[k.x].kind != "config" {
			return ""
		}
		name = l.origins.list[k.x].name
	}
	return name[strings.Index(name, ":")+1:]
}

// oneOfTwo names what decides between a function and another way to the same value: if insecure { c = newInsecure() } else { c = newClient() }.
// All its callers must choose like this.
func (l *linker) oneOfTwo(i *inst) string {
	if i.merged || i.root || len(i.callers) == 0 {
		return ""
	}
	name := ""
	for _, c := range i.callers {
		for at := range i.callersAt(c) {
			by := c.fn.switchedBy(at)
			if by == "" {
				by = l.askedSetting(c, at)
			}
			if by == "" || !c.elseOf(at, i) {
				return ""
			}
			if name == "" || by < name {
				name = by
			}
		}
	}
	return name
}

// elseOf says that what a call of t gives meets something else that was made in its place.
func (i *inst) elseOf(at int32, t *inst) bool {
	for n := range i.fn.code {
		in := &i.fn.code[n]
		if in.Op != summary.OpPhi {
			continue
		}
		mine, others := false, false
		for _, r := range in.Args {
			d := i.fn.defOf(r)
			mine = mine || d == at
			others = others || r.Kind() != summary.RefNil && (d < 0 || !contains(i.calls[d], t))
		}
		if mine && others {
			return true
		}
	}
	return false
}

// flagRead names the package's variable that a value is read from, be it through a pointer (flag.Bool), "" for others.
func (g *fn) flagRead(r summary.Ref) string {
	for n := 0; n < 2; n++ {
		d := g.defOf(r)
		if d < 0 || g.code[d].Op != summary.OpLoad {
			return ""
		}
		if r = g.code[d].Args[0]; r.Kind() == summary.RefGlobal {
			return lastName(g.p.p.Syms[r.Index()])
		}
	}
	return ""
}

// switchedBy names the field, parameter or variable that must be true for an instruction to be reached, "" where there is none: the
// nearest of several.
func (g *fn) switchedBy(at int32) string {
	dom := g.dominators()
	for b := g.block[at]; b > 0; b = dom[b] {
		preds := g.f.Blocks[b].Preds
		if len(preds) != 1 {
			continue
		}
		last := &g.code[g.end(preds[0])-1]
		if last.Op != summary.OpIf || g.f.Blocks[preds[0]].Succs[0] != b {
			continue
		}
		switch r := last.Args[0]; r.Kind() {
		case summary.RefParam:
			return g.f.Params[r.Index()].Name
		case summary.RefReg:
			d := g.defOf(r)
			if d >= 0 && g.code[d].Op == summary.OpLoad && g.fieldRead(g.code[d].Args[0]) >= 0 { // a field that points at it: *c.Insecure
				r = g.code[d].Args[0]
			}
			if f := g.fieldRead(r); f >= 0 {
				return lastName(g.p.p.Syms[g.code[f].Sym])
			}
			if d >= 0 && g.code[d].Op == summary.OpLoad && g.code[d].Args[0].Kind() == summary.RefFree {
				return g.f.Free[g.code[d].Args[0].Index()].Name
			}
			if name := g.flagRead(r); name != "" {
				return name
			}
		}
	}
	return ""
}
