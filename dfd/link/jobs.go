package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// jobs gives the entry points that are no routes: message handlers, scheduled jobs, commands, services.
func (a *assembly) jobs(rs *routers) []*entry {
	var out []*entry
	cli := false
	for _, e := range rs.jobs {
		switch e.row.Role {
		case "consume":
			out = append(out, a.consumer(e, rs)...)
		case "job":
			out = append(out, a.job(e)...)
		case "cli-run":
			if !cli {
				cli = true
				out = append(out, a.commandEntries()...)
				out = append(out, a.structEntries()...)
			}
		case "rpc-service":
			out = append(out, a.service(e, rs)...)
		}
	}
	out = append(out, a.timers()...)
	return out
}

func (a *assembly) job(e event) []*entry {
	l := a.l
	sched := a.schedules(e.h, e.row)
	var out []*entry
	for _, s := range sched {
		for _, h := range l.argList(nil, e.h, e.row, "handler") {
			l.each(h, func(at atom) {
				for _, i := range l.handle(at) {
					out = append(out, &entry{kind: "cron", path: s, reg: e.h.i.at(e.h.at), innerSym: i.fn.sym, listener: -1, insts: []*inst{i}, inner: []*inst{i}, handler: at})
				}
			})
		}
	}
	return out
}

// diagnosticRoutes are what packages register when they are imported (Go 1.22 and later: for GET).
var diagnosticRoutes = map[string][]struct{ path, handler string }{
	"net/http/pprof": {{"/debug/pprof/", "Index"}, {"/debug/pprof/cmdline", "Cmdline"}, {"/debug/pprof/profile", "Profile"},
		{"/debug/pprof/symbol", "Symbol"}, {"/debug/pprof/trace", "Trace"}},
	"expvar": {{"/debug/vars", "Handler"}},
}

// diagnostics gives the routes that blank imports put on the default mux, where that is served.
func (a *assembly) diagnostics(rs *routers, w *routeWalk) []*entry {
	served := -1
	for n, s := range rs.serves {
		h := a.l.handlerOf(s)
		def := !a.l.real(h) && s.row.Attr["default_mux"] != ""
		a.l.eachObj(h, func(o int32) { def = def || rs.home(o) == rs.defaultMux() })
		if def {
			served = n
		}
	}
	if served < 0 {
		return nil
	}
	var out []*entry
	for _, p := range a.l.pkgs {
		for _, im := range p.p.Imports {
			for _, d := range diagnosticRoutes[im.Path] {
				out = append(out, &entry{kind: "http", method: "GET", path: d.path, reg: dfd.Place{File: p.path(im.File), Line: int(im.Line)},
					innerSym: a.l.syms.get(im.Path + "." + d.handler), listener: served, handler: -1})
			}
		}
	}
	return out
}

// startup notes what main and the initialisers do themselves: third parties, and calls that checks ask about.
func (a *assembly) startup(r *root, reached map[*inst]bool, pr *dfd.Process) {
	t := &travel{l: a.l, seen: make([]*visit, len(a.l.insts)), setup: true}
	t.enter(r.start, none)
	if r.lib {
		return
	}
	for _, u := range a.usesOf(t, "") {
		if externalRoles[u.u.Role] != "" && u.u.Role != "exec" && !a.dialsNobody(u) {
			u.u.Element = a.parties(u)[0].ID
		}
	}
	_ = reached
	_ = pr
}

// libraryUses gives what a library's own handler does: serve files.
func (a *assembly) libraryUses(e *entry, ep *dfd.EntryPoint, f facts) []*usedBy {
	l := a.l
	row, h := e.lib, e.libHit
	if e.handler >= 0 && row == nil { // one that calls back: what it does itself counts too
		if k := l.atoms.list[e.handler]; k.kind == aObj && l.objs[k.x].kind == oHandler {
			row, h = l.objs[k.x].row, l.objs[k.x].hit
		}
	}
	if row == nil || h == nil || h.i == nil {
		return nil
	}
	if row.Role == "call" && row.Attr["kind"] == "forward" || row.Role == "handler" && (row.Attr["kind"] == "proxy" || row.Op == "call") {
		return a.forwarded(row, h, ep, f)
	}
	if row.Attr["kind"] != "files" && row.Role != "static" || len(e.insts) > 0 { // own file systems were followed
		return nil
	}
	ub := &usedBy{h: h, row: row}
	if a.embedded(ub) {
		return nil
	}
	hasDir := false
	for _, n := range []string{"dir", "fs", "path", "file"} {
		hasDir = hasDir || len(row.Args[n]) > 0
	}
	if !hasDir {
		return nil
	}
	p := h.i.at(h.at)
	u := &dfd.Use{Role: "file", Symbol: catKey(l.syms.list[h.sym]), Library: row.Library, Tech: "filesystem", Op: "read", Place: p, Args: a.args(h, row), Attr: map[string]string{"kind": "serve", "listing": row.Attr["listing"]}, Order: int(h.at)}
	u = a.sameUse(u)
	u.On = append(u.On, dfd.Reach{Entry: ep.ID, Way: dfd.NewWay(p), Guards: a.guardIDs(f)})
	return []*usedBy{{u: u, h: h, row: row, v: &visit{i: h.i, at: -1}, at: h.at, facts: f, techs: []string{"filesystem"}, ops: []string{"read"}}}
}

// forwarded: a library's handler that asks somebody else: a reverse proxy, the exchange of a code for a token.
func (a *assembly) forwarded(row *catalog.Row, h *hit, ep *dfd.EntryPoint, f facts) []*usedBy {
	p := h.i.at(h.at)
	tech := row.Tech
	if tech == "" {
		tech = "http"
	}
	u := &dfd.Use{Role: "call", Symbol: catKey(a.l.syms.list[h.sym]), Library: row.Library, Tech: tech, Op: "call", Place: p, Args: a.args(h, row), Attr: map[string]string{}, Order: int(h.at)}
	if t := u.Args["target"]; t != nil {
		u.Args["url"] = t
	}
	u = a.sameUse(u)
	u.On = append(u.On, dfd.Reach{Entry: ep.ID, Way: dfd.NewWay(p), Guards: a.guardIDs(f)})
	return []*usedBy{{u: u, h: h, row: row, v: &visit{i: h.i, at: -1}, at: h.at, facts: f, techs: []string{tech}, ops: []string{"call"}}}
}

var controlKinds = map[string]bool{"ratelimit": true, "bodylimit": true, "csrf": true, "cors": true, "security-headers": true, "timeout": true}

// controlsOf adds the controls that hold on the way to an entry point or inside it.
func (a *assembly) controlsOf(ep *dfd.EntryPoint, chain facts, us []*usedBy) {
	for _, id := range chain.ids {
		a.control(id, "group", ep, true)
	}
	answers := everything // what holds at each answer but those to errors
	for _, u := range us {
		if a.answersOf(u) {
			answers = answers.and(u.facts)
		}
	}
	held, sure := facts{}, map[int32]bool{}
	for _, u := range us {
		for _, id := range u.facts.ids {
			if g := &a.l.guards[id]; hasID(chain, id) || g.i == u.v.i && g.at == u.at { // what the call that limits has done says nothing of what comes behind it
				continue
			}
			always := !answers.top && hasID(answers, id)
			kind := a.l.guards[id].kind
			if kind == "security-headers" && !always { // on some pages only
				continue
			}
			held = held.plus(facts{ids: []int32{id}})
			sure[id] = sure[id] || always || kind != "cors" && (kind != "bodylimit" || takesBody(u.u))
		}
	}
	for _, id := range held.ids {
		a.control(id, "route", ep, sure[id])
	}
}

// takesBody says that a use takes something from what was sent.
func takesBody(u *dfd.Use) bool {
	if strings.HasSuffix(u.Symbol, ".Body") { // taken hold of, not read
		return false
	}
	switch from := u.Attr["from"]; u.Role {
	case "read-all", "decode":
		return true
	case "input":
		return from == "body" || from == "form" || from == "file" || from == "filename" || from == "message"
	}
	return false
}

// control notes a control that holds for an entry point: on every way, or, where it is not sure, on some.
func (a *assembly) control(id int32, scope string, ep *dfd.EntryPoint, sure bool) {
	g := a.l.guards[id]
	if !controlKinds[g.kind] {
		return
	}
	s := a.guardID(id)
	if s == "" {
		return
	}
	pub := a.p.Guards[s]
	if pub.Place.File == "" { // a library's own: where it is attached
		pub.Place = a.attached(ep, s)
	}
	if g.kind == "bodylimit" && otherBody(pub.Args["body"]) {
		return
	}
	cid := "control:" + g.kind + ":" + pub.Place.File + ":" + itoa(pub.Place.Line)
	c := a.controls[cid]
	if c == nil {
		c = &dfd.Control{ID: cid, Kind: g.kind, Verdict: "present", Scope: scope, Value: g.value, Evidence: []dfd.Place{pub.Place}, EntryPoints: []string{}}
		if g.kind == "cors" {
			c.Verdict, c.Value = a.sharing(g, pub)
		}
		a.controls[cid] = c
	}
	if c.Verdict == "present" && (a.maybe[id] || !sure) {
		c.Verdict, c.Value = "unknown", "attached on some ways only"
	}
	addOnce(&c.EntryPoints, ep.ID)
}

// perhaps notes guards of a middleware that may not be there.
func (a *assembly) perhaps(f facts) {
	for _, id := range f.ids {
		a.maybe[id] = true
	}
}

// attached is where the middleware that makes a check is put in front of an entry point.
func (a *assembly) attached(ep *dfd.EntryPoint, guard string) dfd.Place {
	ch := a.p.Chains[ep.ID]
	if ch == nil {
		return dfd.Place{}
	}
	for _, k := range ch.Links {
		for _, g := range k.Guards {
			if g == guard {
				return k.Place
			}
		}
	}
	return dfd.Place{}
}

// otherBody says that what is limited is known to be something else than the request: the answer of another service, a file.
func otherBody(v *dfd.Value) bool {
	if v == nil || v.Unknown || len(v.Origins) == 0 {
		return v != nil && v.Type == "" && !v.Unknown && len(v.Text) > 0
	}
	return len(v.From("input")) == 0
}

func (a *assembly) timeoutSites(i *inst, s event, c *dfd.Control) {
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op != summary.OpStoreField || in.Sym < 0 || !strings.HasPrefix(i.fn.p.p.Syms[in.Sym], "net/http.Server.") || !strings.HasSuffix(i.fn.p.p.Syms[in.Sym], "Timeout") {
			continue
		}
		same := false
		a.l.eachObj(a.l.get(i, in.Args[0]), func(o int32) {
			a.l.eachObj(s.h.recv, func(p int32) { same = same || o == p })
		})
		if same {
			c.Evidence = append(c.Evidence, i.at(int32(at)))
		}
	}
}

// unmodelled notes that an entry point calls a library without a model which may reach a network, a database or a process.
func (a *assembly) unmodelled(i *inst, at int32, pkg, entry string) {
	if entry == "" || !a.in.Reaches[pkg] {
		return
	}
	for _, p := range a.pending[entry] {
		if p.pkg == pkg {
			return
		}
	}
	a.pending[entry] = append(a.pending[entry], pendingCall{pkg, i.at(at)})
}

// pendingCall is a call of a library without a model, until its entry point is drawn.
type pendingCall struct {
	pkg string
	at  dfd.Place
}

// drawUnmodelled ends flows in the libraries that nothing is known of.
func (a *assembly) drawUnmodelled(ep *dfd.EntryPoint, el *dfd.Element) {
	for _, p := range a.pending[ep.ID] {
		x := a.element(dfd.Element{ID: "unmodelled:" + p.pkg, Kind: "unresolved", Subkind: "library", Tech: "unmodelled", Name: p.pkg,
			Boundary: a.boundary("third-party", "third parties", "", "assumed", "run by somebody else"), Level: 0}, p.at)
		a.flow(el.ID, x.ID, "call", "what it does is not known", ep, p.at, nil)
	}
}
