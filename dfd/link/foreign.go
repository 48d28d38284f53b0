package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// foreign evaluates a call of a library function without a model: what goes in may come out, also through pointers; functions
// passed may be called.
func (l *linker) foreign(s *site, sym int32) []set {
	if sym >= 0 {
		if w, ok := l.foreignWrap(s, sym); ok {
			return []set{w}
		}
	}
	if s.i != nil && s.i.order != nil {
		s.i.order.maybe = true
	}
	b := builder{t: l.sets}
	all := s.args
	if s.has {
		all = append([]set{s.recv}, s.args...)
	}
	for n, a := range all {
		b.addSet(l.rest(a))
		b.addSet(l.contents(s.i, a))
		if l.onlyContext(s, n, len(all)) {
			continue
		}
		l.eachObj(a, func(o int32) {
			if l.objs[o].typ >= 0 && l.inputType(l.objs[o].typ) {
				b.add(l.origin("input", "body:", l.placeID(s.i, s.at)))
			}
		})
	}
	taint := l.widen(b.set())
	if sym >= 0 && l.remote[l.pkgOf(sym)] {
		taint = l.sentThere(taint)
	}
	var given set
	for _, a := range all {
		given = l.sets.union(given, l.handedBack(s, l.foreignArg(s, sym, a, taint)))
		for _, e := range l.elems(s.i, a) { // a table of what is to be done
			l.foreignCalls(s, e, taint)
		}
	}
	h := &hit{sym: sym, made: -1}
	ret := builder{t: l.sets, s: l.sets.union(taint, given)}
	if sym >= 0 && l.answersHTTP(s) {
		ret.s = l.sets.of(l.origin("external", "http", l.placeID(s.i, s.at)))
	}
	if t := l.resultType(s, 0); t >= 0 && given == 0 && l.opaque(t) && l.typeTab[t].name != "error" {
		ret.add(l.objAtom(l.lib(s, h, oLib, 0, nil)))
	}
	if sym >= 0 && s.i != nil && !l.quiet(sym) {
		l.addHit(s, h)
		l.secretCall(s, sym)
	}
	out := ret.set()
	switch l.kindOf(l.resultType(s, 0)) {
	case summary.KindNumber:
		out = l.mark(out, "number")
	case summary.KindString:
		if out == 0 && sym >= 0 && len(all) == 0 { // something, of which nothing is known: an id
			out = l.sets.of(l.origin("unknown", catKey(l.syms.list[sym]), l.placeID(s.i, s.at)))
		}
	}
	return l.errorResults(s, sym, []set{out})
}

// answersHTTP says that a call gives the answer of another server: what is in it is not what was sent there.
func (l *linker) answersHTTP(s *site) bool {
	t := l.resultType(s, 0)
	return t >= 0 && base(l.typeTab[t].name) == "net/http.Response"
}

// sentThere marks the parts of a request that are passed to a library which may ask somebody else: what comes out is found by them as
// likely as made of them. A request or a body that is passed as a whole is what the library reads.
func (l *linker) sentThere(s set) set {
	whole, parts := builder{t: l.sets}, builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aOrigin && strings.HasSuffix(l.origins.list[k.x].name, ":") {
			return s
		}
		if k.kind == aOrigin && l.origins.list[k.x].kind == "input" {
			parts.add(a)
		} else {
			whole.add(a)
		}
	}
	whole.addSet(l.mark(parts.set(), "answered"))
	return whole.set()
}

// quiet says that a call without a model is not worth noting: methods of interfaces of the language and of own packages.
func (l *linker) quiet(sym int32) bool {
	p := l.pkgOf(sym)
	return p == "error" || l.byPath[p] != nil
}

// onlyContext says that a call is given an argument as a context: the request that it belongs to is not read by that.
func (l *linker) onlyContext(s *site, n, args int) bool {
	if s.in == nil || s.i == nil || len(s.in.Args) != args || s.in.Op != summary.OpCall {
		return false
	}
	t := l.refType(s.i, s.in.Args[n])
	return t >= 0 && l.typeTab[t].name == "context.Context"
}

func (l *linker) inputType(t int32) bool {
	switch base(l.typeTab[t].name) {
	case "net/http.Request", "github.com/gin-gonic/gin.Context", "github.com/labstack/echo/v4.Context", "github.com/labstack/echo/v5.Context", "github.com/labstack/echo.Context",
		"github.com/gofiber/fiber/v2.Ctx", "github.com/gofiber/fiber/v3.Ctx", "github.com/gofiber/fiber.Ctx", "github.com/valyala/fasthttp.RequestCtx",
		"github.com/emicklei/go-restful/v3.Request", "github.com/emicklei/go-restful.Request", "github.com/kataras/iris/v12/context.Context", "github.com/kataras/iris/v12.Context",
		"github.com/gogf/gf/v2/net/ghttp.Request", "github.com/cloudwego/hertz/pkg/app.RequestContext", "github.com/beego/beego/v2/server/web/context.Context":
		return true
	}
	return false
}

// handedBack is what a library without a model gives of the results of a function that it is passed: what is of its own result's type, where
// that is one of the program's. retry.Do(func() (Store, error) { … }) gives the Store.
func (l *linker) handedBack(s *site, rets []set) set {
	t := l.resultType(s, 0)
	if t < 0 || len(rets) == 0 || !l.typeTab[l.deref(t)].own {
		return 0
	}
	b := builder{t: l.sets}
	for _, a := range l.sets.list[rets[0]] {
		if l.inner(a).kind == aObj {
			b.add(a)
		}
	}
	return b.set()
}

// foreignArg: a pointer may be filled with what else goes in, a function may be called. It gives the results of the latter.
func (l *linker) foreignArg(s *site, sym int32, a, taint set) (rets []set) {
	for _, x := range l.sets.list[a] {
		k := l.atoms.list[x]
		if k.kind == aTyped {
			x = atom(k.y)
			k = l.atoms.list[x]
		}
		switch k.kind {
		case aFunc, aClosure:
			rets = l.join(rets, l.foreignCalls(s, l.sets.of(x), taint))
		case aObj:
			l.escaped[k.x] = true
			l.foreignFields(s, sym, k.x, taint)
			if o := &l.objs[k.x]; taint != 0 && o.kind == oVar && l.kindOf(o.typ) == summary.KindStruct {
				if in := l.inputsOf(taint); in != 0 {
					l.put(l.cell(k.x, l.fWild), in)
				}
			}
		}
	}
	return rets
}

// foreignCalls calls the functions of the program's that a library without a model is given, and gives their results.
func (l *linker) foreignCalls(s *site, fs, taint set) (rets []set) {
	for _, x := range l.sets.list[fs] {
		x = l.untyped(x)
		if k := l.atoms.list[x]; (k.kind == aFunc || k.kind == aClosure) && l.funcs[k.x] != nil {
			rets = l.join(rets, l.callUnknown(s, x, taint))
		}
	}
	return rets
}

// foreignFields: functions that a struct of a library's own holds may be called by what it is passed to: cli.Run(&cli.Command{Do: f}).
func (l *linker) foreignFields(s *site, sym, o int32, taint set) {
	t := l.objs[o].typ
	if sym < 0 || t < 0 || l.objs[o].kind != oVar || l.typeTab[t].own {
		return
	}
	if pkg := l.pkgOf(sym); pkg == "" || !strings.HasPrefix(base(l.typeTab[t].name), pkg+".") {
		return
	}
	for _, k := range slices.Clone(l.objs[o].keys) {
		l.foreignCalls(s, l.take(s.i, l.cell(o, k)), taint)
	}
}

func (l *linker) inputsOf(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "input" {
			b.add(a)
		}
	}
	return b.set()
}

// callUnknown calls a function with arguments nothing is known of but their types.
func (l *linker) callUnknown(s *site, f atom, taint set) []set {
	t := *s
	t.recv, t.has, t.context = 0, false, context{}
	t.args = l.paramsOf(f, false)
	for n, a := range t.args {
		if a == 0 {
			t.args[n] = taint
		}
	}
	return l.dynamic(&t, l.sets.of(f))
}

// paramsOf gives arguments by type for a function that a library calls. With next, parameters that are functions or handlers
// are what the function continues with.
func (l *linker) paramsOf(f atom, next bool) []set {
	k := l.inner(f)
	g := l.funcs[k.x]
	if g == nil {
		return nil
	}
	params := g.f.Params
	if k.kind == aClosure && g.f.Recv && len(params) > 0 {
		params = params[1:]
	}
	out := make([]set, len(params))
	for n, p := range params {
		out[n] = l.paramSet(l.typ(g.p, p.Type), next)
	}
	return out
}

// paramSet gives the value that a framework passes for a parameter of a type.
func (l *linker) paramSet(t int32, next bool) set {
	if t < 0 {
		return 0
	}
	ti := l.typeTab[t]
	if next && (ti.kind == summary.KindFunc || l.handlerType(ti.name)) {
		return l.sets.of(l.aNextAtom)
	}
	switch ti.kind {
	case summary.KindPointer, summary.KindStruct:
		return l.sets.of(l.objAtom(l.paramObj(t)))
	case summary.KindInterface:
		if ti.name == "error" {
			return 0
		}
		return l.sets.of(l.objAtom(l.paramObj(t)))
	}
	return 0
}

func (w *world) handlerType(name string) bool {
	switch name {
	case "net/http.Handler", "google.golang.org/grpc.UnaryHandler", "google.golang.org/grpc.StreamHandler":
		return true
	}
	return false
}

// registering are the roles that make a function part of the set-up of a program.
var registering = map[string]bool{"router": true, "route": true, "route-set": true, "group": true, "mount": true, "use": true, "with": true, "wrap": true, "static": true,
	"handler": true, "serve": true, "rpc-service": true, "interceptor": true, "consume": true, "job": true, "command": true, "cli-run": true, "middleware": true, "chain": true, "not-found": true}

func (l *linker) hasRole(sym int32, roles map[string]bool) bool { return l.world.hasRole(sym, roles) }

func (w *world) hasRole(sym int32, roles map[string]bool) bool {
	for _, r := range w.lookup(sym) {
		if roles[r.Role] {
			return true
		}
	}
	return false
}

// classify marks functions by what they may do, through static calls and closures.
func (w *world) classify() {
	callers := map[int32][]*fn{}
	var work []*fn
	for _, pi := range w.pkgs {
		for n := range pi.p.Funcs {
			g := w.funcs[w.syms.ids[pi.p.Funcs[n].Sym]]
			w.classifyFunc(g, callers)
			if g.cost != 0 {
				work = append(work, g)
			}
		}
	}
	for len(work) > 0 {
		g := work[len(work)-1]
		work = work[:len(work)-1]
		for _, c := range callers[g.sym] {
			if c.cost|g.cost != c.cost {
				c.cost |= g.cost
				work = append(work, c)
			}
		}
	}
}

func (w *world) classifyFunc(g *fn, callers map[int32][]*fn) {
	ref := func(sym int32) {
		if w.funcs[sym] != nil {
			callers[sym] = append(callers[sym], g)
		}
	}
	for k := range g.code {
		in := &g.code[k]
		for _, a := range in.Args {
			if a.Kind() == summary.RefFunc {
				ref(g.p.syms[a.Index()])
			}
		}
		switch in.Op {
		case summary.OpClosure:
			g.cost |= mayMake
		case summary.OpStoreField, summary.OpStoreElem, summary.OpSend:
			g.cost |= mayKeep
		}
		if in.Op != summary.OpCall || in.Sym < 0 || in.N&summary.CallMode == summary.CallBuiltin {
			continue
		}
		sym := g.p.syms[in.Sym]
		ref(sym)
		for _, r := range w.lookup(sym) {
			g.cost |= mayEffect
			if namesPart(r) {
				g.cost |= mayName
			}
			if effects[r.Role] {
				g.cost |= mayReach
			}
			if registering[r.Role] {
				g.cost |= mayRegister
			}
			if r.Role == "serve" {
				g.cost |= mayServe
			}
		}
	}
}

// namesPart says that a call says which part of a store what follows is about: a table, a bucket, the subject of a consumer.
func namesPart(r *catalog.Row) bool {
	return r.Role == "derive" && slices.ContainsFunc([]string{"table", "bucket", "collection", "key"}, func(n string) bool { return len(r.Args[n]) > 0 })
}

// lastName gives the part of a symbol after the last dot.
func lastName(sym string) string {
	for i := len(sym) - 1; i >= 0; i-- {
		if sym[i] == '.' {
			return sym[i+1:]
		}
	}
	return sym
}
