package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// routeTests lists the instructions of an instance that ask something of the path or method of the request.
func (l *linker) routeTests(i *inst) []int32 {
	var out []int32
	for at := range i.fn.code {
		for _, a := range l.testArgs(i, int32(at)) {
			if p, _ := l.requestPart(i, a, 0); p != "" {
				out = append(out, int32(at))
				break
			}
		}
	}
	return out
}

// testArgs gives the operands of an instruction that is a question about texts.
func (l *linker) testArgs(i *inst, at int32) []summary.Ref {
	in := &i.fn.code[at]
	switch in.Op {
	case summary.OpBin:
		switch op := i.fn.p.p.Syms[in.Sym]; op {
		case "==", "!=":
			return in.Args
		case "<", "<=", ">", ">=":
			if of, ok := i.fn.lengthOf(in.Args[0]); ok {
				return []summary.Ref{of}
			}
			if of, ok := i.fn.lengthOf(in.Args[1]); ok {
				return []summary.Ref{of}
			}
		}
	case summary.OpLoadElem:
		return in.Args[1:]
	case summary.OpCall:
		if in.Sym < 0 || in.N&summary.CallMode == summary.CallBuiltin || l.funcs[i.fn.p.syms[in.Sym]] != nil {
			return nil
		}
		switch t := l.typ(i.fn.p, in.Type); l.kindOf(t) {
		case summary.KindBool, summary.KindNumber:
			return in.Args
		case summary.KindTuple:
			if strings.Contains(l.typeTab[t].name, "bool") {
				return in.Args
			}
		}
	}
	return nil
}

// leftOpen says that conditions on the request, in what runs in a middleware, are not decided by the route.
func (l *linker) leftOpen(is []*inst) bool {
	seen := map[*inst]bool{}
	for len(is) > 0 {
		i := is[0]
		is = is[1:]
		i = i.whole()
		if seen[i] {
			continue
		}
		seen[i] = true
		if slices.ContainsFunc(l.layout(i).hits, func(at int32) bool { return l.asksContext(i, at) }) {
			return true
		}
		if l.routeOf(i) == nil {
			continue
		}
		m := l.must(i, true)
		for _, at := range l.routeTests(i) {
			if m.before(at).top {
				continue
			}
			if _, ok := m.decide(summary.MakeRef(summary.RefReg, int(i.fn.code[at].Dst)), 0); !ok {
				return true
			}
		}
		for _, at := range l.layout(i).calls {
			if !m.before(at).top && !l.continues(i, at) {
				is = append(is, i.targets(at)...)
			}
		}
	}
	return false
}

// asksContext says that a call reads what others put on the context under a name: whether an operation needs a sign-in
// (oapi-codegen's scopes).
func (l *linker) asksContext(i *inst, at int32) bool {
	for _, h := range i.hits[at] {
		for _, r := range h.rows {
			if r.Role != "context-get" || len(r.Args["key"]) == 0 {
				continue
			}
			if t, part := l.texts(l.arg(&site{}, h, r, "key")); part == "" && len(t) == 1 && strings.HasSuffix(t[0], ".Scopes") {
				return true
			}
		}
	}
	return false
}

// beforeRouting says that an instance runs where no route is found yet (echo's Pre): it, or what it is written in, is attached
// there, or is called from there.
func (l *linker) beforeRouting(i *inst) bool {
	if l.early == nil {
		l.findEarly()
	}
	return l.early[i.whole()]
}

func (l *linker) findEarly() {
	l.early = map[*inst]bool{}
	attached := map[int32]bool{}
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Attr["kind"] != "before-routing" {
				return
			}
			for _, s := range l.argList(nil, h, r, "middleware") {
				l.each(s, func(a atom) {
					if k := l.inner(a); k.kind == aFunc || k.kind == aClosure {
						attached[k.x] = true
					}
				})
			}
		})
	}
	if len(attached) == 0 {
		return
	}
	var work []*inst
	for _, i := range l.insts {
		for g := i.fn; g != nil; g = l.funcs[g.parent] {
			if attached[g.sym] {
				work = append(work, i)
				break
			}
		}
	}
	for ; len(work) > 0; work = work[1:] {
		i := work[0].whole()
		if l.early[i] {
			continue
		}
		l.early[i] = true
		for _, at := range l.layout(i).calls {
			work = append(work, i.targets(at)...)
		}
	}
}
