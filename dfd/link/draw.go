package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// draw adds an entry point's elements and flows.
func (a *assembly) draw(ep *dfd.EntryPoint, e *entry, us []*usedBy, pr *dfd.Process, t *travel) {
	st := a.auths[ep.ID]
	bound := a.boundary("service", pr.Name, "", "seen", "one process: "+pr.Package)
	inner := bound
	if ep.Auth.Verdict == "protected" && st.mw != "" {
		inner = a.boundary("auth", "authenticated ("+st.scheme+")", bound, "seen", "past a check of the caller's "+st.scheme+" credential")
	}
	name := strings.TrimSpace(ep.Method + " " + ep.Path)
	if ep.Kind == "cron" {
		name += ": " + a.l.shortName(ep.Handler)
	}
	el := a.element(dfd.Element{ID: "process:" + ep.ID, Kind: "process", Name: name, Boundary: inner, Level: 2},
		dfd.Place{File: ep.File, Line: ep.Line, Func: ep.Handler})
	ep.Element = el.ID
	from := a.caller(ep, e, el)
	if from != "" && st.mw != "" && ep.Auth.Verdict == "protected" {
		mw := a.element(dfd.Element{ID: "process:auth:" + st.mw, Kind: "process", Subkind: "auth", Name: "auth middleware (" + st.scheme + ")", Boundary: bound, Level: 2}, st.place)
		a.flow(from, mw.ID, "request", strings.TrimSpace(ep.Method+" "+ep.Path), ep, dfd.Place{File: e.reg.File, Line: e.reg.Line, Func: e.reg.Func}, nil)
		a.flow(mw.ID, el.ID, "request", "identity ("+st.scheme+")", ep, st.place, nil)
	} else if from != "" {
		a.flow(from, el.ID, "request", strings.TrimSpace(ep.Method+" "+ep.Path), ep, dfd.Place{File: e.reg.File, Line: e.reg.Line, Func: e.reg.Func}, nil)
	}
	for _, u := range us {
		a.drawUse(ep, el, from, u)
	}
	a.drawUnmodelled(ep, el)
	if c := a.p.Chains[ep.ID]; c != nil {
		c.Answers = a.foreign[ep.ID]
	}
	a.noteTyped(ep, e)
	a.noteMessage(ep, e, t)
	a.noteReceived(ep, e, us)
	a.asked(ep, us)
	ep.Inputs = append(ep.Inputs, sortedInputs(a.inputs[ep.ID])...)
	if ep.Inputs == nil {
		ep.Inputs = []dfd.Input{}
	}
}

// caller gives the external entity that an entry point is called by.
func (a *assembly) caller(ep *dfd.EntryPoint, e *entry, el *dfd.Element) string {
	kind := ep.Kind
	if e.hook {
		kind = "http"
	}
	switch kind {
	case "http", "websocket", "grpc", "tcp":
		reason := "assumed: no listener address was seen"
		for _, li := range a.p.Listeners {
			if li.ID == ep.Listener {
				reason = "assumed: listens on " + li.Where()
				if li.Exposure == "local" {
					b := a.boundary("local", "local", "", "seen", "listens on "+li.Where())
					return a.element(dfd.Element{ID: "external:local-client", Kind: "external", Subkind: "client", Name: "Local client", Boundary: b, Level: 0}, e.reg).ID
				}
			}
		}
		b := a.boundary("internet", "internet", "", "assumed", reason)
		a.bounds[b].Reason = reason
		id, name, sub := "external:browser", "Browser", "browser"
		if ep.Kind == "grpc" || ep.Kind == "tcp" {
			id, name, sub = "external:client", "Client", "client"
		}
		return a.element(dfd.Element{ID: id, Kind: "external", Subkind: sub, Name: name, Boundary: b, Level: 0}, e.reg).ID
	case "queue":
		f := a.flow(a.sender(e).ID, el.ID, "consume", ep.Path, ep, e.reg, nil)
		if e.only == nil && !strings.Contains(ep.Path, "{") {
			addOnce(&f.Names, ep.Path)
		}
	case "cli":
		b := a.boundary("os", "operator's shell", "", "assumed", "whoever may run the binary")
		return a.element(dfd.Element{ID: "external:operator", Kind: "external", Subkind: "user", Name: "Operator", Boundary: b, Level: 0}, e.reg).ID
	}
	return ""
}

func (a *assembly) element(x dfd.Element, p dfd.Place) *dfd.Element {
	e := a.elements[x.ID]
	if e == nil {
		e = &x
		e.Evidence = []dfd.Place{}
		a.elements[x.ID] = e
	}
	if p.File != "" && len(e.Evidence) < 40 {
		e.Evidence = append(e.Evidence, p)
	}
	return e
}

// store gives the element of one logical store.
func (a *assembly) store(tech, subkind, detail string, p dfd.Place) *dfd.Element {
	name := tech
	if a.l.techs != nil {
		if t, ok := a.l.techs.Tech(tech); ok {
			name = t.Name
			if t.Subkind != "" && subkind == "" {
				subkind = t.Subkind
			}
		}
	}
	id := "store:" + tech
	if detail != "" {
		id += ":" + detail
		name += " " + `"` + detail + `"`
	}
	bound := a.boundary("datastore", "data stores", "", "assumed", "reached over the network")
	level := 0
	switch {
	case tech == "filesystem":
		bound = a.boundary("host", "host file system", "", "assumed", "the machine or volume that the process runs on")
	case subkind == "object":
		bound = a.boundary("cloud", "cloud storage", "", "assumed", "object storage has an address of its own")
	case subkind == "memory" || tech == "memory":
		bound, level = a.bounds["boundary:service:"+a.p.Processes[len(a.p.Processes)-1].Name].ID, 2
	case embedded[tech]:
		bound = a.boundary("datastore", "embedded data store", "", "seen", "a file opened by the process itself")
	}
	return a.element(dfd.Element{ID: id, Kind: "store", Subkind: subkind, Tech: tech, Name: name, Boundary: bound, Level: level}, p)
}

var storeRoles = map[string]string{"sql": "sql", "orm": "sql", "object": "object", "kv": "kv", "doc": "doc", "search": "search", "cache": "cache", "graph": "graph",
	"timeseries": "timeseries", "file": "file", "publish": "queue"}

var externalRoles = map[string]string{"call": "http-api", "llm": "llm", "mail": "smtp", "sms": "sms", "payment": "payment", "push": "push", "telemetry": "telemetry", "exec": "exec", "dial": "tcp"}

// drawUse adds the flows of one use.
func (a *assembly) drawUse(ep *dfd.EntryPoint, el *dfd.Element, caller string, u *usedBy) {
	switch {
	case u.u.Role == "input" || u.u.Role == "context-get" || u.u.Role == "credentials" || u.u.Role == "decode" || u.u.Role == "callback":
		a.note(ep, u)
	case storeRoles[u.u.Role] != "":
		a.drawStore(ep, el, u)
	case u.u.Role != "dial" && externalRoles[u.u.Role] != "":
		a.drawParties(ep, el, u)
	case u.u.Role == "dial":
		if !a.dialsNobody(u) {
			x := a.parties(u)[0]
			u.u.Element = x.ID
			f := a.flow(el.ID, x.ID, "call", "connect", ep, u.u.Place, a.carried(u))
			u.u.Flow = f.ID
			a.by(f, ep, u, nil)
		}
	case u.u.Role == "presign":
		for _, t := range u.techs {
			s := a.storeOf(u, t, "object")
			u.u.Element = s.ID
			if caller != "" {
				f := a.flow(s.ID, caller, "presigned", "presigned "+strings.ToUpper(first(u.ops, "get"))+" URL", ep, u.u.Place, nil)
				a.by(f, ep, u, nil)
				u.u.Flow = f.ID
			}
		}
	}
}

func first(list []string, def string) string {
	if len(list) > 0 && list[0] != "read" {
		return list[0]
	}
	return def
}

func externalOp(u *dfd.Use) string {
	switch u.Role {
	case "exec":
		return "exec"
	}
	return "call"
}

func (a *assembly) drawStore(ep *dfd.EntryPoint, el *dfd.Element, u *usedBy) {
	if u.u.Role == "file" && (u.u.Attr["kind"] == "handle" || a.embedded(u)) {
		return
	}
	ops := u.ops
	for _, t := range u.techs {
		sub := storeRoles[u.u.Role]
		if u.row.Subkind != "" {
			sub = u.row.Subkind
		}
		s := a.storeOf(u, t, sub)
		if len(u.techs) > 1 { // one handle, its technology chosen at run time
			s.Group = a.alternatives(u.techs)
		}
		if u.u.Element == "" {
			u.u.Element = s.ID
		}
		for _, op := range ops {
			from, to := el.ID, s.ID
			if op == "read" || op == "consume" || op == "list" {
				from, to = s.ID, el.ID
			} else if u.once(ep.ID) {
				continue
			}
			f := a.flow(from, to, op, a.label(u), ep, u.u.Place, a.carried(u))
			a.by(f, ep, u, nil)
			named(f, u.u)
			if u.u.Flow == "" || op != "read" {
				u.u.Flow = f.ID
			}
		}
	}
}

// alternatives names the group of the technologies that one handle may have.
func (a *assembly) alternatives(techs []string) string {
	names := make([]string, len(techs))
	for n, t := range techs {
		names[n] = t
		if a.l.techs != nil {
			if x, ok := a.l.techs.Tech(t); ok {
				names[n] = x.Name
			}
		}
	}
	return strings.Join(names, " or ")
}

// embedded says that a file is one of the binary's own.
func (a *assembly) embedded(u *usedBy) bool {
	l := a.l
	found := false
	look := func(s set) {
		l.eachObj(s, func(o int32) { found = found || l.embed(o, 0) })
	}
	look(l.arg(&site{}, u.h, u.row, "fs"))
	look(u.h.recv)
	return found
}

// embed says that an object is an embedded file system, or made of one. unlike notes from which depth on objects have none.
func (l *linker) embed(o int32, depth int) bool {
	if d, ok := l.unlike[o]; ok && d <= depth {
		return false
	}
	found := l.embedOf(o, depth)
	if found {
		delete(l.unlike, o)
	}
	return found
}

func (l *linker) embedOf(o int32, depth int) bool {
	l.unlike[o] = depth
	ob := &l.objs[o]
	if ob.kind == oGlobal {
		if p := l.byPath[l.pkgOf(ob.sym)]; p != nil {
			for _, e := range p.p.Embeds {
				if e == l.syms.list[ob.sym] {
					return true
				}
			}
		}
	}
	if ob.typ >= 0 && l.typeTab[ob.typ].name == "embed.FS" {
		return true
	}
	if depth > 4 {
		return false
	}
	found := false
	if ob.hit != nil {
		for _, s := range append([]set{ob.hit.recv}, ob.hit.args...) {
			l.eachObj(s, func(p int32) { found = found || p != o && l.embed(p, depth+1) })
		}
	}
	for n, k := range ob.keys {
		if n < 8 && !l.elemKey(k) {
			l.eachObj(l.cells[l.cell(o, k)].s, func(p int32) { found = found || p != o && l.embed(p, depth+1) })
		}
	}
	if ob.parent >= 0 && ob.kind == oSub {
		found = found || l.embed(ob.parent, depth+1)
	}
	return found
}

// flow adds a flow, or what this use adds to it.
func (a *assembly) flow(from, to, op, label string, ep *dfd.EntryPoint, site dfd.Place, ds []dfd.Datum) *dfd.Flow {
	id := dfd.FlowID(from, to, op)
	f := a.flows[id]
	if f == nil {
		f = &dfd.Flow{ID: id, From: from, To: to, Op: op, Site: site, Trace: []dfd.Place{site}, EntryPoints: []string{}, Data: []dfd.Datum{}, Transport: a.transport(from, to)}
		f.Crosses = a.crosses(from, to)
		a.flows[id] = f
	}
	addOnce(&f.EntryPoints, ep.ID)
	if (op == "request" || op == "consume") && !slices.Contains(a.incoming[ep.ID], f) {
		a.incoming[ep.ID] = append(a.incoming[ep.ID], f)
	}
	f.AddLabel(label)
	carry(f, ds)
	return f
}

// by adds to a flow the way that an entry point takes to it: the first one to each call, and to each that it is sent to from there.
func (a *assembly) by(f *dfd.Flow, ep *dfd.EntryPoint, u *usedBy, to *dfd.Target) {
	site := u.u.Place
	for n := len(f.Via) - 1; n >= 0 && f.Via[n].EntryPoint == ep.ID; n-- {
		if v := &f.Via[n]; v.Site == site && (v.Target == to || v.Target != nil && to != nil && *v.Target == *to) {
			return
		}
	}
	v := dfd.Via{EntryPoint: ep.ID, Site: site, Trace: u.v.way(u.at).Trace(), Target: to}
	if len(f.Via) == 0 {
		f.Trace = v.Trace
	}
	f.Via = append(f.Via, v)
}

// crosses lists the boundaries that hold one end of a flow and not the other.
func (a *assembly) crosses(from, to string) []string {
	at := func(id string) string {
		if e := a.elements[id]; e != nil {
			return e.Boundary
		}
		return ""
	}
	return dfd.Crosses(at(from), at(to), func(id string) (string, bool) {
		b := a.bounds[id]
		if b == nil {
			return "", false
		}
		return b.Parent, true
	})
}

// verb is what a statement begins with, "" where it cannot be told.
func (a *assembly) verb(text string) string {
	v, ok := a.verbs[text]
	if !ok {
		v = readSQL(text).verb
		a.verbs[text] = v
	}
	return v
}

// label says what a use does, in its own words.
func (a *assembly) label(u *usedBy) string {
	x := u.u
	switch x.Role {
	case "sql":
		verb := cmp.Or(map[string]string{"copy": "COPY"}[x.Attr["kind"]], "query")
		if u.row.Op == "ping" {
			verb = lastName(x.Symbol)
		}
		if x.SQL != "" {
			verb = cmp.Or(a.verb(x.SQL), verb)
		}
		return strings.TrimSpace(verb + " " + strings.Join(x.Tables, ", "))
	case "orm":
		return strings.TrimSpace(lastName(x.Symbol) + " " + strings.Join(x.Tables, ", "))
	}
	s := cmp.Or(x.Attr["command"], lastName(x.Symbol))
	if x.Role == "search" {
		s = doneBy(x.Symbol)
	}
	for _, n := range []string{"key", "path", "topic", "collection", "bucket"} {
		if v := x.Args[n]; v != nil && len(v.Text) > 0 && len(v.Text[0]) < 60 {
			return s + " " + v.Text[0]
		}
	}
	return s
}

// doneBy names what a call does: by its method, or, where that only sends what was put together, by the type of the request.
func doneBy(symbol string) string {
	name := lastName(symbol)
	if typ := lastName(strings.TrimSuffix(symbol, "."+name)); name == "Do" || name == "Perform" {
		for _, end := range []string{"Request", "Service"} {
			typ = strings.TrimSuffix(typ, end)
		}
		return cmp.Or(strings.Trim(typ, "(*)"), name)
	}
	return name
}
