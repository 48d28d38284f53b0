package link

import (
	"reflect"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// tagRules adds to a use that fills a struct from a request what the struct's tags demand of its fields, as attribute
// "rule:limit": "max=100", "oneof=user guest". Whether anybody looks at them is another matter: gin does at tags named binding,
// others only where a validator is called.
func (a *assembly) tagRules(u *dfd.Use) {
	into := u.Args["into"]
	if into == nil {
		return
	}
	a.rulesOf(u, bare(into.Type), 0, []string{"binding", "validate", "valid"})
}

// ambiguous is what fields of the same name demand of which each has rules of its own.
const ambiguous = "ambiguous"

func (a *assembly) rulesOf(u *dfd.Use, name string, depth int, keys []string) {
	t, ok := a.l.types[name]
	if !ok || depth > 3 || a.l.typeTab[t].kind != summary.KindStruct || !a.l.typeTab[t].own {
		return
	}
	for _, f := range a.l.typeTab[t].fields {
		if in := bare(f.Type); in != f.Type || f.Embedded || strings.ContainsRune(in, '.') {
			a.rulesOf(u, in, depth+1, inside(f, keys))
		}
		for _, key := range keys {
			v := reflect.StructTag(f.Tag).Get(key)
			if v == "" || v == "-" {
				continue
			}
			at := "rule:" + a.l.fieldTag(a.l.strs.get(fieldSym(name, f.Name)))
			if old := u.Attr[at]; old != "" && old != key+":"+v {
				v = ambiguous
			}
			u.Attr[at] = key + ":" + v
		}
	}
}

// inside are those of the tags that validators go on looking at within a field: in the elements of a list only where it says dive, nowhere
// where it says to leave out what is inside.
func inside(f summary.Field, keys []string) []string {
	list := strings.HasPrefix(strings.TrimPrefix(f.Type, "*"), "[") || strings.HasPrefix(f.Type, "map[")
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		words := strings.Split(reflect.StructTag(f.Tag).Get(key), ",")
		return list && !slices.Contains(words, "dive") || slices.ContainsFunc(words, func(w string) bool { return w == "-" || w == "structonly" || w == "nostructlevel" })
	})
}

// filledFields adds to a check by tags what the program itself has put into the fields that it looks at, by what the tags of each demand:
// argument "rule:required,alphanum". What a request was bound into is told by the binding: see tagRules.
func (a *assembly) filledFields(d *dfd.Guard, checked set) {
	l := a.l
	l.eachObj(checked, func(o int32) {
		if l.objs[o].typ < 0 {
			return
		}
		t, ok := l.types[bare(l.typeTab[l.objs[o].typ].name)]
		if !ok || l.typeTab[t].kind != summary.KindStruct || !l.typeTab[t].own {
			return
		}
		for _, f := range l.typeTab[t].fields {
			c, ok := l.cellAt(o, l.strs.get(fieldSym(l.typeTab[t].name, f.Name)))
			if !ok {
				continue
			}
			for _, key := range []string{"validate", "valid"} {
				if rule := reflect.StructTag(f.Tag).Get(key); rule != "" && rule != "-" && d.Args["rule:"+rule] == nil {
					d.Args["rule:"+rule] = l.describe(l.cells[c].s)
				}
			}
		}
	})
}

// ownTag adds to the registration of a tag of the program's own by what patterns its function holds a text to: arguments allow0, allow1.
func (a *assembly) ownTag(h *hit, r *catalog.Row, u *dfd.Use) {
	l := a.l
	is := l.runBy(h, r, "fn")
	if len(is) == 0 {
		return
	}
	for _, id := range l.askedFacts(is).ids {
		if g := &l.guards[id]; g.kind == "confine" && g.value == "regexp" && g.h != nil && g.row != nil {
			u.Args["allow"+itoa(len(u.Args))] = l.describe(l.arg(&site{i: g.i, at: g.at}, g.h, g.row, "allow"))
		}
	}
}
