package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// entry adds an entry point: its chain, what its middleware and handler reach, and its authentication.
func (a *assembly) entry(e *entry, pr *dfd.Process) {
	l := a.l
	e = l.taken(e)
	ep := &dfd.EntryPoint{ID: e.id, Kind: e.kind, Method: e.method, Path: e.path, Processes: []string{pr.ID}, Middleware: []string{}, Registered: &e.reg}
	if old := a.entered[ep.ID]; old != nil { // the same in another binary
		old.Processes = append(old.Processes, pr.ID)
		a.weaken(old, e, nil)
		return
	}
	if e.kind == "http" || e.kind == "grpc" || e.kind == "tcp" {
		if li := a.listenerAt(e.listener); li != nil {
			ep.Listener = li.ID
		}
		for _, n := range e.elsewhere {
			if li := a.listenerAt(n); li != nil && li.ID != ep.Listener {
				ep.Also = append(ep.Also, li.ID)
			}
		}
	}
	if e.listens != "" {
		ep.Listener = e.listens
	}
	a.describeHandler(e, ep)
	ch := &dfd.Chain{}
	if ep.Kind == "http" && !l.isOwn(l.syms.get(ep.Handler)) && !l.stopped {
		ch.Switched = l.switchedOn(e)
	}
	if !l.stopped {
		ch.Off = l.offSwitches(e)
	}
	t, f, inner := a.follow(e, ep, ch)
	if ep.Kind == "http" && !l.isOwn(l.syms.get(ep.Handler)) && !l.stopped {
		ch.Switched = append(ch.Switched, l.servedIf(t)...)
	}
	for _, s := range e.wrapSyms {
		ep.Middleware = append(ep.Middleware, l.syms.list[s])
	}
	for _, i := range e.wraps {
		l.leaks(i, nil, true, ch)
	}
	a.p.Chains[ep.ID] = ch
	a.p.EntryPoints, a.entered[ep.ID] = append(a.p.EntryPoints, ep), ep
	us := a.usesOf(t, ep.ID)
	if e.libHit != nil || e.static || e.handler >= 0 {
		us = append(us, a.libraryUses(e, ep, f)...)
	}
	us = append(us, a.answers(e, ep)...)
	a.authenticate(ep, ch, e, f, inner, us, t)
	a.usually(ep, e, inner, us)
	us = append(us, a.returnedErrors(e, ep, t)...)
	a.onward[ep.ID] = forwardsTo(us)
	a.weakenAll(ep, e, ch)
	a.byCertificate(ep)
	a.draw(ep, e, us, pr, t)
	a.controlsOf(ep, f, us)
	l.route = nil
}

// follow walks an entry point's chain and handler: f holds past the chain, inner when the innermost handler starts.
func (a *assembly) follow(e *entry, ep *dfd.EntryPoint, ch *dfd.Chain) (t *travel, f, inner facts) {
	l := a.l
	t = &travel{l: l, seen: make([]*visit, len(l.insts)), only: e.only, stop: e.stop, routed: e.routed, ends: e.inner}
	if e.within != nil && len(e.insts) == 1 {
		t.within, t.first = e.within, e.insts[0]
	}
	if len(e.inner) > 0 {
		if g := l.handlerShown(e.inner[0]).fn; len(e.insts) == 0 || e.insts[0].fn != g {
			t.shown = g
		}
	}
	l.enterRoute(e)
	f = none
	for n := range e.chain {
		l.behindPrefix(&e.chain[n], e.tree)
		f = f.plus(a.met(a.link(&e.chain[n], f, t, ch, ep), e.chain[:n]))
	}
	ch.Guards = a.guardIDs(f)
	t.enter(e.insts, f)
	inner = f
	for n, i := range e.inner {
		if v := t.visit(i); v != nil {
			if n == 0 {
				inner = v.facts
			} else {
				inner = l.meet(inner, v.facts)
			}
		}
	}
	if known := l.known(e); len(known.ids) > 0 && !l.hasKind(inner, "auth") {
		if e.unsure || l.leftOpen(e.wraps) || l.mayPassBy(e.wraps) || l.turnsAwayUnasked(e.wraps) {
			ch.Unknown = append(ch.Unknown, e.reg)
			if e.unsure {
				ch.Unseen = append(ch.Unseen, e.reg)
			}
		} else {
			ch.Optional = append(ch.Optional, a.guardIDs(known)...)
		}
	}
	if !l.hasKind(inner, "auth") {
		for _, id := range a.guardIDs(l.keptOn(t)) {
			addOnce(&ch.Optional, id)
		}
	}
	return t, f, inner
}

// known collects the checks that wrappers around the handler make without turning anybody away.
func (l *linker) known(e *entry) facts {
	var out noted
	for _, i := range e.wraps {
		seen := map[*inst]bool{}
		for _, x := range e.inner {
			seen[x] = true
		}
		l.collect(i, 0, seen, &out)
	}
	return l.only(out.facts, "auth")
}

// weaken takes in another way to an entry point: it is as open as the most open of them.
// First is how it was registered first, nil where that is another binary's.
func (a *assembly) weaken(ep *dfd.EntryPoint, e, first *entry) {
	x := *ep
	x.Middleware = nil
	ch := &dfd.Chain{}
	t, f, inner := a.follow(e, &x, ch)
	us := a.usesOf(t, ep.ID)
	st := a.auths[ep.ID]
	a.authenticate(&x, ch, e, f, inner, us, t)
	a.usually(&x, e, inner, us)
	a.auths[ep.ID] = st
	rank := map[string]int{"protected": 0, "unknown": 1, "public": 2}
	other := ep.Registered != nil && *ep.Registered != e.reg // registered again for the same path: in another configuration
	if other && a.registeredUsually(ep, &x, e, first) {
		return
	}
	if (e.doubt || other) && x.Auth.Verdict != ep.Auth.Verdict { // it is the one way or the other
		x.Auth = dfd.Auth{Verdict: "unknown", Scheme: "unknown", Evidence: []dfd.Place{e.reg}}
		rank["public"] = 0
	}
	switch {
	case rank[x.Auth.Verdict] > rank[ep.Auth.Verdict]:
		ep.Auth = x.Auth
	case x.Auth.Verdict == ep.Auth.Verdict:
		for _, name := range x.Auth.Unless {
			addOnce(&ep.Auth.Unless, name)
		}
		sort.Strings(ep.Auth.Unless)
	}
	if c := a.p.Chains[ep.ID]; c != nil {
		if len(c.Off) > 0 && len(a.l.offSwitches(e)) == 0 {
			c.Off = nil
		}
		c.Guards = intersect(c.Guards, a.guardIDs(f))
	}
}

// taken gives an entry point without the ways to it that its own path or method rules out: if public(r) { next… }.
func (l *linker) taken(e *entry) *entry {
	ways := slices.DeleteFunc(append([]*entry{e}, e.also...), func(x *entry) bool { return !l.leads(x) })
	if len(ways) == 0 {
		return e
	}
	out := *ways[0]
	out.id = e.id
	out.also = ways[1:]
	return &out
}

// leads says that the wrappers on the way to an entry point pass its requests on.
func (l *linker) leads(e *entry) bool {
	l.enterRoute(e)
	defer func() { l.route = nil }()
	for n := range e.chain {
		c := &e.chain[n]
		l.behindPrefix(c, e.tree)
		if len(c.ats) > 0 && !slices.ContainsFunc(c.insts, func(i *inst) bool { _, found := l.goesOn(c, i); return found }) {
			return false
		}
	}
	return true
}

// sameWay says that two ways to an entry point lead through the same chain to the same handler: on another listener.
func (e *entry) sameWay(x *entry) bool {
	return e.only == x.only && e.within == nil && x.within == nil && e.stop == nil && x.stop == nil && slices.Equal(e.insts, x.insts) &&
		slices.Equal(e.inner, x.inner) && slices.EqualFunc(e.chain, x.chain, sameLink)
}

func sameLink(c, d chainLink) bool {
	return c.mw == d.mw && c.row == d.row && c.hit == d.hit && slices.Equal(c.insts, d.insts) && slices.Equal(c.asks, d.asks) && c.method == d.method &&
		c.loose == d.loose && slices.Equal(c.ats, d.ats) && slices.EqualFunc(c.alts, d.alts, func(x, y []chainLink) bool { return slices.EqualFunc(x, y, sameLink) })
}

func (l *linker) entryID(e *entry) string {
	if e.server != "" {
		x := *e
		x.server = ""
		return l.entryID(&x) + " by " + e.server
	}
	if e.kind == "cron" && e.innerSym >= 0 { // several jobs may have one schedule
		return e.kind + ":" + e.path + ": " + l.shortName(l.syms.list[e.innerSym])
	}
	if e.method == "" {
		return e.kind + ":" + e.path
	}
	return e.kind + ":" + e.method + " " + e.path
}

func (a *assembly) describeHandler(e *entry, ep *dfd.EntryPoint) {
	l := a.l
	if len(e.inner) > 0 {
		g := l.handlerShown(e.inner[0]).fn
		ep.Handler, ep.File, ep.Line = g.name, g.file(), int(g.f.Line)
		if e.method == "ANY" {
			ep.Methods = l.toldApart(e.inner)
		}
		return
	}
	if e.innerSym >= 0 {
		ep.Handler = l.syms.list[e.innerSym]
		if g := l.funcs[e.innerSym]; g != nil {
			ep.File, ep.Line = g.file(), int(g.f.Line)
			return
		}
	}
	ep.File, ep.Line = e.reg.File, e.reg.Line
}

// link judges one middleware and gives what holds past it.
func (a *assembly) link(c *chainLink, f facts, t *travel, ch *dfd.Chain, ep *dfd.EntryPoint) facts {
	l := a.l
	if len(c.alts) > 0 {
		return a.anyLink(c, f, t, ch, ep)
	}
	out := dfd.Link{Place: c.at, Does: "unknown"}
	g := none
	switch {
	case c.row != nil && len(c.insts) == 0:
		if c.hit != nil && c.hit.sym >= 0 {
			out.Func = l.syms.list[c.hit.sym]
		} else if len(c.asks) > 0 {
			out.Func = c.asks[0].fn.name
		}
		out.Is = c.row.Attr["control"]
		g, out.Does = l.libraryLink(c.row, c.hit)
		if out.Does == "unknown" {
			ch.Unknown, ch.Unseen = append(ch.Unknown, c.at), append(ch.Unseen, c.at)
		}
		t.enter(l.runBy(c.hit, c.row, "asked"), f) // who lets somebody in
		t.enter(l.runBy(c.hit, c.row, "fn"), f)    // what runs besides: what is left of him for handlers
		if len(c.asks) > 0 {
			t.enter(c.asks, f)
			switch g, out.Does = l.renamed(l.askedFacts(c.asks), c.row.Attr["scheme"]), "gate"; {
			case l.hasKind(g, "auth"):
			case c.row == hookRow && !slices.ContainsFunc(c.asks, func(i *inst) bool { return l.hasKind(l.anywhere(i), "auth") }):
				out.Does = "pass"
			default:
				ch.Unknown, out.Does = append(ch.Unknown, c.at), "unknown"
			}
		}
		if c.row.Attr["control"] == "optional-auth" {
			ch.Optional = append(ch.Optional, a.guardIDs(g)...)
			g = none
		}
	case len(c.insts) > 0:
		out.Func = c.insts[0].fn.name
		t.enter(c.insts, f)
		all, found, any, tried := everything, false, none, none
		for _, i := range c.insts {
			if x, ok := l.goesOn(c, i); ok {
				all, found = all.and(x), true
			}
			n := l.noticed(i)
			any, tried = any.plus(n.facts), tried.plus(n.facts).plus(n.branches)
			l.leaks(i, c.ats, len(c.ats) > 0, ch) // what a handler hands on to by itself is behind the last of the chain
		}
		all = l.without(l.found(f, all), "unset") // others may put it there later
		switch {
		case found && l.gates(all):
			g, out.Does = all, "gate"
		case found:
			g, out.Does = all, "pass"
		default:
			out.Does = "effect"
		}
		for _, id := range l.only(any, "csrf").ids {
			a.control(id, "group", ep, true)
		}
		if opt := l.only(any, "auth"); l.hasKind(tried, "auth") && !l.hasKind(g, "auth") && (l.undecided(c) || l.leftOpen(c.insts) || l.switchedAuth(g)) {
			ch.Unknown = append(ch.Unknown, c.at)
		} else if len(opt.ids) > 0 && !l.hasKind(g, "auth") {
			ch.Optional = append(ch.Optional, a.guardIDs(opt)...)
		} else if c.directive && len(ch.Optional) > 0 && !l.hasKind(f, "auth") && !l.hasKind(g, "auth") && slices.ContainsFunc(c.insts, l.returnsEarly) {
			ch.Unknown = append(ch.Unknown, c.at) // by what one before it may have found out
		}
	case l.harmless(c.mw):
		out.Func, out.Does = a.nameOf(c.mw), "pass"
	default:
		ch.Unknown, ch.Unseen = append(ch.Unknown, c.at), append(ch.Unseen, c.at)
		out.Func = a.nameOf(c.mw)
	}
	if c.loose && out.Does != "pass" && !l.usuallyThere(c) { // it may not be there
		if l.hasKind(g, "auth") {
			ch.Unknown = append(ch.Unknown, c.at)
		}
		open := l.only(g, "cors") // headers that open something may be there
		a.perhaps(open)
		g, out.Does = open.plus(l.perhapsLimits(g)), "unknown"
	}
	out.Guards = a.guardIDs(g)
	ch.Links = append(ch.Links, out)
	ep.Middleware = append(ep.Middleware, out.Func)
	return g
}

// anyLink judges a link that may be one of several: what holds past all of them holds.
func (a *assembly) anyLink(c *chainLink, f facts, t *travel, ch *dfd.Chain, ep *dfd.EntryPoint) facts {
	l := a.l
	out := dfd.Link{Place: c.at, Does: "pass"}
	all, some := everything, none
	var sub dfd.Chain
	x := *ep
	for _, list := range c.alts {
		g := none
		for n := range list {
			g = g.plus(a.met(a.link(&list[n], f, t, &sub, &x), list[:n]))
		}
		if slices.ContainsFunc(list, func(x chainLink) bool { return l.answersItself(&x) }) { // nobody comes past it
			continue
		}
		all, some = all.and(g), some.plus(g)
	}
	if all.top {
		all = none
	}
	for _, k := range sub.Links {
		if out.Func == "" {
			out.Func = k.Func
		} else if k.Func != out.Func && k.Func != "" {
			addOnce(&out.Or, k.Func)
		}
	}
	sort.Strings(out.Or)
	ch.Optional = append(ch.Optional, sub.Optional...)
	if len(sub.Unseen) > 0 {
		ch.Unseen = append(ch.Unseen, c.at)
	}
	if l.gates(all) {
		out.Does = "gate"
	}
	loose := c.loose && !l.usuallyThere(c)
	if doubt := l.hasKind(some, "auth") && !l.hasKind(all, "auth"); doubt || loose && l.hasKind(all, "auth") || len(sub.Unknown) > 0 {
		ch.Unknown = append(ch.Unknown, c.at)
		out.Does = "unknown"
	}
	if loose {
		all = l.perhapsLimits(all)
	}
	out.Guards = a.guardIDs(all)
	ch.Links = append(ch.Links, out)
	ep.Middleware = append(ep.Middleware, out.Func)
	return all
}

// goesOn is what holds when a middleware continues, on every way to where it does. found says whether it ever does.
func (l *linker) goesOn(c *chainLink, i *inst) (f facts, found bool) {
	if len(c.ats) == 0 {
		return l.continuation(i, 0)
	}
	f = everything
	m := l.must(i, true)
	for _, at := range c.ats {
		if b := m.before(at); !b.top {
			f, found = l.meet(f, l.without(b, "next").plus(l.around(i, at))), true
		}
	}
	if !found {
		return none, false
	}
	return f, true
}

// met drops guards that rest on a middleware which is not there: a token read from the context was verified only where the
// library's verifier comes before.
func (a *assembly) met(f facts, chain []chainLink) facts {
	if f.top {
		return f
	}
	var out []int32
	dropped := false
	for _, id := range f.ids {
		if r := a.l.guards[id].row; r != nil && r.Attr["after"] != "" && !attached(chain, r) {
			dropped = true
			continue
		}
		out = append(out, id)
	}
	if dropped {
		only := facts{ids: out}
		if len(a.l.only(only, "auth").ids) == 1 { // the "any" that came with it
			only = a.l.without(only, "auth")
		}
		return only
	}
	return f
}

func attached(chain []chainLink, r *catalog.Row) bool {
	for _, c := range chain {
		if c.row != nil && c.row.Library == r.Library && c.hit != nil && slices.Contains(strings.Split(r.Attr["after"], "|"), c.row.Symbol) {
			return true
		}
	}
	return false
}

// anywhere collects the checks of who calls that hold at some point of a middleware or of what it calls, though not on every way.
func (l *linker) anywhere(i *inst) facts { return l.noticed(i).facts }

// tried is what a middleware, or what it calls, checks on some way, be it on one branch only: where ways meet it is gone.
func (l *linker) tried(i *inst) facts {
	n := l.noticed(i)
	return n.facts.plus(n.branches)
}

// noticed is what a middleware and what it calls find out of callers.
func (l *linker) noticed(i *inst) noted {
	var out noted
	l.collect(i, 0, map[*inst]bool{}, &out)
	return out
}

func (l *linker) collect(i *inst, depth int, seen map[*inst]bool, out *noted) {
	if seen[i] || depth > 5 || len(seen) > 64 {
		return
	}
	seen[i] = true
	n := l.must(i, true).noted(i)
	out.facts, out.branches = out.facts.plus(n.facts), out.branches.plus(n.branches)
	for _, t := range n.calls {
		l.collect(t, depth+1, seen, out)
	}
}

// noted is what an instance finds out of callers at some point of it, and what it calls on the way to where it continues.
type noted struct {
	branches facts // what some branch says, which need not hold in any block
	facts    facts
	calls    []*inst
}

// all is what is found out anywhere.
func (n *noted) all() facts { return n.facts.plus(n.branches) }

func (m *must) noted(i *inst) *noted {
	if n := m.notes[i]; n != nil {
		return n
	}
	n := &noted{}
	for b := range m.in {
		if m.start(int32(b)).top {
			continue
		}
		n.facts = n.facts.plus(m.l.only(m.start(int32(b)), "auth", "csrf"))
		if out := m.through(int32(b), len(i.fn.f.Blocks[b].Instrs)); !out.top {
			n.facts = n.facts.plus(m.l.only(out, "auth", "csrf"))
		}
		for k := range i.fn.f.Blocks[b].Succs { // where ways meet, what was known on one of them is gone
			if out := m.edge(int32(b), k); !out.top {
				n.branches = n.branches.plus(m.l.only(out, "auth"))
			}
		}
	}
	for at := range i.fn.code {
		if targets := i.targets(int32(at)); len(targets) > 0 && !m.l.continues(i, int32(at)) && !m.before(int32(at)).top {
			n.calls = append(n.calls, targets...)
		}
	}
	if m.notes == nil {
		m.notes = map[*inst]*noted{}
	}
	m.notes[i] = n
	return n
}

func (a *assembly) nameOf(s set) string {
	for _, x := range a.l.sets.list[s] {
		k := a.l.inner(x)
		switch k.kind {
		case aFunc, aClosure:
			return a.l.syms.list[k.x]
		case aObj:
			if o := &a.l.objs[k.x]; o.sym >= 0 {
				return a.l.syms.list[o.sym]
			}
		}
	}
	return ""
}

// guardIDs publishes guards and gives their ids.
func (a *assembly) guardIDs(f facts) []string {
	id := a.l.factSet.of(f)
	list, ok := a.guardLists[id]
	if !ok {
		list = a.guardList(f)
		a.guardLists[id] = list
	}
	return list
}

func (a *assembly) guardList(f facts) []string {
	out := make([]string, 0, len(f.ids))
	for _, id := range f.ids {
		if s := a.guardID(id); s != "" {
			out = append(out, s)
		}
	}
	sort.Strings(out)
	n := 0
	for k, s := range out {
		if k == 0 || s != out[k-1] {
			out[n] = s
			n++
		}
	}
	return out[:n:n]
}

func (a *assembly) guardID(id int32) string {
	if s, ok := a.guards[id]; ok {
		return s
	}
	l := a.l
	g := l.guards[id]
	switch g.kind {
	case "next", "failed", "param", "made", "setting", "once", "method", "when", "put", "unset", "unless":
		return ""
	}
	d := &dfd.Guard{Kind: g.kind, Scheme: g.scheme, Value: g.value, Library: g.library, Args: map[string]*dfd.Value{}}
	if g.i == nil && g.h != nil && g.h.i != nil { // made elsewhere, as a value
		d.Place = g.h.i.at(g.h.at)
	} else if g.near > 0 {
		d.Place = g.i.at(g.near)
	} else if g.i != nil && g.at >= 0 && int(g.at) < len(g.i.fn.code) {
		d.Place = g.i.at(g.at)
	} else if g.i != nil {
		d.Place = dfd.Place{File: g.i.fn.file(), Line: int(g.i.fn.f.Line), Func: g.i.fn.name}
	}
	if g.h != nil && g.h.sym >= 0 {
		d.Symbol = catKey(l.syms.list[g.h.sym])
	}
	if g.row != nil && g.h != nil {
		d.Args = a.args(g.h, g.row)
		a.limiterArgs(d, g.h, g.row)
	}
	if says := a.ofOrigins(g); says != nil {
		d.Args["says"] = says
	}
	if g.subject != 0 {
		d.Args["value"] = l.describe(g.subject)
	}
	if g.value == "tags" && g.row != nil {
		a.filledFields(d, l.arg(&site{i: g.i, at: g.at}, g.h, g.row, "value"))
	}
	if t := l.lists[guardKey{g.kind, g.scheme, g.value, g.i, g.at, g.row}]; len(t) > 0 {
		sort.Strings(t)
		d.Args["allowed"] = &dfd.Value{Text: t}
	}
	if v := d.Args["allow"]; v != nil {
		d.Args["allowed"] = v
	}
	if g.h != nil && g.row != nil && g.i != nil && g.h.i != nil && !silent[g.row.Role] {
		d.Use = a.makeUse(g.i, g.at, g.h, g.row).u.ID
	}
	if g.kind == "rows" {
		a.rowsGuard(d, g)
	}
	switch kind := checkKind(g); {
	case g.kind == "ratelimit":
		a.rateValue(d, g)
	case kind == "ratelimit": // its value is what it is a check of
		a.rateValue(d, g)
		d.Value = g.value
	case g.kind == "bodylimit":
		a.sizeValue(d, g)
	case g.kind == "size":
		d.Args["limit"] = &dfd.Value{Text: []string{g.value}, Unknown: g.value == ""}
	}
	d.ID = "guard:" + d.Kind + ":" + d.Scheme + ":" + d.Place.File + ":" + itoa(d.Place.Line) + ":" + d.Symbol + ":" + d.Value
	if (g.kind == "confine" || g.kind == "found") && g.i == nil { // one of several checks: known by what they check
		d.ID += checked(d)
	}
	if old := a.p.Guards[d.ID]; old != nil && ofValue[d.Kind] && checked(old) != checked(d) { // a helper that checks several things
		d.ID += checked(d)
	}
	if old := a.p.Guards[d.ID]; old != nil && limitOf(old) != limitOf(d) { // a helper that is passed the limit: readBody(w, r, 64<<10)
		d.ID += ":" + limitOf(d)
	}
	if old := a.p.Guards[d.ID]; old == nil {
		a.p.Guards[d.ID] = d
	}
	a.guards[id] = d.ID
	return d.ID
}

// ofValue are the kinds of checks that hold for the value they look at, and for no other one.
var ofValue = map[string]bool{"allowlist": true, "found": true, "denylist": true, "confine": true, "owner": true, "bound": true, "match": true, "nonce": true, "recent": true}

// limitOf names the limit that a size is held to.
func limitOf(d *dfd.Guard) string {
	v := d.Args["limit"]
	if v == nil {
		return ""
	}
	return strings.Join(v.Text, ",")
}

// checked names what a check looks at.
func checked(d *dfd.Guard) string {
	v, name := d.Args["value"], ""
	if v == nil {
		return name
	}
	for _, o := range v.Origins {
		name += ":" + o.Name + "@" + o.Place.File + ":" + itoa(o.Place.Line)
		if o.Has("part") { // one call passes a part of what another passes whole
			name += "(part)"
		}
	}
	return name
}

// limiterArgs adds how a limiter was made: rate, burst, window.
func (a *assembly) limiterArgs(d *dfd.Guard, h *hit, r *catalog.Row) {
	l := a.l
	given := append([]set{h.recv}, h.args...)
	for _, p := range r.Args["limit"] { // in a field of the settings
		given = append(given, l.argAt(nil, h, p))
	}
	for _, s := range given {
		l.eachObj(s, func(o int32) {
			if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.row.Role == "limiter" {
				for k, v := range a.args(ob.hit, ob.row) {
					if d.Args[k] == nil {
						d.Args[k] = v
					}
				}
			}
		})
	}
}

// args describes the arguments of a modelled call by the row's names.
func (a *assembly) args(h *hit, r *catalog.Row) map[string]*dfd.Value {
	out := map[string]*dfd.Value{}
	l := a.l
	for _, name := range sortedKeys(r.Args) {
		switch name {
		case "handler", "middleware", "callback", "fn", "keyfunc", "router":
			continue
		}
		b := builder{t: l.sets}
		for _, p := range r.Args[name] {
			b.addSet(l.argAt(nil, h, p))
		}
		if name == "dial" {
			b = builder{t: l.sets, s: l.dialler(b.set())}
		}
		if name == "disposition" {
			b = builder{t: l.sets, s: l.answerHeader(b.set(), "response-content-disposition")}
		}
		if !l.onlyNil(b.set()) {
			out[name] = l.describe(l.behindPointers(b.set()))
		}
		if name == "block" { // a struct of settings: each by its name
			l.eachObj(b.set(), func(o int32) {
				for _, k := range l.objs[o].keys {
					if !l.elemKey(k) {
						out[lastName(l.strs.list[k])] = l.describe(l.take(nil, l.cell(o, k)))
					}
				}
			})
		}
	}
	if r.Role == "hash" && h.made >= 0 {
		out["value"] = l.describe(l.contents(nil, l.sets.of(l.objAtom(h.made))))
	}
	a.options(h, out)
	if r.Role == "exec" {
		a.optionValues(h, out["args"])
	}
	if r.Role == "setting" || r.Role == "upgrade" {
		l.decides(h, r, out)
	}
	if r.Role == "upgrade" {
		if some := l.sometimes(h, r); len(some) > 0 {
			out["sometimes"] = &dfd.Value{Text: some}
		}
	}
	if len(r.Args["keyfunc"]) > 0 {
		b := builder{t: l.sets}
		for _, t := range l.runBy(h, r, "keyfunc") {
			if len(t.rets) > 0 { // others say what is done with a token, or without one
				b.addSet(t.rets[0])
			}
		}
		if b.set() != 0 {
			out["key"] = l.describe(b.set())
		}
	}
	switch r.Role {
	case "verify", "sign", "middleware":
		l.placeLiterals(out["key"])
	}
	return out
}

// isFunc says that a value is, or may be, a function.
func (l *linker) isFunc(s set, g *fn) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		return (k.kind == aFunc || k.kind == aClosure) && l.funcs[k.x] == g
	})
}

// fieldOptions are options that are fields which are set: &jwt.Parser{ValidMethods: …}.
func (l *linker) fieldOptions(recv set) []string {
	var out []string
	l.eachObj(recv, func(o int32) {
		for _, x := range l.copied(nil, o) {
			for _, k := range l.objs[x].keys {
				for _, r := range l.lookup(l.syms.get(l.strs.list[k])) {
					if r.Role == "verify-option" && r.Attr["option"] != "" {
						out = append(out, r.Attr["option"])
					}
				}
			}
		}
	})
	return out
}

// options adds what options passed to the call say, as if written there.
func (a *assembly) options(h *hit, out map[string]*dfd.Value) {
	l := a.l
	said := func(option string) {
		v := out["options"]
		if v == nil {
			v = &dfd.Value{}
			out["options"] = v
		}
		v.Text = append(v.Text, option)
		sort.Strings(v.Text)
	}
	add := func(s set) {
		l.eachObj(s, func(o int32) {
			ob := &l.objs[o]
			if ob.hit == nil || ob.row == nil || ob.row.Role != "option" && ob.row.Role != "verify-option" {
				return
			}
			if n := ob.row.Attr["option"]; n != "" {
				said(n)
			}
			args := a.args(ob.hit, ob.row)
			for _, k := range sortedKeys(ob.row.Args) {
				if out[k] == nil {
					if out[k] = args[k]; out[k] == nil { // set, to what could not be followed: the default does not hold
						out[k] = &dfd.Value{Unknown: true}
					}
				}
			}
		})
	}
	for n, s := range h.args {
		add(s)
		if n == len(h.args)-1 {
			for _, e := range l.elems(nil, s) {
				add(e)
			}
		}
	}
	for _, option := range l.fieldOptions(h.recv) {
		said(option)
	}
	l.eachObj(h.recv, func(o int32) { // kept by who made the receiver: jwt.NewParser(options)
		if ob := &l.objs[o]; ob.hit != nil && ob.hit != h && ob.row != nil && (ob.row.Role == "make" || ob.row.Role == "pass") {
			for _, s := range ob.hit.args {
				for _, e := range l.elems(nil, s) {
					add(e)
				}
			}
		}
	})
}
