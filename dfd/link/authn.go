package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// authState is how an entry point authenticates, for drawing.
type authState struct {
	scheme string
	mw     string // the middleware that does it, "" in the handler itself
	place  dfd.Place
}

// authenticate gives the verdict on an entry point: protected where every way to the handler, or to everything the handler
// does, leads through a passed check; unknown where something on the way could not be understood; public otherwise.
func (a *assembly) authenticate(ep *dfd.EntryPoint, ch *dfd.Chain, e *entry, chain, inner facts, us []*usedBy, t *travel) {
	l := a.l
	ep.Auth = dfd.Auth{Verdict: "public", Scheme: "none", Evidence: []dfd.Place{}}
	if e.kind != "http" && e.kind != "grpc" && e.kind != "websocket" && e.kind != "queue" && (e.kind != "tcp" || len(e.chain) == 0) {
		return
	}
	if l.stopped {
		ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
		return
	}
	inner = inner.except(a.askedElsewhere(t))
	at := l.only(inner, "auth")
	where := inner
	if len(at.ids) == 0 && (e.lib == nil || len(e.inner) > 0) { // what a library's handler does is not seen
		if f, ok := a.inHandler(e, handled(e, us), us, t); ok && !exchanges(us) && !l.forOneChangeOnly(e, f) {
			at, where = l.only(f, "auth"), f
		} else if len(f.ids) > 0 && !exchanges(us) {
			ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
		}
	}
	switch {
	case len(at.ids) > 0:
		ep.Auth.Verdict = "protected"
		a.schemes(ep, e, at, t)
		for _, id := range l.only(where, "role").ids {
			for _, role := range a.roles(id) {
				addOnce(&ep.Auth.Roles, role)
			}
		}
		sort.Strings(ep.Auth.Roles)
	case e.mounted, l.switchedAuth(inner):
		ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
		ep.Auth.Evidence = append(ep.Auth.Evidence, e.reg)
		if u := a.open[e.startedBy]; u != nil {
			addOnce(&u.EntryPoints, ep.ID)
		}
		for _, id := range l.doubtful(inner).ids { // the check that may not be made
			if g := a.p.Guards[a.guardID(id)]; g != nil && g.Place.File != "" {
				ep.Auth.Evidence = append(ep.Auth.Evidence, g.Place)
			}
		}
	case len(ch.Unknown) > 0:
		ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
		ep.Auth.Evidence = append(ep.Auth.Evidence, ch.Unknown...)
	case a.behindStranger(ep, e, t):
	case len(ch.Optional) > 0:
		ep.Auth.Optional = ep.Auth.Verdict == "public"
		for _, id := range ch.Optional {
			if g := a.p.Guards[id]; g != nil && g.Scheme != "any" {
				addOnce(&ep.Auth.Schemes, g.Scheme)
				ep.Auth.Evidence = append(ep.Auth.Evidence, g.Place)
			}
		}
	}
	sortPlaces(&ep.Auth.Evidence)
	st := authState{scheme: ep.Auth.Scheme}
	for _, k := range ch.Links {
		for _, id := range k.Guards {
			if g := a.p.Guards[id]; g != nil && g.Kind == "auth" && st.mw == "" {
				st.mw, st.place = k.Func, k.Place
			}
		}
	}
	if st.mw == "" && len(e.wrapSyms) > 0 && len(l.only(inner, "auth").ids) > 0 {
		st.mw, st.place = l.syms.list[e.wrapSyms[len(e.wrapSyms)-1]], e.reg
	}
	a.auths[ep.ID] = st
}

// roles are those that a check lets in: the one that it compares with, or the list that it looks into, or for.
func (a *assembly) roles(guard int32) []string {
	g := a.l.guards[guard]
	if t := a.l.rolesOf(g); len(t) > 0 {
		return t
	}
	d := a.p.Guards[a.guardID(guard)]
	if d == nil || g.h == nil || g.row == nil {
		return nil
	}
	for _, name := range []string{"allow", "value"} {
		v := a.l.arg(&site{i: g.i, at: g.at}, g.h, g.row, name)
		if !a.l.hasOrigin(v, "identity") && !a.l.hasOrigin(a.l.contents(g.i, v), "identity") {
			return a.l.describe(v).Text
		}
	}
	return nil
}

// inHandler says whether everything that the handler does, apart from the check itself, comes after a passed check. Without,
// it gives what holds for at least some of it.
func (a *assembly) inHandler(e *entry, us, all []*usedBy, t *travel) (facts, bool) {
	l := a.l
	held, some, n, bad, early := everything, none, 0, 0, 0
	for _, u := range us {
		if (len(u.ops) == 0 || !effects[u.row.Role]) && u.row.Role != "sign" || u.u.Attr["kind"] == "handle" {
			continue
		}
		keyed := a.keyed(u)
		f := l.only(u.facts.plus(keyed), "auth")
		some = some.plus(f).plus(l.doubtful(u.facts).except(func(id int32) bool { return t.visit(l.guards[id].i) == nil })) // made on this way
		if len(keyed.ids) == 0 && a.checks(u) {
			continue
		}
		if len(f.ids) == 0 && l.readsToCheck(u) {
			continue
		}
		if len(f.ids) == 0 && u.looksUp() {
			early++
			continue
		}
		n++
		if len(f.ids) == 0 {
			bad++
			continue
		}
		held = held.and(f)
	}
	for _, f := range a.handedOn(t) {
		if n++; !l.hasKind(f, "auth") {
			bad++
			continue
		}
		held = held.and(l.only(f, "auth"))
	}
	answered := a.answered(all)
	if early > 0 && bad == 0 {
		f, ok := l.asksBeforeAnswers(e)
		if held = held.and(f); !ok {
			bad = early
		}
	} else if n == 0 {
		held = l.only(answered, "auth")
	}
	if bad == 0 && !held.top && len(held.ids) > 0 {
		return held, true
	}
	return some.plus(answered.except(a.askedElsewhere(t))), false // what is read for nobody is not told
}

// readsToCheck says that something is read on the way to find out who asks: the file of passwords, the table of sessions.
func (l *linker) readsToCheck(u *usedBy) bool {
	if slices.ContainsFunc(u.ops, func(op string) bool { return op != "read" }) {
		return false
	}
	for v := u.v; v != nil && v.from != nil; v = v.from {
		if l.tellsWho(v.i) {
			return true
		}
	}
	return false
}

// tellsWho says that what a function returns says whether somebody has proved who he is.
func (l *linker) tellsWho(i *inst) bool {
	m := l.must(i, false)
	if m.busy {
		return false
	}
	if m.tells == nil {
		tells := false
		for idx := range i.fn.f.Results {
			for _, w := range []want{wantTrue, wantNil, wantNonNil} {
				f := l.outcome(i, int32(idx), w, false)
				tells = tells || !f.top && l.hasKind(f, "auth")
			}
		}
		m.tells = &tells
	}
	return *m.tells
}

// exchanges says that a handler gets a token for a code: it is where somebody comes back from signing in elsewhere, and what it checks
// before is that he set out from here.
func exchanges(us []*usedBy) bool {
	return slices.ContainsFunc(us, func(u *usedBy) bool { return u.row.Tech == "oauth2" && lastName(u.row.Symbol) == "Exchange" })
}

// handedOn gives what holds where the program's own code calls a handler of a library: promhttp.Handler().ServeHTTP(w, r).
func (a *assembly) handedOn(t *travel) []facts {
	var out []facts
	for _, v := range t.order {
		y := a.l.layout(v.i)
		for k, at := range y.hits {
			if !a.l.callsHandler(y.mods[k]) || t.only != nil && !a.l.callsHandler(t.modelled(v.i, at)) {
				continue
			}
			if sent := v.m.sent(at); sent != allFacts {
				out = append(out, a.l.factSet.list[a.l.factSet.plus(v.held, sent)])
			}
		}
	}
	return out
}

// callsHandler says that a call is one of a library's handler, by its own method.
func (l *linker) callsHandler(hs []*hit) bool {
	found := false
	for _, h := range hs {
		for _, r := range h.rows {
			if r.Role == "callback" && lastName(r.Symbol) == "ServeHTTP" {
				l.eachObj(h.recv, func(o int32) { found = found || l.objs[o].kind == oHandler })
			}
		}
	}
	return found
}

// answered is what holds at every answer to a request but refusals.
func (a *assembly) answered(us []*usedBy) facts {
	all := everything
	for _, u := range us {
		if a.answersOf(u) && !a.l.refuses(u) {
			all = all.and(a.l.only(u.facts, "auth").plus(a.l.doubtful(u.facts)))
		}
	}
	if all.top {
		return none
	}
	return all
}

// answersOf says that a use is an answer to a request, not known to be one to an error.
func (a *assembly) answersOf(u *usedBy) bool {
	return u.row != nil && u.row.Role == "respond" && u.row.Attr["kind"] != "redirect" && u.u.Role == "respond" && !a.l.hasKind(u.facts, "failed")
}

// refuses says that an answer is one to an error: by its status, or by the one that a call on the way to it was given.
func (l *linker) refuses(u *usedBy) bool {
	i, at := u.v.i, u.at
	for v := u.v; v != nil && at >= 0; v = v.from {
		if i.fn.givesErrorStatus(at) || i.fn.afterErrorStatus(at) {
			return true
		}
		if v.from != nil {
			i, at = v.from.i, v.at
		}
	}
	return false
}

// givesErrorStatus says that a call is passed a status of an error.
func (g *fn) givesErrorStatus(at int32) bool {
	return slices.ContainsFunc(g.code[at].Args, func(r summary.Ref) bool {
		if r.Kind() != summary.RefConst {
			return false
		}
		c := g.p.p.Consts[r.Index()]
		return c.Kind == summary.KindNumber && len(c.Text) == 3 && (c.Text[0] == '4' || c.Text[0] == '5')
	})
}

// afterErrorStatus says that an answer has the status of an error from before: w.WriteHeader(404).
func (g *fn) afterErrorStatus(at int32) bool {
	doms := g.dominators()
	for k := range g.code {
		in := &g.code[k]
		if in.Op != summary.OpCall || in.Sym < 0 || lastName(g.p.p.Syms[in.Sym]) != "WriteHeader" || !g.givesErrorStatus(int32(k)) {
			continue
		}
		if g.block[k] == g.block[at] && int32(k) < at || g.block[k] != g.block[at] && dominates(doms, g.block[k], g.block[at]) {
			return true
		}
	}
	return false
}

// keyed: a statement that changes only the rows which hold a bearer token of the request does nothing for who has none:
// UPDATE tokens SET revoked_at = now() WHERE token = $1.
func (a *assembly) keyed(u *usedBy) facts {
	l := a.l
	text := u.u.Args["query"]
	if u.row.Role != "sql" || slices.Contains(u.ops, "read") || text == nil || len(text.Text) != 1 || !narrowed(text.Text[0]) {
		return none
	}
	all := builder{t: l.sets}
	for n, x := range u.h.args {
		if n == len(u.h.args)-1 && u.h.spread {
			for _, e := range l.elems(nil, x) {
				all.addSet(l.rest(e))
			}
		}
		all.addSet(l.rest(x))
	}
	for _, x := range l.sets.list[all.set()] {
		switch k := l.atoms.list[x]; k.kind {
		case aConst, aTemplate:
		case aOrigin:
			if o := l.origins.list[k.x]; o.kind != "input" || !strings.EqualFold(o.name, "header:authorization") {
				return none
			}
		default:
			return none
		}
	}
	return l.credentialGuard(u.v.i, u.at, u.h, u.row, all.set(), notNamed)
}

// narrowed says that a statement changes only rows that it names by a value: an UPDATE or DELETE with one condition.
func narrowed(text string) bool {
	t := strings.ToUpper(text)
	_, where, found := strings.Cut(t, "WHERE")
	return found && strings.Contains(where, "=") && !strings.ContainsAny(where, "<>!") && !strings.Contains(where, " OR ") && !strings.Contains(t, "INSERT")
}

// checks says that a use is itself what decides a guard.
func (a *assembly) checks(u *usedBy) bool {
	for ; a.looked < len(a.l.guards); a.looked++ {
		if g := &a.l.guards[a.looked]; g.kind == "auth" && g.i != nil {
			a.deciding[callKey{g.i.fn, g.at}] = true
		}
	}
	return a.deciding[callKey{u.v.i.fn, u.at}]
}

var effects = map[string]bool{"sql": true, "orm": true, "object": true, "kv": true, "doc": true, "search": true, "cache": true, "graph": true, "timeseries": true, "file": true,
	"call": true, "llm": true, "mail": true, "sms": true, "payment": true, "push": true, "publish": true, "exec": true, "presign": true}

// schemes lists by which schemes the caller may authenticate.
func (a *assembly) schemes(ep *dfd.EntryPoint, e *entry, at facts, t *travel) {
	l := a.l
	found := map[string]bool{}
	add := func(id int32) {
		g := l.guards[id]
		if g.scheme == "any" {
			return
		}
		found[g.scheme] = true
		if s := a.guardID(id); s != "" {
			ep.Auth.Evidence = append(ep.Auth.Evidence, a.p.Guards[s].Place)
		}
	}
	for _, id := range at.ids {
		add(id)
	}
	if len(found) == 0 { // several ways in: every check that is made on the way
		for n := range e.chain {
			for _, id := range l.only(l.letIn(&e.chain[n]), "auth").ids {
				add(id)
			}
			for _, i := range e.chain[n].insts {
				for _, id := range l.only(l.tried(i), "auth").ids {
					add(id)
				}
			}
		}
	}
	if len(found) == 0 {
		for _, v := range t.order {
			for _, id := range l.only(l.anywhere(v.i), "auth").ids {
				add(id)
			}
		}
	}
	ep.Auth.Schemes = keysOf(found)
	ep.Auth.Scheme = "other"
	for _, s := range []string{"jwt", "oauth", "mtls", "session", "apikey", "basic", "other"} {
		if found[s] {
			ep.Auth.Scheme = s
			break
		}
	}
	if len(ep.Auth.Schemes) < 2 {
		ep.Auth.Schemes = nil
	}
}
