package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// keyFuncs are functions of libraries that tell a limiter's callers apart, by their last name.
var keyFuncs = map[string]string{"KeyByIP": "ip", "KeyByRealIP": "realip", "KeyByEndpoint": "all"}

// libraryKey finds by what a library's limiter tells its callers apart: a function that it was given, an option, or what the
// model says of the call.
func (a *assembly) libraryKey(g guard) *dfd.Value {
	l := a.l
	if g.h == nil || g.row == nil {
		return nil
	}
	if v := l.keyOf(l.arg(&site{}, g.h, g.row, "key")); v != nil {
		return v
	}
	var found *dfd.Value
	option := func(s set) {
		l.eachObj(s, func(o int32) {
			ob := &l.objs[o]
			if ob.hit == nil || ob.row == nil || ob.row.Role != "option" || found != nil {
				return
			}
			if v := l.keyOf(l.arg(&site{}, ob.hit, ob.row, "key")); v != nil {
				found = v
			} else if n := ob.row.Attr["option"]; n == "ip" || n == "realip" {
				found = &dfd.Value{Text: []string{n}}
			}
		})
	}
	for _, s := range g.h.args {
		option(s)
		for _, e := range l.elems(nil, s) {
			option(e)
		}
	}
	if found == nil && g.row.Attr["value"] != "" {
		found = &dfd.Value{Text: []string{g.row.Attr["value"]}}
	}
	return found
}

// keyOf describes what a function that names a caller returns; nil where there is no function. Which of several it is, is not known.
func (l *linker) keyOf(s set) *dfd.Value {
	b, found := builder{t: l.sets}, 0
	for _, x := range l.sets.list[s] {
		k := l.inner(x)
		if k.kind != aFunc && k.kind != aClosure {
			continue
		}
		if w := keyFuncs[lastName(l.syms.list[k.x])]; w != "" && l.funcs[k.x] == nil {
			return &dfd.Value{Text: []string{w}}
		}
		found++
		if f := l.funcs[k.x]; f != nil {
			for _, i := range f.insts {
				if len(i.rets) > 0 {
					b.addSet(i.rets[0])
				}
			}
		}
	}
	if found == 0 {
		return nil
	}
	if b.set() == 0 || found > 1 {
		return &dfd.Value{Unknown: true}
	}
	return l.describe(l.widen(b.set()))
}

// optionOf evaluates an option; a function among its arguments that names a caller is called.
func (l *linker) optionOf(s *site, h *hit, r *catalog.Row) []set {
	l.each(l.arg(s, h, r, "key"), func(f atom) { l.callWith(s, f, nil) })
	return l.library(s, h, r)
}
