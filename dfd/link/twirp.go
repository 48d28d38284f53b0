package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// twirp generates a server that takes the path of a request apart. Its methods are those of the interface that the program
// implements, its path is told by PathPrefix, and what stands before them are the hooks and interceptors among the options that
// its constructor was given. Each method is an entry point: POST /twirp/package.Service/Method.

// hookRow stands for hooks of a server that may turn the caller away.
var hookRow = &catalog.Row{Role: "middleware", Attr: map[string]string{"control": "hook"}}

// twirpServer is such a server, as its constructor was called.
type twirpServer struct {
	made    *inst  // the constructor
	path    string // below the prefix: package.Service
	fixed   bool   // path is all of it
	methods []string
}

// twirpServed reads the server that a value is, nil where it is none.
func (l *linker) twirpServed(a atom) *twirpServer {
	t := l.dynamicType(a)
	k := l.atoms.list[l.untyped(a)]
	if t < 0 || k.kind != aObj || !l.hasMethod(t, "ProtocGenTwirpVersion") {
		return nil
	}
	m, ok := l.method(t, "PathPrefix")
	g := l.funcs[l.syms.get(m.Sym)]
	made := l.objs[k.x].inst
	if !ok || g == nil || !g.generated() || made == nil || len(made.args) == 0 || made.fn.f.Parent != "" {
		return nil
	}
	s := &twirpServer{made: made}
	if s.path, s.fixed = g.twirpPath(); s.path == "" {
		return nil
	}
	for _, m := range l.methodsOf(l.typ(made.fn.p, made.fn.f.Params[0].Type)) {
		s.methods = append(s.methods, m.Name)
	}
	return s
}

// twirpPath is what PathPrefix tells: the parts of the path below the prefix, or, where it has none, the whole.
func (g *fn) twirpPath() (path string, whole bool) {
	for at := range g.code {
		in := &g.code[at]
		var consts []string
		for _, r := range in.Args {
			if r.Kind() == summary.RefConst {
				consts = append(consts, g.p.p.Consts[r.Index()].Text)
			}
		}
		switch {
		case in.Op == summary.OpReturn && len(consts) == 1:
			return strings.TrimSuffix(consts[0], "/"), true
		case in.Op == summary.OpCall && len(consts) == 2:
			return strings.TrimPrefix(consts[0]+"."+consts[1], "."), false
		}
	}
	return "", false
}

// twirpOptions lists what a server's constructor was given besides the implementation.
func (l *linker) twirpOptions(s *twirpServer) []set {
	var out []set
	for _, x := range s.made.args[1:] {
		if es := l.elems(s.made, x); len(es) > 0 {
			out = append(out, es...)
			continue
		}
		out = append(out, x)
	}
	return out
}

// twirpPrefix is what the paths of a server begin with.
func (l *linker) twirpPrefix(s *twirpServer) []string {
	if s.fixed {
		return []string{""}
	}
	for _, opt := range l.twirpOptions(s) {
		if v := l.madeWith(opt, "prefix"); v != 0 {
			texts, part := l.texts(v)
			if len(texts) == 0 && part != "" {
				texts = []string{"/" + part}
			}
			return texts
		}
	}
	return []string{"/twirp"}
}

// twirpHooks lists the functions that a server calls before a method, in order.
func (l *linker) twirpHooks(v set) []set {
	var out []set
	if h := l.madeWith(v, "hooks"); h != 0 { // an option
		return l.twirpHooks(h)
	}
	if es := l.elems(nil, v); len(es) > 0 { // chained
		for _, e := range es {
			out = append(out, l.twirpHooks(e)...)
		}
		return out
	}
	for _, f := range []string{"RequestReceived", "RequestRouted"} {
		if x := l.deepField(v, f, 0); l.real(x) {
			out = append(out, x)
		}
	}
	return out
}

// twirpMethod is where a context keeps the name of the method that is called.
const twirpMethod = "context.method"

// contextMethod is the name of the method that a context was made for.
func (l *linker) contextMethod(ctx set) set {
	b := builder{t: l.sets}
	l.eachObj(ctx, func(o int32) {
		if l.objs[o].info {
			b.addSet(l.content(o, l.strs.get(twirpMethod)))
		}
	})
	return b.set()
}

// twirpCall evaluates a hook, or what an interceptor returns, for one method.
func (l *linker) twirpCall(a atom, method string, next bool) []*inst {
	return l.callGiven(a, next, func(g *fn, params []summary.Param, args []set) {
		l.pinned[twirpMethod+"="+method] = true // conditions on names are decided from now on
		for n, p := range params {
			if t := l.typ(g.p, p.Type); t >= 0 && l.typeTab[t].name == "context.Context" {
				args[n] = l.sets.of(l.objAtom(l.infoObj(t, twirpMethod, method)))
			}
		}
	})
}

// twirpChain is what stands before a method: hooks, then interceptors.
func (w *routeWalk) twirpChain(s *twirpServer, method string, at dfd.Place) []chainLink {
	l := w.l
	var hooks, rest []chainLink
	for _, opt := range l.twirpOptions(s) {
		for _, h := range l.twirpHooks(opt) {
			c := chainLink{mw: h, row: hookRow, at: at}
			l.each(h, func(a atom) { c.asks = append(c.asks, l.twirpCall(a, method, false)...) })
			hooks = append(hooks, c)
		}
		for _, mw := range l.twirpInterceptors(opt) {
			for _, c := range w.link(mw, at) {
				c.insts = nil
				l.each(mw, func(a atom) { c.insts = append(c.insts, l.twirpAround(a, method)...) })
				rest = append(rest, c)
			}
		}
	}
	return append(hooks, rest...)
}

// twirpInterceptors lists the interceptors that an option is.
func (l *linker) twirpInterceptors(opt set) []set {
	var out []set
	l.eachObj(opt, func(o int32) {
		if ob := &l.objs[o]; ob.hit != nil && ob.row != nil && ob.row.Role == "interceptor" {
			out = append(out, l.argList(nil, ob.hit, ob.row, "middleware")...)
		}
	})
	return out
}

// twirpAround gives what runs of an interceptor when a method is called: what it returns for the method that comes next.
func (l *linker) twirpAround(a atom, method string) []*inst {
	var out []*inst
	for _, m := range l.target(l.untyped(a), true) {
		for _, r := range m.rets {
			l.each(r, func(f atom) { out = append(out, l.twirpCall(f, method, true)...) })
		}
	}
	return out
}

// twirp emits the methods of a twirp server, where a handler is one.
func (w *routeWalk) twirp(a atom, st walkState, at dfd.Place) bool {
	l := w.l
	s := l.twirpServed(a)
	if s == nil {
		return false
	}
	for _, m := range s.methods {
		e := entry{handler: a, innerSym: -1, called: 2}
		l.each(s.made.args[0], func(impl atom) { e.insts = append(e.insts, l.twirpMethods(impl, m)...) })
		if len(e.insts) == 0 {
			continue
		}
		e.inner, e.innerSym = e.insts, e.insts[0].fn.sym
		below := st
		below.chain = append(slices.Clone(st.chain), w.twirpChain(s, m, at)...)
		for _, p := range l.twirpPrefix(s) {
			path := joinPattern(p, s.path) + "/" + m
			below.base = withoutBegin(st.base, path)
			w.emit(e, below, path, []string{"POST"}, at)
		}
	}
	return true
}

// twirpMethods gives what implements a method.
func (l *linker) twirpMethods(impl atom, name string) []*inst {
	var out []*inst
	for _, m := range l.methodsNamed(impl, name, 0) {
		out = append(out, l.callMethod(m.sym, m.recv, false)...)
	}
	return out
}

// withoutBegin takes off a router's prefix what a path begins with: who is mounted there and looks at the whole path.
func withoutBegin(prefix, path string) string {
	for n := range prefix {
		if prefix[n] == '/' && strings.HasPrefix(path+"/", strings.TrimSuffix(prefix[n:], "/")+"/") {
			return prefix[:n]
		}
	}
	return prefix
}

// twirpServers evaluates the methods, hooks and interceptors of every such server.
func (l *linker) twirpServers() {
	w := &routeWalk{l: l}
	for o := range l.objs {
		a := l.objAtom(int32(o))
		if s := l.twirpServed(a); s != nil {
			for _, m := range s.methods {
				l.each(s.made.args[0], func(impl atom) { l.twirpMethods(impl, m) })
				for _, opt := range l.twirpOptions(s) {
					for _, mw := range l.twirpInterceptors(opt) {
						l.each(mw, func(x atom) { l.middleware(x) })
					}
				}
				w.twirpChain(s, m, dfd.Place{})
			}
		}
	}
}
