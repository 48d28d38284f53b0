package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// router collects what was attached to a router object, in program order.
type router struct {
	obj   int32
	items []item
	base  []string // prefix of all its routes
	whole []string // the same, where it is served by itself
	child bool     // it hangs under another
}

type itemKind uint8

const (
	itemUse itemKind = iota
	itemRoute
	itemGroup // sub-router with prefix and middleware
	itemMount
	itemStatic
	itemFallback // what is asked for paths that nothing was registered for
)

type item struct {
	kind    itemKind
	h       *hit
	row     *catalog.Row
	prefix  []string
	methods []string
	handler set
	mw      []set  // middleware, outermost first
	live    bool   // use: applies to every route of the router, not only to later ones
	router  int32  // group: the sub-router
	tree    bool   // begun by a prefix: all paths below it
	bare    bool   // begun, without a handler so far: no route
	name    string // of a route that has one, "{}" where it is not known
	path    []frame
	sure    map[atom]bool // of the middleware what is certainly there; nil for all
	loose   bool          // it may be attached to another router
	doubt   bool          // route, group: it may hang under another router
}

// routers builds the routers of one process from the events of its set-up.
type routers struct {
	l    *linker
	list map[int32]*router
	at   map[callAt]map[int32]bool
	// serves are the listeners.
	serves []event
	jobs   []event // consume, job, cli-run, rpc-service, interceptor
}

func (l *linker) routers(events []event) *routers {
	rs := &routers{l: l, list: map[int32]*router{}, at: map[callAt]map[int32]bool{}}
	for _, e := range events {
		rs.note(e)
	}
	for _, e := range events {
		rs.add(e)
	}
	return rs
}

// note counts the routers that one call is about: through an interface, it is an event for each.
func (rs *routers) note(e event) {
	switch e.row.Role {
	case "use", "route", "static", "group", "with", "mount":
	default:
		return
	}
	k := callAt{e.h.i, e.h.at}
	if rs.at[k] == nil {
		rs.at[k] = map[int32]bool{}
	}
	for _, o := range rs.on(e) {
		rs.at[k][o] = true
	}
}

// several says that a call is about this router or another.
func (rs *routers) several(e event) bool {
	return len(rs.at[callAt{e.h.i, e.h.at}]) > 1 || len(rs.on(e)) > 1
}

func (rs *routers) of(o int32) *router {
	r := rs.list[o]
	if r == nil {
		r = &router{obj: o}
		rs.list[o] = r
	}
	return r
}

// defaultMux is the object that stands for http.DefaultServeMux.
func (rs *routers) defaultMux() int32 {
	return rs.l.object(objKey{oRouter, -3, 0, 0}, func() object { return object{kind: oRouter, typ: -1, fn: -1, parent: -1, sym: -1} })
}

// on gives the routers that an event is about.
func (rs *routers) on(e event) []int32 {
	if e.row.Attr["default_mux"] != "" && e.row.Role != "serve" {
		return []int32{rs.defaultMux()}
	}
	if e.adopted {
		return []int32{e.under}
	}
	s := e.h.recv
	if len(e.row.Args["router"]) > 0 {
		s = rs.l.argAt(nil, e.h, e.row.Args["router"][0])
	}
	var out []int32
	rs.l.eachObj(s, func(o int32) {
		for _, x := range rs.l.wrapped(o, 0) {
			out = append(out, rs.home(x))
		}
	})
	return out
}

// wrapped gives the library's routers that a struct of the program's embeds, or the object itself: a router with a method of its own is
// one to functions that register.
func (l *linker) wrapped(o int32, depth int) []int32 {
	var out []int32
	if l.objs[o].row == nil && depth < 4 {
		l.eachEmbedded(o, func(p int32) {
			for _, x := range l.wrapped(p, depth+1) {
				if l.objs[x].row != nil {
					out = append(out, x)
				}
			}
		})
	}
	if len(out) == 0 {
		return []int32{o}
	}
	return out
}

// adopt registers with a group's router what its children are: routes, groups and middleware made by calls without a router.
func (rs *routers) adopt(e event) {
	if e.adopted {
		return
	}
	seen := map[int32]bool{}
	for _, x := range rs.l.argList(nil, e.h, e.row, "children") {
		rs.l.eachObj(x, func(o int32) {
			if ob := &rs.l.objs[o]; ob.hit != nil && ob.row != nil && !seen[o] {
				seen[o] = true
				rs.add(event{h: ob.hit, row: ob.row, path: e.path, under: e.h.made, adopted: true})
			}
		})
	}
}

// home is the router that an object stands for: an embedded one is its owner's, http.DefaultServeMux is one.
func (rs *routers) home(o int32) int32 {
	ob := &rs.l.objs[o]
	if ob.kind == oLib && ob.sym >= 0 && rs.l.syms.list[ob.sym] == "net/http.DefaultServeMux" {
		return rs.defaultMux()
	}
	return rs.l.ownerOf(o)
}

// ownerOf is the router or server that an object is embedded in, or the object itself.
func (l *linker) ownerOf(o int32) int32 {
	ob := &l.objs[o]
	for ob.kind == oSub && ob.parent >= 0 {
		k := l.objs[ob.parent].kind
		if k != oRouter && k != oLib && k != oParam && k != oSub {
			break
		}
		o = ob.parent
		ob = &l.objs[o]
	}
	return o
}

func (rs *routers) add(e event) {
	l := rs.l
	switch e.row.Role {
	case "serve":
		hs := l.argList(nil, e.h, e.row, "handler")
		if len(hs) < 2 {
			rs.serves = append(rs.serves, e)
			return
		}
		for _, e.served = range hs {
			rs.serves = append(rs.serves, e)
		}
	case "router":
		l.eachOption(e.h, "use", func(o *hit, r *catalog.Row) {
			it := item{kind: itemUse, h: o, row: r, live: true, prefix: []string{""}, mw: l.argList(nil, o, r, "middleware")}
			if e.h.made >= 0 {
				rs.of(e.h.made).items = append(rs.of(e.h.made).items, it)
			}
		})
	case "consume", "job", "cli-run", "rpc-service", "interceptor":
		rs.jobs = append(rs.jobs, e)
	case "route", "static":
		if e.row.Role == "route" && e.row.Attr["kind"] == "table" {
			rs.table(e)
			return
		}
		it := item{kind: itemRoute, h: e.h, row: e.row, path: e.path, sure: rs.l.sureListed(e.h, e.row)}
		if e.row.Role == "static" {
			it.kind = itemStatic
		}
		rs.fill(&it, e)
		if p := e.row.Args["handler"]; it.handler == 0 && len(p) == 1 && len(p[0].Fields) > 0 && modelName(p[0].Fields[0]) { // what is not made with one
			return
		}
		it.doubt = rs.several(e)
		for _, o := range rs.on(e) {
			r := rs.of(o)
			if !r.has(it) {
				r.items = append(r.items, it)
			}
		}
	case "group", "with":
		if rs.subrouter(e) {
			return
		}
		it := item{kind: itemGroup, h: e.h, row: e.row, path: e.path, sure: rs.l.sureArgs(e.h), router: e.h.made, live: e.row.Attr["use"] != "copy"}
		rs.fill(&it, e)
		if it.router < 0 {
			return
		}
		rs.of(it.router).child = true
		rs.adopt(e)
		on := rs.on(e)
		it.doubt = rs.several(e)
		if rs.of(it.router).base = nil; len(on) == 0 { // no router is known: its paths begin with the prefix wherever it hangs
			rs.of(it.router).base = it.prefix
		}
		for _, o := range on {
			if o != it.router {
				rs.of(o).items = append(rs.of(o).items, it)
			}
		}
	case "mount":
		it := item{kind: itemMount, h: e.h, row: e.row, path: e.path, sure: rs.l.sureArgs(e.h)}
		rs.fill(&it, e)
		mounted := []set{it.handler}
		it.mw = slices.DeleteFunc(it.mw, func(x set) bool { // several at once: AddNamespace(a, b)
			sub := rs.routerIn(x)
			if sub {
				mounted = append(mounted, x)
			}
			return sub
		})
		for _, h := range mounted {
			it.handler = h
			rs.hangBelow(h, 0)
			for _, o := range rs.on(e) {
				rs.of(o).items = append(rs.of(o).items, it)
			}
		}
	case "not-found":
		rs.fallback(e)
	case "use":
		if e.row.Attr["kind"] == "mixed" {
			rs.mixed(e)
			return
		}
		it := item{kind: itemUse, h: e.h, row: e.row, path: e.path, sure: rs.l.sureArgs(e.h), live: e.row.Attr["order"] != "after"}
		rs.fill(&it, e)
		it.loose = rs.several(e)
		for _, o := range rs.on(e) {
			rs.of(o).items = append(rs.of(o).items, it)
		}
	case "route-set":
		switch {
		case e.row.Attr["kind"] == "router":
			rs.rebase(e)
		case e.h.made >= 0:
			rs.begin(e)
		default:
			rs.modify(e)
		}
	}
}

func (r *router) has(it item) bool {
	for _, x := range r.items {
		if x.kind == it.kind && x.handler == it.handler && x.row == it.row && strings.Join(x.prefix, "|") == strings.Join(it.prefix, "|") &&
			strings.Join(x.methods, "|") == strings.Join(it.methods, "|") && len(x.mw) == len(it.mw) && x.h.i.fn == it.h.i.fn && x.h.at == it.h.at {
			same := true
			for n := range x.mw {
				same = same && x.mw[n] == it.mw[n]
			}
			if same {
				return true
			}
		}
	}
	return false
}

// fill reads the arguments of a registration.
func (rs *routers) fill(it *item, e event) {
	l := rs.l
	name := "prefix"
	if e.row.Role == "route" {
		name = "path"
	}
	it.prefix = rs.paths(e, name)
	hs, whole := l.handlerList(nil, e.h, e.row)
	if whole != 0 {
		it.sure = l.sureElems(whole)
	}
	if e.row.Role == "use" {
		hs = nil
	}
	if len(hs) > 0 {
		n := len(hs) - 1
		if e.row.Attr["kind"] == "annotated-controller" { // each of them answers, none stands before another
			it.handler = hs[n]
		} else if e.row.Attr["handler_first"] != "" {
			it.handler = hs[0]
			it.mw = append(it.mw, hs[1:]...)
		} else {
			it.handler = hs[n]
			it.mw = append(it.mw, hs[:n]...)
		}
	}
	it.mw = append(it.mw, l.argList(nil, e.h, e.row, "middleware")...)
	if slices.Contains(handedRows, e.row) {
		it.mw = []set{l.sets.of(l.atoms.get(atomKey{kind: aFunc, x: e.h.sym}))}
	}
	it.mw = append(it.mw, l.metaLinks(e)...)
	it.methods = rs.methods(e)
}

// metaLinks is what a mark on a router or route has a middleware do that looks for it.
func (l *linker) metaLinks(e event) []set {
	if e.row.Attr["kind"] != "meta" {
		return nil
	}
	name, _ := l.texts(l.arg(&site{}, e.h, e.row, "name"))
	on, _ := l.single(l.arg(&site{}, e.h, e.row, "value"))
	if len(name) != 1 || name[0] != e.row.Attr["value"] || on.s != "true" {
		return nil
	}
	return []set{l.sets.of(l.objAtom(l.lib(&site{i: e.h.i, at: e.h.at}, e.h, oMiddle, 7, e.row)))}
}

// paths gives the alternatives for a path argument.
func (rs *routers) paths(e event, name string) []string {
	args := e.row.Args[name]
	if len(args) == 0 {
		return []string{""}
	}
	if len(args) > 1 && !slices.ContainsFunc(args, func(a catalog.Arg) bool { return a.Base != "const" }) { // one call, several routes
		out := make([]string, len(args))
		for n, a := range args {
			out[n] = a.Const
		}
		sort.Strings(out)
		return out
	}
	var v set
	for _, a := range args {
		if v = rs.l.argAt(nil, e.h, a); v != 0 {
			break
		}
	}
	t, part := rs.l.texts(v)
	if part != "" && (len(t) == 0 || !onlyMarked(t)) {
		if part == "{}" {
			part = "{unknown}"
		}
		t = append(t, "/"+part)
	}
	t = withoutDefaults(t)
	sort.Strings(t)
	return t
}

// withoutDefaults drops what is the default of something configured: of /internal/live and {config}/live the first, and /live
// beside /{config}/live, where nothing is configured.
func withoutDefaults(texts []string) []string {
	return slices.DeleteFunc(texts, func(t string) bool {
		return slices.ContainsFunc(texts, func(c string) bool {
			if before, after, found := strings.Cut(c, "{}"); found && t == before+after { // what a function returns beside an error
				return true
			}
			before, after, found := strings.Cut(c, "{config}")
			if !found || t == c {
				return false
			}
			return len(before)+len(after) <= len(t) && strings.HasPrefix(t, before) && strings.HasSuffix(t, after) || strings.ReplaceAll(before+after, "//", "/") == t
		})
	})
}

// onlyMarked says that the texts already stand for what is not constant.
func onlyMarked(t []string) bool {
	for _, x := range t {
		if strings.Contains(x, "{}") || strings.Contains(x, "{config}") {
			return true
		}
	}
	return false
}

func (rs *routers) methods(e event) []string {
	if m := e.row.Attr["method"]; m != "" {
		return strings.Split(strings.ToUpper(m), ",")
	}
	var out []string
	for _, n := range []string{"method", "methods"} {
		for _, v := range rs.l.argList(nil, e.h, e.row, n) {
			t, part := rs.l.texts(v)
			if len(t) == 0 || part != "" { // one that a configuration says: it may be any
				return nil
			}
			for _, m := range t {
				for _, x := range strings.FieldsFunc(m, func(r rune) bool { return r == ',' || r == ' ' }) {
					out = append(out, strings.ToUpper(x))
				}
			}
		}
	}
	return out
}

func (rs *routers) ordered() []*router {
	out := make([]*router, 0, len(rs.list))
	for _, r := range rs.list {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].obj < out[j].obj })
	return out
}

// hangBelow notes of the routers that a handler is, or that a library's wrappers stand around, that another one hands on to them.
func (rs *routers) hangBelow(h set, depth int) {
	rs.l.eachObj(h, func(o int32) {
		switch c, ok := rs.l.cellAt(o, rs.l.strs.get("handler")); {
		case len(rs.l.handle(rs.l.objAtom(o))) > 0: // a handler of the program
		case rs.l.objs[o].kind != oWrap:
			rs.of(rs.home(o)).child = true
		case ok && depth < maxWrapped:
			rs.hangBelow(rs.l.cells[c].s, depth+1)
		}
	})
}

const maxWrapped = 24 // wrappers around each other that are looked through
