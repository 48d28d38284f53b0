package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// ogen generates a server that takes paths apart character by character. Which routes there are is told by another function that it
// generates: FindPath fills a Route with the name and the pattern of the operation, under a condition on the method. The handler of
// an operation has the same name in the context of its errors.

// ogenRoute is an operation of such a server.
type ogenRoute struct{ op, method, path string }

// ogenServer emits the operations of an ogen server, where a handler is one.
func (w *routeWalk) ogenServer(a atom, st walkState, at dfd.Place) bool {
	l := w.l
	find := l.ogenFind(a)
	if find == nil {
		return false
	}
	if k := l.atoms.list[a]; k.kind == aTyped && l.atoms.list[k.y].kind == aNil { // returned with an error
		return true
	}
	routes := l.ogenRoutes(find)
	cfg := l.ogenConfig(a)
	prefixes, _ := l.texts(l.deepField(cfg, "Prefix", 0))
	if len(prefixes) == 0 {
		prefixes = []string{""}
	}
	for _, i := range l.handle(a) {
		for at2 := range i.fn.code {
			for _, t := range i.targets(int32(at2)) {
				op := t.fn.ogenOperation()
				n := slices.IndexFunc(routes, func(r ogenRoute) bool { return r.op == op })
				if op == "" || n < 0 {
					continue
				}
				for _, p := range prefixes {
					e := entry{handler: a, insts: []*inst{t}, inner: []*inst{t}, innerSym: t.fn.sym, called: 2, told: t.fn.ogenInputs()}
					s := st
					s.chain = append(slices.Clone(st.chain), w.ogenGuards(t, at)...)
					if mw := l.deepField(cfg, "Middleware", 0); l.real(mw) {
						s.chain = append(s.chain, w.link(mw, at)...)
					}
					w.emit(e, s, joinPattern(p, routes[n].path), []string{routes[n].method}, at)
				}
			}
		}
	}
	return len(routes) > 0
}

// ogenFind is the function that tells the routes of a server, nil where a value is no such server.
func (l *linker) ogenFind(a atom) *fn {
	t := l.dynamicType(a)
	if t < 0 {
		return nil
	}
	m, ok := l.method(t, "FindPath")
	if g := l.funcs[l.syms.get(m.Sym)]; ok && g != nil && g.generated() {
		return g
	}
	return nil
}

// ogenConfig is what a server was made with.
func (l *linker) ogenConfig(a atom) set {
	return l.deepField(l.deepField(l.sets.of(l.untyped(a)), "baseServer", 0), "cfg", 0)
}

// ogenServers evaluates the middleware of every such server.
func (l *linker) ogenServers() {
	var as []atom
	for a := range l.entered {
		if l.ogenFind(a) != nil {
			as = append(as, a)
		}
	}
	slices.Sort(as)
	for _, a := range as {
		l.each(l.deepField(l.ogenConfig(a), "Middleware", 0), func(m atom) { l.middleware(m) })
	}
}

// ogenInputs lists the parameters of an operation, as its handler names them to middleware.
func (g *fn) ogenInputs() []dfd.Input {
	out := []dfd.Input{}
	for at := range g.code {
		in := &g.code[at]
		if in.Op != summary.OpStoreField || in.Args[1].Kind() != summary.RefConst || !strings.HasSuffix(g.p.p.Syms[in.Sym], "ogen/middleware.ParameterKey.Name") {
			continue
		}
		x := dfd.Input{Name: g.p.p.Consts[in.Args[1].Index()].Text}
		for k := range g.code {
			if s := &g.code[k]; s.Op == summary.OpStoreField && s.Args[0] == in.Args[0] && s.Args[1].Kind() == summary.RefConst && lastName(g.p.p.Syms[s.Sym]) == "In" {
				x.From = g.p.p.Consts[s.Args[1].Index()].Text
			}
		}
		out = append(out, x)
	}
	return out
}

// ogenRoutes reads FindPath.
func (l *linker) ogenRoutes(g *fn) []ogenRoute {
	var out []ogenRoute
	for b := range g.f.Blocks {
		r := ogenRoute{method: g.branchText(int32(b))}
		for n := range g.f.Blocks[b].Instrs {
			in := &g.f.Blocks[b].Instrs[n]
			if in.Op != summary.OpStoreField || in.Args[1].Kind() != summary.RefConst {
				continue
			}
			switch text := g.p.p.Consts[in.Args[1].Index()].Text; lastName(g.p.p.Syms[in.Sym]) {
			case "name":
				r.op = text
			case "pathPattern":
				r.path = text
			}
		}
		if r.op != "" && r.path != "" && r.method != "" {
			out = append(out, r)
		}
	}
	return out
}

// branchText is the constant that a parameter is equal to in a block, by the condition that leads there: case "GET".
func (g *fn) branchText(b int32) string {
	if len(g.f.Blocks[b].Preds) != 1 {
		return ""
	}
	p := g.f.Blocks[b].Preds[0]
	instrs := g.f.Blocks[p].Instrs
	if len(instrs) == 0 || len(g.f.Blocks[p].Succs) != 2 || g.f.Blocks[p].Succs[0] != b {
		return ""
	}
	last := &instrs[len(instrs)-1]
	if len(last.Args) == 0 {
		return ""
	}
	d := g.defOf(last.Args[0])
	if d < 0 || g.code[d].Op != summary.OpBin || g.p.p.Syms[g.code[d].Sym] != "==" {
		return ""
	}
	for _, r := range g.code[d].Args {
		if r.Kind() == summary.RefConst {
			return g.p.p.Consts[r.Index()].Text
		}
	}
	return ""
}

// ogenOperation is the name of the operation that a generated handler is for.
func (g *fn) ogenOperation() string {
	if !g.generated() {
		return ""
	}
	for at := range g.code {
		in := &g.code[at]
		if in.Op == summary.OpStoreField && in.Args[1].Kind() == summary.RefConst && strings.HasSuffix(g.p.p.Syms[in.Sym], "ogen/ogenerrors.OperationContext.Name") {
			return g.p.p.Consts[in.Args[1].Index()].Text
		}
	}
	return ""
}
