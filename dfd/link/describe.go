package link

import (
	"sort"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// describe turns a value into what checks judge: its texts and where its parts come from.
func (l *linker) describe(s set) *dfd.Value {
	v := &dfd.Value{}
	deep := builder{t: l.sets, s: s}
	deep.addSet(l.contents(nil, s))
	deep.addSet(l.contents(nil, l.pointed(s)))
	for n, e := range l.elems(nil, s) {
		if n > 64 {
			break
		}
		deep.addSet(e)
		deep.addSet(l.contents(nil, e))
	}
	texts := map[string]bool{}
	seen := map[string]bool{}
	many, lost := false, false
	for _, a := range l.sets.list[deep.set()] {
		k := l.inner(a)
		switch k.kind {
		case aConst, aTemplate:
			if len(texts) < 24 {
				texts[k.s] = true
			}
			if k.kind == aConst && k.s != "" {
				v.Origins = append(v.Origins, dfd.Origin{Kind: "const", Name: k.s})
			}
		case aOrigin:
			o := l.originOf(k.x)
			id := o.Kind + "\x00" + o.Name + "\x00" + o.Place.File + "\x00" + itoa(o.Place.Line)
			for _, m := range o.Marks {
				id += "\x00" + m
			}
			if !seen[id] {
				seen[id] = true
				v.Origins = append(v.Origins, o)
			}
		case aUnknown, aMany:
			many = many || k.kind == aMany
			lost = lost || k.kind == aUnknown
			v.Unknown = true
		case aObj:
			o := &l.objs[k.x]
			if o.typ >= 0 && v.Type == "" {
				v.Type = l.typeTab[o.typ].name
			}
			if o.kind == oParam && l.inputType2(o.typ) {
				v.Origins = append(v.Origins, dfd.Origin{Kind: "input", Name: "request"})
			}
		}
	}
	for t := range texts {
		if h, kept := keptHost(t); !kept {
			v.Text = append(v.Text, t)
		} else if h != "" {
			v.Hosts = append(v.Hosts, h)
		}
	}
	sort.Strings(v.Hosts)
	sort.Strings(v.Text)
	sort.SliceStable(v.Origins, func(i, j int) bool { return originLess(v.Origins[i], v.Origins[j]) })
	if len(v.Origins) == 0 && len(v.Text) == 0 && v.Type == "" && !many {
		v.Unknown, lost = true, true
	}
	v.Many = many && !lost
	return v
}

func (l *linker) inputType2(t int32) bool { return t >= 0 && l.inputType(t) }

func (l *linker) originOf(id int32) dfd.Origin {
	o := l.origins.list[id]
	out := dfd.Origin{Kind: o.kind, Name: o.name, Place: l.place(o.place)}
	for n, m := range markNames {
		if o.marks&(1<<n) != 0 {
			out.Marks = append(out.Marks, m)
		}
	}
	if o.kind == "config" && l.required[o.name] {
		out.Marks = append(out.Marks, "required")
	}
	sort.Strings(out.Marks)
	return out
}

func originLess(a, b dfd.Origin) bool {
	switch {
	case a.Kind != b.Kind:
		return a.Kind < b.Kind
	case a.Name != b.Name:
		return a.Name < b.Name
	case a.Place.File != b.Place.File:
		return a.Place.File < b.Place.File
	case a.Place.Line != b.Place.Line:
		return a.Place.Line < b.Place.Line
	}
	return len(a.Marks) < len(b.Marks)
}

// pointed gives what the pointers point at that the pointers in a value point at: db.Create(&row), where row is a pointer.
func (l *linker) pointed(s set) set {
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		if t := l.objs[o].typ; t >= 0 && l.typeTab[t].kind == summary.KindPointer {
			l.eachObj(l.content(o, l.fStar), func(p int32) {
				for _, x := range l.copied(nil, p) {
					b.add(l.objAtom(x))
				}
			})
		}
	})
	return b.set()
}
