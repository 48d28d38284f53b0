package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A check that a setting switches off (if cfg.DisableRateLimit { return next(w, r) }) does not hold on every way, and is not
// absent either: whether it holds is for whoever runs the program to say. Ways on which a setting has a certain value carry a
// guard of kind "setting"; where such a way meets one that leads through a check, the check goes on as "switched".

// setting is what is known where an operand of the program's configuration is as wanted.
func (m *must) setting(at int32, w want) facts {
	if w == wantAny || !m.configured(at) {
		return none
	}
	return m.l.guard(guard{kind: "setting", value: itoa(int(w.kind)) + w.text, i: m.i, at: at})
}

// configured says that an instruction reads a setting: something that comes from the environment, a flag or a file, or a field
// of a package-level variable that is no error, and in no part from a request or a store.
func (m *must) configured(at int32) bool {
	in := &m.i.fn.code[at]
	switch in.Op {
	case summary.OpLoad, summary.OpLoadField:
	case summary.OpCall:
		if m.l.unfollowed(m.i, at) {
			return true
		}
	default:
		return false
	}
	dst := summary.MakeRef(summary.RefReg, int(in.Dst))
	if t := m.l.refType(m.i, dst); t >= 0 && m.l.typeTab[t].name == "error" { // var ErrForbidden = errors.New(…) is a word, no setting
		return false
	}
	if m.l.decidedAtStart(m.i, in) {
		return true
	}
	found := in.Op != summary.OpCall && m.global(in.Args[0], 0)
	for _, a := range m.l.sets.list[m.l.get(m.i, dst)] {
		switch k := m.l.atoms.list[a]; k.kind {
		case aOrigin:
			switch m.l.origins.list[k.x].kind {
			case "config":
				found = true
			case "compare":
			default:
				if !m.l.settingsFile(m.l.get(m.i, dst), m.l.origins.list[k.x]) {
					return false
				}
			}
		case aConst, aTemplate, aNil, aObj:
		case aUnknown, aMany:
			if in.Op == summary.OpCall {
				return false
			}
		default:
			return false
		}
	}
	return found
}

// unfollowed says that a call calls a function of which nothing was found, a skipper that a library chooses, or one of a library
// without a model. What it answers is as good as a setting.
func (l *linker) unfollowed(i *inst, at int32) bool {
	in := &i.fn.code[at]
	if len(i.targets(at)) > 0 || len(i.modelled(at)) > 0 && len(i.modelled(at)[0].rows) > 0 {
		return false
	}
	switch in.N & summary.CallMode {
	case summary.CallDynamic:
		return len(i.open[at]) > 0 && !l.idle(i, at)
	case summary.CallInvoke:
		return len(i.open[at]) > 0 && !l.idle(i, at) || l.foreignCall(i, in)
	case summary.CallStatic:
		return l.foreignCall(i, in)
	}
	return false
}

// foreignCall says that a call is one of a library that has no model: of another module, so not of the standard library.
func (l *linker) foreignCall(i *inst, in *summary.Instr) bool {
	if in.Sym < 0 {
		return false
	}
	sym := i.fn.p.syms[in.Sym]
	host, _, _ := strings.Cut(l.pkgOf(sym), "/")
	return !l.isOwn(sym) && len(l.lookup(sym)) == 0 && strings.Contains(host, ".")
}

// global says that an operand leads to a package-level variable through fields only.
func (m *must) global(r summary.Ref, depth int) bool {
	switch r.Kind() {
	case summary.RefGlobal:
		return true
	case summary.RefReg:
		d := m.i.fn.def[r.Index()]
		if d < 0 || depth > 8 {
			return false
		}
		switch in := &m.i.fn.code[d]; in.Op {
		case summary.OpLoad, summary.OpLoadField, summary.OpFieldAddr:
			return m.global(in.Args[0], depth+1)
		}
	}
	return false
}

// switchable are the kinds of checks of which it is kept that a setting switches them.
var switchable = map[string]bool{"auth": true, "ratelimit": true, "bodylimit": true, "csrf": true}

// meet is what holds where two ways meet.
func (l *linker) meet(f, g facts) facts {
	switch {
	case f.top:
		return g
	case f.equal(g):
		return f
	case g.top:
		return f
	}
	return l.factSet.list[l.meetIDs(l.factSet.of(f), l.factSet.of(g))]
}

func (l *linker) metOf(f, g facts) facts {
	out := f.and(g)
	if f.top || g.top || len(f.ids) == 0 && len(g.ids) == 0 {
		return out
	}
	out = out.plus(l.switched(f, g)).plus(l.switched(g, f)).plus(l.when(f, g)).plus(l.unlessPut(f, g)).plus(l.elsewhere(f, g)).plus(l.eitherRole(f, g))
	if l.asks(f) && l.asks(g) && !l.asks(out) { // on each of the ways somebody is asked, or may be
		out = out.plus(l.doubtful(f)).plus(l.doubtful(g))
	}
	if l.hasKind(f, "setting") && l.hasKind(g, "setting") && !l.hasKind(out, "setting") && l.differ(f, g) {
		out = out.plus(l.guard(guard{kind: "setting", value: "any", at: -1}))
	}
	return out
}

// asks says that it is checked who somebody is, or may be.
func (l *linker) asks(f facts) bool { return l.hasKind(f, "auth") || l.switchedAuth(f) }

// switched gives the checks of f that are missing in g because of a setting.
func (l *linker) switched(f, g facts) facts {
	out, off, named := none, l.settledBy(g, f, nil), l.namesCheck(f)
	for _, id := range f.ids {
		x := l.guards[id]
		if x.kind == "switched" && off && l.settledBy(g, f, &x) {
			l.noteSwitch(facts{ids: []int32{id}}, g, f)
			out = out.plus(facts{ids: []int32{id}})
		}
		if !switchable[x.kind] || x.scheme == "any" && named {
			continue
		}
		y := x
		y.kind, y.value = "switched", x.kind
		if k, ok := l.guardIDs[guardKey{y.kind, y.scheme, y.value, y.i, y.at, y.row}]; ok && hasID(g, k) || off && !hasID(g, id) {
			sw := l.guard(y)
			l.noteSwitch(sw, g, f)
			out = out.plus(sw)
		}
	}
	return out
}

// perhapsLimits gives what a middleware that may not be there limits, as limits that something switches.
func (l *linker) perhapsLimits(f facts) facts {
	out := none
	for _, id := range f.ids {
		out = out.plus(l.switchedLimit(l.guards[id]))
	}
	return out
}

// switchedLimit is a limit that may not be there; nothing for other checks.
func (l *linker) switchedLimit(g guard) facts {
	switch g.kind {
	case "csrf", "ratelimit", "bodylimit":
		g.kind, g.value = "switched", g.kind
		return l.guard(g)
	}
	return none
}

// settledBy says that a way is taken because of a setting that the other one does not depend on, other than the answer of the call
// that may be a check itself.
func (l *linker) settledBy(g, f facts, check *guard) bool {
	for _, id := range g.ids {
		x := &l.guards[id]
		if x.kind == "setting" && (x.i == nil || !hasID(f, id)) && (check == nil || x.i != check.i || x.at != check.at) {
			return true
		}
	}
	return false
}

// namesCheck says that facts hold a certain check of who somebody is, not only that one of several was made.
func (l *linker) namesCheck(f facts) bool {
	for _, id := range f.ids {
		if x := &l.guards[id]; x.kind == "auth" && x.scheme != "any" {
			return true
		}
	}
	return false
}

func hasID(f facts, id int32) bool {
	for _, x := range f.ids {
		if x == id {
			return true
		}
	}
	return false
}

// differ says that two ways are governed by different settings, not by the two values of one.
func (l *linker) differ(f, g facts) bool {
	for _, a := range f.ids {
		for _, b := range g.ids {
			x, y := l.guards[a], l.guards[b]
			if x.kind == "setting" && y.kind == "setting" && (x.i != y.i || x.at != y.at) {
				return true
			}
		}
	}
	return false
}

// gates says that facts hold a check, not only what was done or set on the way.
func (l *linker) gates(f facts) bool {
	for _, id := range f.ids {
		switch l.guards[id].kind {
		case "made", "set", "setting", "switched", "method", "put", "unset", "unless":
		default:
			return true
		}
	}
	return false
}

// switchedAuth says that authentication holds unless a setting switches it off.
func (l *linker) switchedAuth(f facts) bool {
	for _, id := range f.ids {
		if g := &l.guards[id]; g.kind == "switched" && g.value == "auth" {
			return true
		}
	}
	return false
}
