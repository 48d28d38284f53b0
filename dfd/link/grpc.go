package link

import (
	"sort"
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// rpcDesc is a service as its generated descriptor lists it.
type rpcDesc struct {
	names   []string
	methods map[string]bool // by name: streaming; nil where the descriptor could not be read
}

// descriptor reads what was passed to RegisterService: a grpc.ServiceDesc, or a constant name.
func (l *linker) descriptor(h *hit, r *catalog.Row) rpcDesc {
	s, d := l.union(l.argList(nil, h, r, "service")), rpcDesc{}
	if t, _ := l.texts(s); len(t) > 0 {
		d.names = t
	} else {
		d.names, _ = l.texts(l.deepField(s, "ServiceName", 0))
	}
	for _, m := range append(readyMethods(r), listed(r.Attr["generated"])...) { // the service is a library's own, or described by one
		if d.methods == nil {
			d.methods = map[string]bool{}
		}
		d.methods[m] = false
	}
	sort.Strings(d.names)
	for _, part := range []struct{ list, name string }{{"Methods", "MethodName"}, {"Streams", "StreamName"}} {
		for _, e := range l.elems(nil, l.deepField(s, part.list, 0)) {
			t, _ := l.texts(l.deepField(e, part.name, 0))
			for _, n := range t {
				if d.methods == nil {
					d.methods = map[string]bool{}
				}
				d.methods[n] = part.list == "Streams"
			}
		}
	}
	return d
}

// deepField reads a field by its Go name, also of a variable that holds a copy of a struct.
func (l *linker) deepField(s set, name string, depth int) set {
	v := l.fieldNamed(nil, s, name)
	if v != 0 || depth > 3 {
		return v
	}
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		for _, f := range []int32{l.fAlias, l.fStar} {
			if c, ok := l.cellAt(o, f); ok && l.cells[c].s != s {
				b.addSet(l.deepField(l.cells[c].s, name, depth+1))
			}
		}
	})
	return b.set()
}

// methodsNamed finds the functions that run when a method of a value is called: its own, one of an embedded struct, or of
// what an embedded interface holds. What a generator embeds for methods that are not there is none.
func (l *linker) methodsNamed(a atom, name string, depth int) []serviceMethod {
	k := l.atoms.list[a]
	typ, recv := int32(-1), l.sets.of(a)
	switch k.kind {
	case aObj:
		typ = l.objs[k.x].typ
	case aTyped:
		typ, recv = k.x, l.sets.of(atom(k.y))
	}
	m, ok := l.method(typ, name)
	if !ok || depth > 4 {
		return nil
	}
	for _, f := range m.Embed {
		b := builder{t: l.sets}
		l.eachObj(recv, func(o int32) { b.addSet(l.readField(nil, o, l.strs.get(f), l.fieldType(f))) })
		recv = b.set()
	}
	if l.isInterfaceMethod(m.Sym) {
		var out []serviceMethod
		l.each(recv, func(x atom) { out = append(out, l.methodsNamed(x, name, depth+1)...) })
		return out
	}
	sym := l.syms.get(m.Sym)
	if l.funcs[sym] == nil || unimplemented(m.Sym) {
		return nil
	}
	return []serviceMethod{{name: name, sym: sym, recv: recv}}
}

// unimplemented says that a method is the generated one that answers "not implemented".
func unimplemented(sym string) bool {
	recv := lastName(strings.TrimSuffix(strings.TrimSuffix(sym, "."+lastName(sym)), ")"))
	return strings.HasPrefix(strings.TrimPrefix(recv, "(*"), "Unimplemented")
}

// rpcMethods lists the methods of an implementation that a descriptor names, or, without one, those that look like it.
func (l *linker) rpcMethods(h *hit, r *catalog.Row) []serviceMethod {
	impl := l.arg(&site{}, h, r, "impl")
	d := l.descriptor(h, r)
	var out []serviceMethod
	for _, a := range l.sets.list[impl] {
		names := keysOf(d.methods)
		if d.methods == nil {
			names = l.exportedMethods(a)
		}
		for _, n := range names {
			for _, m := range l.methodsNamed(a, goName(n), 0) {
				stream, ok := l.rpcShape(m)
				if !ok {
					continue
				}
				m.name = n
				m.stream = stream || d.methods[n]
				out = append(out, m)
			}
		}
	}
	return out
}

// goName is what generated code calls a method of a .proto file: get_user and getUser become GetUser.
func goName(method string) string {
	var b strings.Builder
	up := true
	for n, c := range method {
		switch {
		case c == '_' && n+1 < len(method) && unicode.IsLower(rune(method[n+1])):
			up = true
			continue
		case up:
			c = unicode.ToUpper(c)
		}
		up = unicode.IsDigit(c)
		b.WriteRune(c)
	}
	return b.String()
}

// dynamicType gives the type of a value, -1 where it is not known.
func (l *linker) dynamicType(a atom) int32 {
	switch k := l.atoms.list[a]; k.kind {
	case aObj:
		return l.objs[k.x].typ
	case aTyped:
		return k.x
	}
	return -1
}

func (l *linker) exportedMethods(a atom) []string {
	var out []string
	if typ := l.dynamicType(a); typ >= 0 {
		for _, m := range l.methodsOf(typ) {
			if m.Name[0] >= 'A' && m.Name[0] <= 'Z' {
				out = append(out, m.Name)
			}
		}
	}
	return out
}

// rpcShape says whether a method can be one of a service: a message in, a message and an error out; or a stream.
func (l *linker) rpcShape(m serviceMethod) (stream, ok bool) {
	g := l.funcs[m.sym]
	n := len(g.f.Params) - 1
	if n < 1 || n > 2 || len(g.f.Results) == 0 || len(g.f.Results) > 2 {
		return false, false
	}
	last := l.typ(g.p, g.f.Results[len(g.f.Results)-1])
	if last < 0 || l.typeTab[last].name != "error" {
		return false, false
	}
	p := l.typ(g.p, g.f.Params[n].Type)
	return p >= 0 && len(g.f.Results) == 1 && (l.kindOf(p) == summary.KindInterface || strings.HasPrefix(l.typeTab[p].name, "*google.golang.org/grpc.")), true
}
