package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

func sortedMethods(m map[string]summary.Method) []summary.Method {
	out := make([]summary.Method, 0, len(m))
	for _, x := range m {
		out = append(out, x)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// makeWrap: a handler wrapped by a library is an object that remembers the handler.
func (l *linker) makeWrap(s *site, h *hit, r *catalog.Row) []set {
	inner := l.arg(s, h, r, "handler")
	l.each(inner, func(a atom) {
		if l.atoms.list[a].kind != aNext {
			l.handle(a)
		}
	})
	for _, x := range l.argList(s.i, h, r, "middleware") {
		l.each(x, func(a atom) { l.middleware(a) })
	}
	o := l.lib(s, h, oWrap, 0, r)
	l.put(l.cell(o, l.strs.get("handler")), inner)
	return []set{l.sets.of(l.objAtom(o))}
}

// makeChain: a list of middleware that can be attached as one.
func (l *linker) makeChain(s *site, h *hit, r *catalog.Row) []set {
	o := l.lib(s, h, oVar, 0, r)
	l.put(l.cell(o, l.fAlias), h.recv)
	for n, x := range l.argList(s.i, h, r, "middleware") {
		l.each(x, func(a atom) { l.middleware(a) })
		l.put(l.cell(o, l.strs.get("[+"+itoa(n)+"]")), x)
	}
	return []set{l.sets.of(l.objAtom(o))}
}

func (l *linker) makeHandler(s *site, h *hit, r *catalog.Row) []set {
	l.opens(h, r)
	v := l.sets.of(l.objAtom(l.lib(s, h, oHandler, 0, r)))
	if len(readyMethods(r)) > 0 { // mux.Handle(grpchealth.NewHandler(…)): a path and a handler
		return []set{l.arg(s, h, r, "path"), v}
	}
	return []set{v}
}

// makeMiddleware: a library's middleware, or, called with a handler, the handler wrapped by it.
func (l *linker) makeMiddleware(s *site, h *hit, r *catalog.Row) []set {
	if r.Attr["self"] != "" && len(h.args) > 0 {
		o := l.lib(s, h, oWrap, 0, r)
		v := h.args[0]
		l.each(v, func(a atom) {
			if l.atoms.list[a].kind != aNext {
				l.handle(a)
			}
		})
		l.put(l.cell(o, l.strs.get("handler")), v)
		return []set{l.sets.of(l.objAtom(o))}
	}
	o := l.lib(s, h, oMiddle, 0, r)
	l.leavesIdentity(s, h, r)
	l.askValidator(s, h, r)
	for _, name := range []string{"fn", "skipper", "success", "keyfunc", "key"} {
		for _, v := range l.argList(s.i, h, r, name) {
			l.each(v, func(f atom) { l.callWith(s, f, nil) })
		}
	}
	if r.Attr["kind"] == "selector" {
		for _, x := range l.argList(s.i, h, r, "handler") {
			l.each(x, func(a atom) { l.middleware(a) })
		}
	}
	return []set{l.sets.of(l.objAtom(o))}
}

// leavesIdentity puts on the context what a library's middleware leaves there: who is calling, under the key that its row or its settings name.
func (l *linker) leavesIdentity(s *site, h *hit, r *catalog.Row) {
	key := r.Attr["leaves"]
	if key == "" {
		return
	}
	keys := l.keyNames(l.arg(s, h, r, "leaves"))
	if len(keys) == 0 {
		keys = l.keyNames(l.sets.of(l.text(key)))
	}
	for _, k := range keys {
		l.put(l.cell(l.ctxObj, l.strs.get("ctx:"+k)), l.sets.of(l.origin("identity", r.Attr["scheme"], l.placeID(s.i, s.at))))
	}
}

// callObj calls a value that a library made: its middleware wraps the handler passed.
func (l *linker) callObj(s *site, o int32) []set {
	ob := l.objs[o]
	h := &hit{sym: ob.sym, made: -1}
	if ob.kind == oMiddle && len(s.args) > 0 {
		h.rows = []*catalog.Row{ob.row}
		l.addHit(s, h)
		w := l.lib(s, h, oWrap, 0, ob.row)
		l.objs[w].hit = ob.hit
		l.each(s.args[0], func(a atom) {
			if l.atoms.list[a].kind != aNext {
				l.handle(a)
			}
		})
		l.put(l.cell(w, l.strs.get("handler")), s.args[0])
		return []set{l.sets.of(l.objAtom(w))}
	}
	if ob.kind == oWrap { // the wrapped handler runs here
		return l.callWrapped(s, o)
	}
	if w, ok := l.foreignWrap(s, ob.sym); ok { // a function that a library made: gzip.New()(h)
		return []set{w}
	}
	return l.foreign(s, -1)
}

// callWrapped calls the handler in a wrapped one, each once for a call: wrapped in a loop, they hold each other.
func (l *linker) callWrapped(s *site, o int32) []set {
	k := callAt{s.i, s.at}
	if l.running[k] == nil {
		l.running[k] = map[int32]bool{}
		defer delete(l.running, k)
	}
	if l.running[k][o] {
		return nil
	}
	l.running[k][o] = true
	return l.dynamic(s, l.take(s.i, l.cell(o, l.strs.get("handler"))))
}

// callBack calls the functions passed, with what the model says they get.
func (l *linker) callBack(s *site, h *hit, r *catalog.Row) []set {
	var args []set
	for n := 0; ; n++ {
		p := r.Args["pass"+itoa(n)]
		if len(p) == 0 {
			break
		}
		args = append(args, l.arg(s, h, r, "pass"+itoa(n)))
	}
	var rets []set
	chain := r.Attr["returns"] == "chain"
	for _, f := range l.argList(s.i, h, r, "fn") {
		if chain && len(rets) > 0 && rets[0] != 0 { // each goes on where the one before it left off
			args, rets = []set{rets[0]}, nil
		}
		if r.Attr["method"] != "" {
			l.callNamed(s, f, r.Attr["method"], args)
			continue
		}
		for _, a := range l.sets.list[f] {
			k := l.atoms.list[a]
			switch {
			case k.kind == aObj || k.kind == aTyped && l.atoms.list[k.y].kind == aObj:
				for _, t := range l.target(a, false) {
					l.edge(s.i, s.at, t)
					l.addCaller(t, s.i)
				}
				if k.kind == aObj && (l.objs[k.x].kind == oWrap || l.objs[k.x].kind == oMiddle) {
					l.callObj(s, k.x)
				}
			case k.kind == aNext:
				l.dynamic(s, l.sets.of(a))
			default:
				rets = l.join(rets, l.callWith(s, a, l.sentArgs(s, r, a, args)))
			}
		}
	}
	switch {
	case r.Attr["returns"] == "":
		return l.library(s, h, r)
	case chain && (len(rets) == 0 || rets[0] == 0): // none that is known
		return l.derive(s, h, r)
	}
	return rets
}

// sentArgs adds to what a library passes a function what somebody sent: the texts among its parameters, where the model says so.
func (l *linker) sentArgs(s *site, r *catalog.Row, f atom, args []set) []set {
	if r.Attr["from"] == "" {
		return args
	}
	out := l.paramsOf(f, false)
	copy(out, args)
	for n := len(args); n < len(out); n++ {
		if out[n] == 0 {
			out[n] = l.sets.of(l.origin("input", r.Attr["from"]+":", l.placeID(s.i, s.at)))
		}
	}
	return out
}

// callNamed calls a method of own values that a library is handed: binder.BindRequest(r, route); with a star at the end all
// exported ones that begin so.
func (l *linker) callNamed(s *site, recv set, name string, args []set) {
	l.each(recv, func(a atom) {
		names := []string{name}
		if begin, many := strings.CutSuffix(name, "*"); many {
			names = slices.DeleteFunc(l.exportedMethods(a), func(n string) bool { return !strings.HasPrefix(n, begin) })
		}
		for _, n := range names {
			for _, m := range l.methodsNamed(a, n, 0) {
				params := l.paramsOf(l.atoms.get(atomKey{kind: aFunc, x: m.sym}), false)
				params[0] = m.recv
				copy(params[1:], args)
				l.enter(s, l.funcs[m.sym], params, -1)
			}
		}
	})
}

func (l *linker) input(s *site, h *hit, r *catalog.Row) []set {
	b := builder{t: l.sets}
	names, part := l.texts(l.arg(s, h, r, "name"))
	if part != "" && len(r.Args["name"]) > 0 {
		names = append(names, "{}")
	}
	place := l.placeID(s.i, s.at)
	if r.Attr["refines"] != "" { // Header.Get: the name of a part of what the receiver is
		src := h.recv
		if src == 0 && len(h.args) > 0 {
			src = h.args[0]
		}
		for _, a := range l.sets.list[l.rest(l.sets.union(src, l.contents(s.i, src)))] {
			k := l.atoms.list[a]
			if k.kind != aOrigin {
				continue
			}
			o := l.origins.list[k.x]
			// The query of the request's URL; a URL that was parsed from a form's field stays what the caller wrote there.
			if from := r.Attr["from"]; from != "" && o.kind == "input" && strings.HasSuffix(o.name, ":") {
				o.name = from + ":"
				a = l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)})
			}
			if len(names) > 0 && strings.HasSuffix(o.name, ":") {
				for _, n := range names {
					p := o
					p.name, p.place = o.name+n, place
					b.add(l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(p)}))
				}
				continue
			}
			b.add(a)
		}
		return []set{l.mark(l.widen(b.set()), r.Attr["mark"])}
	}
	if len(names) == 0 {
		names = []string{""}
	}
	for _, n := range names {
		b.add(l.origin("input", r.Attr["from"]+":"+n, place))
	}
	v := b.set()
	if r.Attr["unsafe"] != "" { // the address that a header tells
		v = l.mark(v, "told")
	}
	l.each(l.arg(s, h, r, "into"), func(a atom) { l.fillInto(l.sets.of(a), v) })
	if len(r.Args["into"]) > 0 || r.Attr["kind"] == "parse" {
		return nil
	}
	if t := l.resultType(s, 0); t >= 0 && l.opaque(t) && l.kindOf(t) != summary.KindSlice && l.kindOf(t) != summary.KindMap {
		v = l.sets.union(v, l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))
	}
	out := []set{v}
	if r.Attr["from"] == "file" {
		if t := l.resultType(s, 1); t >= 0 && l.opaque(t) && l.typeTab[t].name != "error" {
			out = append(out, l.sets.union(b.set(), l.sets.of(l.objAtom(l.lib(s, h, oLib, 1, r)))))
		}
		return out
	}
	return l.further(s, out)
}

// further gives what is read to the further results that can hold it: the second one of ReadMessage, whose first is a kind.
func (l *linker) further(s *site, out []set) []set {
	for n := 1; n < 4; n++ {
		t := l.resultType(s, n)
		if k := l.kindOf(t); t < 0 || l.typeTab[t].name == "error" || k != summary.KindString && k != summary.KindSlice && k != summary.KindInterface {
			continue
		}
		for len(out) < n {
			out = append(out, 0)
		}
		out = append(out, out[0])
	}
	return out
}

// fill writes v through a pointer.
func (l *linker) fillInto(s, v set) {
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aTyped {
			k = l.atoms.list[k.y]
		}
		switch k.kind {
		case aObj:
			l.put(l.cell(k.x, l.fWild), v)
			l.fillStruct(k.x, v, 0)
		case aRef:
			l.put(k.x, v)
		}
	}
}

// fillStruct reaches what a pointer variable points at: var p *T; Decode(&p).
func (l *linker) fillStruct(o int32, v set, depth int) {
	if depth > 2 || l.objs[o].kind != oVar || l.aggregate(l.objs[o].typ) {
		return
	}
	l.eachObj(l.cells[l.cell(o, l.fStar)].s, func(p int32) {
		if p != o {
			l.put(l.cell(p, l.fWild), v)
		}
	})
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
