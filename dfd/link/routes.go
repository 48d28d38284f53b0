package link

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// chainLink is one middleware on the way to a handler.
type chainLink struct {
	directive bool          // a directive of a GraphQL schema: what it returns instead of going on is a refusal
	mw        set           // the middleware's value
	row       *catalog.Row  // a library's
	hit       *hit          // the call that made a library's middleware, or that wraps
	at        dfd.Place     // where it is attached
	insts     []*inst       // own middleware: what runs
	asks      []*inst       // own functions that a library's middleware asks
	method    string        // what is called, where the middleware is evaluated for one method
	loose     bool          // it may not be there: see certain.go
	usual     []string      // the settings that it is there unless somebody sets them, where that is certain: see usually.go
	where     []string      // the settings that it is there only where somebody sets one of them
	alts      [][]chainLink // what it may be, where it may be several
	routed    bool          // it takes off a prefix that is not known, and a router below has the path that is left
	ats       []int32       // the calls of insts[0] that continue, where they were found by what is passed on
}

// strips says that a link takes a prefix off the path: what comes behind it sees another one.
func (c *chainLink) strips() bool {
	return c.row != nil && (c.row.Role == "wrap" && len(c.row.Args["prefix"]) > 0 || c.row.Attr["control"] == "rewrite")
}

// stripsUnknown says that a link takes a prefix off the path of which nothing is known.
func (l *linker) stripsUnknown(c chainLink) bool {
	if !c.strips() || c.row.Role != "wrap" || c.hit == nil {
		return false
	}
	t, part := l.texts(l.arg(&site{}, c.hit, c.row, "prefix"))
	return part != "" && !slices.ContainsFunc(t, func(p string) bool { return p != "" })
}

// entry is an entry point before it becomes part of the model.
type entry struct {
	id                 string
	kind, method, path string
	chain              []chainLink
	handler            atom // what was registered
	lib                *catalog.Row
	libHit             *hit
	insts              []*inst // what runs, wrappers included
	inner              []*inst // the innermost handler
	name               string  // of its route
	innerSym           int32
	doubt              bool    // it may hang under another router instead
	unsure             bool    // its wrappers call middleware in a way that is not followed
	mounted            bool    // by whoever imports the package: what is in front of it is not known
	wrapSyms           []int32 // own wrappers between registration and innermost handler
	wraps              []*inst // the same as instances
	tree               bool    // a path that ends in a slash stands for all below it
	reg                dfd.Place
	listener           int
	elsewhere          []int  // other listeners that it is served at
	server             string // the function that starts its server, where another one serves something else by the same method and path
	startedBy          string // the unresolved call of a library without a model that is given its server
	listens            string // the id of a listener that is no server's
	static             bool
	told               []dfd.Input // the inputs that generated code names; not nil: a struct of parameters is these
	called             int         // from this one on, its parameters are what the caller sends, one by one; 0: they are not
	typed              bool        // the framework fills the handler's own parameter from the request
	event              bool        // called with an event of AWS Lambda
	tech               string
	hook               bool           // queue: a library calls it for what clients of its own API do
	ways               [][]string     // queue: how its broker was opened
	only               *choice        // queue: the key of a dispatch
	also               []*entry       // the same registered or served in other ways
	again              []*entry       // registered or served once more in the same way
	within             []bool         // where a loop of the first instance is the entry point: its blocks
	stop               map[*inst]bool // what are entry points of their own
	routed             map[*inst]bool // what routes run: nobody's but their callers', also where a request registers them
	paths              [][]frame      // the calls that lead to each of its registrations
	served             []frame        // the calls that lead to where its server is started
	sends              *hit           // queue: a registration that also says where the handler's answer goes
}

// walkState is what a walk through routers carries.
type walkState struct {
	called    int    // see entry
	doubt     bool   // the routers above may be others
	tree      bool   // patterns are those of a ServeMux
	typed     bool   // handlers have parameters of their own types
	slashless bool   // a slash at the end is no part of a pattern
	base      string // what was stripped off before this router sees the path
	whole     string // where a router hands on to another library's without taking anything off the path: the start of what that sees
	cut       string // the start of base that was taken off the path: what stands behind sees the rest of base, too
	outer     string // the path under which another router hands on to this one, which sees all of it
	chain     []chainLink
	listener  int
	depth     int
	on        []int32 // routers on the way, against cycles
	paths     [][]frame
	name      string // of the route, "{}" where that is not known
	named     bool   // a route with a name, or without one, is on the way
}

type routeWalk struct {
	rs    *routers
	l     *linker
	out   []*entry
	specs map[set]swaggerSpec // by API
	came  map[int32]bool      // the routers that it came by
	walks int                 // how often it came by one
	open  bool                // of some server it is not known what it serves
}

// serveAll follows what all listeners serve.
func (w *routeWalk) serveAll(note func(n int, s event)) {
	for n, s := range w.rs.serves {
		note(n, s)
		found, walks := len(w.out), w.walks
		w.serve(s, n)
		for _, x := range w.out[found:] {
			x.served = s.path
		}
		w.open = w.open || len(w.out) == found && w.walks == walks && !otherProtocol(s.row)
	}
}

// otherProtocol says that a server speaks something else than HTTP.
func otherProtocol(r *catalog.Row) bool {
	switch k := r.Attr["kind"]; k {
	case "rpc", "grpc", "mcp", "bot", "runner":
		return true
	default:
		return opensNothing(r) || protocols[k]
	}
}

// serve follows what a listener serves to its routes.
func (w *routeWalk) serve(e event, n int) {
	if e.row.Attr["kind"] == "queue" { // what it takes are messages: consumers
		return
	}
	if protocols[e.row.Attr["kind"]] {
		w.protocol(e, n)
		return
	}
	h := w.l.handlerOf(e)
	st := walkState{listener: n}
	if e.row.Attr["control"] != "" { // what starts the server puts it around the handler
		st.chain = []chainLink{{row: e.row, hit: e.h, at: e.h.i.at(e.h.at)}}
	}
	if e.row.Attr["kind"] == "made" { // the router that the same call makes
		w.router(e.h.made, st)
		return
	}
	if e.row.Attr["kind"] == "lambda" {
		w.lambda(e, n)
		return
	}
	if !w.l.real(h) && e.row.Attr["default_mux"] != "" {
		w.router(w.rs.defaultMux(), st)
		return
	}
	if len(e.row.Args["handler"]) == 0 { // the receiver is the router: app.Listen, e.Start
		w.l.eachObj(e.h.recv, func(o int32) { w.router(w.rs.home(o), st) })
		return
	}
	w.handler(h, st, "", []string{"ANY"}, e.h.i.at(e.h.at))
}

// real says that a value is more than nil.
func (l *linker) real(s set) bool {
	for _, a := range l.sets.list[s] {
		if l.atoms.list[a].kind != aNil {
			return true
		}
	}
	return false
}

func (w *routeWalk) router(o int32, st walkState) {
	r := w.rs.list[o]
	if r == nil || st.depth > 24 || slices.Contains(st.on, o) {
		return
	}
	st.depth++
	w.came[o] = true
	w.walks++
	st.on = append(slices.Clone(st.on), o)
	if ob := &w.l.objs[o]; ob.row != nil && keepsPlace[ob.row.Library] {
		st.whole = ""
	}
	if ob := &w.l.objs[o]; ob.row != nil && ob.row.Role == "router" && ob.row.Attr["control"] != "" && ob.hit != nil && ob.hit.i != nil {
		st.chain = append(slices.Clone(st.chain), chainLink{row: ob.row, hit: ob.hit, at: ob.hit.i.at(ob.hit.at)}) // gin.Default logs
	}
	if strings.Trim(st.base, "/") == "" && slices.ContainsFunc(st.chain, w.l.stripsUnknown) {
		st.chain = slices.Clone(st.chain)
		for k := range st.chain {
			st.chain[k].routed = w.l.stripsUnknown(st.chain[k])
		}
	}
	if len(r.base) == 0 {
		w.items(r, st)
	}
	for _, p := range r.base {
		s := st
		s.base = joinPattern(st.base, p)
		w.items(r, s)
	}
}

// keepsPlace are the routers that keep beside the request how much of its path was matched: mounted in one of their own they go on from there.
var keepsPlace = map[string]bool{"chi": true}

// items follows what is registered on a router.
func (w *routeWalk) items(r *router, st walkState) {
	for n := range r.items {
		it := &r.items[n]
		if it.kind == itemUse {
			w.useHandler(r, n, it, st)
			continue
		}
		sub := st
		sub.doubt = st.doubt || it.doubt
		sub.paths = append(st.paths[:len(st.paths):len(st.paths)], it.path)
		sub.chain = append([]chainLink(nil), st.chain...)
		if it.kind == itemFallback && it.row.Attr["use"] == "none" { // middleware is for what was found
			for k := range sub.chain {
				sub.chain[k].loose = sub.chain[k].loose || r.child
			}
		} else {
			sub.chain = append(sub.chain, w.uses(r, n, it)...)
		}
		sub.chain = append(sub.chain, w.links(it.mw, it)...)
		switch it.kind {
		case itemGroup:
			for _, p := range it.prefix {
				s := sub
				s.base = joinPattern(st.base, p)
				w.router(it.router, s)
			}
		case itemMount:
			for _, p := range it.prefix {
				s := sub
				s.base = joinPattern(st.base, p)
				if keepsPlace[it.row.Library] {
					s.whole = s.base
				}
				w.handler(it.handler, s, "/{path...}", []string{"ANY"}, it.h.i.at(it.h.at))
			}
		case itemStatic:
			w.static(it, sub)
		case itemFallback:
			w.fallback(it, sub)
		case itemRoute:
			w.route(it, sub)
		}
	}
}

// uses gives the middleware of a router that applies to its item n.
func (w *routeWalk) uses(r *router, n int, it *item) []chainLink {
	var out []chainLink
	for k := range r.items {
		u := &r.items[k]
		if u.kind != itemUse || k > n && !u.live && it.kind != itemFallback {
			continue
		}
		if it.kind == itemGroup && !it.live && k > n {
			continue
		}
		if filter := u.row != nil && u.row.Attr["answers"] == "end"; filter && !w.filtered(u, it) || !filter && !covers(u.prefix, it.prefix[0]) {
			continue
		}
		links := w.links(u.mw, u)
		if u.row != nil && u.row.Attr["answers"] == "nil" {
			w.l.goOnByResult(links)
		}
		for _, c := range links {
			if !w.l.sure(u.path, it.path) {
				c.usual, c.where = nil, nil
				if !c.loose {
					c.usual = w.l.sureUsually(u.path, it.path, false)
				}
				if !c.loose && len(c.usual) == 0 {
					c.where = w.l.sureUsually(u.path, it.path, true)
				}
				c.loose = true
			}
			out = append(out, c)
		}
	}
	return out
}

func (w *routeWalk) links(mws []set, it *item) []chainLink {
	var out []chainLink
	at := it.h.i.at(it.h.at)
	for _, mw := range mws {
		for _, c := range w.link(mw, at) {
			c.loose = c.loose || it.loose || w.l.loose(mw, it.sure)
			out = append(out, c)
		}
	}
	return out
}

// link makes the chain links of one middleware value. Where that may be one of several, what holds past all of them counts.
func (w *routeWalk) link(mw set, at dfd.Place) []chainLink {
	var alts [][]chainLink
	w.l.each(mw, func(a atom) {
		if a = w.l.untyped(a); w.l.atoms.list[a].kind != aNil {
			alts = append(alts, w.linkAtom(w.l.sets.of(a), a, at))
		}
	})
	switch len(alts) {
	case 0:
		if mw != 0 && w.l.onlyNil(mw) { // Group("/", rootMw()...), and rootMw has none
			return nil
		}
		return []chainLink{{mw: mw, at: at}}
	case 1:
		return alts[0]
	}
	c := chainLink{mw: mw, at: at, alts: alts}
	for _, list := range alts {
		for _, x := range list {
			c.insts = append(c.insts, x.insts...)
		}
	}
	return []chainLink{c}
}

func (w *routeWalk) linkAtom(mw set, a atom, at dfd.Place) []chainLink {
	c := chainLink{mw: mw, at: at}
	var more []chainLink
	switch k := w.l.atoms.list[a]; k.kind {
	case aObj:
		if o := &w.l.objs[k.x]; o.row != nil && (o.kind == oMiddle || o.kind == oWrap || o.kind == oHandler || o.kind == oLib) {
			c.row, c.hit = o.row, o.hit
			break
		}
		if w.l.kindOf(w.l.objs[k.x].typ) == summary.KindSlice {
			if list, ok := w.l.listOf(nil, k.x, 0); ok && len(list) == 0 { // append(own, none...)
				return nil
			}
		}
		sure := w.l.sureElems(w.l.sets.of(a))
		for _, e := range w.l.elems(nil, w.l.sets.of(a)) {
			for _, x := range w.link(e, at) {
				x.loose = x.loose || w.l.loose(e, sure)
				more = append(more, x)
			}
		}
	case aFunc, aClosure:
		if rows := w.l.lookup(k.x); len(rows) > 0 && w.l.funcs[k.x] == nil {
			c.row = rows[0]
			c.hit = &hit{sym: k.x, rows: rows, made: -1}
			if k.kind == aClosure {
				c.hit.recv = w.l.content(k.y, w.l.freeField(0))
			}
		}
	}
	if m := w.l.middled[a]; m != nil {
		c.insts = append(c.insts, m.insts...)
	}
	if len(more) > 0 && len(c.insts) == 0 && c.row == nil {
		return more
	}
	return []chainLink{c}
}

// route emits the routes of one registration.
func (w *routeWalk) route(it *item, st walkState) {
	methods := it.methods
	at := w.l.registeredAt(it)
	if it.bare {
		return
	}
	if st.name = it.name; st.named { // routes of a router below another's
		st.name = "{}"
	}
	st.named = true
	for _, p := range it.prefix {
		ms, pattern := methods, p
		st.tree = it.row.Attr["pattern"] == "servemux"
		st.typed = it.row.Attr["kind"] == "typed" || it.row.Attr["kind"] == "worded-controller"
		if it.tree && !strings.HasSuffix(p, "}") {
			pattern = strings.TrimRight(p, "/") + "/{path...}"
		}
		if strings.HasPrefix(it.row.Attr["pattern"], "brace") {
			pattern = expandCaptures(p)
		}
		st.slashless = it.row.Attr["pattern"] == "brace-slashless"
		if it.row.Attr["pattern"] == "servemux" {
			if m, rest, ok := strings.Cut(p, " "); ok {
				ms, pattern = []string{m}, strings.TrimLeft(rest, " \t")
				if strings.Contains(m, "{") { // a method that is not known
					ms = []string{"ANY"}
				}
			}
			if i := strings.IndexByte(pattern, '/'); i > 0 && pattern[0] != '{' { // host
				pattern = pattern[i:]
			}
		}
		if it.row.Attr["pattern"] == "method-path" {
			ms, pattern = methodBefore(ms, pattern)
		}
		if k := it.row.Attr["kind"]; k == "annotated-controller" || k == "described" {
			st.called = 1
		}
		if actions := w.l.actions(it.h, it.row); len(actions) > 0 {
			for _, x := range actions {
				w.handler(x.handler, st, joinPattern(pattern, x.path), x.methods, at)
			}
			continue
		}
		if len(ms) == 0 {
			ms = []string{"ANY"}
		}
		if it.row.Attr["kind"] == "websocket" {
			w.handler(it.handler, st, pattern, ms, at)
			continue
		}
		w.handler(it.handler, st, pattern, ms, at)
	}
}

// handler follows a handler value: to another router, through wrappers, or to the entry points it is.
func (w *routeWalk) handler(h set, st walkState, pattern string, methods []string, at dfd.Place) {
	if st.depth > 24 {
		return
	}
	st.depth++
	if len(w.l.sets.list[h]) == 0 {
		if pattern == "" {
			return
		}
		w.emit(entry{handler: -1, innerSym: -1}, st, pattern, methods, at)
		return
	}
	st.doubt = st.doubt || w.l.ofSeveral(h)
	w.l.each(h, func(a atom) { w.handlerAtom(a, st, pattern, methods, at) })
}

// ofSeveral says that what handles a route is one of several: which middleware is around it is one or the other.
func (l *linker) ofSeveral(h set) bool {
	n := 0
	for _, a := range l.sets.list[h] {
		if k := l.inner(a).kind; k != aNil && k != aNext {
			n++
		}
	}
	return n > 1
}

func (w *routeWalk) handlerAtom(a atom, st walkState, pattern string, methods []string, at dfd.Place) {
	l := w.l
	k := l.atoms.list[a]
	if k.kind == aTyped && (l.atoms.list[k.y].kind == aObj) {
		if o := l.atoms.list[k.y].x; w.rs.list[w.rs.home(o)] != nil || l.objs[o].row != nil {
			a = atom(k.y)
			k = l.atoms.list[a]
		}
	}
	switch k.kind {
	case aNil, aNext:
		return
	case aObj:
		if l.servesItself(k.x) {
			w.chained(k.x, st, pattern, methods, at)
			return
		}
		o := w.rs.home(k.x)
		ob := &l.objs[o]
		if r := w.rs.list[o]; r != nil && ob.kind != oHandler || ob.kind == oRouter {
			if r == nil || len(r.whole) == 0 {
				if pattern != "" {
					st.outer = joinPattern(st.base, pattern)
				}
				w.router(o, st)
				return
			}
			for _, p := range r.whole {
				s := st
				s.base = joinPattern(st.base, p)
				w.router(o, s)
			}
			return
		}
		switch ob.kind {
		case oVar:
			if row, h := l.forwarder(o); row != nil {
				w.emit(entry{handler: a, lib: row, libHit: h, innerSym: h.sym, insts: l.forwarding(h.recv)}, st, pattern, methods, at)
				return
			}
			if inner, ok := l.embeddedHandler(o); ok && !slices.Contains(st.on, o) {
				st.on = append(slices.Clone(st.on), o)
				w.handler(inner, st, pattern, methods, at)
				return
			}
			if inner, ok := l.heldHandler(o); ok && !slices.Contains(st.on, o) {
				st.on = append(slices.Clone(st.on), o)
				h := &hit{sym: l.syms.get(base(l.typeTab[ob.typ].name)), made: -1}
				st.chain = append(append([]chainLink(nil), st.chain...), chainLink{row: foreignRow, hit: h, at: at})
				w.handler(inner, st, pattern, methods, at)
				return
			}
		case oWrap:
			if slices.Contains(st.on, o) {
				return
			}
			st.on = append(slices.Clone(st.on), o)
			st.chain = append(append([]chainLink(nil), st.chain...), w.wrapLinks(ob, at)...)
			inner := l.cells[l.cell(o, l.strs.get("handler"))].s
			base := st.base
			if pfx := l.arg(&site{}, ob.hit, ob.row, "prefix"); pfx != 0 && ob.hit != nil {
				t, _ := l.texts(pfx)
				if s, rest, ok := st.without(t, pattern); ok {
					w.stripped(inner, s, rest, methods, at)
					return
				}
				if own := slices.DeleteFunc(slices.Clone(t), func(p string) bool { return !strings.HasPrefix(pattern, p) }); pattern != "" && len(own) > 0 {
					t = withoutDefaults(own)
				}
				if len(t) == 0 { // nothing is known of it: what is below has the paths that are left
					t = []string{""}
				}
				for _, p := range t {
					st.base, st.whole = joinPattern(base, p), ""
					rest := strings.TrimPrefix(pattern, p)
					if rest != "" && rest != pattern && rest[0] != '/' && !strings.HasSuffix(p, "/") { // within an element: /. of /.static/
						st.base, rest = base, pattern
					}
					st.cut = st.base
					w.stripped(inner, st, rest, methods, at)
				}
				return
			}
			w.handler(inner, st, pattern, methods, at)
			return
		case oHandler, oLib, oMiddle:
			if ob.kind == oHandler && ob.hit != nil && ob.row.Attr["kind"] == "rpc-method" {
				w.rpcHandler(a, ob, st, at)
				return
			}
			if ob.kind == oHandler && ob.hit != nil && ob.row.Attr["kind"] == "openapi" {
				w.swagger(a, ob, st, at)
				return
			}
			if ob.row != nil && ob.hit != nil && len(readyMethods(ob.row)) > 0 {
				w.readyHandler(a, ob, st, at)
				return
			}
			if len(l.handle(a)) == 0 {
				e := entry{handler: a, lib: ob.row, libHit: ob.hit, innerSym: ob.sym}
				if ob.hit != nil && ob.row != nil {
					e.insts = l.opens(ob.hit, ob.row)
				}
				if ob.row != nil && ob.row.Attr["kind"] == "metrics" {
					e.insts = append(e.insts, l.collectors()...)
				}
				w.emit(e, st, pattern, methods, at)
				w.operationsOf(o, st, pattern, at)
				return
			}
		}
	case aFunc:
		if l.funcs[k.x] == nil {
			e := entry{handler: a, innerSym: k.x}
			if rows := l.lookup(k.x); len(rows) > 0 {
				e.lib = rows[0]
			}
			w.emit(e, st, pattern, methods, at)
			return
		}
	case aClosure:
		if of, ok := l.servedBy(k); ok {
			w.handler(of, st, pattern, methods, at)
			return
		}
	}
	w.own(a, st, pattern, methods, at)
}

// servedBy gives the handler that a method value h.ServeHTTP is, where that is a library's.
func (l *linker) servedBy(k atomKey) (set, bool) {
	if k.kind != aClosure || l.funcs[k.x] != nil || lastName(l.syms.list[k.x]) != "ServeHTTP" && !l.standsFor(k.x) {
		return 0, false
	}
	return l.content(k.y, l.freeField(0)), true
}

// standsFor says that a library's method is how its receiver is served: fasthttp/router's Handler.
func (l *linker) standsFor(sym int32) bool {
	return slices.ContainsFunc(l.lookup(sym), func(r *catalog.Row) bool {
		return r.Role == "pass" && len(r.Args["value"]) == 1 && r.Args["value"][0].Base == "recv"
	})
}

// stripped is handler where a prefix was taken off: a router below sees the rest, a plain handler keeps its pattern.
func (w *routeWalk) stripped(h set, st walkState, pattern string, methods []string, at dfd.Place) {
	if pattern == "" {
		pattern = "/"
	}
	w.handler(h, st, pattern, methods, at)
}

func (w *routeWalk) wrapLinks(ob *object, at dfd.Place) []chainLink {
	out := []chainLink{{row: ob.row, hit: ob.hit, at: at}}
	if ob.hit != nil && len(ob.row.Args["middleware"]) > 0 {
		out = nil
		for _, x := range w.l.argList(nil, ob.hit, ob.row, "middleware") {
			out = append(out, w.link(x, at)...)
		}
		w.l.eachObj(ob.hit.recv, func(o int32) {})
	}
	return out
}

// own emits, for a handler of the program, its entry point; where it only passes the request on, what it passes it on to.
func (w *routeWalk) own(a atom, st walkState, pattern string, methods []string, at dfd.Place) {
	if w.ogenServer(a, st, at) || w.twirp(a, st, at) {
		return
	}
	e := entry{handler: a, insts: w.l.handle(a), innerSym: -1}
	if len(e.insts) == 0 {
		if k := w.l.atoms.list[a]; k.kind == aFunc || k.kind == aClosure {
			e.innerSym = k.x
		} else if pattern == "" { // served, but not understood: no entry point by itself
			return
		}
		w.emit(e, st, pattern, methods, at)
		return
	}
	seen := map[*inst]bool{}
	for _, i := range e.insts {
		w.unwrap(i, &e, st, nil, pattern, methods, at, seen)
	}
	if kept := w.l.withoutEnds(e.inner); len(kept) < len(e.inner) {
		e.inner, e.innerSym = kept, kept[0].fn.sym
	}
	if slices.ContainsFunc(e.inner, func(i *inst) bool { return !i.fn.generated() }) {
		if is := w.l.soleBeneath(e.insts); len(is) > 0 { // what else it passes the request to are middleware and refusals
			e.inner, e.innerSym, e.unsure = is, is[0].fn.sym, true
		}
	}
	if len(e.inner) > 0 {
		w.emit(e, st, pattern, methods, at)
	}
}

const maxWrappers = 64 // functions around a handler that are looked through

// unwrap looks for what a handler passes its request on to. Where that is a router, outer are the handlers on the way there.
func (w *routeWalk) unwrap(i *inst, e *entry, st walkState, outer []chainLink, pattern string, methods []string, at dfd.Place, seen map[*inst]bool) {
	if seen[i] || len(seen) > maxWrappers {
		return
	}
	seen[i] = true
	found := false
	passes := w.l.passes(i)
	done := map[atom]bool{}
	for _, c := range passes {
		taken := false
		for _, a := range w.l.served(c.value) {
			k := w.l.atoms.list[a]
			made := w.l.ogenFind(a) != nil || w.l.twirpServed(a) != nil
			taken = taken || made
			if made && !done[a] || k.kind == aObj && !done[a] && (w.rs.list[w.rs.home(k.x)] != nil || w.l.objs[k.x].row != nil && !answersWith[w.l.objs[k.x].row.Attr["kind"]]) {
				done[a] = true
				s := st
				s.chain = append(append(append([]chainLink(nil), st.chain...), outer...), chainLink{insts: []*inst{i}, at: at, ats: w.l.passedOn(passes, a)})
				w.handlerAtom(a, s, pattern, methods, at)
				found = true
			}
		}
		for _, t := range i.calls[c.at] {
			if t.fn.parent == i.fn.sym && len(t.fn.f.Params) == 0 && len(w.l.passes(t)) == 0 { // passed beside the request: a part of the handler
				continue
			}
			found = true
			if taken {
				break
			}
			e.wrapSyms, e.wraps = append(e.wrapSyms, i.fn.sym), append(e.wraps, i)
			w.unwrap(t, e, st, append(outer[:len(outer):len(outer)], chainLink{insts: []*inst{i}, at: at, ats: callsTo(i, passes, t)}), pattern, methods, at, seen)
		}
	}
	if !found && !contains(e.inner, i) {
		e.inner = append(e.inner, i)
		e.innerSym = i.fn.sym
	}
}

// callsTo gives the calls by which a handler passes its request on to another one of the program: it may do so early, and at its end.
func callsTo(i *inst, passes []pass, t *inst) []int32 {
	var out []int32
	for _, c := range passes {
		if contains(i.calls[c.at], t) {
			out = append(out, c.at)
		}
	}
	return out
}

// answersWith are the kinds of library handlers that a handler of the program uses to answer with, and is not what stands before them.
var answersWith = map[string]bool{"proxy": true, "notfound": true}

// served gives the handlers in a value, without conversions and method values around them.
func (l *linker) served(s set) []atom {
	var out []atom
	for _, a := range l.sets.list[s] {
		a = l.untyped(a)
		if of, ok := l.servedBy(l.atoms.list[a]); ok {
			for _, b := range l.sets.list[of] {
				out = append(out, l.untyped(b))
			}
			continue
		}
		out = append(out, a)
	}
	return out
}

// passedOn gives the calls that may pass the request on to a handler.
func (l *linker) passedOn(list []pass, to atom) []int32 {
	var out []int32
	for _, c := range list {
		if slices.Contains(l.served(c.value), to) {
			out = append(out, c.at)
		}
	}
	return out
}

// pass is a call by which a handler passes its request on.
type pass struct {
	at    int32
	value set
}

// passes lists the calls of handler values, taken from a variable, field or parameter, with this handler's own request.
func (l *linker) passes(i *inst) []pass {
	if l.passedBy == nil { // values may still change
		return l.findPasses(i)
	}
	out, known := l.passedBy[i]
	if !known {
		out = l.findPasses(i)
		l.passedBy[i] = out
	}
	return out
}

func (l *linker) findPasses(i *inst) []pass {
	var out []pass
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op != summary.OpCall || in.N&(summary.CallGo|summary.CallDefer) != 0 {
			continue
		}
		args := in.Args
		if l.runsInPlace(i, int32(at)) {
			out = append(out, pass{int32(at), 0})
			continue
		}
		switch in.N & summary.CallMode {
		case summary.CallInvoke, summary.CallStatic:
			if in.Sym < 0 || lastName(i.fn.p.p.Syms[in.Sym]) != "ServeHTTP" || len(args) < 3 {
				continue
			}
			if g := l.funcs[i.fn.p.syms[in.Sym]]; g != nil && in.N&summary.CallMode == summary.CallStatic && !strings.HasPrefix(g.name, "net/http") {
				continue
			}
		case summary.CallDynamic:
			if len(args) < 2 || l.typeNameOf(i, args[len(args)-1]) == "error" { // an error is handed over, not the request
				continue
			}
		default:
			continue
		}
		if !l.forwards(i, args[1:]) && !l.answersFor(i, int32(at)) {
			continue
		}
		out = append(out, pass{int32(at), l.get(i, args[0])})
	}
	return out
}

// runsInPlace says that a call runs a part of the handler, a function of its own without parameters, in which the request is passed on:
// err := func() error { … return f(w, r) }().
func (l *linker) runsInPlace(i *inst, at int32) bool {
	for _, t := range i.calls[at] {
		if t.fn.parent != i.fn.sym || len(t.fn.f.Params) > 0 || len(l.passes(t)) == 0 {
			return false
		}
	}
	return len(i.calls[at]) > 0
}

// answersFor says that a call of a function value is passed the request, and that what it returns is then written: the function is a
// handler that returns its answer, resp := handler(ctx, r); Respond(ctx, w, resp).
func (l *linker) answersFor(i *inst, at int32) bool {
	in := &i.fn.code[at]
	if in.N&summary.CallMode != summary.CallDynamic || in.Dst < 0 || !l.isRequestArg(i, in.Args[1:], "net/http.Request") || l.isRequestArg(i, in.Args[1:], "net/http.ResponseWriter") {
		return false
	}
	given := map[summary.Ref]bool{summary.MakeRef(summary.RefReg, int(in.Dst)): true}
	for n := at + 1; int(n) < len(i.fn.code); n++ {
		x := &i.fn.code[n]
		uses := slices.ContainsFunc(x.Args, func(r summary.Ref) bool { return given[r] })
		switch {
		case !uses:
		case x.Op == summary.OpExtract || x.Op == summary.OpMakeInterface || x.Op == summary.OpConvert || x.Op == summary.OpPhi:
			dst := summary.MakeRef(summary.RefReg, int(x.Dst))
			if name := l.typeNameOf(i, dst); name != "error" && name != "bool" && name != "string" {
				given[dst] = true
			}
		case x.Op == summary.OpCall && l.isRequestArg(i, x.Args, "net/http.ResponseWriter"):
			return true
		}
	}
	return false
}

// isRequestArg says that one of the arguments is the writer or the request that an instance was called with.
func (l *linker) isRequestArg(i *inst, args []summary.Ref, typ string) bool {
	for _, a := range args {
		if t := l.refType(i, a); t >= 0 && base(l.typeTab[t].name) == typ {
			return true
		}
	}
	return false
}

// forwards says that a call's arguments hold all that a framework passed to the handler: writer and request, or the context.
func (l *linker) forwards(i *inst, args []summary.Ref) bool {
	want, g := map[int32]bool{}, i.fn
	for len(g.f.Params) == 0 && g.parent >= 0 && l.funcs[g.parent] != nil { // a part of a handler
		g = l.funcs[g.parent]
	}
	for n := range g.f.Params {
		if n == 0 && g.f.Recv {
			continue
		}
		t := l.typ(g.p, g.f.Params[n].Type)
		if t < 0 || l.kindOf(t) == summary.KindFunc || l.handlerType(l.typeTab[t].name) {
			continue
		}
		want[l.paramObj(t)] = true
	}
	if len(want) == 0 {
		return false
	}
	l.justRequest(want)
	for _, a := range args {
		bare := l.typeNameOf(i, a) == "context.Context" // the request's context is not the request: save(ctx, record)
		l.eachObj(l.get(i, a), func(o int32) {
			if t := l.objs[o].typ; !bare || t < 0 || l.typeTab[t].name == "context.Context" {
				delete(want, o)
			}
		})
	}
	// a wrapped writer, or a request with another context, is still the request
	for _, a := range args {
		if len(want) == 0 {
			break
		}
		if t := l.refType(i, a); t >= 0 {
			delete(want, l.paramObj(t))
			if n := base(l.typeTab[t].name); n == "net/http.ResponseWriter" || n == "net/http.Request" {
				for o := range want {
					if ot := l.objs[o].typ; ot >= 0 && base(l.typeTab[ot].name) == n {
						delete(want, o)
					}
				}
			}
		}
	}
	l.withinOwn(i, args, want)
	return len(want) == 0
}

// justRequest leaves writer and request alone where both are among what a framework passed: what else it passed, a plugin host's context or the
// parameters of the path, need not go on with them.
func (l *linker) justRequest(want map[int32]bool) {
	var both []int32
	for _, name := range []string{"net/http.ResponseWriter", "net/http.Request"} {
		for o := range want {
			if t := l.objs[o].typ; t >= 0 && base(l.typeTab[t].name) == name {
				both = append(both, o)
			}
		}
	}
	if len(both) != 2 {
		return
	}
	for o := range want {
		if !slices.Contains(both, o) {
			delete(want, o)
		}
	}
}

// withinOwn takes out what the program's own structs among some arguments hold: a router with handlers of its own kind passes them what the
// framework passed as &Context{w: w, r: r}.
func (l *linker) withinOwn(i *inst, args []summary.Ref, want map[int32]bool) {
	seen := map[int32]bool{}
	var look func(o int32, depth int)
	look = func(o int32, depth int) {
		ob := &l.objs[o]
		if seen[o] || len(seen) > maxLooked || depth > 3 || ob.kind != oVar && ob.kind != oSub || ob.typ < 0 || !l.typeTab[l.deref(ob.typ)].own {
			return
		}
		seen[o] = true
		for _, f := range ob.keys {
			l.eachObj(l.content(o, f), func(x int32) {
				delete(want, x)
				look(x, depth+1)
			})
		}
	}
	was := len(want)
	for _, a := range args {
		l.eachObj(l.get(i, a), func(o int32) { look(o, 0) })
	}
	for o := range want { // parameters of the path have another form in it
		if t := l.objs[o].typ; len(want) < was && t >= 0 && !l.requestType(t) && l.typeTab[t].name != "net/http.ResponseWriter" {
			delete(want, o)
		}
	}
}

// typeNameOf is the name of an operand's static type, "" where it is not known.
func (l *linker) typeNameOf(i *inst, r summary.Ref) string {
	if d := i.fn.defOf(r); d >= 0 && i.fn.code[d].Op == summary.OpMakeInterface {
		if t := l.typ(i.fn.p, i.fn.code[d].Type); t >= 0 && l.hasMethod(t, "Error") {
			return "error"
		}
	}
	if t := l.refType(i, r); t >= 0 {
		return l.typeTab[t].name
	}
	return ""
}

func (l *linker) hasMethod(t int32, name string) bool {
	_, ok := l.method(t, name)
	return ok
}

// refType gives the static type of an operand, where it is known.
func (l *linker) refType(i *inst, r summary.Ref) int32 {
	switch r.Kind() {
	case summary.RefReg:
		if d := i.fn.def[r.Index()]; d >= 0 {
			in := &i.fn.code[d]
			if in.Op == summary.OpMakeInterface { // an own writer passed as http.ResponseWriter
				if t, ok := l.types["net/http.ResponseWriter"]; ok {
					if m := l.typ(i.fn.p, in.Type); m >= 0 && implements(l.typeTab[m], l.typeTab[t]) {
						return t
					}
				}
			}
			return l.typ(i.fn.p, in.Type)
		}
	case summary.RefParam:
		return l.typ(i.fn.p, i.fn.f.Params[r.Index()].Type)
	}
	return -1
}

// path is where a pattern of the router leads: one that has none answers wherever another router hands on to it.
func (st *walkState) path(pattern string) string {
	if pattern == "" && st.base == "" && st.outer != "" {
		return cleanPattern(st.outer)
	}
	if under, _ := st.within(pattern); under {
		return cleanPattern(joinPattern(st.cut, pattern))
	}
	return cleanPattern(joinPattern(st.base, pattern))
}

// without is what stands behind a prefix that is taken off a path which routers above have led to without taking anything off:
// r.Mount("/api", http.StripPrefix("/api", mux)). rest is the pattern that is left.
func (st walkState) without(prefixes []string, pattern string) (s walkState, rest string, ok bool) {
	outside := strings.TrimPrefix(st.base, st.cut)
	if len(prefixes) != 1 || pattern == "" || strings.Trim(outside, "/") == "" || strings.HasPrefix(pattern, prefixes[0]) {
		return st, "", false
	}
	p := strings.TrimSuffix(prefixes[0], "/")
	rest, ok = strings.CutPrefix(joinPattern(outside, pattern), p)
	if !ok || p == "" || rest != "" && rest[0] != '/' {
		return st, "", false
	}
	st.cut = joinPattern(st.cut, p)
	st.base, st.whole = st.cut, ""
	if left, ok := strings.CutPrefix(outside, p); ok && strings.Trim(left, "/") != "" {
		st.base, st.whole, rest = joinPattern(st.cut, left), left, pattern
	}
	return st, rest, true
}

// within says whether a pattern of a router that sees the whole path begins with what has led there, and whether it begins with something else,
// so that nothing ever leads to it.
func (st *walkState) within(pattern string) (under, never bool) {
	if st.whole == "" || strings.ContainsAny(st.whole, "{*:") || pattern == "" {
		return false, false
	}
	led, rest := strings.Split(strings.Trim(st.whole, "/"), "/"), strings.Split(strings.Trim(pattern, "/"), "/")
	for n, s := range led {
		if n == len(rest) || strings.ContainsAny(rest[n], "{*:") {
			return false, false
		}
		if rest[n] != s {
			return false, true
		}
	}
	return true, false
}

func (w *routeWalk) emit(e entry, st walkState, pattern string, methods []string, at dfd.Place) {
	if _, never := st.within(pattern); never {
		return
	}
	sort.Strings(methods)
	for _, m := range methods {
		x := e
		x.kind, x.method, x.path = "http", m, st.path(pattern)
		if st.slashless && x.path != "/" {
			x.path = strings.TrimSuffix(x.path, "/")
		}
		x.paths, x.chain, x.listener, x.reg, x.tree, x.typed, x.doubt = st.paths, st.chain, st.listener, at, st.tree, st.typed, st.doubt
		x.tree = x.tree || pattern == "" && !st.slashless // nothing was registered: it is given every path
		x.called, x.name = max(x.called, st.called), st.name
		w.out = append(w.out, &x)
	}
}

func (w *routeWalk) static(it *item, st walkState) {
	methods := it.methods
	if len(methods) == 0 {
		methods = []string{"GET"}
	}
	at := it.h.i.at(it.h.at)
	if it.row.Attr["kind"] == "rules" { // who may ask is a setting that is not in the code
		st.chain = append(st.chain[:len(st.chain):len(st.chain)], chainLink{at: at})
	}
	if it.row.Attr["kind"] == "documents" {
		w.documents(it, st, methods, at)
		return
	}
	for _, p := range it.prefix {
		if it.row.Attr["kind"] != "file" && !strings.HasSuffix(p, "}") && !strings.Contains(p, "/*") {
			tail := it.row.Attr["tail"]
			if tail == "" {
				tail = "path"
			}
			p = strings.TrimRight(p, "/*") + "/{" + tail + "...}"
		}
		w.emit(entry{handler: -1, lib: it.row, libHit: it.h, innerSym: it.h.sym, static: true, insts: w.l.opens(it.h, it.row)}, st, p, methods, at)
	}
}

// documents emits what a framework tells of its own API: each of the paths that the program sets for it, with each of its endings. A
// path that is empty switches its documents off.
func (w *routeWalk) documents(it *item, st walkState, methods []string, at dfd.Place) {
	endings := strings.Split(it.row.Attr["value"], "|")
	for n, arg := range it.row.Args["prefix"] {
		for _, p := range w.documentPaths(it.h, arg) {
			if p == "" || n >= len(endings) {
				continue
			}
			for _, end := range strings.Split(endings[n], ",") {
				w.emit(entry{handler: -1, lib: it.row, libHit: it.h, innerSym: it.h.sym, static: true}, st, p+end, methods, at)
			}
		}
	}
}

// documentPaths are the texts of a field of the settings: what the program stores in it replaces the framework's default.
func (w *routeWalk) documentPaths(h *hit, arg catalog.Arg) []string {
	l, own := w.l, builder{t: w.l.sets}
	field := len(arg.Fields) - 1
	of := arg
	of.Fields = arg.Fields[:field]
	l.eachObj(l.argAt(nil, h, of), func(o int32) {
		for _, f := range l.objs[o].keys {
			if lastName(l.strs.list[f]) == arg.Fields[field] {
				own.addSet(l.content(o, f))
			}
		}
	})
	paths, _ := l.texts(own.set())
	if len(paths) == 0 {
		paths, _ = l.texts(l.argAt(nil, h, arg))
	}
	return paths
}

// joinPattern puts a pattern under a prefix.
func joinPattern(prefix, p string) string {
	if prefix == "" || prefix == "/" {
		if p == "" {
			return prefix
		}
		return p
	}
	if p == "" || p == "/" && strings.HasSuffix(prefix, "/") {
		return prefix
	}
	return strings.TrimSuffix(prefix, "/") + "/" + strings.TrimPrefix(p, "/")
}

// inSegment is a parameter that begins within an element of a path.
var inSegment = regexp.MustCompile(`([-._~]):([A-Za-z_][A-Za-z0-9_]*)`)

// cleanPattern writes a pattern in the one spelling: {name}, {name...}.
func cleanPattern(p string) string {
	if !strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "{config}") {
		p = "/" + p
	}
	segs := strings.Split(p, "/")
	for n, s := range segs {
		switch {
		case s == "*" || s == "+" || s == "**":
			s = "{path...}"
		case strings.HasPrefix(s, "*"):
			s = "{" + s[1:] + "...}"
		case strings.HasPrefix(s, ":") && inSegment.MatchString(s[1:]): // fiber: :from-:to
			s = inSegment.ReplaceAllString(":"+s[1:], "$1{$2}")
			name, rest, _ := strings.Cut(s[1:], "{")
			s = "{" + strings.TrimRight(name, "-._~") + "}" + name[len(strings.TrimRight(name, "-._~")):] + "{" + rest
		case strings.HasPrefix(s, ":"):
			s = "{" + strings.TrimRight(strings.SplitN(s[1:], "<", 2)[0], "?") + "}"
		case inSegment.MatchString(s): // gin: post-:slug
			s = inSegment.ReplaceAllString(s, "$1{$2}")
		case strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") && strings.Contains(s, ":"):
			name, re, _ := strings.Cut(s[1:len(s)-1], ":")
			s = "{" + name + "}"
			if re == ".*" || re == "*" || re == ".+" || re == "path" {
				s = "{" + name + "...}"
			}
		}
		segs[n] = s
	}
	return strings.Join(segs, "/")
}
