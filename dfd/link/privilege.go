package link

import (
	"cmp"
	"reflect"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// What says what somebody may do (a role, the flag of an administrator) is followed by itself: into the fields of records
// that are written, and past what sets it anew after a request has filled it.

// privileges adds to a use that writes records the fields of them that say what somebody may do, as "field:Role".
func (a *assembly) privileges(u *dfd.Use, s set) {
	l := a.l
	l.eachObj(s, func(o int32) {
		t := l.objs[o].typ
		if t < 0 || l.typeTab[t].kind != summary.KindStruct || !l.typeTab[t].own {
			return
		}
		for _, f := range l.typeTab[t].fields {
			if f.Embedded || !dfd.Privileges(f.Name) || noColumn(f.Tag) {
				continue
			}
			sym := fieldSym(l.typeTab[t].name, f.Name)
			if v := l.readField(nil, o, l.strs.get(sym), l.fieldType(sym)); v != 0 {
				d := l.describe(v)
				d.Type = sym
				u.Args["field:"+f.Name] = d
			}
		}
	})
}

// assigned is what holds after a field of what a request has filled, which says what somebody may do, was given a value: one that
// no request holds replaces what was sent, any other one undoes that.
func (m *must) assigned(f facts, in *summary.Instr, at int32) facts {
	sym := m.i.fn.p.p.Syms[in.Sym]
	if !m.l.privileges(sym) {
		return f
	}
	if m.l.chosen(m.l.get(m.i, in.Args[1])) {
		return f.except(func(id int32) bool { return m.l.guards[id].kind == "set" && m.l.guards[id].value == sym })
	}
	b := builder{t: m.l.sets}
	m.l.eachObj(m.l.get(m.i, in.Args[0]), func(o int32) {
		if c, ok := m.l.cellAt(o, m.l.fWild); ok {
			b.addSet(m.l.cells[c].s)
		}
	})
	if !m.l.hasOrigin(b.set(), "input") {
		return f
	}
	return f.plus(m.l.guard(guard{kind: "set", value: sym, i: m.i, at: at, subject: b.set()}))
}

// privileges says that a field says what somebody may do, by its name.
func (l *linker) privileges(sym string) bool {
	is, ok := l.privileged[sym]
	if !ok {
		is = dfd.Privileges(lastName(sym))
		l.privileged[sym] = is
	}
	return is
}

// chosen says that a value may come from a request, as far as it could be followed.
func (l *linker) chosen(s set) bool {
	for _, a := range l.sets.list[s] {
		switch k := l.inner(a); k.kind {
		case aUnknown, aMany:
			return true
		case aOrigin:
			if o := l.origins.list[k.x].kind; o == "input" || o == "unknown" {
				return true
			}
		}
	}
	return false
}

// graded is what holds where a field that says what somebody may do came out as wanted: what the caller sent asks for nothing, or
// what is stored of him says that he may.
func (m *must) graded(at int32, in *summary.Instr, w want) facts {
	if in.Op != summary.OpLoadField || !m.l.privileges(m.i.fn.p.p.Syms[in.Sym]) {
		return none
	}
	sym := m.i.fn.p.p.Syms[in.Sym]
	v := m.l.get(m.i, summary.MakeRef(summary.RefReg, int(in.Dst)))
	switch {
	case w == wantFalse && m.l.hasOrigin(v, "input"):
		return m.l.guard(guard{kind: "unprivileged", value: sym, i: m.i, at: at})
	case w == wantTrue && !m.l.chosen(v) && (m.l.hasOrigin(v, "store") || m.l.hasOrigin(v, "identity")):
		return m.l.guard(guard{kind: "graded"})
	}
	return none
}

// pointed is graded for what a field points at: *in.IsAdmin.
func (m *must) pointed(in *summary.Instr, w want) facts {
	if d := m.i.fn.fieldRead(in.Args[0]); d >= 0 && (w == wantTrue || w == wantFalse) {
		return m.graded(d, &m.i.fn.code[d], w)
	}
	return none
}

// fills says that a call, or something that it calls, fills a value from a request: what was set before is written over.
func (l *linker) fills(i *inst, at int32) bool {
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "decode" || r.Role == "input" && len(r.Args["into"]) > 0 {
				return true
			}
		}
	}
	for _, t := range i.targets(at) {
		if l.filling(t) {
			return true
		}
	}
	return false
}

// filling is fills for all that an instance does.
func (l *linker) filling(i *inst) bool {
	i = i.whole()
	if l.fillers == nil {
		l.fillers = map[*inst]bool{}
	}
	if f, ok := l.fillers[i]; ok {
		return f
	}
	l.fillers[i] = false // recursion: as far as is known
	for at := range i.fn.code {
		if i.fn.code[at].Op == summary.OpCall && l.fills(i, int32(at)) {
			l.fillers[i] = true
			return true
		}
	}
	return false
}

// fillsItself says that the type of a field has a method by which libraries hand it what was sent: it fills its own fields.
func (l *linker) fillsItself(field string) bool {
	t := l.types[structOf(field)]
	return slices.ContainsFunc([]string{"Write", "ReadFrom", "Scan", "Set", "Decode", "UnmarshalJSON", "UnmarshalText", "UnmarshalXML", "UnmarshalYAML", "UnmarshalBinary", "Bind"}, func(name string) bool {
		return l.hasMethod(t, name)
	})
}

// unbound says that a field is filled from no body: it is the package's own, or all that its tags say is that JSON, or a form, leaves it out.
func (l *linker) unbound(field int32) bool {
	f := l.declaredField(l.strs.list[field])
	if f == nil {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(f.Name); !f.Embedded && !unicode.IsUpper(c) {
		return !l.fillsItself(l.strs.list[field])
	}
	tag := reflect.StructTag(f.Tag)
	if left := cmp.Or(tag.Get("json"), tag.Get("form")); left != "-" {
		return false
	}
	for _, other := range []string{"form", "query", "uri", "param", "header", "xml", "schema"} {
		if v := tag.Get(other); v != "" && v != "-" {
			return false
		}
	}
	return true
}
