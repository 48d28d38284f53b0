package link

import (
	"reflect"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Defaults that stand in tables: a list of a library's flags (&cli.BoolFlag{Name: "metrics", Value: true}), the tags of a struct that
// settings are read into (`default:"true"`).

// defaultTags are the tags that hold what a field is where nothing is set.
var defaultTags = []string{"default", "envDefault", "env-default"}

// tagDefault is what the tag of a field says that it is where nothing is set.
func (d *unset) tagDefault(in *summary.Instr, field int32) (usual, bool) {
	if in.Op != summary.OpLoadField {
		return usual{}, false
	}
	f := d.l.declaredField(d.l.strs.list[field])
	if f == nil {
		return usual{}, false
	}
	tag := reflect.StructTag(f.Tag)
	for _, name := range defaultTags {
		if text, ok := tag.Lookup(name); ok {
			return is(text), true
		}
	}
	for _, option := range strings.Split(tag.Get("env"), ",") {
		if text, ok := strings.CutPrefix(option, "default="); ok {
			return is(text), true
		}
	}
	return usual{}, false
}

// tableRow gives the row of a flag that is an element of a library's table.
func (l *linker) tableRow(o int32) *catalog.Row {
	ob := &l.objs[o]
	if ob.typ < 0 || ob.kind != oVar && ob.kind != oSub && ob.kind != oGlobal {
		return nil
	}
	for _, r := range l.lookup(l.syms.get(l.typeTab[ob.typ].name)) {
		if r.Role == "config" && len(r.Args["name"]) > 0 && r.Args["name"][0].Base == "recv" {
			return r
		}
	}
	return nil
}

// flagTables fills what the flags of tables are to be written to, as far as that is on or off.
func (l *linker) flagTables() {
	for o := 0; o < len(l.objs); o++ {
		if r := l.tableRow(int32(o)); r != nil {
			h := &hit{recv: l.sets.of(l.objAtom(int32(o))), made: -1}
			names, _ := l.texts(l.arg(&site{}, h, r, "name"))
			into := l.arg(&site{}, h, r, "into")
			if !strings.Contains(lastName(l.typeTab[l.objs[o].typ].name), "Bool") { // one type of many kinds
				into = l.switchesIn(into)
			}
			l.fillInto(into, l.sets.of(l.origin("config", "flag:"+strings.Join(names, "|"), 0)))
		}
	}
}

// switchesIn are the variables and fields among what a value points at that are on or off.
func (l *linker) switchesIn(s set) set {
	var out []atom
	for _, a := range l.sets.list[s] {
		k, t := l.inner(a), int32(-1)
		switch k.kind {
		case aObj:
			t = l.objs[k.x].typ
		case aRef:
			t = l.fieldType(l.strs.list[l.cells[k.x].key.field])
		}
		if l.kindOf(t) == summary.KindBool {
			out = append(out, a)
		}
	}
	return l.sets.of(out...)
}

// inTable is what a flag of a table is where nobody gives it.
func (d *unset) inTable(name string, typ int32) (v usual, ok bool) {
	from, key, _ := strings.Cut(name, ":")
	if from != "flag" || key == "" {
		return v, false
	}
	for _, t := range d.flagsIn() {
		if t.name == key {
			v, ok = v.or(d.tableValue(t.value, typ)), true
		}
	}
	return v, ok
}

// tableFlag is a flag of a table and its default.
type tableFlag struct {
	name  string
	value set
}

func (d *unset) flagsIn() []tableFlag {
	if d.tables == nil {
		d.tables = []tableFlag{}
		for o := range d.l.objs {
			r := d.l.tableRow(int32(o))
			if r == nil {
				continue
			}
			h := &hit{recv: d.l.sets.of(d.l.objAtom(int32(o))), made: -1}
			names, _ := d.l.texts(d.l.arg(&site{}, h, r, "name"))
			for _, name := range names {
				name, _, _ = strings.Cut(name, ",") // with its short form behind it
				d.tables = append(d.tables, tableFlag{name, d.l.arg(&site{}, h, r, "default")})
			}
		}
	}
	return d.tables
}

// tableValue is what a field of a table holds: its constants, or nothing at all.
func (d *unset) tableValue(s set, typ int32) usual {
	if s == 0 {
		return d.zero(typ)
	}
	var u usual
	for _, a := range d.l.sets.list[s] {
		k := d.l.inner(a)
		if k.kind != aConst {
			return anyValue
		}
		u = u.or(is(k.s))
	}
	return u
}
