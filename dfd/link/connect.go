package link

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// rpcHandler emits the method that a connect handler serves: named by its procedure, behind the handler's interceptors.
func (w *routeWalk) rpcHandler(a atom, ob *object, st walkState, at dfd.Place) {
	l := w.l
	paths, _ := l.texts(l.arg(&site{}, ob.hit, ob.row, "path"))
	if len(paths) == 0 {
		paths = []string{"{unknown}"}
	}
	e := entry{kind: "grpc", handler: a, listener: st.listener, reg: at, innerSym: -1}
	for _, h := range l.argList(nil, ob.hit, ob.row, "handler") {
		l.each(h, func(x atom) { e.insts = append(e.insts, l.boundMethod(x)...) })
	}
	if len(e.insts) == 0 { // the service leaves this one out
		return
	}
	e.inner, e.innerSym = e.insts, e.insts[0].fn.sym
	stream := strings.Contains(ob.row.Symbol, "Stream")
	for _, p := range paths {
		x := e
		x.path = p
		x.chain = append([]chainLink(nil), st.chain...)
		for _, ic := range l.handlerInterceptors(ob.hit) {
			for _, c := range w.link(ic.mw, ic.hit.i.at(ic.hit.at)) {
				if c.row == nil || len(c.insts) > 0 {
					c.method, c.insts = p, nil
					l.each(c.mw, func(m atom) { c.insts = append(c.insts, l.pinConnect(m, p, stream)...) })
				}
				x.chain = append(x.chain, c)
			}
		}
		w.out = append(w.out, &x)
	}
}

// readyHandler emits the methods of a service that a library itself implements: health, reflection.
func (w *routeWalk) readyHandler(a atom, ob *object, st walkState, at dfd.Place) {
	names, _ := w.l.texts(w.l.arg(&site{}, ob.hit, ob.row, "path"))
	for _, n := range names {
		for _, m := range readyMethods(ob.row) {
			w.out = append(w.out, &entry{kind: "grpc", path: rpcPath(n, m), chain: st.chain, listener: st.listener, reg: at, handler: a, innerSym: ob.sym, lib: ob.row, libHit: ob.hit})
		}
	}
}

// handlerInterceptors lists the interceptors among a handler's options.
func (l *linker) handlerInterceptors(h *hit) []interceptor {
	var out []interceptor
	for n := 2; n < len(h.args); n++ {
		for _, e := range l.elems(nil, h.args[n]) {
			out = append(out, l.interceptorsIn(e, h)...)
		}
	}
	return out
}

// boundMethod gives what runs for a method value, also of an interface.
func (l *linker) boundMethod(a atom) []*inst {
	k := l.atoms.list[a]
	if k.kind == aClosure && l.funcs[k.x] == nil && l.isInterfaceMethod(l.syms.list[k.x]) {
		var out []*inst
		recv := l.content(k.y, l.freeField(0))
		l.each(recv, func(x atom) {
			for _, m := range l.methodsNamed(x, lastName(l.syms.list[k.x]), 0) {
				out = append(out, l.callMethod(m.sym, m.recv, false)...)
			}
		})
		return out
	}
	return l.handle(a)
}

// pinConnect gives what runs of an interceptor when a procedure is called. An interceptor wraps the function that comes next,
// once when the handler is made; what it returns runs for each call.
func (l *linker) pinConnect(a atom, procedure string, stream bool) []*inst {
	k := l.atoms.list[a]
	for k.kind == aTyped && l.atoms.list[k.y].kind != aObj {
		a = atom(k.y)
		k = l.atoms.list[a]
	}
	key := pinKey{a, procedure}
	if x, ok := l.pins[key]; ok {
		return x
	}
	l.pins[key] = nil
	l.pinned[procedure] = true
	var makers []*inst
	if k.kind == aFunc || k.kind == aClosure { // UnaryInterceptorFunc
		if stream {
			return nil
		}
		makers = l.target(a, true)
	} else {
		name := "WrapUnary"
		if stream {
			name = "WrapStreamingHandler"
		}
		for _, m := range l.methodsNamed(a, name, 0) {
			makers = append(makers, l.callMethod(m.sym, m.recv, true)...)
		}
	}
	var out []*inst
	for _, m := range makers {
		for _, r := range m.rets {
			l.each(r, func(f atom) { out = append(out, l.pinCall(f, procedure)...) })
		}
	}
	l.pins[key] = out
	return out
}

// rpcHandlers evaluates the interceptors of every connect handler for its procedure.
func (l *linker) rpcHandlers() {
	for o := 0; o < len(l.objs); o++ {
		ob := &l.objs[o]
		if ob.kind != oHandler || ob.row == nil || ob.hit == nil || ob.row.Attr["kind"] != "rpc-method" {
			continue
		}
		stream := strings.Contains(ob.row.Symbol, "Stream")
		hit, row := ob.hit, ob.row
		paths, _ := l.texts(l.arg(&site{}, hit, row, "path"))
		for _, h := range l.argList(nil, hit, row, "handler") {
			l.each(h, func(x atom) { l.boundMethod(x) })
		}
		for _, ic := range l.handlerInterceptors(hit) {
			for _, p := range paths {
				l.each(ic.mw, func(a atom) {
					if len(l.pins[pinKey{a, p}]) == 0 {
						delete(l.pins, pinKey{a, p})
					}
					l.middleware(a)
					l.pinConnect(a, p, stream)
				})
			}
		}
	}
}
