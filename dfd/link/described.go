package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Some endpoints say by a method of their own where they are asked for, and answer by another (apiframe's Meta and Execute).

// described lists the routes of such endpoints.
func (l *linker) described(h *hit, r *catalog.Row) []action {
	says, field, _ := strings.Cut(r.Attr["named"], ".")
	var out []action
	for _, v := range l.argList(nil, h, r, "handler") {
		l.eachObj(v, func(o int32) {
			t := l.objs[o].typ
			if t < 0 {
				return
			}
			m, ok := l.method(t, r.Attr["action"])
			g := l.funcs[l.syms.get(m.Sym)]
			if !ok || g == nil {
				return
			}
			at := l.sets.of(l.objAtom(o))
			for _, p := range l.toldBy(t, at, says, field) {
				method, path, ok := strings.Cut(p, " ")
				if !ok {
					method, path = "ANY", p
				}
				out = append(out, action{methods: []string{method}, path: path, handler: l.methodValue(o, g, l.embedded(at, m))})
			}
		})
	}
	return out
}

// toldBy gives the texts that a value of a type tells of itself by a method, or by a field of what that gives.
func (l *linker) toldBy(typ int32, recv set, method, field string) []string {
	m, ok := l.method(typ, method)
	if !ok {
		return nil
	}
	g := l.funcs[l.syms.get(m.Sym)]
	if g == nil || len(g.f.Params) != 1 {
		return nil
	}
	i := l.instance(g, []set{recv}, -1, nil)
	if len(i.rets) == 0 {
		return nil
	}
	told := i.rets[0]
	if field != "" {
		told = l.fieldNamed(i, told, field)
	}
	t, _ := l.texts(told)
	return t
}
