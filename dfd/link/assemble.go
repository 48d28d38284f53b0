package link

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// assembly makes the model of a linked program.
type assembly struct {
	namedTechs []string // see sqlTechs
	structs    *structs
	selected   map[readOf]map[string]bool // nil where that is not known: see columnsRead
	records    map[set][]record
	l          *linker
	in         Input
	p          *dfd.Program
	elements   map[string]*dfd.Element
	flows      map[string]*dfd.Flow
	incoming   map[string][]*dfd.Flow // by entry point: what asks it, and what that passes on the way
	entered    map[string]*dfd.EntryPoint
	bounds     map[string]*dfd.Boundary
	uses       map[string]*dfd.Use
	guards     map[int32]string
	controls   map[string]*dfd.Control
	maybe      map[int32]bool // guards of middleware that may not be there
	calls      map[callKey]uint8
	mods       map[string]bool
	unmods     map[string]bool
	unspoken   map[string]bool // functions called of libraries with a model that says nothing of them
	open       map[string]*dfd.Unresolved
	inputs     map[string]map[dfd.Input]bool
	auths      map[string]authState
	certs      map[string]clientCert // by listener
	onward     map[string][]string   // by entry point: the gRPC methods that it only passes its request on to
	pending    map[string][]pendingCall
	foreign    map[string][]dfd.Place // see givesAnswer
	reached    map[*inst]bool         // what starts with the process
	held       map[wayKey]facts
	picks      map[wayKey]*pick
	guardLists map[factID][]string
	plains     map[callAt]*dfd.Use // see plain
	verbs      map[string]string   // of statements
	filled     map[int32]*filledRecord
	dataOf     map[[2]string]classed
	carries    map[carriedBy]carriedData
	deciding   map[callKey]bool     // calls that decide a check of the caller, see checks
	looked     int                  // at so many guards for them
	strange    map[string]*stranger // see strangers
	opens      map[string]*openings // by technology
	apart      map[string]bool      // by technology: the process opens several stores that are certainly not one

	sameSetting map[string]string // see addressSetting
}

type callKey struct {
	fn *fn
	at int32
}

func newAssembly(l *linker, in Input) *assembly {
	a := &assembly{l: l, in: in, selected: map[readOf]map[string]bool{}, records: map[set][]record{}, elements: map[string]*dfd.Element{}, flows: map[string]*dfd.Flow{}, incoming: map[string][]*dfd.Flow{}, entered: map[string]*dfd.EntryPoint{}, bounds: map[string]*dfd.Boundary{}, uses: map[string]*dfd.Use{},
		guards: map[int32]string{}, controls: map[string]*dfd.Control{}, maybe: map[int32]bool{}, calls: map[callKey]uint8{}, mods: map[string]bool{}, unmods: map[string]bool{}, unspoken: map[string]bool{},
		open: map[string]*dfd.Unresolved{}, inputs: map[string]map[dfd.Input]bool{}, auths: map[string]authState{}, certs: map[string]clientCert{}, onward: map[string][]string{}, pending: map[string][]pendingCall{}, foreign: map[string][]dfd.Place{}, apart: map[string]bool{}, opens: map[string]*openings{}, deciding: map[callKey]bool{}, held: map[wayKey]facts{}, picks: map[wayKey]*pick{}, guardLists: map[factID][]string{}, verbs: map[string]string{}, filled: map[int32]*filledRecord{}, dataOf: map[[2]string]classed{}, carries: map[carriedBy]carriedData{}, plains: map[callAt]*dfd.Use{}}
	a.p = &dfd.Program{Model: &dfd.Model{Schema: dfd.Schema, Module: in.Module, Build: in.Build, Coverage: in.Coverage,
		Tool: dfd.Tool{Name: "gostride", Version: in.Version, Catalogue: in.Digest}}, Guards: map[string]*dfd.Guard{}, Chains: map[string]*dfd.Chain{}}
	return a
}

// program assembles everything.
func (a *assembly) program() *dfd.Program {
	a.l.index()
	a.l.requirements()
	var all []*running
	for _, r := range a.l.roots {
		all = append(all, a.binary(r))
	}
	a.tellEntries(all)
	for _, b := range all {
		a.process(b)
	}
	a.strangers()
	a.dead()
	a.finish()
	a.p.MarkOwnCalls()
	return a.p
}

// processName names a binary as go build does: the last element of its path, without a major version.
func processName(path string) string {
	parts := strings.Split(path, "/")
	last := parts[len(parts)-1]
	if len(parts) > 1 && len(last) > 1 && last[0] == 'v' && strings.Trim(last[1:], "0123456789") == "" {
		last = parts[len(parts)-2]
	}
	return last
}

func (a *assembly) boundary(kind, name, parent, basis, reason string) string {
	id := "boundary:" + kind + ":" + name
	if a.bounds[id] == nil {
		a.bounds[id] = &dfd.Boundary{ID: id, Kind: kind, Name: name, Parent: parent, Basis: basis, Reason: reason}
	}
	return id
}

// entries gives the entry points of a process.
func (a *assembly) entries(rs *routers, pr *dfd.Process, r *root) []*entry {
	w := &routeWalk{rs: rs, l: a.l, came: map[int32]bool{}}
	w.serveAll(func(n int, s event) { a.listener(n, s, pr) })
	if r.lib && len(w.out) == 0 { // who imports it serves what is registered on routers that hang under no other
		for _, x := range rs.ordered() {
			if !x.child && len(x.items) > 0 {
				w.router(x.obj, walkState{listener: -1})
			}
		}
	} else if !r.lib {
		a.unserved(w, pr)
	}
	if r.lib {
		w.out = append(w.out, a.exportedHandlers(r, w.out)...)
	}
	w.out = append(w.out, a.jobs(rs)...)
	standalone(w.out)
	if len(rs.serves) > 0 {
		w.out = append(w.out, a.diagnostics(rs, w)...)
	}
	if len(w.out) == 0 && !r.lib {
		w.out = a.mainEntry(r, pr.Name)
	}
	for _, e := range w.out {
		e.chain = w.selected(e.chain, a.l.operationOf(e))
		a.l.beneath(e)
	}
	return a.unlisted(a.withoutOptional(a.unique(w.out)))
}

// nearer says that a listener is one on the network, as another is not: a socket of this machine.
func (a *assembly) nearer(n, than int) bool {
	x, y := a.listenerAt(n), a.listenerAt(than)
	return x != nil && y != nil && y.Network == "unix" && x.Network != "unix"
}

// listenerAt is the listener of a server by its number, nil where there is none.
func (a *assembly) listenerAt(n int) *dfd.Listener {
	pr := a.p.Processes[len(a.p.Processes)-1].ID
	for _, li := range a.p.Listeners {
		if li.Process == pr && strings.HasSuffix(li.ID, ":"+itoa(n+1)) {
			return li
		}
	}
	return nil
}

// unique joins entries that are one: served by two listeners, or registered the same way twice. They count as served where most people get to.
func (a *assembly) unique(list []*entry) []*entry {
	seen := map[string]*entry{}
	var out []*entry
	a.tellServers(list)
	for _, e := range list {
		k := fmt.Sprint(e.kind, " ", e.method, " ", e.path, " ", e.server)
		if e.kind == "cron" {
			k += fmt.Sprint(" ", e.innerSym)
		}
		if x := seen[k]; x != nil {
			if x.elsewhere = append(x.elsewhere, e.listener); a.nearer(e.listener, x.listener) {
				x.listener, x.elsewhere[len(x.elsewhere)-1] = e.listener, x.listener
			}
			if x.same(e) {
				x.again = append(x.again, e)
			} else {
				x.also = append(x.also, e)
			}
			if x.innerSym != e.innerSym {
				x.insts = append(x.insts, e.insts...)
			}
			continue
		}
		seen[k] = e
		out = append(out, e)
	}
	return out
}

// same says that two entries are reached in the same way.
func (e *entry) same(x *entry) bool {
	return e.innerSym == x.innerSym && slices.Equal(e.insts, x.insts) && slices.EqualFunc(e.chain, x.chain, func(a, b chainLink) bool {
		return a.mw == b.mw && a.row == b.row && a.hit == b.hit && slices.Equal(a.insts, b.insts) && slices.Equal(a.ats, b.ats)
	})
}

func exposure(addr string) string {
	if dfd.Loopback(addr) {
		return "local"
	}
	return "internet"
}

// serverTimeouts notes a server's timeouts as a control.
func (a *assembly) serverTimeouts(s event, li *dfd.Listener) {
	l := a.l
	if len(s.row.Args["timeouts"]) == 0 && s.row.Attr["timeouts"] != "none" {
		return
	}
	set, perhaps := a.timeoutsSet(s)
	c := &dfd.Control{ID: "control:timeout:" + li.ID, Kind: "timeout", Verdict: "present", Scope: "global", Value: strings.Join(set, ", "), Evidence: li.Evidence}
	switch {
	case len(perhaps) > 0 && !slices.ContainsFunc(set, boundsReading): // an empty setting is no timeout
		c.Verdict, c.Value = "unknown", strings.Join(append(set, perhaps...), ", ")
	case len(set) == 0:
		c.Verdict, c.Value = "absent", ""
		c.Searched = []string{"ReadHeaderTimeout, ReadTimeout, WriteTimeout and IdleTimeout of the server at " + li.Evidence[0].File}
	}
	if c.Verdict != "absent" {
		l.eachObj(s.h.recv, func(o int32) {
			if ob := &l.objs[o]; ob.inst != nil && ob.at >= 0 {
				c.Evidence = append(c.Evidence, ob.inst.at(ob.at))
			}
		})
		for _, i := range l.insts { // where the fields are set
			a.timeoutSites(i, s, c)
		}
	}
	a.controls[c.ID] = c
}

// timeoutsSet lists the timeouts that a server certainly has, and those that depend on a setting that may be missing.
func (a *assembly) timeoutsSet(s event) (set, perhaps []string) {
	for _, arg := range s.row.Args["timeouts"] {
		v := a.l.argAt(nil, s.h, arg)
		if len(arg.Fields) == 0 || v == 0 && !a.l.givenUnknown(s.h, arg) {
			continue
		}
		name := arg.Fields[len(arg.Fields)-1]
		switch t, _ := a.l.texts(v); {
		case len(t) == 1 && t[0] == "0":
		case a.l.optional(s.h, arg):
			perhaps = append(perhaps, name)
		case len(t) > 0 && !slices.ContainsFunc(t, func(x string) bool { return x == "" || x == "0" || strings.Contains(x, "{") }):
			set = append(set, name)
		default:
			perhaps = append(perhaps, name)
		}
	}
	return set, perhaps
}

// boundsReading says that a server's timeout limits how long it reads a request.
func boundsReading(field string) bool { return field == "ReadTimeout" || field == "ReadHeaderTimeout" }

func (a *assembly) finish() {
	m := a.p.Model
	tellApart(a.elements)
	for _, e := range a.elements {
		sortPlaces(&e.Evidence)
		m.Elements = append(m.Elements, e)
	}
	sort.Slice(m.Elements, func(i, j int) bool { return m.Elements[i].ID < m.Elements[j].ID })
	for _, f := range a.flows {
		sort.Strings(f.EntryPoints)
		m.Flows = append(m.Flows, f)
	}
	sort.Slice(m.Flows, func(i, j int) bool { return m.Flows[i].ID < m.Flows[j].ID })
	for _, b := range a.bounds {
		m.Boundaries = append(m.Boundaries, b)
	}
	sort.Slice(m.Boundaries, func(i, j int) bool { return m.Boundaries[i].ID < m.Boundaries[j].ID })
	for _, c := range a.controls {
		sort.Strings(c.EntryPoints)
		sortPlaces(&c.Evidence)
		m.Controls = append(m.Controls, c)
	}
	sort.Slice(m.Controls, func(i, j int) bool { return m.Controls[i].ID < m.Controls[j].ID })
	for _, u := range a.open {
		sort.Strings(u.EntryPoints)
		m.Unresolved = append(m.Unresolved, u)
	}
	sort.Slice(m.Unresolved, func(i, j int) bool { return m.Unresolved[i].ID < m.Unresolved[j].ID })
	sort.Slice(m.EntryPoints, func(i, j int) bool { return m.EntryPoints[i].ID < m.EntryPoints[j].ID })
	sort.Slice(m.Processes, func(i, j int) bool { return m.Processes[i].ID < m.Processes[j].ID })
	sort.Slice(m.Listeners, func(i, j int) bool { return m.Listeners[i].ID < m.Listeners[j].ID })
	a.offEntries()
	a.finishUses()
	a.suppressions()
	a.coverage()
	a.pruneBoundaries()
}

func (a *assembly) finishUses() {
	for _, u := range a.uses {
		sort.Slice(u.On, func(i, j int) bool { return u.On[i].Entry < u.On[j].Entry })
		a.p.Uses = append(a.p.Uses, u)
	}
	sort.Slice(a.p.Uses, func(i, j int) bool { return a.p.Uses[i].ID < a.p.Uses[j].ID })
}

// pruneBoundaries drops boundaries that hold nothing.
func (a *assembly) pruneBoundaries() {
	used := map[string]bool{}
	for _, e := range a.p.Elements {
		for b := e.Boundary; b != ""; b = a.bounds[b].Parent {
			used[b] = true
			if a.bounds[b] == nil {
				break
			}
		}
	}
	var out []*dfd.Boundary
	for _, b := range a.p.Boundaries {
		if used[b.ID] {
			out = append(out, b)
		}
	}
	a.p.Boundaries = out
}

func sortPlaces(p *[]dfd.Place) {
	s := *p
	sort.SliceStable(s, func(i, j int) bool {
		if s[i].File != s[j].File {
			return s[i].File < s[j].File
		}
		return s[i].Line < s[j].Line
	})
	out := s[:0]
	for n, x := range s {
		if n == 0 || x.File != s[n-1].File || x.Line != s[n-1].Line {
			out = append(out, x)
		}
	}
	*p = out
}

func (a *assembly) coverage() {
	c := &a.p.Coverage
	for _, v := range a.calls {
		switch v {
		case 3:
			c.Calls.Modelled++
		case 2:
			c.Calls.Resolved++
		case 1:
			c.Calls.Unresolved++
		}
	}
	c.Libraries.Modelled, c.Libraries.Unmodelled = keysOf(a.mods), keysOf(a.unmods)
	c.Libraries.Unspoken, c.Libraries.Harmless = a.undescribed()
	if c.Packages.Analysed == 0 {
		c.Packages.Analysed = len(a.l.pkgs)
	}
	for name, n := range a.l.budgets {
		c.Budgets = append(c.Budgets, fmt.Sprintf("%s: more calling contexts than are kept apart; %d share one", name, n))
	}
	if a.l.stopped {
		c.Unfinished = true
		c.Budgets = append(c.Budgets, fmt.Sprintf("linking was stopped after %d evaluations of functions, while values still changed: what was not found may be there", a.l.evals))
	}
	sort.Strings(c.Budgets)
}

func keysOf(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
