package link

import (
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// What a function finds out about its parameters it finds out about its caller's values: where check(user) returns nil only for
// a user that is there, the caller has one after it. Inside the function this is a guard of kind "param"; at the call it is
// replaced by what the caller knows of the argument when it is so. It is never published.

// paramGuard notes that a parameter is as wanted.
func (m *must) paramGuard(r summary.Ref, w want) facts {
	switch w.kind {
	case isNil, isNonNil, isTrue, isFalse, isEqual, isNot:
		return m.l.guard(guard{kind: "param", value: strconv.Itoa(r.Index()) + " " + strconv.Itoa(int(w.kind)) + " " + w.text})
	}
	return none
}

// related replaces what a callee knows of its parameters by what the caller knows of the arguments.
func (m *must) related(at int32, f facts) facts {
	if f.top || !m.l.hasKind(f, "param") {
		return f
	}
	out := m.l.without(f, "param")
	for _, id := range f.ids {
		if n, w, ok := m.l.guards[id].ofParam(); ok {
			if r, ok := m.argument(at, n); ok {
				out = out.plus(m.value(r, w, 2))
			}
		}
	}
	return out
}

// ofParam reads back what paramGuard noted: the parameter's number, and how it is wanted.
func (g *guard) ofParam() (n int, w want, ok bool) {
	if g.kind != "param" {
		return 0, want{}, false
	}
	index, rest, _ := strings.Cut(g.value, " ")
	kind, text, _ := strings.Cut(rest, " ")
	n, err1 := strconv.Atoi(index)
	k, err2 := strconv.Atoi(kind)
	return n, want{wantKind(k), text}, err1 == nil && err2 == nil
}

// errorsGiven are the parameters, by number, for which a call certainly passes an error: ways of what is called that begin with
// if err == nil are not gone.
func (m *must) errorsGiven(at int32) uint32 {
	var out uint32
	for n := range m.i.fn.code[at].Args {
		if r, ok := m.argument(at, n); ok && n < 32 && r.Kind() == summary.RefReg && m.l.isErrorType(m.l.refType(m.i, r)) && m.refuted(m.i.fn.block[at], r, wantNil) {
			out |= 1 << n
		}
	}
	return out
}

// takesNil says that facts hold only where one of these parameters is nil.
func (l *linker) takesNil(f facts, given uint32) bool {
	for _, id := range f.ids {
		if n, w, ok := l.guards[id].ofParam(); ok && n < 32 && given&(1<<n) != 0 && w == wantNil {
			return true
		}
	}
	return false
}

// argument gives the operand that a call passes for a parameter of what it calls.
func (m *must) argument(at int32, n int) (summary.Ref, bool) {
	in := &m.i.fn.code[at]
	if in.Op != summary.OpCall || in.N&summary.CallVariadic != 0 && n >= len(in.Args)-1 {
		return 0, false
	}
	switch in.N & summary.CallMode {
	case summary.CallStatic, summary.CallInvoke:
	default:
		return 0, false
	}
	for _, t := range m.i.targets(at) { // a model may pass other things
		if len(t.fn.f.Params) != len(in.Args) {
			return 0, false
		}
	}
	if n >= len(in.Args) || len(m.i.modelled(at)) > 0 {
		return 0, false
	}
	return in.Args[n], true
}
