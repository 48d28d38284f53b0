package link

import (
	"reflect"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

func (l *linker) convert(i *inst, s set, typ int32) set {
	switch l.kindOf(typ) {
	case summary.KindNumber:
		return l.mark(s, "number")
	case summary.KindString: // of letters that were put together
		if !l.hasObj(s) {
			return s
		}
		b := builder{t: l.sets, s: s}
		for _, e := range l.elems(i, s) {
			b.addSet(l.unmark(l.rest(e), "number")) // a letter is a number, a text of letters is none
		}
		return l.widen(b.set())
	}
	return s
}

// unmark takes a mark off the origins of a value.
func (l *linker) unmark(s set, mark string) set {
	b, bit := builder{t: l.sets}, markBit(mark)
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].marks&bit != 0 {
			o := l.origins.list[k.x]
			o.marks &^= bit
			a = l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)})
		}
		b.add(a)
	}
	return b.set()
}

func base(name string) string { return strings.TrimPrefix(name, "*") }

// makeInterface notes the dynamic type of what has none by itself.
func (l *linker) makeInterface(s set, typ int32) set {
	if typ < 0 {
		return s
	}
	ti := l.typeTab[typ]
	if ti.kind == summary.KindSlice && ti.name != "[]byte" {
		s = l.mark(s, "list")
	}
	b := builder{t: l.sets}
	empty := ti.kind == summary.KindStruct // T{} of a T that nothing was made of
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		empty = empty && k.kind != aObj
		switch k.kind {
		case aObj:
			o := &l.objs[k.x]
			if ti.named && (o.typ < 0 || base(l.typeTab[o.typ].name) != base(ti.name)) {
				a = l.atoms.get(atomKey{kind: aTyped, x: typ, y: int32(a)})
			}
		case aFunc, aClosure, aConst, aNil:
			if ti.named {
				a = l.atoms.get(atomKey{kind: aTyped, x: typ, y: int32(a)})
			}
		}
		b.add(a)
	}
	if ti.named && ti.own && (s == 0 || empty && len(ti.methods) > 0 || l.rest(s) == s && len(ti.methods) > 0 && (ti.kind == summary.KindPointer || ti.kind == summary.KindStruct)) {
		b.add(l.objAtom(l.paramObj(typ))) // its methods may be called, whatever it is
	}
	return b.set()
}

// assert keeps what can have the type.
func (l *linker) assert(i *inst, s set, typ int32) set {
	if typ < 0 {
		return s
	}
	if l.kindOf(typ) == summary.KindInterface {
		return l.implementers(s, typ)
	}
	if l.typeTab[typ].own {
		s = l.unwrapped(i, s)
	}
	name := base(l.typeTab[typ].name)
	b := builder{t: l.sets}
	found := false
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		switch k.kind {
		case aObj:
			if o := &l.objs[k.x]; o.typ >= 0 && base(l.typeTab[o.typ].name) != name && l.kindOf(o.typ) != summary.KindInterface {
				continue
			}
			found = true
		case aTyped:
			if base(l.typeTab[k.x].name) != name {
				continue
			}
			a, found = atom(k.y), true
		case aOrigin:
			if l.typeTab[typ].own && l.origins.list[k.x].kind == "error" { // no library makes errors of the program's own types
				continue
			}
			a = l.givenOwn(a)
		case aNil:
			continue
		}
		b.add(a)
	}
	if !found && l.typeTab[typ].own && l.opaque(typ) {
		b.add(l.objAtom(l.paramObj(typ)))
	}
	return b.set()
}

// unwrapped puts, in the place of errors that a library made, the program's own that they are made of: errors.Wrap(e, "…").
func (l *linker) unwrapped(i *inst, s set) set {
	for n := 0; n < 4; n++ {
		b := builder{t: l.sets}
		for _, a := range l.sets.list[s] {
			if k := l.atoms.list[a]; k.kind == aObj && l.objs[k.x].kind == oLib && l.objs[k.x].row != nil && l.objs[k.x].row.Role == "error" {
				b.addSet(l.take(i, l.cell(k.x, l.strs.get("wraps"))))
				continue
			}
			b.add(a)
		}
		next := b.set()
		if next == s {
			break
		}
		s = next
	}
	return s
}

// implementers leaves out what is known to lack a method of an interface: values of the program's own types.
func (l *linker) implementers(s set, iface int32) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if t := l.dynamicType(a); t < 0 || !l.lacks(t, l.typeTab[iface]) {
			b.add(a)
		}
	}
	return b.set()
}

// lacks says that an own type has not all methods of an interface. Methods of instances of generic types are not listed.
func (l *linker) lacks(t int32, iface *typeInfo) bool {
	d := l.typeTab[l.deref(t)]
	if !d.own || !d.named || d.kind == summary.KindInterface || strings.Contains(d.name, "[") {
		return false
	}
	for name := range iface.methods {
		if !l.hasMethod(t, name) {
			return true
		}
	}
	return false
}

// mark notes on every origin in s what was done to it.
func (l *linker) mark(s set, mark string) set {
	bit := markBit(mark)
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && bit != 0 {
			o := l.origins.list[k.x]
			o.marks |= bit
			if mark == "inflated" { // as large as it likes, however small it was
				o.marks &^= markBit("limited")
			}
			if mark == "unescaped" {
				o.marks &^= markBit("escape-path") | markBit("escape-query")
			}
			a = l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)})
		}
		b.add(a)
	}
	return b.set()
}

var markNames = []string{"base", "clean", "local", "rel", "slash", "number", "allowlisted", "escape-html", "escape-sql", "escape-url", "hash", "uuid", "ext", "lower",
	"trim", "unverified", "limited", "concat", "encrypted", "bool", "size", "sniffed", "root-join", "quoted", "parsed", "checked", "rooted", "joined", "username", "words", "unslashed", "escape-path",
	"bounded", "inflated", "behind", "escape-query", "unescaped", "within", "inner", "inset", "answered", "list", "piece", "letter", "short", "told", "part", "beside"}

func markBit(mark string) uint64 {
	for i, m := range markNames {
		if m == mark {
			return 1 << i
		}
	}
	return 0
}

func (l *linker) origin(kind, name string, place int32) atom {
	return l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(originKey{kind: kind, name: name, place: place})})
}

// refine names the part of a bound value: of the body, the field that was filled from it.
func (l *linker) refine(wild set, field int32) set {
	if wild == 0 || field == l.fStar || l.elemKey(field) {
		return wild
	}
	k := partKey{wild, field}
	s, ok := l.parts[k]
	if !ok {
		s = l.part(wild, field)
		l.parts[k] = s
	}
	return s
}

type partKey struct {
	of    set
	field int32
}

func (l *linker) part(wild set, field int32) set {
	name, unbound, marks, tagged := l.fieldTag(field), l.unbound(field), uint64(0), l.tagged(field, "json", "xml")
	f := l.declaredField(l.strs.list[field])
	if f != nil && l.numeric(strings.TrimPrefix(f.Type, "*")) {
		marks = markBit("number")
	}
	if f != nil && strings.HasSuffix(f.Type, "UUID") && l.isUUID(strings.TrimPrefix(f.Type, "*")) {
		marks = markBit("uuid")
	}
	embedded := f != nil && f.Embedded && name == f.Name // its fields are those of what it is part of
	b := builder{t: l.sets}
	for _, a := range l.sets.list[wild] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			o := l.origins.list[k.x]
			if unbound && o.name == "body:" {
				continue
			}
			switch {
			case o.kind == "config":
				o.name = l.settingIn(o.name, field)
			case o.name == "message:" && l.carries(field), embedded && o.kind == "input":
			case strings.HasSuffix(o.name, ":"):
				o.name += name
			case tagged == name && o.kind == "input" && strings.HasPrefix(o.name, "body:") && !strings.Contains(o.name, "."):
				o.name += "." + name // of a struct in the body, one level down: user.password
			case strings.HasPrefix(o.name, "body:"), strings.HasPrefix(o.name, "message:"): // one of several things that bear the name
				o.marks |= markBit("inner")
			case f != nil && o.kind == "input" && strings.HasPrefix(o.name, "cookie:"): // of what a cookie was decoded into
				o.marks |= markBit("inner")
			}
			o.marks |= marks
			a = l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)})
		}
		b.add(a)
	}
	return b.set()
}

// isUUID says that a type is one whose values are written as UUIDs, whatever they were read from.
func (l *linker) isUUID(typ string) bool {
	for _, r := range l.lookup(l.syms.get(typ + ".String")) {
		if r.Role == "sanitize" && r.Attr["mark"] == "uuid" {
			return true
		}
	}
	return false
}

// carries says that a library's field holds what was sent: its name is the library's, not the message's.
func (l *linker) carries(field int32) bool {
	for _, r := range l.lookup(l.syms.get(l.strs.list[field])) {
		if r.Role == "input" {
			return true
		}
	}
	return false
}

// fieldTag gives the name that a field has outside Go.
func (l *linker) fieldTag(field int32) string {
	sym := l.strs.list[field]
	if f := l.declaredField(sym); f != nil {
		for _, tag := range []string{"json", "form", "query", "uri", "path", "param", "header", "xml", "db"} {
			if v, _, _ := strings.Cut(reflect.StructTag(f.Tag).Get(tag), ","); v != "" && v != "-" {
				return v
			}
		}
	}
	return lastName(sym)
}
