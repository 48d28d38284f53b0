package link

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// topics names what a subscription receives from: by the call's argument, by an option that its client was made with, by
// another call that subscribes, or by what the type of the job says of itself.
func (a *assembly) topics(e event, rs *routers, starts []*inst) []string {
	l := a.l
	out, part := l.listTexts(l.arg(&site{}, e.h, e.row, "topic"))
	if len(out) == 0 && part == "" {
		out, part = l.listTexts(l.optionArg(e.h.recv, "consume", "topic"))
	}
	if len(out) == 0 && part == "" {
		for _, s := range rs.jobs {
			if s.row.Attr["kind"] == "subscribe" && s.row.Tech == e.row.Tech && s.h != e.h {
				t, p := l.listTexts(l.arg(&site{}, s.h, s.row, "topic"))
				out, part = append(out, t...), max(part, p)
			}
		}
	}
	if len(out) == 0 {
		out = l.jobKinds(e, starts)
	}
	if e.row.Attr["kind"] == "hook" {
		return l.hookNames(e, out)
	}
	out = slices.DeleteFunc(out, func(t string) bool { return t == "" || t == ">" || t == "$" || strings.Trim(t, "0-") == "" })
	if len(out) == 0 {
		return []string{map[bool]string{true: "{config}", false: "{unknown}"}[part == "{config}"]}
	}
	sort.Strings(out)
	return slices.Compact(out)
}

// hookNames names a hook by the call that gave it, and by what it was narrowed to: OnRecordCreate notes.
func (l *linker) hookNames(e event, to []string) []string {
	names := map[string]bool{}
	l.eachObj(e.h.recv, func(o int32) {
		if h := l.objs[o].hit; h != nil && h.sym >= 0 {
			name := lastName(l.syms.list[h.sym])
			for _, t := range to {
				names[name+" "+t] = true
			}
			if len(to) == 0 {
				names[name] = true
			}
		}
	})
	if len(names) == 0 {
		return []string{"{unknown}"}
	}
	return keysOf(names)
}

// listTexts gives the texts of a value and of its elements.
func (l *linker) listTexts(s set) (out []string, part string) {
	b := builder{t: l.sets, s: s}
	unset := false
	for _, e := range l.elems(nil, s) {
		b.addSet(e)
		t, _ := l.texts(e)
		unset = unset || len(t) == 0 && l.hasOrigin(e, "config")
	}
	for _, a := range l.sets.list[s] { // a pointer to a text in a field
		if k := l.atoms.list[a]; k.kind == aRef {
			c := l.cells[k.x].key
			b.addSet(l.readField(nil, c.obj, c.field, -1))
		}
	}
	l.eachObj(s, func(o int32) { // a pointer to a text
		if c, ok := l.cellAt(o, l.fStar); ok && !l.aggregate(l.objs[o].typ) {
			b.addSet(l.cells[c].s)
		}
	})
	all := b.set()
	if all == 0 {
		return nil, ""
	}
	out, part = l.texts(all)
	if part == "{}" && l.hasOrigin(all, "config") {
		part = "{config}"
	}
	if unset && len(out) > 0 { // beside others that are known
		out = append(out, "{config}")
	}
	return out, part
}

// optionArg reads an argument off an option that the library's object was made with.
func (l *linker) optionArg(s set, role, name string) set {
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		ob := &l.objs[o]
		if ob.hit == nil {
			return
		}
		for _, x := range ob.hit.args {
			for _, e := range append(l.elems(nil, x), x) {
				l.eachObj(e, func(p int32) {
					if op := &l.objs[p]; op.row != nil && op.hit != nil && op.row.Role == "option" && op.row.Attr["for"] == role {
						b.addSet(l.arg(&site{}, op.hit, op.row, name))
						for _, list := range l.argList(nil, op.hit, op.row, name) {
							b.addSet(list)
						}
					}
				})
			}
		}
	})
	return b.set()
}

// jobKinds: the type of a job says its name by a method, Kind where the row says no other.
func (l *linker) jobKinds(e event, starts []*inst) []string {
	var out []string
	method, field, _ := strings.Cut(cmp.Or(e.row.Attr["named"], "Kind"), ".")
	for _, typ := range l.jobTypes(e, starts) {
		out = append(out, l.toldBy(typ, l.paramSet(typ, false), method, field)...)
	}
	return out
}

// jobTypes are the types that the call was made for; and what the handlers take, where the row says how a job tells its name.
func (l *linker) jobTypes(e event, starts []*inst) []int32 {
	var out []int32
	if e.h.i != nil {
		if in := &e.h.i.fn.code[e.h.at]; in.Op == summary.OpCall {
			out = l.typeArgs(e.h.i, in)
		}
	}
	if e.row.Attr["named"] != "" {
		for _, i := range starts {
			for _, p := range i.fn.f.Params {
				out = append(out, l.resolve(i, l.typ(i.fn.p, p.Type)))
			}
		}
	}
	return out
}

// brokerOf gives the technology that a subscription is of: the model's, or that of a client passed to it.
func (a *assembly) brokerOf(e event) string {
	if e.row.Tech != "" {
		return e.row.Tech
	}
	s := a.l.arg(&site{}, e.h, e.row, "handle")
	if s == 0 {
		s = a.l.sets.union(e.h.recv, a.l.union(e.h.args))
	}
	if t := a.l.techsOf(s, map[int32]bool{}); len(t) > 0 {
		return t[0]
	}
	return "queue"
}

// madeWith reads what a library's object was made with, by the model's name for it: a reader's topic. What it was derived from, and what embeds
// it, is asked where it says nothing itself; each object once, since handles that are narrowed in a loop are derived from each other.
func (l *linker) madeWith(s set, name string) set {
	b, up := builder{t: l.sets}, s
	seen := map[int32]bool{}
	for depth := 0; depth <= maxDerived && up != 0; depth++ {
		next := builder{t: l.sets}
		l.eachObj(up, func(o int32) {
			if !seen[o] {
				seen[o] = true
				l.madeHere(o, name, &b, &next)
			}
		})
		up = next.set()
	}
	return b.set()
}

const maxDerived = 6 // how often an object may have been derived from another for what that was made with to count

// madeHere is madeWith for one object: up is what is to be asked after it.
func (l *linker) madeHere(o int32, name string, b, up *builder) {
	ob := &l.objs[o]
	if ob.hit != nil && ob.row != nil && len(ob.row.Args[name]) > 0 && ob.row.Args[name][0].Base != "result" {
		own := builder{t: l.sets, s: l.arg(&site{}, ob.hit, ob.row, name)}
		for _, x := range l.argList(nil, ob.hit, ob.row, name) {
			own.addSet(x)
		}
		if v := own.set(); v != 0 {
			b.addSet(v)
			return
		}
	}
	if c, ok := l.cellAt(o, l.strs.get("made:"+name)); ok {
		b.addSet(l.cells[c].s)
	}
	if c, ok := l.cellAt(o, l.strs.get("parent")); ok {
		up.addSet(l.cells[c].s)
	}
	if ob.kind == oSub { // what the object embeds
		up.add(l.objAtom(ob.parent))
	}
}

// modelName says that a part of an argument's place is a name of the model's, not of a Go field.
func modelName(f string) bool { return f != "" && f[0] >= 'a' && f[0] <= 'z' }

// schedules words when a job runs.
func (a *assembly) schedules(h *hit, r *catalog.Row) []string {
	out, part := a.l.listTexts(a.l.arg(&site{}, h, r, "schedule"))
	for n, t := range out {
		out[n] = duration(t)
		if u := h.unit(); u != "" && strings.Trim(t, "0123456789") == "" {
			out[n] = "every " + t + " " + u
		}
	}
	if len(out) == 0 {
		return []string{map[bool]string{true: "{config}", false: "{unknown}"}[part == "{config}"]}
	}
	sort.Strings(out)
	return slices.Compact(out)
}

// unit is what the chain of calls that ends in h says a number is of: Every(5).Minutes().Do(f).
func (h *hit) unit() string {
	g := h.i.fn
	for at, n := h.at, 0; n < 8; n++ {
		in := &g.code[at]
		if in.Op != summary.OpCall || len(in.Args) == 0 {
			return ""
		}
		if at = g.defOf(in.Args[0]); at < 0 || g.code[at].Sym < 0 {
			return ""
		}
		switch u := lastName(g.p.p.Syms[g.code[at].Sym]); u {
		case "Seconds", "Minutes", "Hours", "Days", "Weeks":
			return strings.ToLower(u)
		case "Second", "Minute", "Hour", "Day", "Week":
			return strings.ToLower(u) + "s"
		}
	}
	return ""
}

// duration words a number of nanoseconds; other texts stay.
func duration(t string) string {
	if len(t) < 6 || strings.Trim(t, "0123456789") != "" {
		return t
	}
	d, err := time.ParseDuration(t + "ns")
	if err != nil || d <= 0 {
		return t
	}
	return "every " + plainDuration(d)
}

func plainDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// shortName is a symbol without its package's path: Worker.run, New.func1.
func (w *world) shortName(sym string) string {
	_, s := summary.Split(sym, w.isPackage)
	return strings.NewReplacer("(*", "", ")", "").Replace(s)
}
