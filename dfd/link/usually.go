package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A check that a setting leaves out (if cfg.NoAuth { return next }), or a middleware that is only attached where a setting says so, is
// judged once more for a program in which nothing is set: see unset.go. Where everybody is asked then, the route tells how, and which
// settings leave that out. Where nobody is, but everybody once such settings turn round what they decide, it tells by which that is. Its verdict stays unknown, since what is set where the program runs is not in the code.

// usually judges an entry point of which it is not known who may ask.
func (a *assembly) usually(ep *dfd.EntryPoint, e *entry, inner facts, us []*usedBy) {
	l := a.l
	if ep.Auth.Verdict != "unknown" || e.mounted || l.stopped {
		return
	}
	names := l.settingsBehind(inner, us, l.runBefore(e))
	if len(names) == 0 {
		names = l.settingsBehind(inner, us, nil)
	}
	for n := range e.chain {
		names = append(append(names, e.chain[n].usual...), e.chain[n].where...)
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, set := range []bool{false, true} {
		if au, ok := a.judgedWhere(set, ep, e, us); ok {
			ep.Auth = au
			ep.Auth.Verdict = "unknown"
			if set {
				ep.Auth.If = names
			} else {
				ep.Auth.Unless = names
			}
			return
		}
	}
}

// judgedWhere judges an entry point for a program in which nothing is set, or in which settings turn all conditions round that they decide;
// ok says that everybody is asked there.
func (a *assembly) judgedWhere(set bool, ep *dfd.EntryPoint, e *entry, us []*usedBy) (au dfd.Auth, ok bool) {
	l := a.l
	l.asUsual()
	l.whereSet = set
	defer func() { l.usual, l.whereSet = nil, false }()
	x, st := *ep, a.auths[ep.ID]
	x.Middleware = nil
	ch := &dfd.Chain{}
	t, f, in := a.follow(e, &x, ch)
	a.authenticate(&x, ch, e, f, in, a.usuallyUsed(us, t), t)
	if x.Auth.Verdict != "protected" {
		a.auths[ep.ID] = st
		return x.Auth, false
	}
	return x.Auth, true
}

// usuallyUsed are the uses that are reached where nothing is set, with what holds there.
func (a *assembly) usuallyUsed(us []*usedBy, t *travel) []*usedBy {
	var out []*usedBy
	for _, u := range us {
		if u.v == nil {
			out = append(out, u)
			continue
		}
		v := t.visit(u.v.i)
		if v == nil {
			continue
		}
		sent := a.l.must(v.i, false).sent(u.at)
		if sent == allFacts {
			continue
		}
		c := *u
		c.v = v
		c.facts = a.l.heldWith(v, sent)
		out = append(out, &c)
	}
	return out
}

// offByDefault says that an entry point is registered only where somebody sets something, and what.
func (l *linker) offByDefault(e *entry) []string {
	l.asUsual()
	defer func() { l.usual = nil }()
	for _, path := range e.paths {
		for _, f := range path {
			if i := f.i.whole(); l.usual.reach(i)[i.fn.block[f.at]] {
				continue
			}
			return l.usual.settingsFor(f)
		}
	}
	return nil
}

// settingsFor is setFor by their names.
func (d *unset) settingsFor(f frame) []string {
	var out []string
	for _, name := range d.setFor(f) {
		out = append(out, settingName(name))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// setFor gives the settings that somebody must set so that an instruction is run.
func (d *unset) setFor(f frame) []string {
	var out []string
	g := f.i.fn
	for b := range g.f.Blocks {
		v, by, ok := d.branch(f.i, int32(b))
		if !ok {
			continue
		}
		left := g.f.Blocks[b].Succs[0] // the way that is not taken
		if v {
			left = g.f.Blocks[b].Succs[1]
		}
		if dominates(g.dominators(), left, g.block[f.at]) {
			out = append(out, by...)
		}
	}
	return out
}

// setNearest is setFor for the last of the conditions on the way: those before it decide about more than that instruction.
func (d *unset) setNearest(f frame) []string {
	g := f.i.fn
	doms := g.dominators()
	for b := doms[g.block[f.at]]; b >= 0; b = doms[b] {
		v, by, ok := d.branch(f.i, b)
		if !ok {
			continue
		}
		left := g.f.Blocks[b].Succs[0]
		if v {
			left = g.f.Blocks[b].Succs[1]
		}
		if dominates(doms, left, g.block[f.at]) {
			return by
		}
	}
	return d.setFor(f)
}

// registeredUsually tells the settings that decide between two registrations of one path, of which one is protected and the other is only
// made where somebody sets something.
func (a *assembly) registeredUsually(ep, x *dfd.EntryPoint, e, first *entry) bool {
	var by []string
	asks := func(a dfd.Auth) bool { return a.Verdict == "protected" || len(a.Unless) > 0 }
	switch {
	case asks(ep.Auth):
		by = a.l.offByDefault(e)
	case asks(x.Auth) && first != nil:
		if by = a.l.offByDefault(first); len(by) > 0 {
			ep.Auth = x.Auth
		}
	}
	if len(by) == 0 {
		return false
	}
	ep.Auth.Verdict = "unknown"
	for _, name := range by {
		addOnce(&ep.Auth.Unless, name)
	}
	slices.Sort(ep.Auth.Unless)
	return true
}

// asUsual has conditions come out as they do where nothing is set, until usual is nil again.
func (l *linker) asUsual() {
	l.usual = l.unsetValues()
}

// closedUsually says that a branch is not taken where nothing is set, while that is asked.
func (l *linker) closedUsually(i *inst, b int32, k int) bool {
	if l.usual == nil {
		return false
	}
	v, by, ok := l.usual.branch(i.whole(), b)
	if !ok || v != (k == 1) != l.whereSet {
		return false
	}
	for _, name := range by {
		l.leavesOut[name] = true
	}
	return true
}

// noteSwitch notes the settings of g by which checks are left out that f has made.
func (l *linker) noteSwitch(checks, g, f facts) {
	for _, id := range checks.ids {
		for _, s := range g.ids {
			if l.guards[s].kind == "setting" && l.guards[s].i != nil && !hasID(f, s) && !slices.Contains(l.switches[id], s) {
				l.switches[id] = append(l.switches[id], s)
			}
		}
	}
}

// runBefore gives what runs before a handler does: what stands before it and what that calls, without what it passes the request on to.
func (l *linker) runBefore(e *entry) map[*inst]bool {
	seen := map[*inst]bool{}
	var out noted
	for _, i := range e.inner {
		seen[i] = true
	}
	for n := range e.chain {
		for _, i := range e.chain[n].insts {
			l.collect(i, 0, seen, &out)
		}
	}
	for _, i := range e.wraps {
		l.collect(i, 0, seen, &out)
	}
	for _, i := range e.inner {
		delete(seen, i)
	}
	return seen
}

// settingsBehind names the settings that may leave out the sign-in, by what holds in the handler and where it uses something: those that
// are looked at in some functions, or in any.
func (l *linker) settingsBehind(inner facts, us []*usedBy, in map[*inst]bool) []string {
	var out []string
	seen, who := map[int32]bool{}, map[decider]bool{}
	look := func(f facts) {
		for _, id := range f.ids {
			if g := &l.guards[id]; seen[id] || g.kind != "switched" || g.value != "auth" {
				continue
			}
			seen[id] = true
			for _, s := range l.switches[id] {
				if g := &l.guards[s]; !seen[s] && (in == nil || in[g.i] || in[g.i.whole()]) && l.decidesWho(decider{g.i.whole(), 2}, who) { // others decide about something else
					out = append(out, l.settingNames(g.i, g.at)...)
				}
				seen[s] = true
			}
		}
	}
	look(inner)
	for _, u := range us {
		look(u.facts)
	}
	return out
}

// decider is a function that may find out who asks, or one of those that call it, so many calls up.
type decider struct {
	i  *inst
	up int
}

// decidesWho says that a function finds out who asks, or one that calls it does. who is what was found out of others.
func (l *linker) decidesWho(d decider, who map[decider]bool) bool {
	is, ok := who[d]
	if !ok {
		is = l.must(d.i, true).decides() || d.up > 0 && slices.ContainsFunc(d.i.callers, func(c *inst) bool { return l.decidesWho(decider{c.whole(), d.up - 1}, who) })
		who[d] = is
	}
	return is
}

// decides says that the function itself finds out who asks.
func (m *must) decides() bool {
	if m.who == nil {
		who := false
		m.noting(func() facts {
			who = m.l.hasKind(m.noted(m.i).all(), "auth") || m.l.tellsWho(m.i)
			return none
		})
		m.who = &who
	}
	return *m.who
}

// settingNames gives the names of the settings that an instruction reads.
func (l *linker) settingNames(i *inst, at int32) []string {
	var out []string
	r := summary.MakeRef(summary.RefReg, int(i.fn.code[at].Dst))
	list, _ := l.settingsIn(l.get(i, r))
	for _, o := range list {
		out = append(out, settingName(o.name))
	}
	if len(out) == 0 { // what a condition on one decides: if os.Getenv("GATE") == "true" { gate = true }
		for _, name := range l.unsetValues().value(i, r, maxUsualDepth/2).by {
			out = append(out, settingName(name))
		}
	}
	return out
}

// settingName is how a setting is called.
func settingName(origin string) string {
	from, name, _ := strings.Cut(origin, ":")
	if name == "" {
		return from
	}
	return from + ":" + name
}

// sureUsually is sure where nothing is set, or where settings turn all conditions round that they decide, and gives those that matter.
func (l *linker) sureUsually(u, r []frame, set bool) []string {
	l.asUsual()
	l.whereSet = set
	defer func() { l.usual, l.whereSet = nil, false }()
	clear(l.leavesOut)
	if !l.sure(u, r) {
		return nil
	}
	var out []string
	for name := range l.leavesOut {
		out = append(out, settingName(name))
	}
	slices.Sort(out)
	return out
}

// usuallyThere says that a link is there where nothing is set, or where something is, while that is asked.
func (l *linker) usuallyThere(c *chainLink) bool {
	if l.whereSet {
		return len(c.where) > 0
	}
	return l.usual != nil && len(c.usual) > 0
}

// passesBy says that a block is reached, where nothing is set, without a call that comes before it.
func (l *linker) passesBy(u frame, r int32) bool {
	g := u.i.fn
	if g.loopBlocks(g.block[u.at]) != nil {
		return true
	}
	seen := make([]bool, len(g.f.Blocks))
	seen[g.block[u.at]] = true
	for work := []int32{0}; len(work) > 0; {
		b := work[len(work)-1]
		if work = work[:len(work)-1]; seen[b] {
			continue
		}
		if seen[b] = true; b == r {
			return true
		}
		for k, s := range g.f.Blocks[b].Succs {
			if !l.closedEdge(u.i, b, k) && !l.closedUsually(u.i, b, k) {
				work = append(work, s)
			}
		}
	}
	return false
}
