package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// call is what a result of a call is where nothing is set.
func (d *unset) call(i *inst, at, n int32, depth int) usual {
	in := &i.fn.code[at]
	if in.N&(summary.CallGo|summary.CallDefer) != 0 {
		return anyValue
	}
	if i.fn.builtin(in, "len") {
		return d.value(i, in.Args[0], depth).each(func(t string) usual {
			if t == "nil" || t == "" {
				return is("0")
			}
			return anyValue
		})
	}
	ts, hs := i.targets(at), i.modelled(at)
	if len(ts) > 0 && len(hs) == 0 {
		u := usual{}
		for _, t := range ts {
			t = t.whole()
			u = u.or(d.once(unsetKey{t, 0, n}, func() usual { return d.returned(t, n, depth) }))
		}
		return u
	}
	static := in.N&summary.CallMode == summary.CallStatic && in.Sym >= 0
	if !static && (len(hs) != 1 || hs[0].sym < 0 || in.N&summary.CallMode != summary.CallDynamic) || len(ts) > 0 {
		return anyValue
	}
	if static {
		if u := d.known(i, in, n, depth); !u.any {
			return u
		}
	}
	for _, h := range hs { // also where it is passed as a function: func load(getenv func(string) string)
		for _, r := range h.rows {
			if r.Role == "config" {
				return d.reading(i, at, in, h.sym, n, depth)
			}
		}
	}
	return anyValue
}

// returned is a result of a function.
func (d *unset) returned(i *inst, n int32, depth int) usual {
	u, reach := usual{}, d.reach(i)
	for b := range i.fn.f.Blocks {
		instrs := i.fn.f.Blocks[b].Instrs
		if !reach[b] || len(instrs) == 0 {
			continue
		}
		last := &instrs[len(instrs)-1]
		if last.Op != summary.OpReturn {
			continue
		}
		if int(n) >= len(last.Args) {
			return anyValue
		}
		u = u.or(d.value(i, last.Args[n], depth))
		for _, p := range i.fn.f.Blocks[b].Preds {
			u = u.or(usual{by: d.decides(i, p)})
		}
	}
	return u
}

// reading is what a library gives of a setting that nobody set: the first result, or whether there was any.
func (d *unset) reading(i *inst, at int32, in *summary.Instr, sym, n int32, depth int) usual {
	var o originKey
	name := lastName(d.l.syms.list[sym])
	place := d.l.placeID(i, at)
	for _, a := range d.l.sets.list[d.l.get(i, summary.MakeRef(summary.RefReg, int(in.Dst)))] {
		if k := d.l.inner(a); k.kind == aOrigin && d.l.origins.list[k.x].kind == "config" && d.l.origins.list[k.x].place == place {
			o = d.l.origins.list[k.x]
		}
	}
	if o.kind == "" {
		for _, x := range d.l.origins.list {
			if x.kind == "config" && x.place == place {
				o = x
			}
		}
	}
	switch {
	case o.kind == "":
		return anyValue
	case n == 1 && strings.HasPrefix(name, "Lookup"):
		return usual{texts: []string{"false"}, by: []string{o.name}}
	case n > 0:
		return anyValue
	}
	typ := d.l.typ(i.fn.p, in.Type)
	if d.l.kindOf(typ) == summary.KindTuple {
		typ = d.l.resultType(&site{i: i, at: at, in: in}, 0)
	}
	v, _ := d.given(o, typ, depth)
	return v.or(usual{by: []string{o.name}})
}

// known is what functions of the standard library make of texts.
func (d *unset) known(i *inst, in *summary.Instr, n int32, depth int) usual {
	sym := i.fn.p.p.Syms[in.Sym]
	switch sym {
	case "strconv.ParseBool", "strconv.Atoi", "strings.ToLower", "strings.TrimSpace", "strings.ToUpper":
	case "strings.EqualFold":
		x, y := d.value(i, in.Args[0], depth), d.value(i, in.Args[1], depth)
		return x.each(func(a string) usual {
			return y.each(func(b string) usual { return is(truth(strings.EqualFold(a, b))) })
		}).or(usual{by: y.by})
	default:
		return anyValue
	}
	return d.value(i, in.Args[0], depth).each(func(t string) usual {
		switch sym {
		case "strings.ToLower":
			return is(strings.ToLower(t))
		case "strings.ToUpper":
			return is(strings.ToUpper(t))
		case "strings.TrimSpace":
			return is(strings.TrimSpace(t))
		case "strconv.Atoi":
			if t == "" && n == 0 {
				return is("0")
			}
		case "strconv.ParseBool":
			if n == 0 {
				return is(truth(t == "true" || t == "1"))
			}
		}
		switch {
		case n == 1 && t == "":
			return is("nonnil")
		case n == 1 && (t == "true" || t == "false"):
			return is("nil")
		}
		return anyValue
	})
}
