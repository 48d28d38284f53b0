package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// A handler may look something up before it asks who calls: the comment that is to be changed. Whoever may not call gets nothing of it where all that
// is answered comes after the check, but refusals and errors, and no way out of the handler is left that ends with neither.

// lookedUp are the roles by which something is read from a store.
var lookedUp = map[string]bool{"sql": true, "orm": true, "doc": true, "kv": true, "cache": true, "graph": true, "timeseries": true, "search": true, "object": true, "file": true}

// looksUp says that a use only reads something from a store.
func (u *usedBy) looksUp() bool {
	return lookedUp[u.row.Role] && !slices.ContainsFunc(u.ops, func(op string) bool { return op != "read" })
}

// asksBeforeAnswers says that a handler answers nothing but refusals and errors before it has checked who calls, and ends nowhere without either;
// and what it has checked where it does something else.
func (l *linker) asksBeforeAnswers(e *entry) (facts, bool) {
	held := everything
	for _, i := range e.inner {
		f, ok := l.answersAsked(i.whole())
		if !ok {
			return none, false
		}
		held = held.and(f)
	}
	return l.only(held, "auth"), !held.top && l.hasKind(held, "auth")
}

// answersAsked is asksBeforeAnswers for one function.
func (l *linker) answersAsked(i *inst) (facts, bool) {
	m, held := l.must(i, false), everything
	var refused []int32
	for at := range i.fn.code {
		f := m.before(int32(at))
		if i.fn.code[at].Op != summary.OpCall || f.top {
			continue
		}
		switch answers, refuses := l.answersHow(m, int32(at), 0); {
		case !answers:
		case l.hasKind(f, "auth"):
			held = held.and(f)
		case !refuses:
			return none, false
		default:
			refused = append(refused, i.fn.block[at])
		}
	}
	return m.endsAsked(held, refused)
}

// endsAsked says that a function returns only behind a check, with an error, or past one of the blocks in which it has refused.
func (m *must) endsAsked(held facts, refused []int32) (facts, bool) {
	g, doms := m.i.fn, m.i.fn.dominators()
	for at := range g.code {
		in, b, f := &g.code[at], g.block[at], m.before(int32(at))
		if in.Op != summary.OpReturn || f.top {
			continue
		}
		if m.l.hasKind(f, "auth") {
			held = held.and(f)
			continue
		}
		if n := len(in.Args); n > 0 && m.l.returnsError(g) && (m.refuted(b, in.Args[n-1], wantNil) || g.madeError(in.Args[n-1])) {
			continue
		}
		if !slices.ContainsFunc(refused, func(x int32) bool { return dominates(doms, x, b) }) {
			return none, false
		}
	}
	return held, true
}

// answersHow says whether a call may answer the request, and whether it then only refuses it or answers to an error. What is handed the request and
// is not seen may answer anything.
func (l *linker) answersHow(m *must, at int32, depth int) (answers, refuses bool) {
	i := m.i
	refuses = (i.fn.givesErrorStatus(at) || i.fn.afterErrorStatus(at) || l.hasKind(m.before(at), "failed")) && !l.tellsStored(i, at)
	known := false
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			known = true
			answers = answers || r.Role == "respond" && r.Attr["kind"] != "redirect"
		}
	}
	targets := i.targets(at)
	if len(targets) == 0 && !known {
		return l.isHandedRequest(i, at), refuses
	}
	if depth > 3 && len(targets) > 0 {
		return true, refuses
	}
	inner := true
	for _, t := range targets {
		t = t.whole()
		tm := l.must(t, false)
		for k := range t.fn.code {
			if t.fn.code[k].Op != summary.OpCall || tm.before(int32(k)).top {
				continue
			}
			if a, r := l.answersHow(tm, int32(k), depth+1); a && !l.hasKind(tm.before(int32(k)), "auth") {
				answers, inner = true, inner && r
			}
		}
	}
	return answers, refuses || len(targets) > 0 && inner
}

// isHandedRequest says that a call is passed the request, or what answers it.
func (l *linker) isHandedRequest(i *inst, at int32) bool {
	in := &i.fn.code[at]
	if in.N&summary.CallMode == summary.CallBuiltin {
		return false
	}
	args := in.Args
	if in.N&summary.CallRecv != 0 && len(args) > 0 { // what it has itself: r.Context()
		args = args[1:]
	}
	return slices.ContainsFunc(args, func(r summary.Ref) bool {
		t := l.refType(i, r)
		return t >= 0 && (l.inputType(t) || l.typeTab[t].name == "net/http.ResponseWriter")
	})
}

// tellsStored says that a call is passed what was read from a store.
func (l *linker) tellsStored(i *inst, at int32) bool {
	return slices.ContainsFunc(i.fn.code[at].Args, func(r summary.Ref) bool {
		t := l.refType(i, r)
		return (t < 0 || l.typeTab[t].name != "error") && l.hasOrigin(l.widen(l.get(i, r)), "store")
	})
}
