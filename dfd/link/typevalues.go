package link

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Programs look up what handles a message by the message's type: handlers[reflect.TypeOf(msg)] = h, or by a text made of it. A type as a
// value is the constant of its name, so that a map keeps what is kept under one apart from the others. A pointer's is that of what it points to.

// typeRow evaluates what package reflect says of a value's type, and what it calls.
func (l *linker) typeRow(s *site, h *hit, r *catalog.Row) []set {
	var v set
	switch r.Attr["kind"] {
	case "of":
		v = l.typesOf(l.arg(s, h, r, "value"))
	case "for":
		for _, t := range s.targs {
			v = l.sets.union(v, l.typeText(t))
		}
	case "value":
		rets := l.passThrough(s, h, r)
		o := l.lib(s, h, oLib, 0, r)
		l.put(l.cell(o, l.strs.get(reflected)), l.arg(s, h, r, "value"))
		return append([]set{l.sets.union(rets[0], l.sets.of(l.objAtom(o)))}, rets[1:]...)
	case "type":
		v = l.typesOf(l.reflected(s.i, h.recv))
	case "call":
		return l.callReflected(s, h, r)
	case "param":
		v = l.paramType(h.recv, l.arg(s, h, r, "value"))
	default:
		v = l.partOfType(h.recv, r.Attr["kind"])
	}
	if v == 0 {
		return l.passThrough(s, h, r)
	}
	return []set{v}
}

// reflected is the cell of a reflect.Value that has what it was made of.
const reflected = "reflected"

func (l *linker) reflected(i *inst, value set) set {
	b := builder{t: l.sets}
	l.eachObj(value, func(o int32) {
		if c, ok := l.cellAt(o, l.strs.get(reflected)); ok {
			b.addSet(l.take(i, c))
		}
	})
	return b.set()
}

// callReflected calls the functions that reflect.Values were made of: reflect.ValueOf(handler).Call([]reflect.Value{…}). What they return
// is in a list of its own.
func (l *linker) callReflected(s *site, h *hit, r *catalog.Row) []set {
	t := *s
	t.recv, t.has, t.spread, t.args = 0, false, false, nil
	for _, e := range l.elems(s.i, l.arg(s, h, r, "value")) {
		t.args = append(t.args, l.reflected(s.i, e))
	}
	f := l.onlyFunctions(l.reflected(s.i, h.recv))
	if f == 0 {
		return l.passThrough(s, h, r)
	}
	all := builder{t: l.sets}
	for _, x := range l.dynamic(&t, f) {
		all.addSet(x)
	}
	return []set{l.sets.union(all.set(), l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))}
}

// callsFor says that a call is one of functions by reflection, and of nothing else.
func (h *hit) callsFor() bool {
	return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Role == "type" && r.Attr["kind"] == "call" })
}

// reflectedResult is what holds where a result of functions that were called by reflection is as wanted: ret[0].Interface() == nil.
func (l *linker) reflectedResult(m *must, at int32, r *catalog.Row, w want) facts {
	g := m.i.fn
	if r.Attr["kind"] != "result" || len(g.code[at].Args) == 0 {
		return none
	}
	d := g.defOf(g.code[at].Args[0])
	if d < 0 || g.code[d].Op != summary.OpLoadElem || g.code[d].Args[1].Kind() != summary.RefConst {
		return none
	}
	call, ok := m.callOf(g.code[d].Args[0])
	n, err := strconv.Atoi(g.p.p.Consts[g.code[d].Args[1].Index()].Text)
	if !ok || err != nil || len(m.i.modelled(call)) == 0 || !m.i.modelled(call)[0].callsFor() {
		return none
	}
	return m.calleeFacts(call, int32(n), w)
}

func (l *linker) onlyFunctions(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.inner(a); k.kind == aFunc || k.kind == aClosure {
			b.add(l.untyped(a))
		}
	}
	return b.set()
}

// typesOf gives the types of values; of a function it is the function, which knows its parameters.
func (l *linker) typesOf(s set) set {
	b := builder{t: l.sets, s: l.onlyFunctions(s)}
	for _, a := range l.sets.list[s] {
		if k := l.inner(a); k.kind == aConst && summary.Kind(k.x) == summary.KindOther { // a type itself
			b.add(l.untyped(a))
		} else if t := l.typeOfAtom(a); t >= 0 {
			b.addSet(l.typeText(t))
		}
	}
	return b.set()
}

// typeText is the constant that stands for a defined type of the program.
func (l *linker) typeText(t int32) set {
	if t < 0 {
		return 0
	}
	if l.kindOf(t) == summary.KindPointer {
		t = l.deref(t)
	}
	if ti := l.typeTab[t]; !ti.own || !ti.named || ti.kind == summary.KindInterface {
		return 0
	}
	return l.sets.of(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindOther), s: l.typeTab[t].name}))
}

// paramType is the type of a parameter of functions: reflect.TypeOf(handler).In(1).
func (l *linker) paramType(fns, index set) set {
	b := builder{t: l.sets}
	n := l.number(index)
	for _, a := range l.sets.list[fns] {
		k := l.inner(a)
		g := l.funcs[k.x]
		if k.kind != aFunc && k.kind != aClosure || g == nil || n == nil || !n.IsInt64() {
			continue
		}
		p := int(n.Int64())
		if g.f.Recv && k.kind == aClosure { // a method value is bound to its receiver
			p++
		}
		if p < len(g.f.Params) {
			b.addSet(l.typeText(l.typ(g.p, g.f.Params[p].Type)))
		}
	}
	return b.set()
}

// partOfType is what a type says of itself: its element, its name, the path of its package.
func (l *linker) partOfType(types set, part string) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[types] {
		k := l.inner(a)
		if k.kind != aConst || summary.Kind(k.x) != summary.KindOther {
			continue
		}
		path, name := splitType(k.s)
		switch part {
		case "elem":
			b.add(a)
		case "name":
			b.add(l.text(name))
		case "path":
			b.add(l.text(path))
		case "text":
			b.add(l.text(path[strings.LastIndexByte(path, '/')+1:] + "." + name))
		}
	}
	return b.set()
}

// splitType parts example.com/app/orders.Create[int] into the path of the package and the name.
func splitType(t string) (path, name string) {
	head, _, _ := strings.Cut(t, "[")
	dot := strings.LastIndexByte(head, '.')
	if dot < 0 {
		return "", t
	}
	return t[:dot], t[dot+1:]
}

// typeKeys lists the types of what a function's parameters hold, where it looks something up by them: what handles one message is not
// what handles another. "" where it looks nothing up so.
func (l *linker) typeKeys(g *fn, args []set) string {
	params := l.asksType(g)
	if params == 0 {
		return ""
	}
	var out []byte
	for n, s := range args {
		if n >= 64 || params&(1<<n) == 0 {
			continue
		}
		types := l.typesOf(s)
		for _, e := range l.elems(nil, s) {
			types = l.sets.union(types, l.typesOf(e))
		}
		if types != 0 {
			out = binary.LittleEndian.AppendUint32(append(out, 't', byte(n)), uint32(types))
		}
	}
	return string(out)
}

// sendsMessages says that a list of a type is passed to what looks handlers up by the types of its elements.
func (l *linker) sendsMessages(t int32) bool { return l.messages[l.typeTab[t].elem] }

// asksType gives the parameters of a function, one bit each, of which, or of the elements of which, it or what it calls finds out the type,
// or a name by a method of an interface, to look something up by.
func (l *linker) asksType(g *fn) uint64 {
	return l.typing.of(g, func(at int32, n int, r summary.Ref) uint64 {
		p := g.paramOrElem(r)
		if p < 0 || p >= 64 || !l.takesType(g, at, n) {
			return 0
		}
		if t := l.typ(g.p, g.f.Params[p].Type); l.kindOf(t) == summary.KindSlice {
			l.messages[l.typeTab[t].elem] = true
		}
		return 1 << p
	})
}

// takesType says that argument n of a call is asked for its type, or names itself as a key of a map.
func (l *linker) takesType(g *fn, at int32, n int) bool {
	in := &g.code[at]
	sym := g.p.syms[in.Sym]
	if in.N&summary.CallMode == summary.CallInvoke {
		return n == 0 && (l.typeRowOf(sym) && l.saysWhich(g, in) || len(in.Args) == 1 && l.findsBy(g, in))
	}
	if f := l.funcs[sym]; f != nil {
		return n < 64 && len(f.f.Params) == len(in.Args) && l.asksType(f)&(1<<n) != 0
	}
	return l.typeRowOf(sym) && l.saysWhich(g, in)
}

// saysWhich says that more is asked of a type than its kind, or what else is a number or a yes or no: its name, or itself.
func (l *linker) saysWhich(g *fn, call *summary.Instr) bool {
	if k := l.kindOf(l.typ(g.p, call.Type)); k == summary.KindNumber || k == summary.KindBool {
		return false
	}
	if call.Dst < 0 {
		return false
	}
	result := summary.MakeRef(summary.RefReg, int(call.Dst))
	return slices.ContainsFunc(g.users(call.Dst), func(at int32) bool {
		in := &g.code[at]
		if in.Op != summary.OpCall || in.N&summary.CallMode != summary.CallInvoke || len(in.Args) != 1 || in.Args[0] != result {
			return true
		}
		return in.Dst != call.Dst && l.saysWhich(g, in)
	})
}

// ofValues are what reflection does with a value, not with its type.
var ofValues = map[string]bool{"value": true, "call": true, "result": true}

// typeRowOf says that a function of a library is asked for a type, or for what a type says of itself.
func (l *linker) typeRowOf(sym int32) bool {
	return slices.ContainsFunc(l.lookup(sym), func(r *catalog.Row) bool { return r.Role == "type" && !ofValues[r.Attr["kind"]] })
}

// findsBy says that what a method gives of a parameter is what handlers are found by in a map: handlers[message.Name()]. What is sorted by
// its own name is no message: entries[entry.Path()].
func (l *linker) findsBy(g *fn, call *summary.Instr) bool {
	p := g.paramOrElem(call.Args[0])
	if call.Dst < 0 || p < 0 {
		return false
	}
	key, message := summary.MakeRef(summary.RefReg, int(call.Dst)), l.innermost(l.typ(g.p, g.f.Params[p].Type))
	return slices.ContainsFunc(g.code, func(in summary.Instr) bool {
		if in.Op != summary.OpLoadElem || len(in.Args) < 2 || g.plain(in.Args[1]) != key {
			return false
		}
		found := l.innermost(l.typ(g.p, in.Type))
		return l.code(found) || l.holdsCode(found) || l.kindOf(found) == summary.KindInterface && found != message
	})
}

// innermost is the type of what lists of lists, or pointers, lead to.
func (l *linker) innermost(t int32) int32 {
	for range maxShapeDepth {
		switch l.kindOf(t) {
		case summary.KindSlice, summary.KindArray, summary.KindPointer:
			e, ok := l.types[l.typeTab[t].elem]
			if !ok {
				return t
			}
			t = e
		default:
			return t
		}
	}
	return t
}

// paramOrElem gives the parameter that an operand is, or an element of, -1 for none.
func (g *fn) paramOrElem(r summary.Ref) int {
	for d := g.defOf(r); d >= 0; d = g.defOf(r) {
		if op := g.code[d].Op; op != summary.OpConvert && op != summary.OpMakeInterface && op != summary.OpLoadElem && op != summary.OpAssert {
			break
		}
		r = g.code[d].Args[0]
	}
	if r.Kind() == summary.RefParam {
		return r.Index()
	}
	return -1
}
