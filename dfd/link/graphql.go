package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// gqlPart is a part of what a schema was made with: its resolvers, its directives.
func (l *linker) gqlPart(schema set, name string) set {
	if v := l.deepField(schema, name, 0); v != 0 {
		return v
	}
	return l.deepField(schema, strings.ToLower(name[:1])+name[1:], 0)
}

// gqlResolve gives what runs for a field.
func (l *linker) gqlResolve(schema set, f gqlField) []*inst {
	var out []*inst
	l.each(l.gqlPart(schema, "Resolvers"), func(root atom) {
		for _, m := range l.methodsNamed(root, f.root, 0) {
			for _, i := range l.callMethod(m.sym, m.recv, false) {
				if len(i.rets) == 0 {
					continue
				}
				l.each(i.rets[0], func(a atom) {
					for _, r := range l.methodsNamed(a, f.resolver, 0) {
						out = append(out, l.gqlCall(r.sym, r.recv, f)...)
					}
				})
			}
		}
	})
	return out
}

// gqlCall calls the resolver of a field. What it is a field of is what another resolver gave: something that was read, not something
// that the caller sent.
func (l *linker) gqlCall(sym int32, recv set, f gqlField) []*inst {
	g := l.funcs[sym]
	if g == nil || !f.of || len(g.f.Params) < 3 {
		return l.callMethod(sym, recv, false)
	}
	var parent set // behind receiver and context
	if t := l.deref(l.typ(g.p, g.f.Params[2].Type)); t >= 0 {
		of := l.object(objKey{oParam, t, 1, 0}, func() object { return object{kind: oParam, typ: t, fn: -1, parent: -1, sym: -1} })
		l.put(l.cell(of, l.fWild), l.sets.of(l.origin("store", "", l.funcPlace(g))))
		parent = l.sets.of(l.objAtom(of))
	}
	return l.callMethod(sym, recv, false, 0, parent)
}

// gqlDirect gives what runs of a directive, with the arguments that the schema gives it.
func (l *linker) gqlDirect(schema set, d gqlDirective) (mw set, is []*inst) {
	mw = l.deepField(l.gqlPart(schema, "Directives"), d.name, 0)
	l.each(mw, func(a atom) {
		is = append(is, l.callGiven(a, true, func(_ *fn, _ []summary.Param, args []set) {
			for n, text := range d.args {
				if text != "" && 3+n < len(args) {
					l.pinned[text] = true // conditions on it are decided: role == "ADMIN" && !user.Admin
					args[3+n] = l.sets.of(l.text(text))
				}
			}
		})...)
	})
	return mw, is
}

// gqlSchemas evaluates the resolvers and directives of every schema that is served.
func (l *linker) gqlSchemas() {
	for o := 0; o < len(l.objs); o++ {
		if schema := l.gqlSchema(int32(o)); schema != 0 {
			for _, f := range l.gqlFields(schema) {
				l.gqlResolve(schema, f)
				for _, d := range f.directives {
					l.gqlDirect(schema, d)
				}
			}
		}
	}
}

// gqlSchema is the schema that a library's handler serves, 0 where it is none.
func (l *linker) gqlSchema(o int32) set {
	ob := &l.objs[o]
	if ob.kind != oHandler || ob.row == nil || ob.hit == nil || ob.row.Attr["kind"] != "graphql" {
		return 0
	}
	return l.arg(&site{}, ob.hit, ob.row, "handler")
}

// operationsOf emits the operations of a schema, behind what stands before its handler.
func (w *routeWalk) operationsOf(o int32, st walkState, pattern string, at dfd.Place) {
	schema := w.l.gqlSchema(o)
	if schema == 0 {
		return
	}
	for _, f := range w.l.gqlFields(schema) {
		is := w.l.gqlResolve(schema, f)
		if len(is) == 0 {
			continue
		}
		e := &entry{kind: "http", method: "QUERY", handler: -1, insts: is, inner: is, innerSym: is[0].fn.sym, listener: st.listener, reg: at, called: 2} // behind receiver and context
		for _, kind := range []string{"Mutation", "Subscription"} {
			if strings.Contains(f.object, kind) {
				e.method = strings.ToUpper(kind)
			}
		}
		name := f.name
		if f.of {
			name, e.called = f.object+"."+f.name, 3
		}
		e.path = st.path(pattern) + "#" + name
		e.chain = slices.Clone(st.chain)
		for n := range f.directives { // the last one is called first
			mw, dis := w.l.gqlDirect(schema, f.directives[len(f.directives)-1-n])
			e.chain = append(e.chain, chainLink{mw: mw, insts: dis, at: at, directive: true})
		}
		w.out = append(w.out, e)
	}
}

// returnsEarly says that a directive may return without going on to the field.
func (l *linker) returnsEarly(i *inst) bool {
	g := i.whole().fn
	goes := make([]bool, len(g.f.Blocks))
	for at := range g.code {
		if in := &g.code[at]; in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallDynamic {
			goes[g.block[at]] = true
		}
	}
	doms := g.dominators()
	for at := range g.code {
		b := g.block[at]
		if g.code[at].Op == summary.OpReturn && doms[b] >= 0 && !goesBefore(goes, doms, b) {
			return true
		}
	}
	return false
}

// goesBefore says that every way to a block leads through one of those that are marked.
func goesBefore(marked []bool, doms []int32, b int32) bool {
	for x, ok := range marked {
		if ok && dominates(doms, int32(x), b) {
			return true
		}
	}
	return false
}
