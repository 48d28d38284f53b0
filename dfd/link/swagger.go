package link

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// go-swagger generates an API object with a table of handlers, by method and path, and a field for each operation and for each way
// to prove who calls. The program fills the fields; a library serves the object. Where the paths begin and which operation asks
// for which proof is told by the specification, which is a constant of the generated code (swaggerspec.go).

// swaggerOp is an operation of such an API.
type swaggerOp struct {
	method, path string
	handlers     set
}

// swaggerOps reads the table of handlers of an API object.
func (l *linker) swaggerOps(api set) []swaggerOp {
	var out []swaggerOp
	l.eachKey(l.deepField(api, "handlers", 0), func(method string, paths set) {
		l.eachKey(paths, func(path string, hs set) {
			if l.real(hs) {
				out = append(out, swaggerOp{method, path, hs})
			}
		})
	})
	sort.Slice(out, func(i, j int) bool {
		return out[i].path+" "+out[i].method < out[j].path+" "+out[j].method
	})
	return out
}

// eachKey calls f for the constant keys of maps.
func (l *linker) eachKey(m set, f func(key string, v set)) {
	l.eachObj(m, func(o int32) {
		for _, k := range slices.Clone(l.objs[o].keys) {
			if n := l.strs.list[k]; l.elemKey(k) && k != l.fElem && len(n) > 2 {
				f(n[1:len(n)-1], l.content(o, k))
			}
		}
	})
}

// swagger emits the operations of an API, and what the library adds to them.
func (w *routeWalk) swagger(a atom, ob *object, st walkState, at dfd.Place) {
	l := w.l
	api := l.arg(&site{}, ob.hit, ob.row, "handler")
	ops := l.swaggerOps(api)
	spec, ok := w.specs[api]
	if !ok {
		if w.specs == nil {
			w.specs = map[set]swaggerSpec{}
		}
		spec = l.swaggerSpec(ops)
		w.specs[api] = spec
	}
	for _, p := range strings.FieldsFunc(ob.row.Attr["value"], func(r rune) bool { return r == ',' }) {
		if p[0] != '/' { // below the base path
			p = joinPattern(spec.base, "/"+p)
		}
		w.emit(entry{handler: a, lib: ob.row, libHit: ob.hit, innerSym: ob.sym}, st, p, []string{"GET"}, at)
	}
	around := st
	around.chain = slices.Clone(st.chain)
	if b := l.arg(&site{}, ob.hit, ob.row, "target"); l.real(b) {
		around.chain = append(around.chain, w.link(b, at)...)
	}
	for _, op := range ops {
		s := around
		s.chain = append(slices.Clone(around.chain), w.swaggerChain(api, op, spec, at)...)
		w.handler(op.handlers, s, joinPattern(spec.base, op.path), []string{op.method}, at)
	}
}

// swaggerChain is what an operation asks of its caller: one of several lists of proofs.
func (w *routeWalk) swaggerChain(api set, op swaggerOp, spec swaggerSpec, at dfd.Place) []chainLink {
	l := w.l
	if !l.asksCaller(op) {
		return nil
	}
	fields := l.swaggerSchemes(api)
	alternatives, known := spec.asks(op)
	if !known { // any of those that the API knows
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			alternatives = append(alternatives, []string{name})
		}
	}
	c := chainLink{at: at}
	for _, names := range alternatives {
		if len(names) == 0 { // or nobody is asked
			return nil
		}
		var all []chainLink
		for _, n := range names {
			link := chainLink{at: at, row: spec.row(n)}
			l.each(l.deepField(api, fields[n], 0), func(f atom) { link.asks = append(link.asks, l.swaggerAsk(f, spec.carrier(n))...) })
			if link.asks = l.withoutStubs(link.asks); len(link.asks) == 0 {
				link.row = nil
			}
			all = append(all, link)
		}
		c.alts = append(c.alts, all)
	}
	if len(c.alts) == 1 {
		return c.alts[0]
	}
	return []chainLink{c}
}

// asksCaller says that the generated handler of an operation has the caller looked at.
func (l *linker) asksCaller(op swaggerOp) bool {
	asks := false
	l.each(op.handlers, func(a atom) {
		for _, i := range l.handle(a) {
			for at := range i.fn.code {
				in := &i.fn.code[at]
				asks = asks || in.Op == summary.OpCall && in.Sym >= 0 && strings.HasSuffix(i.fn.p.p.Syms[in.Sym], "middleware.(*Context).Authorize")
			}
		}
	})
	return asks
}

// swaggerSchemes reads which field of an API has the function for which scheme: the cases of AuthenticatorsFor.
func (l *linker) swaggerSchemes(api set) map[string]string {
	out := map[string]string{}
	l.each(api, func(a atom) {
		t := l.dynamicType(a)
		if t < 0 {
			return
		}
		m, ok := l.method(t, "AuthenticatorsFor")
		g := l.funcs[l.syms.get(m.Sym)]
		if !ok || g == nil || !g.generated() {
			return
		}
		for b := range g.f.Blocks {
			name := g.branchText(int32(b))
			for n := range g.f.Blocks[b].Instrs {
				for _, f := range l.fieldsRead(g, &g.f.Blocks[b].Instrs[n]) {
					if name != "" && !strings.HasSuffix(f, "Authenticator") {
						out[name] = f
					}
				}
			}
		}
	})
	return out
}

// fieldsRead lists the fields of its receiver that an instruction reads, or the closure that it makes.
func (l *linker) fieldsRead(g *fn, in *summary.Instr) []string {
	var out []string
	own := func(h *fn, in *summary.Instr) {
		if in.Op == summary.OpLoadField && l.isOwn(h.p.syms[in.Sym]) {
			out = append(out, lastName(h.p.p.Syms[in.Sym]))
		}
	}
	own(g, in)
	for _, r := range in.Args {
		if r.Kind() != summary.RefFunc {
			continue
		}
		if h := l.funcs[g.p.syms[r.Index()]]; h != nil && h.parent == g.sym {
			for at := range h.code {
				own(h, &h.code[at])
			}
		}
	}
	return out
}

// swaggerAsk evaluates a function that looks at a proof: its texts are what the caller sent.
func (l *linker) swaggerAsk(a atom, from string) []*inst {
	return l.callGiven(a, false, func(g *fn, params []summary.Param, args []set) {
		for n, p := range params {
			if t := l.typ(g.p, p.Type); t >= 0 && l.kindOf(t) == summary.KindString {
				args[n] = l.sets.of(l.origin("input", from, l.funcPlace(g)))
			}
		}
	})
}

// swaggerServers evaluates the handlers and checks of every such API that is served.
func (l *linker) swaggerServers() {
	for o := 0; o < len(l.objs); o++ {
		ob := &l.objs[o]
		if ob.kind != oHandler || ob.row == nil || ob.hit == nil || ob.row.Attr["kind"] != "openapi" {
			continue
		}
		hit, row := ob.hit, ob.row
		api := l.arg(&site{}, hit, row, "handler")
		ops := l.swaggerOps(api)
		for _, op := range ops {
			l.handleAll(op.handlers)
		}
		l.each(l.arg(&site{}, hit, row, "target"), func(a atom) { l.middleware(a) })
		spec := l.swaggerSpec(ops)
		fields := l.swaggerSchemes(api)
		for _, n := range slices.Sorted(maps.Keys(fields)) {
			l.each(l.deepField(api, fields[n], 0), func(f atom) { l.swaggerAsk(f, spec.carrier(n)) })
		}
	}
}
