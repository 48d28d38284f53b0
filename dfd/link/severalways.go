package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// How callers are asked may be a matter of configuration: by a list of users, by another service, by a token. Middleware that turns away whom the
// chosen way does not know leaves nobody's credential optional, even where only one of the ways was followed to a credential: who may call is
// not known then.

// asksInSeveralWays says that middleware turns callers away by what a function says that asks in one of several ways.
func (l *linker) asksInSeveralWays(insts []*inst) bool {
	return slices.ContainsFunc(insts, func(i *inst) bool {
		m := l.must(i, true)
		for at := range i.fn.code {
			if i.fn.code[at].Op != summary.OpCall || len(i.targets(int32(at))) == 0 {
				continue
			}
			r, ok := i.fn.lastResult(int32(at))
			if ok && m.refusesWhere(r) && !slices.ContainsFunc(i.targets(int32(at)), func(t *inst) bool { return !l.askedEveryWay(t, 0) }) {
				return true
			}
		}
		return false
	})
}

// refusesWhere says that the caller is not let in where an error is not nil, and only there.
func (m *must) refusesWhere(r summary.Ref) bool {
	for at := range m.i.fn.code {
		if m.i.fn.code[at].Op == summary.OpCall && m.refuted(m.i.fn.block[at], r, wantNil) && m.l.saysNo(m.i, int32(at), 0) {
			return true
		}
	}
	return false
}

// ends are the roles of what answers with a status.
var ends = map[string]bool{"respond": true, "abort": true}

// saysNo says that a call answers 401 or 403, itself or by a helper that is passed the number.
func (l *linker) saysNo(i *inst, at int32, depth int) bool {
	status := func(n string) bool { return n == "401" || n == "403" }
	passed := slices.ContainsFunc(i.fn.code[at].Args, func(r summary.Ref) bool { return status(i.fn.number(r)) })
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if n := l.number(l.arg(&site{i: i}, h, r, "status")); ends[r.Role] && n != nil && status(n.String()) {
				return true
			}
		}
	}
	return depth < 3 && slices.ContainsFunc(i.targets(at), func(t *inst) bool {
		t = t.whole()
		for k := t.fn.first[0]; k < t.fn.end(0); k++ {
			if t.fn.code[k].Op == summary.OpCall && (l.saysNo(t, k, depth+1) || passed && l.answersBy(t, k)) {
				return true
			}
		}
		return false
	})
}

// answersBy says that a call answers with a status that its function was passed.
func (l *linker) answersBy(i *inst, at int32) bool {
	given := slices.ContainsFunc(i.fn.code[at].Args, func(r summary.Ref) bool { return r.Kind() == summary.RefParam })
	return given && slices.ContainsFunc(i.modelled(at), func(h *hit) bool {
		return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return ends[r.Role] && len(r.Args["status"]) > 0 })
	})
}

// lastResult gives the last of what a call returns, which may be its error.
func (g *fn) lastResult(at int32) (summary.Ref, bool) {
	in := &g.code[at]
	if in.Dst < 0 {
		return 0, false
	}
	dst, last := summary.MakeRef(summary.RefReg, int(in.Dst)), summary.Ref(0)
	n := int32(-1)
	for k := range g.code {
		if x := &g.code[k]; x.Op == summary.OpExtract && x.Args[0] == dst && x.N > n && x.Dst >= 0 {
			n, last = x.N, summary.MakeRef(summary.RefReg, int(x.Dst))
		}
	}
	if n < 0 {
		return dst, true
	}
	return last, true
}

// askedEveryWay says that a function returns no error only where it has checked a credential, or where one of several functions that are called
// for it, some of which check one, has returned none.
func (l *linker) askedEveryWay(i *inst, depth int) bool {
	if depth > 3 || len(i.fn.f.Results) == 0 {
		return false
	}
	i = i.whole()
	m, asked := l.must(i, true), false
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op != summary.OpReturn || len(in.Args) == 0 || m.before(int32(at)).top {
			continue
		}
		b, e := i.fn.block[at], in.Args[len(in.Args)-1]
		if m.refuted(b, e, wantNil) || i.fn.madeError(e) {
			continue
		}
		if !l.hasKind(m.before(int32(at)), "auth") && !m.pastOneOf(b, e, depth) {
			return false
		}
		asked = true
	}
	return asked
}

// madeError says that an operand is a value that was just made: an error, which is not nil.
func (g *fn) madeError(r summary.Ref) bool {
	d := g.defOf(r)
	return d >= 0 && (g.code[d].Op == summary.OpAlloc || g.code[d].Op == summary.OpMakeInterface && g.defOf(g.code[d].Args[0]) >= 0 && g.code[g.defOf(g.code[d].Args[0])].Op == summary.OpAlloc)
}

// pastOneOf says that a block is reached only where one of several own functions, some of which check a credential, returned no error, or that
// what is returned there is the error of one.
func (m *must) pastOneOf(b int32, e summary.Ref, depth int) bool {
	if m.ofAsking(e, depth) {
		return true
	}
	for at := range m.i.fn.code {
		in := &m.i.fn.code[at]
		if in.Dst < 0 || in.Op != summary.OpPhi && in.Op != summary.OpExtract && in.Op != summary.OpCall {
			continue
		}
		if r := summary.MakeRef(summary.RefReg, int(in.Dst)); m.refuted(b, r, wantNonNil) && m.ofAsking(r, depth) {
			return true
		}
	}
	return false
}

// ofAsking says that an operand is the error of one of several own functions, of which one checks a credential, or of one that does so on
// every way.
func (m *must) ofAsking(r summary.Ref, depth int) bool {
	d := m.i.fn.defOf(r)
	if d < 0 {
		return false
	}
	if m.i.fn.code[d].Op != summary.OpPhi {
		ts := m.calledFor(d)
		return len(ts) > 0 && !slices.ContainsFunc(ts, func(t *inst) bool { return !m.l.askedEveryWay(t, depth+1) })
	}
	checks := false
	for _, a := range m.i.fn.code[d].Args {
		ts := m.calledFor(m.i.fn.defOf(a))
		if len(ts) == 0 {
			return false
		}
		checks = checks || slices.ContainsFunc(ts, func(t *inst) bool { return m.l.hasKind(m.l.tried(t), "auth") })
	}
	return checks
}

// calledFor gives the own functions whose last result an instruction has.
func (m *must) calledFor(d int32) []*inst {
	g := m.i.fn
	if d >= 0 && g.code[d].Op == summary.OpExtract {
		d = g.defOf(g.code[d].Args[0])
	}
	if d < 0 || g.code[d].Op != summary.OpCall {
		return nil
	}
	return m.i.targets(d)
}
