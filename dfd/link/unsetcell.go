package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// settingRead is a call that reads settings.
type settingRead struct {
	i   *inst
	at  int32
	h   *hit
	row *catalog.Row
}

// unsetValues is made once all values are known.
func (l *linker) unsetValues() *unset {
	if l.nothingSet == nil {
		l.nothingSet = l.newUnset()
	}
	return l.nothingSet
}

func (l *linker) newUnset() *unset {
	d := &unset{l: l, busy: map[unsetKey]bool{}, memo: map[unsetKey]usual{}, reached: map[*inst][]bool{}, stores: map[cellKey][]callAt{}, held: map[cellKey]usual{}, reads: map[int32][]settingRead{}}
	for _, i := range l.insts {
		for at := range i.fn.code {
			in := &i.fn.code[at]
			switch in.Op {
			case summary.OpStore:
				d.note(i, int32(at), l.get(i, in.Args[0]), l.fStar)
			case summary.OpStoreField:
				d.note(i, int32(at), l.get(i, in.Args[0]), l.fieldKey(i.fn.p.syms[in.Sym]))
			}
		}
		i.eachRow(func(at int32, h *hit, r *catalog.Row) {
			if r.Role == "config" {
				p := l.placeID(i, at)
				d.reads[p] = append(d.reads[p], settingRead{i, at, h, r})
			}
		})
	}
	return d
}

func (d *unset) note(i *inst, at int32, to set, field int32) {
	for _, a := range d.l.sets.list[to] {
		switch k := d.l.inner(a); k.kind {
		case aObj:
			d.stores[cellKey{k.x, field}] = append(d.stores[cellKey{k.x, field}], callAt{i, at})
		case aRef:
			d.stores[d.l.cells[k.x].key] = append(d.stores[d.l.cells[k.x].key], callAt{i, at})
		}
	}
}

// read is what a variable or field holds.
func (d *unset) read(i *inst, at int32, in *summary.Instr, depth int) usual {
	l := d.l
	dst := summary.MakeRef(summary.RefReg, int(in.Dst))
	settings, ok := l.settingsIn(l.get(i, dst))
	if !ok {
		return anyValue
	}
	typ, field := l.typ(i.fn.p, in.Type), l.fStar
	if in.Op == summary.OpLoadField {
		field = l.fieldKey(i.fn.p.syms[in.Sym])
	}
	u, n := usual{}, 0
	for _, a := range l.sets.list[l.get(i, in.Args[0])] {
		switch k := l.inner(a); k.kind {
		case aObj:
			switch ob := &l.objs[k.x]; {
			case ob.kind == oLib && ob.row != nil && ob.row.Role == "config": // what a flag points at
				continue
			case ob.kind != oVar && ob.kind != oSub && ob.kind != oGlobal:
				return anyValue
			}
			for _, o := range l.copied(nil, k.x) {
				u, n = u.or(d.stored(cellKey{o, field}, typ, depth)), n+1
			}
		case aRef:
			u, n = u.or(d.stored(l.cells[k.x].key, typ, depth)), n+1
		case aNil, aOrigin, aConst:
		default:
			return anyValue
		}
	}
	for _, o := range settings {
		by := usual{by: []string{o.name}}
		v, given := d.given(o, typ, depth)
		if byTag, ok := d.tagDefault(in, field); ok {
			v, given = byTag, true
		}
		if len(u.texts) == 0 || given {
			u = u.or(v)
		}
		u = u.or(by)
	}
	if n == 0 && len(settings) == 0 {
		return anyValue
	}
	if len(u.texts) == 0 {
		u = u.or(d.zero(typ))
	}
	return u
}

// settingsIn gives the settings in a value; ok is false where there is something in it that is neither a setting nor the program's own.
func (l *linker) settingsIn(s set) (list []originKey, ok bool) {
	for _, a := range l.sets.list[s] {
		switch k := l.inner(a); k.kind {
		case aOrigin:
			switch o := l.origins.list[k.x]; o.kind {
			case "config":
				list = append(list, o)
			case "compare":
			default:
				if !l.settingsFile(s, o) {
					return nil, false
				}
			}
		case aConst, aNil, aObj, aFunc, aClosure:
		default:
			return nil, false
		}
	}
	return list, true
}

// stored is what the program itself puts into a variable or field; without texts where it puts nothing there.
func (d *unset) stored(k cellKey, typ int32, depth int) usual {
	if u, ok := d.held[k]; ok {
		return u
	}
	outer := d.cut
	d.cut = false
	u := d.findStored(k, typ, depth)
	if !d.cut { // it rests on nothing that is still being found out
		d.held[k] = u
	}
	d.cut = d.cut || outer
	return u
}

func (d *unset) findStored(k cellKey, typ int32, depth int) usual {
	u, sure := usual{}, false
	for _, c := range d.stores[k] {
		in := &c.i.fn.code[c.at]
		if !d.reach(c.i.whole())[c.i.fn.block[c.at]] {
			u = u.or(usual{by: d.setNearest(framed(c.i, c.at))})
			continue
		}
		u = u.or(d.value(c.i, in.Args[1], depth))
		sure = sure || d.surely(c, k.obj)
	}
	if z := d.zero(typ); len(u.texts) > 0 && !sure { // it may not have come to that
		u = u.or(z)
	}
	return u
}

// surely says that something is stored whenever there is what it is stored in.
func (d *unset) surely(c callAt, o int32) bool {
	u, ob := framed(c.i, c.at), &d.l.objs[o]
	if ob.inst != nil && ob.at >= 0 && ob.inst.whole().fn == u.i.fn {
		return d.l.everyWay(u, u.i.fn.block[ob.at])
	}
	return strings.HasSuffix(u.i.fn.name, ".init") && d.l.everyWay(u, -1)
}

// zero is what has no value.
func (d *unset) zero(typ int32) usual {
	switch d.l.kindOf(typ) {
	case summary.KindBool:
		return is("false")
	case summary.KindNumber:
		return is("0")
	case summary.KindString:
		return is("")
	case summary.KindPointer, summary.KindSlice, summary.KindMap, summary.KindInterface, summary.KindFunc:
		return is("nil")
	}
	return anyValue
}

// given is what a setting is that nobody set: what its flag, its tag or the program says that it is then.
func (d *unset) given(o originKey, typ int32, depth int) (v usual, given bool) {
	for _, r := range d.reads[o.place] {
		if p := r.row.Args["default"]; len(p) == 1 && p[0].Base == "arg" {
			return d.argument(r, p[0].Index, depth), true
		}
	}
	if v, ok := d.declared(o.name, depth); ok {
		return v, true
	}
	if v, ok := d.inTable(o.name, typ); ok {
		return v, true
	}
	return d.zero(typ), false
}

// argument is what is passed to a call that reads or names a setting.
func (d *unset) argument(r settingRead, n, depth int) usual {
	in := &r.i.fn.code[r.at]
	if in.Op != summary.OpCall {
		return anyValue
	}
	if in.N&summary.CallRecv != 0 || in.N&summary.CallMode == summary.CallInvoke {
		n++
	}
	if n >= len(in.Args) {
		return anyValue
	}
	return d.value(r.i, in.Args[n], depth)
}

// declared is what the program says that a setting of a file is (viper.SetDefault("auth.enabled", true)), or a flag that is asked for by
// its name: cmd.Flags().Bool("metrics", false, …) and cmd.Flags().GetBool("metrics").
func (d *unset) declared(name string, depth int) (v usual, ok bool) {
	from, key, _ := strings.Cut(name, ":")
	for _, p := range sortedPlaces(d.reads) {
		for _, r := range d.reads[p] {
			def := r.row.Args["default"]
			if len(def) != 1 || def[0].Base != "arg" {
				continue
			}
			keys, part := d.l.texts(d.l.arg(&site{i: r.i, at: r.at}, r.h, r.row, "name"))
			named := func(k string) bool { return k != "" && k == key }
			if r.row.Attr["kind"] == "default" {
				named = func(k string) bool { return key == "" || strings.EqualFold(k, key) || hasLast(k, key) }
			} else if part = ""; from != "flag" && from != "file" {
				continue
			}
			if part != "" || slices.ContainsFunc(keys, named) {
				v, ok = v.or(d.argument(r, def[0].Index, depth)), true
			}
		}
	}
	return v, ok
}

// hasLast says that two keys of settings end alike: as much as is known of one that is read into a struct.
func hasLast(a, b string) bool {
	return strings.EqualFold(lastName(a), lastName(b))
}

func sortedPlaces(m map[int32][]settingRead) []int32 {
	out := make([]int32, 0, len(m))
	for p := range m {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}
