package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// middle is a middleware: what it does is read off the instances.
type middle struct {
	atom  atom
	insts []*inst // what runs when a request comes through
}

// handle evaluates a handler with what the framework passes, and gives the instances that run.
func (l *linker) handle(a atom) []*inst {
	if x, ok := l.entered[a]; ok {
		return x
	}
	l.entered[a] = nil
	h := l.target(a, false)
	l.entered[a] = h
	return h
}

// handleAll evaluates every handler in a value.
func (l *linker) handleAll(s set) {
	for _, a := range l.sets.list[s] {
		l.handle(a)
	}
}

// target finds what runs when a handler value is called.
func (l *linker) target(a atom, next bool) []*inst {
	k := l.atoms.list[a]
	if l.twirpServed(a) != nil {
		return nil
	}
	if k.kind == aTyped {
		inner := l.atoms.list[k.y]
		if inner.kind == aFunc || inner.kind == aClosure {
			if m, ok := l.method(k.x, "ServeHTTP"); ok && l.funcs[l.syms.get(m.Sym)] != nil {
				return l.callMethod(l.syms.get(m.Sym), l.sets.of(atom(k.y)), next)
			}
			return l.target(atom(k.y), next)
		}
		for _, name := range handlerMethods {
			if m, ok := l.method(k.x, name); ok && l.funcs[l.syms.get(m.Sym)] != nil {
				return l.callMethod(l.syms.get(m.Sym), l.sets.of(atom(k.y)), next)
			}
		}
		return nil
	}
	switch k.kind {
	case aFunc, aClosure:
		return l.callHandler(a, k, next)
	case aObj:
		if ob := &l.objs[k.x]; ob.kind == oHandler && ob.hit != nil && len(ob.row.Args["fn"]) > 0 { // a library's handler that calls back
			var out []*inst
			l.each(l.arg(&site{}, ob.hit, ob.row, "fn"), func(f atom) {
				if f != a {
					out = append(out, l.target(f, next)...)
				}
			})
			return out
		}
		for _, name := range handlerMethods {
			if m, ok := l.method(l.objs[k.x].typ, name); ok && (l.funcs[l.syms.get(m.Sym)] != nil || len(m.Embed) > 0) {
				return l.methodTargets(l.sets.of(a), name, next, 0)
			}
		}
	}
	return nil
}

// methodTargets finds what runs when a method of a value is called, whatever the value holds behind interfaces it embeds.
func (l *linker) methodTargets(recv set, name string, next bool, depth int) []*inst {
	var out []*inst
	l.each(recv, func(a atom) {
		k := l.atoms.list[a]
		typ, self := int32(-1), a
		switch k.kind {
		case aObj:
			typ = l.objs[k.x].typ
		case aTyped:
			typ, self = k.x, atom(k.y)
			if m, ok := l.method(typ, name); l.onlyFuncs([]atom{self}) && (!ok || l.funcs[l.syms.get(m.Sym)] == nil) { // asynq.HandlerFunc(f)
				out = append(out, l.target(self, next)...)
				return
			}
		case aFunc, aClosure:
			out = append(out, l.target(a, next)...)
			return
		}
		m, ok := l.method(typ, name)
		if !ok {
			return
		}
		of := l.embedded(l.sets.of(self), m)
		switch {
		case l.funcs[l.syms.get(m.Sym)] != nil:
			out = append(out, l.callMethod(l.syms.get(m.Sym), of, next)...)
		case len(m.Embed) > 0 && depth < 8 && l.isInterfaceMethod(m.Sym):
			out = append(out, l.methodTargets(of, name, next, depth+1)...)
		}
	})
	return out
}

// embedded walks from a value to the part of it that has a promoted method.
func (l *linker) embedded(recv set, m summary.Method) set {
	for _, f := range m.Embed {
		b := builder{t: l.sets}
		l.eachObj(recv, func(o int32) { b.addSet(l.readField(nil, o, l.strs.get(f), l.fieldType(f))) })
		recv = b.set()
	}
	return recv
}

// handlerMethods are the methods by which frameworks and brokers call a handler that is no function.
var handlerMethods = []string{"ServeHTTP", "ServeHTTPC", "Handle", "ProcessTask", "HandleMessage", "ProcessMessage", "ConsumeClaim", "Run", "Work", "ServeDNS", "ServeLDAP", "ServeCOAP", "Process"}

// withReceiver gives what a function is called with from outside, the receiver of a method value included, and its bindings, -1
// for none.
func (l *linker) withReceiver(g *fn, k atomKey, args []set) ([]set, int32) {
	switch {
	case k.kind != aClosure:
		return args, -1
	case g.f.Recv:
		return append([]set{l.content(k.y, l.freeField(0))}, args...), -1
	}
	return args, k.y
}

// callGiven calls a function value from outside, give putting in what is known of its parameters: those behind a receiver that is bound.
func (l *linker) callGiven(a atom, next bool, give func(g *fn, params []summary.Param, args []set)) []*inst {
	a = l.untyped(a)
	k := l.atoms.list[a]
	g := l.funcs[k.x]
	if k.kind != aFunc && k.kind != aClosure || g == nil {
		return nil
	}
	args := l.paramsOf(a, next)
	give(g, g.f.Params[len(g.f.Params)-len(args):], args)
	args, free := l.withReceiver(g, k, args)
	return []*inst{l.instanceIn(g, args, free, nil, context{targs: l.targsOf(l.sets.of(a))})}
}

func (l *linker) callHandler(a atom, k atomKey, next bool) []*inst {
	g := l.funcs[k.x]
	if g == nil {
		if k.kind == aClosure && l.isInterfaceMethod(l.syms.list[k.x]) { // x.Get of an interface
			return l.methodTargets(l.content(k.y, l.freeField(0)), lastName(l.syms.list[k.x]), next, 0)
		}
		if out := l.handlerAsks(k, next); len(out) > 0 || k.kind != aClosure || len(l.lookup(k.x)) > 0 {
			return out
		}
		var out []*inst
		l.each(l.content(k.y, l.freeField(0)), func(f atom) { // http.HandlerFunc(f).ServeHTTP, of a library's own kind
			if l.onlyFuncs([]atom{f}) {
				out = append(out, l.target(f, next)...)
			}
		})
		return out
	}
	args := l.paramsOf(a, next)
	args, free := l.withReceiver(g, k, args)
	l.bindMessage(g, args, 0)
	if l.consumers[a] {
		l.bindEvent(g, args)
	}
	if l.wordedFns[g] {
		l.wordedArgs(g, args)
	}
	return []*inst{l.instanceIn(g, args, free, nil, context{targs: l.targsOf(l.sets.of(a))})}
}

// handlerAsks finds what a library's own handler runs of the program: gin-jwt's LoginHandler, a method value, the Authenticator of its settings.
func (l *linker) handlerAsks(k atomKey, next bool) []*inst {
	var out []*inst
	for _, r := range l.lookup(k.x) {
		if r.Role != "handler" || r.Attr["self"] == "" || len(r.Args["fn"]) == 0 {
			continue
		}
		h := &hit{sym: k.x, made: -1}
		if k.kind == aClosure {
			h.recv = l.content(k.y, l.freeField(0))
		}
		for _, f := range l.argList(nil, h, r, "fn") {
			l.each(f, func(f atom) { out = append(out, l.target(f, next)...) })
		}
	}
	return out
}

// callMethod calls a method from outside; given are the parameters behind the receiver that did not come from the caller, 0 for what
// is not known of them.
func (l *linker) callMethod(sym int32, recv set, next bool, given ...set) []*inst {
	g := l.funcs[sym]
	args := l.paramsOf(l.atoms.get(atomKey{kind: aFunc, x: sym}), next)
	if len(args) == 0 {
		return nil
	}
	args[0] = recv
	for n, v := range given {
		if v != 0 {
			args[1+n] = v
		}
	}
	l.bindMessage(g, args, 1+len(given))
	return []*inst{l.instanceIn(g, args, -1, nil, context{targs: l.targsOf(recv)})}
}

// bindMessage: a handler's parameter of an own struct type, or of a generated message, is what the caller sent; from the one at from on.
func (l *linker) bindMessage(g *fn, args []set, from int) {
	for n, p := range g.f.Params {
		if n == 0 && g.f.Recv || n < from {
			continue
		}
		t := l.typ(g.p, p.Type)
		if t < 0 {
			continue
		}
		switch l.typeTab[t].kind {
		case summary.KindPointer, summary.KindStruct:
			if l.messageType(t) >= 0 {
				l.put(l.cell(l.paramObj(t), l.fWild), l.sets.of(l.origin("input", "message:", l.funcPlace(g))))
			}
		case summary.KindMap:
			if l.typeTab[t].name == "map[string]string" && l.answers(g) { // the parameters of its path
				args[n] = l.sets.union(args[n], l.sets.of(l.origin("input", "path:", l.funcPlace(g))))
			}
		case summary.KindInterface:
			if l.typeTab[t].name != "io.Reader" {
				continue
			}
			fallthrough
		case summary.KindSlice, summary.KindString:
			name := "message:" + p.Name
			if from := l.partOfRequest(t); from != "" {
				name = from + ":"
			}
			args[n] = l.sets.union(args[n], l.sets.of(l.origin("input", name, l.funcPlace(g))))
		}
	}
}

// partOfRequest is the part of a request that a library's type holds by what is read from it: the parameters of a path; "" where none is.
func (l *linker) partOfRequest(t int32) string {
	if ti := l.typeTab[t]; ti.own || !ti.named {
		return ""
	}
	for _, r := range l.cat.Fields(l.typeTab[t].name) {
		if r.Role == "input" && r.Attr["from"] != "" {
			return r.Attr["from"]
		}
	}
	return ""
}

// bindEvent: what a consumer gets as a value of any type is what somebody sent: a handler that tells events apart by their types.
func (l *linker) bindEvent(g *fn, args []set) {
	for n, p := range g.f.Params {
		if t := l.typ(g.p, p.Type); (n > 0 || !g.f.Recv) && t >= 0 && l.kindOf(t) == summary.KindInterface && len(l.methodsOf(t)) == 0 {
			args[n] = l.sets.of(l.origin("input", "message:", l.funcPlace(g)))
		}
	}
}

// middleware evaluates a middleware: a function from handler to handler, or a handler that continues by a call.
func (l *linker) middleware(a atom) *middle {
	if m, ok := l.middled[a]; ok {
		return m
	}
	m := &middle{atom: a}
	l.middled[a] = m
	m.insts = l.target(a, true)
	if u := l.untyped(a); u != a { // an interface of the library's holds it: negroni.Handler
		if len(m.insts) == 0 {
			m.insts = l.target(u, true)
		}
		if _, known := l.middled[u]; !known {
			l.middled[u] = m
		}
	}
	l.returned(m)
	return m
}

// returned adds the handlers that a middleware returns, once they are known. It is called again after the program is linked.
func (l *linker) returned(m *middle) {
	for n := 0; n < len(m.insts) && n < 64; n++ {
		i := m.insts[n]
		for _, r := range i.rets {
			for _, a := range l.sets.list[r] {
				a = l.untyped(a)
				k := l.atoms.list[a]
				if k.kind != aFunc && k.kind != aClosure && k.kind != aObj {
					continue
				}
				for _, t := range l.target(a, true) {
					if !contains(m.insts, t) {
						m.insts = append(m.insts, t)
					}
				}
			}
		}
	}
}

func contains(list []*inst, i *inst) bool {
	for _, x := range list {
		if x == i {
			return true
		}
	}
	return false
}

func (l *linker) makeRouter(s *site, h *hit, r *catalog.Row) []set {
	l.routerOptions(s, h)
	made := l.sets.of(l.objAtom(l.lib(s, h, oRouter, 0, r)))
	l.each(l.arg(s, h, r, "callback"), func(f atom) { l.callWith(s, f, []set{made}) })
	return []set{made}
}

// makeGroup makes a sub-router and passes it to the callback, if there is one.
func (l *linker) makeGroup(s *site, h *hit, r *catalog.Row) []set {
	o := l.objAtom(l.lib(s, h, oRouter, 0, r))
	l.attach(s, h, r)
	sub := l.sets.of(o)
	l.each(l.arg(s, h, r, "callback"), func(f atom) { l.callWith(s, f, []set{sub}) })
	return []set{sub}
}

func (l *linker) each(s set, f func(atom)) {
	for _, a := range l.sets.list[s] {
		f(a)
	}
}

// callWith calls a function from a model, with the arguments that the model knows and others by type.
func (l *linker) callWith(s *site, f atom, args []set) []set {
	f = l.untyped(f)
	k := l.atoms.list[f]
	if k.kind != aFunc && k.kind != aClosure && k.kind != aNext {
		return nil
	}
	params := l.paramsOf(f, false)
	for n := range args {
		if n < len(params) && args[n] != 0 {
			params[n] = args[n]
		} else if n >= len(params) {
			params = append(params, args[n])
		}
	}
	t := *s
	t.recv, t.has, t.args, t.spread, t.context = 0, false, params, false, context{}
	return l.dynamic(&t, l.sets.of(f))
}

// makeRoute evaluates the handlers and middleware of a route; the result is the route, which is also still the router.
func (l *linker) makeRoute(s *site, h *hit, r *catalog.Row) []set {
	l.attach(s, h, r)
	b := builder{t: l.sets, s: h.recv}
	if t := l.resultType(s, 0); t >= 0 && l.typeTab[t].name != "error" {
		b.add(l.objAtom(l.lib(s, h, oRoute, 0, r)))
	}
	return []set{b.set()}
}

// modifyRoute evaluates what is said of a route afterwards. Said of a router, it begins a route: mux.PathPrefix("/x").Handler(h).
func (l *linker) modifyRoute(s *site, h *hit, r *catalog.Row) []set {
	l.attach(s, h, r)
	if h.recv == 0 || r.Attr["kind"] == "router" || l.holdsRoute(h.recv) {
		return []set{h.recv}
	}
	return []set{l.sets.of(l.objAtom(l.lib(s, h, oRoute, 0, r)))}
}

// attach evaluates what is attached: handlers and middleware.
func (l *linker) attach(s *site, h *hit, r *catalog.Row) []set {
	if r.Attr["kind"] == "worded-controller" {
		l.injected(s, h, r)
	}
	for _, x := range l.actions(h, r) {
		l.handleAll(x.handler)
	}
	if r.Role == "route" {
		l.attachTable(h, r)
	}
	hs, _ := l.handlerList(s.i, h, r)
	for n, x := range hs {
		if n < len(hs)-1 && r.Role == "route" && r.Attr["handler_first"] == "" {
			l.each(x, func(a atom) { l.middleware(a) })
			continue
		}
		if r.Role == "consume" {
			l.each(x, func(a atom) { l.consumers[a] = true })
		}
		l.handleAll(x)
	}
	for _, x := range l.argList(s.i, h, r, "middleware") {
		l.each(x, func(a atom) { l.middleware(a) })
		if !l.callableItself(x) { // a list that is handed on whole: r.Use(handlers...)
			for _, e := range l.elems(s.i, x) {
				l.each(e, func(a atom) { l.middleware(a) })
			}
		}
	}
	switch r.Role {
	case "rpc-service":
		l.services(s, h, r)
	case "static":
		l.opens(h, r)
	case "serve":
		l.attachServer(h, r)
	}
	if r.Role == "cli-run" {
		l.commands(s, h, r)
	}
	if r.Role == "consume" && len(r.Args["handler"]) == 0 {
		rets := l.library(s, h, r)
		l.receive(s, h, r, rets[0])
		if l.delivers(h, r) {
			l.deliver(s, h, r)
		} else if t := l.resultType(s, 0); rets[0] == 0 && l.kindOf(t) == summary.KindInterface && l.typeTab[t].name != "error" {
			rets[0] = l.sets.of(l.origin("input", "message:", l.placeID(s.i, s.at))) // told apart by what it is: Poll's event
		}
		return rets
	}
	switch {
	case r.Role == "group" || r.Role == "with" || r.Role == "route" || h.made >= 0 && (r.Role == "rpc-service" || r.Role == "static"): // what is made has another row
		return nil
	case h.recv != 0:
		return []set{h.recv}
	}
	return l.library(s, h, r)
}

// services evaluates every method of a service implementation.
func (l *linker) services(_ *site, h *hit, r *catalog.Row) {
	for _, m := range l.rpcMethods(h, r) {
		l.callMethod(m.sym, m.recv, false)
	}
}

type serviceMethod struct {
	name   string
	sym    int32
	recv   set
	stream bool
}

func (l *linker) methodsOf(t int32) []summary.Method {
	set := l.typeTab[t].methods
	if id, ok := l.types["*"+base(l.typeTab[t].name)]; ok && len(l.typeTab[id].methods) > len(set) {
		set = l.typeTab[id].methods
	}
	return sortedMethods(set)
}
