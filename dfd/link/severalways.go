package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// How callers are asked may be a matter of configuration: by a list of users, by another service, by a token. Where one of the ways is followed
// to a credential and others are not, nothing is known of who may call: whoever goes on where the error of such a function is nil may have been asked.

// askedSomehow is the doubt that stands where the last result of a call is nil, whose functions ask in one of several ways: a check that may have been
// made. f is what is known there already.
func (m *must) askedSomehow(at, idx int32, w want, f facts) facts {
	targets := m.i.targets(at)
	if w != wantNil || f.top || len(targets) == 0 || m.l.hasKind(f, "auth") || m.l.switchedAuth(f) {
		return none
	}
	for _, t := range targets {
		if t == m.i || int(idx) != len(t.fn.f.Results)-1 || m.l.must(t, true).busy || !m.l.askedEveryWay(t, 0) {
			return none
		}
	}
	out := none
	for _, t := range targets {
		tried := m.l.only(m.l.tried(t), "auth")
		for _, id := range tried.ids {
			if g := m.l.guards[id]; g.scheme != "any" {
				out = out.plus(m.l.guard(doubted(g)))
			}
		}
	}
	return out
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
