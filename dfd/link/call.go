package link

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// site is a call being evaluated.
type site struct {
	i      *inst
	at     int32
	in     *summary.Instr
	recv   set
	args   []set   // receiver not counted
	holder set     // where the receiver is kept: see handlecopy.go
	has    bool    // there is a receiver
	spread bool    // the last argument is the slice of a variadic parameter
	had    []*inst // what the instruction called when it was evaluated last
	context
}

// hit is a modelled call that an instance makes.
type hit struct {
	i      *inst
	at     int32
	sym    int32
	rows   []*catalog.Row
	recv   set
	args   []set
	spread bool
	made   int32 // object made, -1 for none
}

// call evaluates a call: its targets, their instances, and the result.
func (l *linker) call(i *inst, at int32, in *summary.Instr) {
	l.beginCall(i, at)
	had := l.leave(i, at)
	delete(i.hits, at)
	delete(i.open, at)
	args := make([]set, len(in.Args))
	for n, a := range in.Args {
		args[n] = l.get(i, a)
	}
	var rets []set
	switch in.N & summary.CallMode {
	case summary.CallStatic:
		s := &site{i: i, at: at, in: in, had: had, args: args, spread: in.N&summary.CallVariadic != 0, context: context{targs: l.typeArgs(i, in), lit: l.literals(i, in.Args)}}
		if in.N&summary.CallRecv != 0 && len(args) > 0 {
			s.recv, s.args, s.has = args[0], args[1:], true
		}
		rets = l.static(s, i.fn.p.syms[in.Sym])
	case summary.CallInvoke:
		s := &site{i: i, at: at, in: in, had: had, recv: args[0], args: args[1:], has: true, spread: in.N&summary.CallVariadic != 0, context: context{lit: l.literals(i, in.Args[1:])}}
		rets = l.invoke(s, i.fn.p.syms[in.Sym])
	case summary.CallDynamic:
		s := &site{i: i, at: at, in: in, had: had, args: args[1:], spread: in.N&summary.CallVariadic != 0, context: context{lit: l.literals(i, in.Args[1:])}}
		if sym, recv, ok := l.calledField(i, in); ok {
			s.recv = recv
			rets = l.apply(s, sym, l.lookup(sym))
			break
		}
		if r, ok := l.iterates(s); ok {
			rets = r
			break
		}
		rets = l.dynamic(s, args[0])
	case summary.CallBuiltin:
		rets = l.builtin(i, at, i.fn.p.p.Syms[in.Sym], args)
	}
	l.endCall(i)
	if in.Dst >= 0 {
		l.tuple(i, at, in, rets...)
		if len(rets) > 0 {
			i.regs[in.Dst] = rets[0]
		} else {
			i.regs[in.Dst] = 0
		}
	}
}

// calledField says that a call is one of a library's field that has a model: es.Search(…), where Search holds a function.
func (l *linker) calledField(i *inst, in *summary.Instr) (sym int32, recv set, ok bool) {
	at := i.fn.fieldRead(in.Args[0])
	if at < 0 {
		return 0, 0, false
	}
	load := &i.fn.code[at]
	sym = i.fn.p.syms[load.Sym]
	return sym, l.get(i, load.Args[0]), !l.isOwn(sym) && len(l.lookup(sym)) > 0 && madeByCall(l.lookup(sym)[0].Role)
}

// madeByCall: what a row of a field that holds a function says is done by calling it, not by reading it.
func madeByCall(role string) bool { return effects[role] || role == "derive" }

// static evaluates a call of a known function.
func (l *linker) static(s *site, sym int32) []set {
	if rows := l.lookup(sym); len(rows) > 0 {
		onServer(s, rows)
		return l.apply(s, sym, rows)
	}
	if g := l.funcs[sym]; g != nil {
		args := s.args
		if s.has {
			args = append([]set{s.recv}, s.args...)
		}
		return l.enter(s, g, args, -1)
	}
	if s.has { // a library's method on a function type calls the function: http.HandlerFunc(f).ServeHTTP
		if rets, ok := l.callSelf(s); ok {
			return rets
		}
	}
	return l.foreign(s, sym)
}

func (l *linker) callSelf(s *site) ([]set, bool) {
	for _, a := range l.sets.list[s.recv] {
		switch k := l.atoms.list[a]; k.kind {
		case aFunc, aClosure, aNext:
			t := *s
			t.recv, t.has = 0, false // the function is not passed itself
			return l.dynamic(&t, s.recv), true
		}
	}
	return nil, false
}

// enter calls an own function.
func (l *linker) enter(s *site, g *fn, args []set, free int32) []set {
	if g.f.Recv && len(args) > 0 && lastName(g.name) == "ServeHTTP" && slices.ContainsFunc(l.sets.list[args[0]], func(a atom) bool { return l.twirpServed(a) != nil }) {
		return nil // its methods are entry points
	}
	t := l.enterInOrder(s, g, args, free)
	if t == nil {
		if s.by = nil; s.i != nil && l.begins(g) {
			s.by = []int32{-1 - s.i.id, -1 - s.at}
		}
		t = l.instanceIn(g, l.goOn(s, g, args, free), free, s.i, s.context)
	}
	t.goes = t.goes || s.in != nil && s.in.Op == summary.OpCall && s.in.N&summary.CallGo != 0
	l.edge(s.i, s.at, t)
	return append([]set(nil), t.rets...)
}

func (l *linker) edge(i *inst, at int32, t *inst) {
	if i == nil {
		return
	}
	if i.calls == nil {
		i.calls = map[int32][]*inst{}
	}
	for _, x := range i.calls[at] {
		if x == t {
			return
		}
	}
	i.calls[at] = append(i.calls[at], t)
	t.refs++
}

func (l *linker) join(a, b []set) []set {
	for n, s := range b {
		if n < len(a) {
			a[n] = l.widen(l.sets.union(a[n], s))
		} else {
			a = append(a, s)
		}
	}
	return a
}

// invoke evaluates a call through an interface.
func (l *linker) invoke(s *site, sym int32) []set { return l.invokeVia(s, sym, nil) }

// invokeVia is invoke for what an embedded interface holds. seen are the values that the call has come by: what embeds itself,
// by way of others, calls no more than they do.
func (l *linker) invokeVia(s *site, sym int32, seen map[atom]bool) []set {
	name := l.syms.list[sym]
	rows := l.lookup(sym)
	own := l.isOwn(sym)
	rest := builder{t: l.sets}
	rets, found := l.invokeAll(s, sym, len(rows) > 0, seen, &rest)
	if len(rows) > 0 && (!found || rest.set() != 0) {
		t := *s
		t.recv = rest.set()
		return l.join(rets, l.apply(&t, sym, rows))
	}
	if !found && own && l.tooEarly(s, s.recv, name) {
		return rets
	}
	if !found && own {
		r, ok := l.candidates(s, sym, seen)
		if ok {
			return l.join(rets, r)
		}
		l.unresolved(s, name)
	}
	if !found {
		return l.join(rets, l.foreign(s, sym))
	}
	if l.quiet(sym) && !own && rest.set() != 0 { // an error of another call beside those followed
		rets = l.join(rets, []set{l.rest(rest.set())})
	}
	return rets
}

// invokeAll calls the method of the dynamic values, and adds those to rest that have none.
func (l *linker) invokeAll(s *site, sym int32, modelled bool, seen map[atom]bool, rest *builder) (rets []set, found bool) {
	method := lastName(l.syms.list[sym])
	rets, left := l.fanOut(s, sym, method, seen)
	found = left != s.recv
	left = l.pointing(left)
	on := func(a atom, recv set) {
		if r, ok := l.invokeOn(s, a, recv, method, modelled, seen); ok {
			rets, found = l.join(rets, r), true
		} else if rest != nil {
			rest.add(a)
		}
	}
	if s.i != nil && s.i.fn.fan && seen == nil {
		for _, b := range l.bunches(left) {
			on(b.first, b.recv)
		}
		return rets, found
	}
	for _, a := range l.sets.list[left] {
		on(a, l.sets.of(l.receiver(a)))
	}
	return rets, found
}

// pointing leaves out the nil pointers of a value that may be something else: what a constructor returns with an error is looked at
// for the error first, and what a method does without its receiver is not what it does.
func (l *linker) pointing(s set) set {
	nilPointer := func(a atom) bool {
		k := l.atoms.list[a]
		return k.kind == aTyped && l.inner(a).kind == aNil && l.kindOf(k.x) == summary.KindPointer
	}
	list := l.sets.list[s]
	if !slices.ContainsFunc(list, nilPointer) || !slices.ContainsFunc(list, func(a atom) bool { return l.inner(a).kind == aObj }) {
		return s
	}
	return l.sets.of(slices.DeleteFunc(slices.Clone(list), nilPointer)...)
}

// invokeOn calls the method of one dynamic value, on the receivers of its type. modelled says that the interface method itself has a model, which then serves
// for values whose own method has none.
func (l *linker) invokeOn(s *site, a atom, recv set, method string, modelled bool, seen map[atom]bool) ([]set, bool) {
	k := l.atoms.list[a]
	typ := int32(-1)
	switch k.kind {
	case aObj:
		o := &l.objs[k.x]
		if method == "Error" && o.kind == oLib && o.row != nil && o.row.Role == "error" {
			return []set{l.take(s.i, l.cell(k.x, l.fWild))}, true
		}
		typ = o.typ
	case aTyped:
		typ = k.x
	case aFunc, aClosure, aNext:
		if k.kind == aNext || method == "ServeHTTP" || method == "Handle" {
			return l.dynamic(s, l.sets.of(a)), true
		}
		return nil, false
	}
	m, ok := l.method(typ, method)
	if !ok {
		if sym, rows := l.interfaceMethod(typ, method); !modelled && len(rows) > 0 {
			t := *s
			t.recv = recv
			return l.apply(&t, sym, rows), true
		}
		return nil, false
	}
	for _, f := range m.Embed {
		b := builder{t: l.sets}
		ft := l.fieldType(f)
		l.eachObj(recv, func(o int32) {
			in := l.readField(s.i, o, l.strs.get(f), ft)
			if in == 0 && l.objs[o].kind == oRouter { // what a library made and embeds is not seen: the value stands for it
				in = l.sets.of(l.objAtom(o))
			}
			b.addSet(in)
		})
		recv = b.set()
	}
	sym := l.syms.get(m.Sym)
	t := *s
	t.recv, t.targs = recv, l.targsOf(recv)
	if l.funcs[sym] == nil {
		if l.kindOf(typ) == 0 || k.kind == aTyped {
			if r, ok := l.callSelf(&t); ok {
				return r, true
			}
		}
		if strings.Contains(m.Sym, ".") && len(m.Embed) > 0 && l.isInterfaceMethod(m.Sym) {
			if rows := l.lookup(sym); len(rows) > 0 && slices.Contains(l.sets.list[recv], l.untyped(a)) { // the value stands for what it embeds
				return l.apply(&t, sym, rows), true
			}
			if seen[a] {
				return nil, true
			}
			if seen == nil {
				seen = map[atom]bool{}
			}
			seen[a] = true
			return l.invokeVia(&t, sym, seen), true
		}
		rows := l.lookup(sym)
		if len(rows) == 0 {
			if modelled {
				return nil, false
			}
			return l.foreign(&t, sym), true
		}
		return l.apply(&t, sym, rows), true
	}
	return l.static(&t, sym), true
}

// interfaceMethod gives the models of a method of a library's interface: what a library made is known as no more than that where it is called by an
// interface of the program's own.
func (l *linker) interfaceMethod(typ int32, method string) (int32, []*catalog.Row) {
	if typ < 0 || l.kindOf(typ) != summary.KindInterface || l.typeTab[typ].own {
		return 0, nil
	}
	sym := l.syms.get(l.typeTab[typ].name + "." + method)
	return sym, l.lookup(sym)
}

func (w *world) fieldType(sym string) int32 {
	if f := w.declaredField(sym); f != nil {
		return w.typeID(f.Type)
	}
	return -1
}

// declaredField gives the field of a struct type that a symbol names, nil where there is none.
func (w *world) declaredField(sym string) *summary.Field {
	dot := strings.LastIndexByte(sym, '.')
	if dot < 0 {
		return nil
	}
	if t, ok := w.types[sym[:dot]]; ok {
		fields := w.typeTab[t].fields
		for n := range fields {
			if fields[n].Name == sym[dot+1:] {
				return &fields[n]
			}
		}
	}
	return nil
}

func (l *linker) isInterfaceMethod(sym string) bool {
	dot := strings.LastIndexByte(sym, '.')
	if dot < 0 {
		return false
	}
	t, ok := l.types[sym[:dot]]
	return ok && l.typeTab[t].kind == summary.KindInterface
}

// dynamic evaluates a call of a function value.
func (l *linker) dynamic(s *site, f set) []set {
	var rets []set
	found := false
	for _, a := range l.sets.list[f] {
		a = l.untyped(a)
		k := l.atoms.list[a]
		switch k.kind {
		case aFunc:
			rets, found = l.join(rets, l.callFunc(s, k.x, nil, -1)), true
		case aClosure:
			rets, found = l.join(rets, l.callFunc(s, k.x, l.bound(s.i, k), k.y)), true
		case aNext:
			l.addHit(s, &hit{sym: -1, made: -1})
			found = true
		case aObj:
			if o := &l.objs[k.x]; o.kind == oLib || o.kind == oParam || o.kind == oMiddle || o.kind == oWrap || o.kind == oHandler {
				rets, found = l.join(rets, l.callObj(s, k.x)), true
			}
		case aOrigin, aUnknown:
			rets = l.join(rets, []set{l.sets.of(a)})
		}
	}
	if !found && len(rets) == 0 {
		if l.tooEarly(s, f, "a function value") {
			return nil
		}
		if !l.libraryFunc(s) {
			l.unresolved(s, "a function value")
		}
		return l.foreign(s, -1)
	}
	return rets
}

// libraryFunc says that the function called is what a library's call gave: the cancel of a context.
func (l *linker) libraryFunc(s *site) bool {
	if s.i == nil || s.in == nil || s.in.Op != summary.OpCall || s.in.N&summary.CallMode != summary.CallDynamic {
		return false
	}
	r := s.in.Args[0]
	for n := 0; n < 3 && r.Kind() == summary.RefReg && s.i.fn.def[r.Index()] >= 0; n++ {
		switch in := &s.i.fn.code[s.i.fn.def[r.Index()]]; in.Op {
		case summary.OpExtract, summary.OpConvert:
			r = in.Args[0]
		case summary.OpCall:
			if in.Sym < 0 || in.N&summary.CallMode == summary.CallBuiltin {
				return false
			}
			sym := s.i.fn.p.syms[in.Sym]
			return l.funcs[sym] == nil && !l.isOwn(sym)
		default:
			return false
		}
	}
	return false
}

// callFunc calls a function or a method value; first is its bound receiver.
func (l *linker) callFunc(s *site, sym int32, first []set, free int32) []set {
	t := *s
	t.targs = nil
	if free >= 0 {
		t.targs = l.objs[free].targs
	}
	g := l.funcs[sym]
	if g != nil {
		if first == nil {
			return l.enter(&t, g, s.args, free)
		}
		return l.enter(&t, g, append(first, s.args...), -1)
	}
	if first != nil { // bound method of a library's type, or of an interface
		t.recv, t.has = first[0], true
		if l.isInterfaceMethod(l.syms.list[sym]) {
			return l.invoke(&t, sym)
		}
	}
	return l.static(&t, sym)
}

// bound gives the receiver that a method value is bound to, or nil for an ordinary closure.
func (l *linker) bound(i *inst, k atomKey) []set {
	if g := l.funcs[k.x]; g != nil && !g.f.Recv {
		return nil
	}
	return []set{l.take(i, l.cell(k.y, l.freeField(0)))}
}

func (l *linker) unresolved(s *site, what string) {
	if s.i == nil {
		return
	}
	if s.i.open == nil {
		s.i.open = map[int32]string{}
	}
	s.i.open[s.at] = what
}

func (l *linker) addHit(s *site, h *hit) {
	h.i, h.at, h.recv, h.args, h.spread = s.i, s.at, s.recv, s.args, s.spread
	if s.i == nil {
		return
	}
	if s.i.hits == nil {
		s.i.hits = map[int32][]*hit{}
	}
	s.i.hits[s.at] = append(s.i.hits[s.at], h)
}

func (l *linker) builtin(i *inst, at int32, name string, args []set) []set {
	switch name {
	case "append":
		return []set{l.appendTo(i, at, args)}
	case "copy":
		if len(args) == 2 {
			for _, e := range l.elems(i, args[1]) {
				l.eachObj(args[0], func(o int32) { l.put(l.cell(o, l.fElem), e) })
			}
			if r := l.rest(args[1]); r != 0 {
				l.eachObj(args[0], func(o int32) { l.put(l.cell(o, l.fWild), r) })
			}
		}
		return []set{0}
	case "delete", "clear":
		l.eachObj(args[0], func(o int32) { l.shrunk[o] = true })
		return nil
	case "min":
		return []set{l.least(args)}
	case "max":
		var s set
		for _, a := range args {
			s = l.sets.union(s, l.rest(a))
		}
		return []set{s}
	case "len", "cap":
		return []set{l.mark(l.rest(args[0]), "size")}
	}
	return nil
}

const maxAppend = 40

// appendTo evaluates append: a new slice that starts with the old one's elements. What was appended to a copy does not show in
// the original.
func (l *linker) appendTo(i *inst, at int32, args []set) set {
	o := l.madeAt(i, at, 0, oVar, l.typ(i.fn.p, i.fn.code[at].Type))
	l.put(l.cell(o, l.fAlias), args[0])
	if w := l.rest(args[0]); w != 0 {
		l.put(l.cell(o, l.fWild), w)
	}
	if len(args) > 1 {
		_, whole := l.wholeList(i, args[1])
		l.objs[o].mixed = !whole && !l.onlyNil(args[1])
		if w := l.rest(args[1]); w != 0 {
			l.put(l.cell(o, l.fWild), w)
		}
		for n, e := range l.elems(i, args[1]) {
			if n >= maxAppend { // a slice that grows out of itself
				l.put(l.cell(o, l.fElem), e)
				continue
			}
			l.put(l.cell(o, l.strs.get("[+"+strconv.Itoa(int(at))+"."+strconv.Itoa(n)+"]")), e)
		}
	}
	return l.sets.of(l.objAtom(o))
}
