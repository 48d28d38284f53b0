package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// An interceptor often asks for the name of the method that is called: a list of methods that need no sign-in. Such an
// interceptor is evaluated once per method, with the name as a constant (it is pinned), and conditions on that constant are
// decided (fold.go). What does not look at the name is evaluated once.

type pinKey struct {
	a      atom
	method string
}

// methodInfo are the types by which frameworks tell an interceptor what is called, and the field with the name.
var methodInfo = map[string]string{
	"google.golang.org/grpc.UnaryServerInfo":      "google.golang.org/grpc.UnaryServerInfo.FullMethod",
	"google.golang.org/grpc.StreamServerInfo":     "google.golang.org/grpc.StreamServerInfo.FullMethod",
	"connectrpc.com/connect.AnyRequest":           "connectrpc.com/connect.Spec.Procedure",
	"connectrpc.com/connect.StreamingHandlerConn": "connectrpc.com/connect.Spec.Procedure",
}

var methodFields = map[string]bool{}

func init() {
	for _, f := range methodInfo {
		methodFields[f] = true
	}
}

// unknownPart stands in the name of a method for what is not known of it.
const unknownPart = "{unknown}"

// pin gives what runs of an interceptor when a method is called.
func (l *linker) pin(a atom, method string) []*inst {
	a = l.untyped(a)
	k := l.atoms.list[a]
	m := l.middled[a]
	g := l.funcs[k.x]
	if m == nil || k.kind != aFunc && k.kind != aClosure || g == nil || !l.asksMethod(g, map[int32]bool{}) {
		if m == nil {
			return nil
		}
		return m.insts
	}
	if strings.Contains(method, unknownPart) { // no condition on the name is decided
		return m.insts
	}
	key := pinKey{a, method}
	if x, ok := l.pins[key]; ok {
		return x
	}
	l.pinned[method] = true
	x := l.pinCall(a, method)
	l.pins[key] = x
	return x
}

// pinCall evaluates a function with what a framework passes when a method is called.
func (l *linker) pinCall(a atom, method string) []*inst {
	return l.callGiven(a, true, func(g *fn, params []summary.Param, args []set) {
		for n, p := range params {
			if t := l.typ(g.p, p.Type); t >= 0 {
				if f := methodInfo[base(l.typeTab[t].name)]; f != "" {
					args[n] = l.sets.of(l.objAtom(l.infoObj(t, f, method)))
				}
			}
		}
	})
}

// pinnedArg says that a function is called for one method.
func (l *linker) pinnedArg(args []set) bool {
	if len(l.pinned) == 0 {
		return false
	}
	for _, s := range args {
		list := l.sets.list[s]
		if len(list) != 1 {
			continue
		}
		k := l.atoms.list[list[0]]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		if k.kind == aConst && l.pinned[k.s] || k.kind == aObj && l.objs[k.x].info {
			return true
		}
	}
	return false
}

// infoObj is what a framework passes to say which method is called.
func (l *linker) infoObj(t int32, field, method string) int32 {
	d := l.deref(t)
	o := l.object(objKey{oParam, d, l.strs.get(method), 1}, func() object { return object{kind: oParam, typ: d, fn: -1, parent: -1, sym: -1, info: true} })
	l.put(l.cell(o, l.strs.get(field)), l.sets.of(l.text(method)))
	if owner := structOf(field); owner == "connectrpc.com/connect.Spec" { // it is a handler's
		l.put(l.cell(o, l.strs.get(owner+".IsClient")), l.sets.of(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindBool), s: "false"})))
	}
	return o
}

// told gives a bool that the framework tells an interceptor with the method's name.
func (m *must) told(in *summary.Instr) (v, ok bool) {
	told := false
	m.l.eachObj(m.l.get(m.i, in.Args[0]), func(o int32) { told = m.l.objs[o].info })
	list := m.l.sets.list[m.l.get(m.i, summary.MakeRef(summary.RefReg, int(in.Dst)))]
	if !told || len(list) != 1 {
		return false, false
	}
	k := m.l.atoms.list[list[0]]
	return k.s == "true", k.kind == aConst && k.x == int32(summary.KindBool)
}

// asksMethod says that a function, or what it calls or makes, reads the name of the method called.
func (l *linker) asksMethod(g *fn, seen map[int32]bool) bool {
	if seen[g.sym] || len(seen) > 40 {
		return false
	}
	seen[g.sym] = true
	for at := range g.code {
		in := &g.code[at]
		if in.Op == summary.OpLoadField && in.Sym >= 0 {
			if methodFields[g.p.p.Syms[in.Sym]] {
				return true
			}
		}
		if in.Op == summary.OpCall && in.Sym >= 0 && in.N&summary.CallMode == summary.CallStatic {
			if h := l.funcs[g.p.syms[in.Sym]]; h != nil && l.asksMethod(h, seen) {
				return true
			}
		}
		for _, r := range in.Args {
			if r.Kind() == summary.RefFunc {
				if h := l.funcs[g.p.syms[r.Index()]]; h != nil && h.parent == g.sym && l.asksMethod(h, seen) {
					return true
				}
			}
		}
	}
	return false
}

// interceptor is one that a server was made with.
type interceptor struct {
	mw            set
	hit           *hit
	unary, stream bool
	loose         bool // it may not be there
}

// interceptorsOf lists the interceptors of the servers in a value, outermost first. Options that could not be followed are
// given as one that is not known.
func (l *linker) interceptorsOf(server set) []interceptor {
	var out []interceptor
	l.eachObj(server, func(o int32) {
		o = l.ownerOf(o)
		ob := &l.objs[o]
		if ob.hit == nil || ob.row == nil || ob.row.Role != "router" {
			return
		}
		sure := l.sureArgs(ob.hit)
		for _, opt := range l.argList(nil, ob.hit, ob.row, "handler") {
			for _, ic := range l.interceptorsIn(opt, ob.hit) {
				ic.loose = ic.loose || l.loose(opt, sure)
				out = append(out, ic)
			}
		}
		out = append(out, l.interceptorsOn(o)...)
	})
	return out
}

// interceptorsOn lists the interceptors that a server was given after it was made.
func (l *linker) interceptorsOn(server int32) []interceptor {
	var out []interceptor
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role != "interceptor" || h.recv == 0 {
				return
			}
			on := false
			l.eachObj(h.recv, func(o int32) { on = on || o == server })
			if !on {
				return
			}
			unary, stream := rpcKinds(r)
			sure := l.sureArgs(h)
			for _, mw := range l.argList(nil, h, r, "middleware") {
				out = append(out, interceptor{mw: mw, hit: h, unary: unary, stream: stream, loose: l.loose(mw, sure)})
			}
		})
	}
	return out
}

// interceptorsIn lists the interceptors that one option is.
func (l *linker) interceptorsIn(opt set, made *hit) []interceptor {
	var out []interceptor
	known, sure := false, l.sureElems(opt) // of a list that was put together before: opts = append(opts, …) may be behind a condition
	l.eachObj(opt, func(o int32) {
		ob := &l.objs[o]
		if ob.row != nil && ob.hit != nil && ob.row.Role == "none" { // options made of options
			known = true
			for _, x := range ob.hit.args {
				for _, e := range l.elems(nil, x) {
					if l.hasObj(e) {
						out = append(out, l.interceptorsIn(e, made)...)
					}
				}
			}
			return
		}
		if ob.row == nil || ob.hit == nil {
			if list, whole := l.listOf(nil, o, 0); whole && len(list) == 0 { // no options
				known = true
			}
			for _, e := range l.elems(nil, l.sets.of(l.objAtom(o))) {
				known = true
				for _, ic := range l.interceptorsIn(e, made) {
					ic.loose = ic.loose || l.loose(e, sure)
					out = append(out, ic)
				}
			}
			return
		}
		known = true
		if ob.row.Role != "interceptor" {
			return
		}
		unary, stream := rpcKinds(ob.row)
		sure := l.sureArgs(ob.hit)
		for _, mw := range l.argList(nil, ob.hit, ob.row, "middleware") {
			out = append(out, interceptor{mw: mw, hit: ob.hit, unary: unary, stream: stream, loose: l.loose(mw, sure)})
		}
	})
	if !known && l.real(opt) {
		out = append(out, interceptor{mw: opt, hit: made, unary: true, stream: true})
	}
	return out
}

// rpcKinds says which calls an interceptor is for.
func rpcKinds(r *catalog.Row) (unary, stream bool) {
	if k := r.Attr["kind"]; k != "" {
		return k == "unary", k == "stream"
	}
	unary, stream = strings.Contains(r.Symbol, "Unary"), strings.Contains(r.Symbol, "Stream")
	if !unary && !stream {
		return true, true
	}
	return unary, stream
}

// pinMethods evaluates the interceptors of every registered service for each of its methods.
func (l *linker) pinMethods() {
	for n, end := 0, len(l.insts); n < end; n++ {
		l.insts[n].eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role == "rpc-service" {
				l.pinService(h, r)
			}
		})
	}
}

func (l *linker) pinService(h *hit, r *catalog.Row) {
	ics := l.interceptorsOf(h.recv)
	if len(ics) == 0 {
		return
	}
	names := l.descriptor(h, r).names
	for _, m := range l.rpcMethods(h, r) {
		for _, name := range names {
			for _, ic := range ics {
				l.each(ic.mw, func(a atom) { l.pin(a, rpcPath(name, m.name)) })
			}
		}
	}
}

// rpcPath is how gRPC names a method.
func rpcPath(service, method string) string { return "/" + strings.Trim(service, "/") + "/" + method }
